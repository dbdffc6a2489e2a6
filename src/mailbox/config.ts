/** What an administrator decides about the forwarding mailbox. Secrets are files of their own, or environment variables. */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { parseIpRange } from "../core/analysis/network/ip-range.ts";
import { sealerSchema } from "../sealer/config.ts";

const file = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const port = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(65_535));
const domain = v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/));
/** Plain ones only: whoever needs quotes in a local part can give the mailbox another name. */
const address = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/),
);
const range = v.pipe(
  v.string(),
  v.check((text) => parseIpRange(text) !== null, "no range of addresses"),
);
/** Directory ids. */
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const webPage = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname));
  }, "https, or http on this machine"),
);
/** "192.0.2.53", "[2001:db8::53]:5353". */
const resolver = v.pipe(v.string(), v.regex(/^[0-9a-fA-F.:[\]]{2,60}$/));

/** An address chooses the desk, and whom of it to leave out: a way round the accused. */
const recipient = v.strictObject({
  address,
  /** The directory's first desk where it is not given. */
  desk: v.optional(id),
  leftOut: v.optional(v.array(id), []),
});

const limits = v.strictObject({
  /** Octets of one forward, as they travel: what a package holds, and as much again is refused. */
  messageOctets: v.optional(v.pipe(count, v.maxValue(314_572_800)), 157_286_400),
  /** Connections at the same time. */
  connections: v.optional(count, 20),
  /** Octets of all forwards that are being received or sealed: what the machine's memory allows. */
  octetsAtOnce: v.optional(count, 419_430_400),
  /** Forwards that are sealed at the same time. */
  sealingAtOnce: v.optional(count, 2),
  perSenderPerHour: v.optional(count, 120),
  /** Answers to one sender in an hour; further ones wait. The reports are taken all the same. */
  answersPerSenderPerHour: v.optional(count, 60),
  /** Originals taken of one forward; further ones are said to be missing. */
  mailsPerForward: v.optional(v.pipe(count, v.maxValue(1_000)), 100),
  /** Received fields: more of them are a loop (RFC 5321, section 6.3). */
  hops: v.optional(count, 50),
  /** Milliseconds without an octet until a connection is closed (RFC 5321, section 4.5.3.2, has five minutes). */
  idleMs: v.optional(count, 300_000),
  /** Milliseconds for one whole connection, however busy. */
  connectionMs: v.optional(count, 3_600_000),
});

