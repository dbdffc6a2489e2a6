/** What an administrator decides. Secrets of clients occur as hashes only; keys are files of their own. */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { keyName } from "../core/dns/key-name.ts";
import { isServerAddress } from "./dns/lookup.ts";
import { PROVIDER_SELECTORS } from "./dns/provider-selectors.ts";

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const file = v.pipe(v.string(), v.minLength(1));
const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const origin = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => new URL(text).origin === text, "an origin has no path and no slash at its end"),
);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,200}$/));

const httpsUrl = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname));
  }, "https, or http on this machine"),
);
const audience = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/));

/** Reporters who sign in with Entra ID; docs/deployment/intake.md. */
const entra = v.strictObject({
  tenantId: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  /** "api://…" or the application's id, as the token's aud says it; several where both occur. */
  audience: v.union([audience, v.pipe(v.array(audience), v.minLength(1), v.maxLength(4))]),
  /** A word of the token's scp. */
  scope: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,128}$/)), "Report.Submit"),
  /** Exactly as the token's iss says it; the tenant's v2.0 issuer where it is not given. */
  issuer: v.optional(
    v.union([
      v.pipe(v.string(), v.url()),
      v.pipe(v.array(v.pipe(v.string(), v.url())), v.minLength(1), v.maxLength(4)),
    ]),
  ),
  /** Where the keys are; the tenant's v2.0 address where it is not given. */
  jwksUrl: v.optional(httpsUrl),
});

const organisation = v.strictObject({
  id,
  /** The signed directory; its octets are served as they are. */
  directoryFile: file,
  /** Root key that must have signed the directory, "SHA256:…"; without it only the form is checked: clients pin. */
  directoryRoot: v.optional(v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/))),
  /** Note signing key, "PRIVATE+KEY+<origin of the log>+…". */
  logKeyFile: file,
  /** SHA-256 (hex) of each code that may submit. Taking one out revokes it. */
  enrolmentCodes: v.optional(v.array(sha256Hex), []),
  entra: v.optional(entra),
  /** true: takes reports without any credential, if the signed directory's policy.confidential says so too. */
  confidential: v.optional(v.boolean(), false),
  /** Lets its holder read the log; made at the first start where it is not given. */
  readToken: v.optional(token),
});

const timestamp = v.variant("kind", [
  /** For trying out: its own authority, whose keys are made at the first start. */
  v.strictObject({ kind: v.literal("built-in"), keyFile: v.optional(file) }),
  v.strictObject({
    kind: v.literal("external"),
    /** Authorities (RFC 3161 over HTTP), asked in this order until one answers. */
    urls: v.pipe(v.array(v.pipe(v.string(), v.url())), v.minLength(1)),
    /** PEM certificates that a token must lead to before it is stored. */
    roots: v.pipe(v.array(v.string()), v.minLength(1)),
    /** Milliseconds for one question to one authority. */
    timeoutMs: v.optional(count, 10_000),
  }),
  v.strictObject({ kind: v.literal("none") }),
]);

const rate = v.strictObject({ max: count, windowMs: count });

/** What the door without credentials lets through: whoever finds it may try. */
const confidentialLimits = v.strictObject({
  perAddress: v.optional(rate, { max: 30, windowMs: 600_000 }),
  /** Of one organisation, whatever the address. */
  total: v.optional(rate, { max: 300, windowMs: 600_000 }),
  /** Octets of one package at most. */
  packageOctets: v.optional(count, 67_108_864),
  /** Uploads at the same time at most; they never take the places of those who have a credential. */
  concurrentUploads: v.optional(count, 16),
});

const limits = v.strictObject({
  /** Octets of one package at most. */
  packageOctets: v.optional(count, 201_326_592),
  /** Uploads at the same time at most; further ones are told to come back. */
  concurrentUploads: v.optional(count, 64),
  /** Requests of one network address; generous, since a whole organisation may sit behind one. */
  perAddress: v.optional(rate, { max: 6000, windowMs: 60_000 }),
  /** Submissions with one enrolment code: everybody may report the same bomb threat in one minute. */
  perCode: v.optional(rate, { max: 1200, windowMs: 60_000 }),
  /** Submissions of one person who signed in; counted under a number that dies with the process. */
  perReporter: v.optional(rate, { max: 120, windowMs: 60_000 }),
  confidential: v.optional(confidentialLimits, {}),
  /** Milliseconds without an octet until a connection is closed. */
  idleMs: v.optional(count, 60_000),
  /** Milliseconds for a request's header fields. */
  headersMs: v.optional(count, 15_000),
  /** Milliseconds for a whole request: 192 MiB over a slow line. */
  requestMs: v.optional(count, 3_600_000),
});

/** Domain to selectors; every pair makes a name that DNS can hold. */
const providers = v.pipe(
  v.record(v.string(), v.pipe(v.array(v.string()), v.maxLength(32))),
  v.check((list) => Object.values(list).flat().length <= 256, "too many names"),
  v.check((list) =>
    Object.entries(list).every(([domain, selectors]) =>
      selectors.every((selector) => keyName(domain, selector) !== null),
    ),
  ),
);

