/** The content of a directory as data: shape, bounds and cross-checks of docs/directory-format.md. */
import * as v from "valibot";
import { fromBase64 } from "../base/bytes.ts";
import { type Digest, isDigest } from "../base/digest.ts";

/** bech32 (BIP 173) of an X25519 recipient, and of age's hybrid post-quantum one. The shape only: signing checks the sum. */
const X25519_RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const POST_QUANTUM_RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1700,2100}$/;

/** A C0 or C1 control or a bidirectional override could make a shown name read as another. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

export type RecipientKind = "x25519" | "post-quantum";

/** @returns Which kind of age recipient the text has the shape of, or null. */
export function recipientKind(recipient: string): RecipientKind | null {
  if (X25519_RECIPIENT.test(recipient)) return "x25519";
  return POST_QUANTUM_RECIPIENT.test(recipient) ? "post-quantum" : null;
}

/** Whether the text is an OpenSSH public key line of an Ed25519 key, without a comment (RFC 8709, section 4). */
export function isSigningKey(line: string): boolean {
  const base64 = /^ssh-ed25519 (AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43})$/.exec(line)?.[1];
  return base64 !== undefined && fromBase64(base64) !== null;
}

/** Names an organisation, desk or person in URLs and JSON. */
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const line = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),
  v.check((text) => !UNPRINTABLE.test(text)),
);
/** Longer words of the organisation; line breaks allowed. */
const prose = v.pipe(
  v.string(),
  v.maxLength(4000),
  v.check((text) => !UNPRINTABLE.test(text.replaceAll("\n", ""))),
);
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/));
const translated = <T extends v.GenericSchema<string, string>>(text: T) =>
  v.pipe(
    v.record(language, text),
    v.check((texts) => Object.keys(texts).length > 0),
  );
const digest = v.custom<Digest>(isDigest);
const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const recipient = v.pipe(
  v.string(),
  v.check((text) => recipientKind(text) !== null),
);
const signingKey = v.pipe(v.string(), v.check(isSigningKey));
/** C2SP signed-note verifier key: name, key id, base64 of type and key. */
const vkey = v.pipe(v.string(), v.regex(/^[^\s+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{4,2800}={0,2}$/));
const phone = v.pipe(v.string(), v.regex(/^[+0-9][0-9 ().-]{1,30}$/));
const certificate = v.pipe(
  v.string(),
  v.maxLength(16_384),
  v.regex(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n?$/),
);
const list = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));

const person = v.strictObject({ id, name: line, role: translated(line), recipient, signingKey });
const desk = v.strictObject({
  id,
  name: translated(line),
  description: translated(prose),
  people: v.pipe(list(person, 50), v.minLength(1)),
});

const content = v.strictObject({
  v: v.literal(1),
  organisation: id,
  name: line,
  demo: v.boolean(),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  previous: v.nullable(digest),
  issuedAt: milliseconds,
  expiresAt: milliseconds,
  desks: v.pipe(list(desk, 50), v.minLength(1)),
  recovery: v.strictObject({ recipient, holder: line }),
  log: v.strictObject({ origin: line, key: vkey }),
  witnesses: list(v.strictObject({ name: line, key: vkey }), 50),
  timestamp: v.strictObject({ roots: list(certificate, 10) }),
  policy: v.strictObject({
    recipients: v.picklist(["x25519", "post-quantum"]),
    sealOnServer: v.boolean(),
    confidential: v.boolean(),
    dnsQueries: v.picklist(["none", "snapshot", "single"]),
  }),
  languages: v.pipe(list(language, 30), v.minLength(1)),
  emergency: list(
    v.strictObject({
      country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
      number: phone,
      label: translated(line),
    }),
    50,
  ),
  contacts: list(v.strictObject({ name: line, phone, label: translated(line) }), 50),
  /** Keys name the place in the pane; unknown ones are not shown. */
  advice: v.record(id, translated(prose)),
  networks: v.strictObject({ egress: list(line, 500), vpn: list(line, 500), domains: list(line, 500) }),
  /** Days that the organisation keeps each kind of log, by the system's name in the log plan. */
  logRetention: v.record(id, v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(36_500))),
  reviewAfterDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3650)),
});

export type Directory = v.InferOutput<typeof content>;
export type Desk = Directory["desks"][number];
export type Person = Desk["people"][number];

/** What is wrong with an otherwise well-formed directory, in words for whoever signs it; null if nothing is. */
export function directoryDefect(directory: Directory): string | null {
  if ((directory.version === 1) !== (directory.previous === null)) return "version and previous do not fit";
  if (directory.issuedAt >= directory.expiresAt) return "it expires before it is issued";
  if (!directory.log.key.startsWith(`${directory.log.origin}+`))
    return "the log key's name is not the log's origin";
  if (!unique(directory.desks.map((one) => one.id))) return "two desks share an id";
  if (directory.desks.some((one) => !unique(one.people.map((someone) => someone.id))))
    return "a desk names someone twice";
  return recipientDefect(directory) ?? sharedKeyDefect(directory);
}

/** Two kinds in one file would be a silent downgrade: all of one directory are of the policy's kind. */
function recipientDefect(directory: Directory): string | null {
  const people = directory.desks.flatMap((one) => one.people);
  const recipients = [directory.recovery.recipient, ...people.map((someone) => someone.recipient)];
  const fits = recipients.every((one) => recipientKind(one) === directory.policy.recipients);
  return fits ? null : `a recipient is not of the policy's kind, ${directory.policy.recipients}`;
}

/**
 * A key belongs to one person. Otherwise leaving out that person would still seal to them under another name.
 * One person may sit at several desks, always with the same keys.
 */
function sharedKeyDefect(directory: Directory): string | null {
  const owners = new Map([[directory.recovery.recipient, "recovery"]]);
  const keys = new Map<string, string>();
  for (const { id: owner, recipient: key, signingKey: signer } of directory.desks.flatMap(
    (one) => one.people,
  )) {
    const both = `${key} ${signer}`;
    if ((keys.get(owner) ?? both) !== both) return `${owner} has different keys at two desks`;
    keys.set(owner, both);
    for (const one of [key, signer]) {
      const holder = one === directory.recovery.recipient ? "the recovery key's holder" : owners.get(one);
      if ((holder ?? owner) !== owner) return `${owner} and ${holder} share a key`;
      owners.set(one, owner);
    }
  }
  return null;
}

function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** @returns The content, or in plain words the first thing that is wrong with it. Never throws. */
export function checkDirectory(
  value: unknown,
): { readonly directory: Directory } | { readonly defect: string } {
  const parsed = v.safeParse(content, value, { abortEarly: true });
  if (!parsed.success)
    return { defect: `${v.getDotPath(parsed.issues[0]) ?? "content"} is missing or has the wrong form` };
  const defect = directoryDefect(parsed.output);
  return defect === null ? { directory: parsed.output } : { defect };
}