const schema = v.strictObject({
  /** port 0 takes a free one. */
  listen: v.strictObject({ host: v.string(), port }),
  /** As the greeting says it, and in the Message-IDs of answers. */
  hostname: domain,
  /** Without it STARTTLS is not offered. */
  tls: v.optional(v.strictObject({ keyFile: file, certFile: file, required: v.optional(v.boolean(), true) })),
  /** Whose connections are taken at all: the organisation's own relays. */
  relays: v.pipe(v.array(range), v.minLength(1)),
  recipients: v.pipe(v.array(recipient), v.minLength(1)),
  senders: v.pipe(
    v.strictObject({
      /** Exactly these: a subdomain is a domain of its own. */
      domains: v.optional(v.array(domain), []),
      addresses: v.optional(v.array(address), []),
    }),
    v.check((one) => one.domains.length + one.addresses.length > 0, "nobody may send"),
  ),
  authentication: v.pipe(
    v.strictObject({
      /** Whose Authentication-Results count, where they stand above what came from outside (RFC 8601, section 5). */
      trustedAuthservIds: v.optional(v.array(v.pipe(v.string(), v.toLowerCase(), v.minLength(1))), []),
      /**
       * true: the relay writes its results right below its own Received field, for every mail, whoever sent it. Never set
       * it for a relay that leaves some mails without: their senders could write the results themselves.
       */
      resultsBelowReceived: v.optional(v.boolean(), false),
      /** Signatures are checked here, with keys from DNS. */
      dkim: v.optional(v.boolean(), true),
      /** Resolvers for the keys, asked in this order; the machine's own where it is not given. */
      resolvers: v.optional(v.pipe(v.array(resolver), v.maxLength(8))),
    }),
    v.check((one) => one.dkim || one.trustedAuthservIds.length > 0, "nothing would tell who sent it"),
  ),
  /** How answers leave: the organisation's relay. null: nobody is answered. */
  answers: v.nullable(
    v.strictObject({
      host: v.pipe(v.string(), v.minLength(1)),
      port: v.pipe(port, v.minValue(1)),
      /** TLS from the first octet. */
      secure: v.optional(v.boolean(), false),
      /** true: TLS, by a certificate that proves `host`. false: what the relay offers, proved or not, or none; never so with `user` or `secure`. */
      requireTls: v.optional(v.boolean(), true),
      user: v.optional(v.string()),
      /** ZEGEL_MAILBOX_PASSWORD in the environment where it is not given. */
      passwordFile: v.optional(file),
      from: address,
      fromName: v.optional(v.pipe(v.string(), v.regex(/^[^\p{Cc}"\\<>]{1,100}$/u)), "Zegel"),
      replyTo: v.optional(address),
      /** Milliseconds until a report that could not be sent yet is answered with just that, once. */
      interimAfterMs: v.optional(count, 900_000),
      /** Milliseconds after which an answer that no relay takes is given up. */
      giveUpAfterMs: v.optional(count, 432_000_000),
    }),
  ),
  /** Where the receipt's link leads; null: no link. */
  reportPage: v.optional(v.nullable(webPage), null),
  limits: v.optional(limits, {}),
  sealer: sealerSchema,
  /** /healthz and /readyz, for this machine's supervisor. */
  health: v.optional(v.strictObject({ host: v.string(), port })),
  logLevel: v.optional(v.picklist(["silent", "error", "warn", "info", "debug"]), "info"),
});

/** As an administrator writes it: everything that has a default may be left out. */
export type MailboxConfig = v.InferInput<typeof schema>;
/** With the defaults filled in. */
export type ResolvedMailboxConfig = v.InferOutput<typeof schema>;
export type AnswersConfig = NonNullable<ResolvedMailboxConfig["answers"]>;

/** @throws Error that names the first member that is wrong, never its value. */
export function resolveConfig(value: unknown): ResolvedMailboxConfig {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(
      `configuration: ${v.getDotPath(issue) ?? "it"} is missing, unknown or has the wrong form`,
    );
  }
  const addresses = parsed.output.recipients.map((one) => one.address);
  if (new Set(addresses).size !== addresses.length)
    throw new Error("configuration: two recipients share an address");
  if (parsed.output.limits.messageOctets > parsed.output.limits.octetsAtOnce)
    throw new Error("configuration: limits.octetsAtOnce does not hold one forward of limits.messageOctets");
  return parsed.output;
}

/**
 * Reads a JSON configuration. Paths in it are relative to the file's folder.
 *
 * @throws Error where the file cannot be read or is wrong.
 */
export async function loadConfig(path: string): Promise<ResolvedMailboxConfig> {
  const config = resolveConfig(parse(await readFile(path, "utf8")));
  const at = (name: string) => resolve(dirname(path), name);
  const { tls, answers, sealer } = config;
  const { enrolmentCodeFile } = sealer;
  return {
    ...config,
    sealer: {
      ...sealer,
      dataDir: at(sealer.dataDir),
      ...(enrolmentCodeFile !== undefined && { enrolmentCodeFile: at(enrolmentCodeFile) }),
    },
    ...(tls !== undefined && { tls: { ...tls, keyFile: at(tls.keyFile), certFile: at(tls.certFile) } }),
    answers:
      answers?.passwordFile === undefined ? answers : { ...answers, passwordFile: at(answers.passwordFile) },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes what it stumbled over, and that may be a secret.
    throw new Error("configuration: the file is not JSON");
  }
}
