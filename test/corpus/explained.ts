/** Where our analysis and the corpus' truth or references differ on purpose: message by message, with the reason. */
import type { EmbeddedTimeSource } from "../../src/core/analysis/types.ts";

/** Hops of whose time the truth has none, by message and index: each with a reason that the test checks. */
export const SENDGRID_HOPS: Readonly<Record<string, readonly number[]>> = {
  "phishing/sample-118.eml": [4, 5],
  "phishing/sample-1210.eml": [2, 3],
  "phishing/sample-1276.eml": [4, 5],
  "phishing/sample-1290.eml": [4, 5],
  "phishing/sample-3628.eml": [4, 5],
  "phishing/sample-4210.eml": [4, 5],
  "phishing/sample-4212.eml": [4, 5],
  "phishing/sample-4216.eml": [4, 5],
  "phishing/sample-4380.eml": [4, 5],
  "phishing/sample-4928.eml": [4, 5],
  "phishing/sample-5750.eml": [4, 5],
  "phishing/sample-590.eml": [4, 5],
  "phishing/sample-6210.eml": [4, 5],
  "phishing/sample-6426.eml": [4, 5],
  "phishing/sample-6512.eml": [4, 5],
  "phishing/sample-6532.eml": [4, 5],
  "phishing/sample-6928.eml": [4, 5],
};

/** Why the truth's parser has no time for a hop: what the field must look like for each reason. */
export const HOP_REASONS = {
  "Go's form, no semicolon": /\s\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \+0000 UTC m=\+[\d.]+$/,
  "fraction of a second after a semicolon":
    /;\s+[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d+ \+0000 \(UTC\)$/,
  "fraction of a second, no semicolon":
    /^[^;]+\s[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d+ \+0000 \(UTC\)$/,
} as const;

/** From where ours and the truth's address differ, the truth having one. */
export const FROM_DIFFERS: Readonly<Record<string, string>> = {
  "phishing/sample-1942.eml":
    "unquoted colon in the name: the truth takes '21' before the address as a group's member",
  "phishing/sample-5738.eml": "local part beyond ASCII, kept as UTF-8",
  "phishing/sample-6476.eml": "local part beyond ASCII, kept as UTF-8",
  "phishing/sample-7362.eml": "domain beyond ASCII, kept as UTF-8",
  "phishing/sample-7888.eml": "domain beyond ASCII, kept as UTF-8",
  "phishing/sample-124.eml": "no address at all: the truth gives the name",
  "phishing/sample-4152.eml": "no address at all: the truth gives the name",
};

/** From where the truth has no address and ours is not simply what stands between the first angle brackets. */
export const FROM_REFUSED: Readonly<Record<string, string>> = {
  "phishing/sample-2492.eml": "doubled brackets: ours is the inner one as written, no address either",
  "phishing/sample-3400.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
  "phishing/sample-3642.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
  "phishing/sample-4354.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
  "phishing/sample-4522.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
  "phishing/sample-4524.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
  "phishing/sample-4560.eml":
    "the brackets stand in a comment (RFC 5322, section 3.2.2): no address outside it",
};

export type ClockReference = "Date" | "OriginalArrivalTime" | "the field's own date";

/** FORENSICS section 3: what each clock was measured against, and how near it must be. */
export const REFERENCES: Partial<
  Record<EmbeddedTimeSource, { readonly of: ClockReference; readonly seconds: number }>
> = {
  "eop-network-message-id": { of: "OriginalArrivalTime", seconds: 120 },
  "eop-correlation-id": { of: "OriginalArrivalTime", seconds: 120 },
  "eop-correlation-id-previous": { of: "OriginalArrivalTime", seconds: 120 },
  "gmail-boundary": { of: "Date", seconds: 120 },
  "gmail-x-received-id": { of: "the field's own date", seconds: 5 },
  "gmail-smtp-id": { of: "the field's own date", seconds: 120 },
  "yahoo-message-id": { of: "Date", seconds: 5 },
  "gmx-trinity": { of: "Date", seconds: 5 },
  "javamail-part": { of: "Date", seconds: 120 },
  "ses-message-id": { of: "Date", seconds: 120 },
  "exim-id": { of: "the field's own date", seconds: 120 },
  "python-make-msgid": { of: "Date", seconds: 120 },
  "uuid-v1": { of: "the field's own date", seconds: 120 },
  "thunderbird-message-id": { of: "Date", seconds: 120 },
  "thread-index": { of: "Date", seconds: 120 },
};

/** Within the tolerance, of how many: the corpus does not change. */
export const CLOCKS_MEASURED = {
  phishing: {
    "eop-correlation-id vs OriginalArrivalTime, 120 s": "957/957",
    "eop-correlation-id-previous vs OriginalArrivalTime, 120 s": "330/368",
    "eop-network-message-id vs OriginalArrivalTime, 120 s": "1894/1894",
    "exim-id vs the field's own date, 120 s": "25/25",
    "gmail-boundary vs Date, 120 s": "117/126",
    "gmail-smtp-id vs the field's own date, 120 s": "47/47",
    "gmail-x-received-id vs the field's own date, 5 s": "367/367",
    "gmx-trinity vs Date, 5 s": "3/3",
    "javamail-part vs Date, 120 s": "17/17",
    "ses-message-id vs Date, 120 s": "13/13",
    "thread-index (reply) vs Date, 120 s": "77/78",
    "thread-index vs Date, 120 s": "10/10",
    "uuid-v1 vs the field's own date, 120 s": "2/2",
    "yahoo-message-id vs Date, 5 s": "6/6",
  },
  dkim: {
    "eop-correlation-id vs OriginalArrivalTime, 120 s": "6/6",
    "eop-network-message-id vs OriginalArrivalTime, 120 s": "6/6",
    "exim-id vs the field's own date, 120 s": "1/1",
    "gmail-boundary vs Date, 120 s": "2/2",
    "gmail-x-received-id vs the field's own date, 5 s": "30/30",
    "javamail-part vs Date, 120 s": "2/3",
    "ses-message-id vs Date, 120 s": "1/1",
    "thread-index (reply) vs Date, 120 s": "1/1",
    "thread-index vs Date, 120 s": "3/3",
  },
};

/** Clocks outside their tolerance, by message; an earlier pass of Exchange Online may be any time before. */
export const CLOCKS_OUTSIDE: Readonly<Record<string, string>> = {
  "phishing/sample-1760.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-2938.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-2958.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-3052.eml gmail-boundary":
    "the Date is ten hours ahead, and the text was begun seven minutes before the first server",
  "phishing/sample-4392.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-546.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-5754.eml gmail-boundary":
    "sent four minutes after its Date: the boundary fits the first server to the second",
  "phishing/sample-5946.eml thread-index": "the reply was begun four minutes before it was sent",
  "phishing/sample-710.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "phishing/sample-7132.eml gmail-boundary":
    "the Date is off by whole hours: the boundary fits the first server to the second",
  "dkim/mox--parse2.eml javamail-part":
    "the part is two hours older than Date and first server: a stored template",
};
