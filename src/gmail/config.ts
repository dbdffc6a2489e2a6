/** What an administrator decides about the Gmail add-on. docs/deployment/google-workspace.md explains each member. */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { sealerSchema } from "../sealer/config.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1"];

/** https, or http on this machine: without a slash at its end, query or fragment. */
const address = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.parse(text);
    if (url === null || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
      return false;
    return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.includes(url.hostname));
  }, "https, or http on this machine; no query, fragment or user"),
);
/** Compared letter by letter with the audience of Google's tokens. */
const base = v.pipe(
  address,
  v.transform((text) => new URL(text).href.replace(/\/+$/, "")),
);

/** As the deployment's openLinkUrlPrefixes has it. */
const page = v.pipe(
  address,
  v.transform((text) => new URL(text).href),
);

const limits = v.strictObject({
  /** Milliseconds until a click is answered: Google gives up after 30 s. */
  answerMs: v.optional(v.pipe(count, v.maxValue(27_000)), 22_000),
  /** Milliseconds that opening a mail waits for a first look at it. */
  openMs: v.optional(v.pipe(count, v.maxValue(27_000)), 7_000),
  /** Milliseconds for fetching the mails of one report; goes on after the click was answered. */
  fetchMs: v.optional(v.pipe(count, v.maxValue(600_000)), 180_000),
  /** Octets of Gmail's answer for that first look; larger mails are reported without one. */
  openOctets: v.optional(count, 12 << 20),
  /** Milliseconds that the form of one mail can be sent. */
  ticketMs: v.optional(count, 12 * 3_600_000),
  /** Mails that are looked at, single mails and whole conversations that are fetched and sealed, at the same time. */
  concurrentLooks: v.optional(v.pipe(count, v.maxValue(64)), 8),
  concurrentReports: v.optional(v.pipe(count, v.maxValue(64)), 4),
  concurrentConversations: v.optional(v.pipe(count, v.maxValue(16)), 1),
  /** Reports that wait for their turn; further ones are told to come back. */
  waitingReports: v.optional(count, 500),
});

const schema = v.strictObject({
  /** port 0 takes a free one. */
  listen: v.strictObject({
    host: v.string(),
    port: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(65_535)),
  }),
  /** How Google reaches the add-on: the --host of the deployment. */
  publicUrl: base,
  /** Of the Google Cloud project. */
  projectNumber: v.pipe(v.string(), v.regex(/^[0-9]{1,20}$/)),
  /** As `gcloud workspace-add-ons get-authorization` says it; the usual one of the project unless given. */
  serviceAccountEmail: v.optional(v.pipe(v.string(), v.email())),
  /** As the same command says it. */
  oauthClientId: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/)),
  /** The organisation's report page: sealing on the device, and receipts. Null: there is none. */
  reportPage: v.optional(v.nullable(page), null),
  /** Domains of Google Workspace (the token's hd) whose people may report; everybody whom Google lets in unless given. */
  domains: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z0-9.-]{1,253}$/))), v.minLength(1)),
  ),
  sealer: sealerSchema,
  /**
   * Which requests are answered once: "all" that read a mail, or "clicks" alone, should Google send the same octets twice
   * for somebody who opens a mail again.
   */
  answerOnce: v.optional(v.picklist(["all", "clicks"]), "all"),
  /** For trying out, against something that plays Google. */
  google: v.optional(
    v.strictObject({
      jwksUrl: v.optional(base, "https://www.googleapis.com/oauth2/v3/certs"),
      issuer: v.optional(v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(4))]), [
        "https://accounts.google.com",
        "accounts.google.com",
      ]),
      apiUrl: v.optional(base, "https://gmail.googleapis.com"),
    }),
    {},
  ),
  limits: v.optional(limits, {}),
  logLevel: v.optional(v.picklist(["silent", "error", "warn", "info", "debug"]), "info"),
});

/** As an administrator writes it. */
export type GmailConfig = v.InferInput<typeof schema>;
/** With the defaults filled in, and the folder that its paths are relative to. */
export type ResolvedConfig = v.InferOutput<typeof schema> & {
  readonly serviceAccountEmail: string;
  readonly folder: string;
};

/**
 * @param folder - Paths are relative to it; the working folder unless given.
 * @throws Error that names the member that is wrong, never its value.
 */
export function resolveConfig(given: unknown, folder = "."): ResolvedConfig {
  const parsed = v.safeParse(schema, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const place = v.getDotPath(issue);
    throw new Error(
      place === null
        ? "configuration: it is no JSON object"
        : `configuration: ${place} is missing or not of its form`,
    );
  }
  const { serviceAccountEmail, ...config } = parsed.output;
  return {
    ...config,
    serviceAccountEmail:
      serviceAccountEmail ?? `service-${config.projectNumber}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`,
    folder: resolve(folder),
  };
}

/** @throws Error where the file cannot be read or is wrong. */
export async function loadConfig(path: string): Promise<ResolvedConfig> {
  return resolveConfig(parse(await readFile(path, "utf8")), dirname(path));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes what it stumbled over.
    throw new Error("configuration: the file is not JSON");
  }
}
