/** Signatures, results that servers wrote down, and reports of filters, as read for showing. */
import {
  basis,
  count,
  countOrNull,
  list,
  members,
  orNull,
  shape,
  text,
  textOrNull,
  texts,
  time,
  trusted,
  yes,
} from "./read-json.ts";

const key = orNull(shape({ source: text, at: time, kind: textOrNull, bits: countOrNull }));

export const dkim = shape({
  domain: textOrNull,
  selector: textOrNull,
  algorithm: textOrNull,
  unsignedOctets: countOrNull,
  bodyHash: text,
  signature: text,
  aligned: yes,
  signedAt: time,
  expiresAt: time,
  key,
  defects: texts,
  basis,
});
export type DkimView = ReturnType<typeof dkim>;

const arcMember = {
  instance: countOrNull,
  domain: textOrNull,
  selector: textOrNull,
  signature: text,
  basis,
};
export const arc = shape({
  instances: count,
  messageSignatures: list(shape({ ...arcMember, bodyHash: text })),
  seals: list(shape({ ...arcMember, cv: textOrNull })),
  validation: text,
  defects: texts,
});
export type ArcView = ReturnType<typeof arc>;

export const authentication = shape({
  authservId: textOrNull,
  method: text,
  result: text,
  properties: members,
  trusted,
  field: text,
  instance: countOrNull,
  basis,
});
export type AuthenticationView = ReturnType<typeof authentication>;

export const filter = shape({
  field: text,
  trusted,
  entries: list(shape({ key: text, value: text, code: textOrNull })),
  basis,
});
export type FilterView = ReturnType<typeof filter>;

export const microsoft = shape({
  tenantId: textOrNull,
  authAs: textOrNull,
  authSource: textOrNull,
  fromEntity: textOrNull,
  originatorOrganisation: textOrNull,
  originalArrivalTime: time,
  regions: texts,
});
export type MicrosoftView = ReturnType<typeof microsoft>;
