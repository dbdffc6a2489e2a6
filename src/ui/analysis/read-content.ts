/** Provider, accounts, program, text and attachments, and the plan of logs to save, as read for showing. */
import {
  basis,
  count,
  list,
  objectOf,
  orNull,
  places,
  type Read,
  shape,
  text,
  textOrNull,
  texts,
  time,
  trusted,
  yes,
  zone,
} from "./read-json.ts";

const namedProvider = shape({
  id: text,
  account: textOrNull,
  confidence: text,
  signs: texts,
  samples: count,
  reveals: texts,
  hides: texts,
  request: list(shape({ item: text, value: text })),
});
export type ProviderView = ReturnType<typeof namedProvider>;

export const provider: Read<ProviderView | null> = (value) =>
  typeof objectOf(value).id === "string" ? namedProvider(value) : null;

export const account = shape({ kind: text, value: text, claimedBy: text, trusted, basis });
export type AccountView = ReturnType<typeof account>;

export const client = shape({
  claimed: textOrNull,
  looksLike: textOrNull,
  languages: texts,
  charsets: texts,
  zoneMinutes: zone,
  fingerprint: textOrNull,
  contradictions: texts,
  basis: places,
});
export type ClientView = ReturnType<typeof client>;

const quote = { text, basis };
export const body = shape({
  language: orNull(shape({ code: text, confidence: text })),
  characters: count,
  truncated: yes,
  urls: list(shape({ ...quote, host: text, shownAs: textOrNull })),
  mailAddresses: list(shape(quote)),
  phones: list(shape({ ...quote, number: text, country: textOrNull })),
  wallets: list(shape({ ...quote, currency: text })),
  quotes: list(shape({ ...quote, kind: text })),
  hidden: list(shape({ ...quote, how: text })),
  remote: list(shape({ ...quote, kind: text, host: text })),
});
export type BodyView = ReturnType<typeof body>;

export const attachment = shape({
  name: textOrNull,
  declaredType: text,
  detectedType: textOrNull,
  octets: count,
  sha256: text,
  metadata: list(shape({ key: text, value: text })),
  warnings: texts,
  basis,
});
export type AttachmentView = ReturnType<typeof attachment>;

export const planItem = shape({
  system: text,
  from: (value) => time(value) ?? 0,
  to: (value) => time(value) ?? 0,
  marginMs: count,
  lookFor: texts,
  reason: text,
  usualRetentionDays: count,
  retentionBasis: text,
  deleteAfter: time,
  urgency: count,
});
export type LogPlanView = ReturnType<typeof planItem>;
