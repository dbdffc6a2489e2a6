/** A reporter's device that talks to the intake of test/intake/dns/world.ts. */
import { intakeClient } from "../../src/clients/intake.ts";
import { fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import type { KeyClient } from "../../src/workflow/fetch-keys.ts";
import { memoryOutbox } from "../../src/workflow/memory-outbox.ts";
import type { ReportPorts } from "../../src/workflow/report-mail.ts";
import { trustedDirectory } from "../../src/workflow/trust.ts";
import type { DnsWorld } from "../intake/dns/world.ts";
import { locks, makeTestEngine, memoryTrust } from "./world.ts";

export type Policy = keyof DnsWorld["organisations"];

/** @param keys - In place of the real client's questions. */
export async function devicePorts(
  world: DnsWorld,
  policy: Policy,
  keys: Partial<KeyClient> = {},
): Promise<ReportPorts> {
  const organisation = world.organisations[policy];
  const { id, code, root } = organisation;
  const client = intakeClient({
    baseUrl: world.url,
    organisation: id,
    authorization: () => `Enrolment ${code}`,
  });
  const engine = await makeTestEngine();
  let seen: number | null = null;
  const memory = {
    ...memoryTrust(),
    dnsSnapshot: async () => seen,
    rememberDnsSnapshot: async (takenAt: number) => {
      seen = takenAt;
    },
  };
  const clock = { now: Date.now };
  const directoryRoot = fingerprintOf(publicKeyLine(root));
  return {
    client,
    history: client,
    keys: { ...client, ...keys },
    engine,
    memory,
    clock,
    exclusive: locks(),
    directory: () =>
      trustedDirectory(
        { client, engine, memory, clock },
        { organisation: id, directoryRoot, allowDemo: false },
      ),
    directoryRoot,
    outbox: memoryOutbox(),
    fallback: memoryOutbox(),
    organisation: id,
    addIn: { version: "0.1.0", build: "test" },
    timeZone: () => "Europe/Amsterdam",
  };
}
