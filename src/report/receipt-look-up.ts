/** The receipt that a link names: asked for with the link's token, checked against the organisation's anchors, stored nowhere. */
import { EvidenceError } from "../core/base/errors.ts";
import type { ReceiptLink } from "../core/evidence/receipt-link.ts";
import type { BuildConstants } from "../ui/build.ts";
import { directoryKeeper, lazyIntake } from "../conversation/session-directory.ts";
import type { PaneWorld } from "../conversation/session-world.ts";
import type { ReceiptAnswer } from "../workflow/ports.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";

export interface ShownReceipt {
  readonly link: ReceiptLink;
  readonly answer: ReceiptAnswer;
  /** Milliseconds since the Unix epoch by the timestamp authority; null while the token is late. */
  readonly timestampedAt: number | null;
  /** An investigator signed that they opened the report. */
  readonly opened: boolean;
  readonly directory: TrustedDirectory;
}

export type ReceiptWorld = Pick<PaneWorld, "engine" | "memory" | "clock" | "loadIntake" | "save">;

export interface ReceiptDesk {
  /** @throws EvidenceError of asking or of checking: a receipt that does not verify is never shown. */
  readonly lookUp: (link: ReceiptLink) => Promise<ShownReceipt>;
  /** Saves receipt-<reference>.zip. @param language - BCP 47 tag, for README.txt. */
  readonly save: (receipt: ShownReceipt, language: string) => Promise<void>;
}

export function receiptDesk(
  build: Pick<BuildConstants, "organisation" | "directoryRoot" | "allowDemo">,
  world: ReceiptWorld,
): ReceiptDesk {
  // Nothing says who asks but the link itself.
  const intake = lazyIntake(() => world.loadIntake(() => ""));
  const directories = directoryKeeper(world, build, intake);
  return {
    lookUp: async (link) => {
      const { packageDigest, readToken } = link;
      const directory = await directories.current();
      const { client } = await intake();
      const answer = await client.receipt(packageDigest, { readToken, confidential: true });
      const { directoryRoot } = build;
      const check = { answer, statement: null, packageDigest, directory, directoryRoot };
      const checked = await world.engine.checkReceipt(check);
      if (!checked.verified) throw new EvidenceError(checked.code, "the receipt does not verify");
      const { timestampedAt, opened = false } = checked;
      return { link, answer, timestampedAt, opened, directory };
    },
    save: async ({ link, answer, directory }, language) => {
      const { name: organisation, demo } = directory.directory;
      const { reference } = link;
      const request = { reference, answer, opening: null, language, organisation, demo };
      const octets = await world.engine.receiptFile(request);
      world.save(`receipt-${reference}.zip`, octets, "application/zip");
    },
  };
}