/** Only used where a directory's policy.dnsQueries is not "none". */
const dns = v.strictObject({
  /** Addresses, asked in this order; the machine's own where it is not given. Empty: nobody is asked. */
  resolvers: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.check(isServerAddress, "not an address"))), v.maxLength(8)),
  ),
  /** Whose keys the snapshot holds; replaces the list of large providers. */
  providers: v.optional(providers, PROVIDER_SELECTORS as Record<string, string[]>),
  /** true: investigators may add any domain. It then stands in a snapshot that everybody can read. */
  learnAnyDomain: v.optional(v.boolean(), false),
  /** Milliseconds between two snapshots. */
  refreshMs: v.optional(v.pipe(count, v.maxValue(604_800_000)), 6 * 3_600_000),
  /** Milliseconds from a learned name to the next snapshot, at least. */
  learnedMs: v.optional(v.pipe(count, v.maxValue(604_800_000)), 60_000),
  /** Milliseconds that one resolver has for one name. */
  timeoutMs: v.optional(count, 3_000),
  /** Questions at the same time. */
  concurrency: v.optional(v.pipe(count, v.maxValue(64)), 4),
  /** Single questions of one enrolment code or session, and of a whole organisation. */
  perCaller: v.optional(rate, { max: 60, windowMs: 3_600_000 }),
  total: v.optional(rate, { max: 1200, windowMs: 3_600_000 }),
});

const schema = v.strictObject({
  /** port 0 takes a free one. */
  listen: v.strictObject({
    host: v.string(),
    port: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(65_535)),
  }),
  dataDir: file,
  /** How clients reach the intake; part of the text that a sign-in signs. The listening address where it is not given. */
  publicOrigin: v.optional(origin),
  /** Web pages that may talk to the intake (CORS). */
  allowedOrigins: v.optional(v.array(origin), []),
  organisations: v.pipe(v.array(organisation), v.minLength(1)),
  timestamp: v.optional(timestamp, { kind: "built-in" }),
  /** Milliseconds that an answer waits for its timestamp; a later one is added by itself. */
  timestampWaitMs: v.optional(milliseconds, 400),
  /** Milliseconds between two timestamps over checkpoints, at least. */
  checkpointTimestampMs: v.optional(milliseconds, 5_000),
  /** Milliseconds between two signed checkpoints, at least: what arrives meanwhile shares one. */
  batchMs: v.optional(milliseconds, 20),
  /** Milliseconds until an investigator must sign in again. */
  sessionMs: v.optional(count, 8 * 3_600_000),
  dns: v.optional(dns, {}),
  limits: v.optional(limits, {}),
  /** true only behind a proxy that sets X-Forwarded-For itself: rate limits go by that address. */
  trustProxy: v.optional(v.boolean(), false),
  /** SHA-256 (hex) of the bearer token for /metrics; without it there are none. */
  metricsToken: v.optional(sha256Hex),
  logLevel: v.optional(v.picklist(["silent", "error", "warn", "info", "debug"]), "info"),
});

/** As an administrator writes it: everything that has a default may be left out. */
export type IntakeConfig = v.InferInput<typeof schema>;
/** With the defaults filled in. */
export type ResolvedConfig = v.InferOutput<typeof schema>;
export type OrganisationConfig = ResolvedConfig["organisations"][number];
export type EntraConfig = NonNullable<OrganisationConfig["entra"]>;

/** @throws Error that names the first member that is wrong, never its value. */
export function resolveConfig(value: unknown): ResolvedConfig {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(
      `configuration: ${v.getDotPath(issue) ?? "it"} is missing, unknown or has the wrong form`,
    );
  }
  const ids = parsed.output.organisations.map((one) => one.id);
  if (new Set(ids).size !== ids.length) throw new Error("configuration: two organisations share an id");
  return parsed.output;
}

/**
 * Reads a JSON configuration. Paths in it are relative to the file's folder.
 *
 * @throws Error where the file cannot be read or is wrong.
 */
export async function loadConfig(path: string): Promise<ResolvedConfig> {
  const config = resolveConfig(parse(await readFile(path, "utf8")));
  const at = (name: string) => resolve(dirname(path), name);
  const { timestamp: stamps } = config;
  return {
    ...config,
    dataDir: at(config.dataDir),
    timestamp:
      stamps.kind === "built-in" && stamps.keyFile !== undefined
        ? { ...stamps, keyFile: at(stamps.keyFile) }
        : stamps,
    organisations: config.organisations.map((one) => ({
      ...one,
      directoryFile: at(one.directoryFile),
      logKeyFile: at(one.logKeyFile),
    })),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes what it stumbled over, and that may be a token.
    throw new Error("configuration: the file is not JSON");
  }
}
