/**
 * What a confidential report leaves away: everything that this program, the host or the device would add about the
 * reporter. What the mail itself says stays. docs/decisions/0011-confidential-reports.md says why for each.
 */
import { ecdsaSigner, type SshSigner } from "../core/seal/sshsig.ts";
import type { SealRequest } from "./engine-port.ts";
import type { FetchedKeys } from "./fetch-keys.ts";
import type { AcquiredSource, ExtraFile, MissedMail } from "./ports.ts";

/** Stands where a text must be: an empty one would look like a failure. */
export const WITHHELD = "withheld";

const MINUTE_MS = 60_000;

/**
 * Claims about the mail as its sender made it. Ids, folders, times of arrival, categories and owners belong to one
 * mailbox, and so to the reporter: what is not named here goes.
 */
const CLAIMS_OF_THE_MAIL: ReadonlySet<string> = new Set([
  "internetMessageId",
  "itemClass",
  "subject",
  "from.displayName",
  "from.emailAddress",
  "sender.displayName",
  "sender.emailAddress",
  "attachments.length",
  "graph.internetMessageId",
  "graph.sentDateTime",
]);
const CLAIM_OF_AN_ATTACHMENT = /^attachments\[\d{1,4}\]\.(?:name|contentType|size)$/;

/** The request without what says who reports; everything after it may be sealed as it is. */
export function withholding(request: SealRequest): SealRequest {
  const { custodian: _custodian, missed = [], extras = [], keys, ...rest } = request;
  const coarse = coarseTime(request.clockOffsetMs ?? null);
  return {
    ...rest,
    confidential: true,
    sources: request.sources.map((source) => ({ ...source, record: withoutReporter(source.record, coarse) })),
    // A head of the log that this device saw would lead to its other reports.
    checkpoint: null,
    language: request.language.split("-", 1)[0] ?? "",
    reportedAt: coarse(request.reportedAt),
    timeZone: WITHHELD,
    clockOffsetMs: null,
    missed: missed.map((one): MissedMail => ({ ...one, id: null })),
    extras: extras.map(withoutName),
    ...(keys !== undefined && { keys: withCoarseTimes(keys, coarse) }),
  };
}

type Coarse = (time: number) => number;

/**
 * To the minute, by the server's clock where it is known: how far a device's clock is wrong tells devices apart.
 *
 * @param offset - Device clock minus server clock, milliseconds.
 */
function coarseTime(offset: number | null): Coarse {
  const correction = offset !== null && Number.isFinite(offset) ? offset : 0;
  return (time) => Math.floor((time - correction) / MINUTE_MS) * MINUTE_MS;
}

type SourceRecord = AcquiredSource["record"];

function withoutReporter(record: SourceRecord, coarse: Coarse): SourceRecord {
  const { method, provenance, capture, startedAt, endedAt, host, item, errors } = record;
  const kept = Object.entries(item).filter(
    ([name]) => CLAIMS_OF_THE_MAIL.has(name) || CLAIM_OF_AN_ATTACHMENT.test(name),
  );
  return {
    method,
    provenance,
    capture,
    startedAt: coarse(startedAt),
    endedAt: coarse(endedAt),
    // Which program gave the octets says how true they are; its version and platform say whose it is.
    host: { application: host.application, version: WITHHELD, platform: WITHHELD, userAgent: WITHHELD },
    item: Object.fromEntries(kept),
    // A host's own words can name the mailbox.
    errors: errors.map(({ step, code }) => ({ step, code, detail: WITHHELD })),
  };
}

/** "Screenshot of Jan.png" becomes "0002.png". What is in the file is the reporter's own choice, and they are told so. */
function withoutName({ name, mediaType, file }: ExtraFile, index: number): ExtraFile {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? "";
  return { name: `${String(index + 1).padStart(4, "0")}${ending}`, mediaType, file };
}

function withCoarseTimes(keys: FetchedKeys, coarse: Coarse): FetchedKeys {
  return { ...keys, disclosed: keys.disclosed.map((one) => ({ ...one, at: coarse(one.at) })) };
}

/** A key that signs one report and is then gone: nothing links the report to another of the same device. */
export async function oneTimeSigner(): Promise<SshSigner> {
  const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
  return ecdsaSigner(await crypto.subtle.generateKey(curve, false, ["sign", "verify"]));
}
