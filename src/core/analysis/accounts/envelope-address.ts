/** Envelope addresses that programs rewrote: the address before, read back from the form. */

export interface DecodedEnvelope {
  /** "srs-original", "batv-original", "verp-recipient", "forwarder", "sendgrid-account": an AccountClaim's kind. */
  readonly kind: string;
  readonly value: string;
}

/** RFC 5321, section 4.5.3.1: 64 octets and 255. Longer ones are not addresses. */
const MAX_CHARS = 320;

/**
 * Decodes SRS0 and SRS1 (sender rewriting scheme), prvs= and btv1== (BATV), VERP, Gmail's forwarding and SendGrid's
 * bounce form. What no form fits gives [].
 */
export function decodeEnvelope(address: string): DecodedEnvelope[] {
  const at = address.lastIndexOf("@");
  if (at < 1 || address.length > MAX_CHARS) return [];
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const srs = srsOriginal(local);
  if (srs !== null) return [{ kind: "srs-original", value: srs }];
  const batv = /^(?:prvs=[0-9a-z]{1,20}=|btv1==[0-9a-z]{1,20}==)(.+)$/i.exec(local)?.[1];
  if (batv !== undefined) return [{ kind: "batv-original", value: `${batv}@${domain}` }];
  const sendgrid = /^bounces\+(\d{1,12})-[0-9a-f]{1,8}-(.+)$/.exec(local);
  if (sendgrid !== null) return [{ kind: "sendgrid-account", value: sendgrid[1] as string }];
  const forwarded = /^([^+=]{1,64})\+caf_=(.+)$/.exec(local);
  if (forwarded !== null) return [{ kind: "forwarder", value: `${forwarded[1]}@${domain}` }];
  const verp = /[+-]([^+=]{1,64})=([^=@]{1,200}\.[a-z]{2,24})$/i.exec(local);
  return verp === null ? [] : [{ kind: "verp-recipient", value: `${verp[1]}@${verp[2]}` }];
}

/** SRS0=hash=time=domain=local, SRS1=hash=forwarder==hash=time=domain=local; "+" and "-" may stand for the first "=". */
function srsOriginal(local: string): string | null {
  const inner = /^SRS1[=+-][^=]{1,40}=[^=]{1,255}=(?:=|\+|-)(.+)$/i.exec(local)?.[1];
  const text = inner ?? /^SRS0[=+-](.+)$/i.exec(local)?.[1];
  const parts = text === undefined ? null : /^[^=]{1,40}=[^=]{1,8}=([^=]{1,255})=(.+)$/.exec(text);
  return parts === null ? null : `${parts[2]}@${parts[1]}`;
}
