/** Seals by the real engine and opens by the real checks. */
import { openPackage } from "../../src/core/seal/open.ts";
import type { SealedReport, SealRequest } from "../../src/workflow/engine-port.ts";
import { type Device, MAIL, NOT_ASKED, NOW, sourceOf } from "./world.ts";

export async function sealRequest(device: Device, wish: Partial<SealRequest> = {}): Promise<SealRequest> {
  return {
    sources: [sourceOf(MAIL)],
    answers: NOT_ASKED,
    readers: { deskId: "security", leftOut: [] },
    directory: await device.reading(),
    checkpoint: null,
    language: "nl",
    reportedAt: NOW,
    timeZone: "Europe/Amsterdam",
    addIn: { version: "0.1.0", build: "test" },
    ...wish,
  };
}

export async function sealAndOpen(device: Device, wish: Partial<SealRequest> = {}) {
  const request = await sealRequest(device, wish);
  const report = await device.ports.engine.seal(request, () => {}, new AbortController().signal);
  return { report, bag: await openSealed(device, report) };
}

export async function openSealed(device: Device, { submission }: Pick<SealedReport, "submission">) {
  const sealed = submission.package;
  const octets = sealed instanceof Blob ? new Uint8Array(await sealed.arrayBuffer()) : sealed;
  const identities = [device.world.keys.recovery.ageIdentity];
  const opened = await openPackage(octets, { identities, summary: submission.summary });
  if (!opened.ok) throw opened.error;
  return opened.value;
}
