/**
 * Talks to the intake for an investigator. docs/http-api.md. Nothing that it answers is trusted: packages, proofs and
 * events are verified by core, and no route here ever decrypts.
 */
import * as v from "valibot";
import { type Digest, isDigest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { SignedText } from "../core/seal/custody.ts";
import { checkChallenge, type SignInClaim, signSignIn } from "../core/seal/sign-in.ts";
import { publicKeyLine, type SshSigner } from "../core/seal/sshsig.ts";
import type { Clock, ReceiptAnswer } from "../workflow/ports.ts";
import { exchange, type HttpCall } from "./http.ts";
import { hexOf, type IntakeAddress, organisationUrl, readAnswer, receiptSchema } from "./intake.ts";

/** Octets: the largest package (docs/package-format.md, section 2), and JSON answers. */
const PACKAGE_LIMIT = 201_326_592;
const SUMMARY_LIMIT = 65_536;
const STATEMENT_LIMIT = 4096;
const JSON_LIMIT = 1 << 22;
/** An answer of one name: a signed note in JSON, and its timestamp. */
const DNS_ANSWER_LIMIT = 1 << 19;
const DOWNLOAD_TIMEOUT = 3_600_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const digest = v.custom<Digest>(isDigest);
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const sessionSchema = v.object({
  token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{16,1024}$/)),
  expiresAt: count,
});
const listSchema = v.object({
  entries: v.array(
    v.object({
      /** Index in the log. */
      index: count,
      package: digest,
      summary: digest,
      receivedAt: count,
      octets: count,
      timestamped: v.boolean(),
      erased: v.boolean(),
    }),
  ),
  next: v.nullable(count),
});
const custodySchema = v.object({
  events: v.array(
    v.object({
      index: count,
      class: v.picklist(["server-observed", "self-declared"]),
      event: text(16_384),
      signature: v.nullable(text(4096)),
    }),
  ),
});
const grantsSchema = v.object({ grants: v.array(text(65_535)) });
const indexSchema = v.object({ index: count });
const learnedSchema = v.object({ added: count, refused: count });
const tokenSchema = v.object({ readToken: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/)) });

export type Session = v.InferOutput<typeof sessionSchema>;
export type PackageList = v.InferOutput<typeof listSchema>;
export type ListedPackage = PackageList["entries"][number];
export type LoggedEvent = v.InferOutput<typeof custodySchema>["events"][number];
export type ConsoleApi = ReturnType<typeof consoleApi>;

export interface ConsoleOptions extends IntakeAddress {
  /** The device's clock unless told. */
  readonly clock?: Clock;
}

/** @throws EvidenceError INPUT_INVALID on an address that is neither https nor loopback. Each method: as http.ts. */
export function consoleApi(options: ConsoleOptions) {
  const base = `${organisationUrl(options)}/console`;
  const origin = new URL(options.baseUrl).origin;
  const clock = options.clock ?? { now: () => Date.now() };
  let session: Session | null = null;

  return {
    signIn,
    /** Forgets the session; the intake lets it run out. */
    signOut: () => {
      session = null;
    },
    /** @param from - First log index wanted; the answer's `next` goes on. */
    packages: (from = 0): Promise<PackageList> => getJson(`/packages?from=${from}`, listSchema),
    summary: (of: Digest) => getOctets(`/packages/${hexOf(of)}/summary`, SUMMARY_LIMIT),
    statement: (of: Digest) => getOctets(`/packages/${hexOf(of)}/statement`, STATEMENT_LIMIT),
    /** Logged as a release before the first octet comes. */
    package: (of: Digest, signal?: AbortSignal, onDownload?: (octets: number) => void) =>
      getOctets(`/packages/${hexOf(of)}`, PACKAGE_LIMIT, { signal, onDownload, timeout: DOWNLOAD_TIMEOUT }),
    receipt: (of: Digest): Promise<ReceiptAnswer> => getJson(`/packages/${hexOf(of)}/receipt`, receiptSchema),
    custody: async (of: Digest) => (await getJson(`/packages/${hexOf(of)}/custody`, custodySchema)).events,
    addCustody: (of: Digest, { text: event, signature }: SignedText) =>
      postForIndex(`/packages/${hexOf(of)}/custody`, { event, signature }),
    acknowledge: (of: Digest, { text: acknowledgement, signature }: SignedText) =>
      postForIndex(`/packages/${hexOf(of)}/opened`, { acknowledgement, signature }),
    grants: async (of: Digest) => (await getJson(`/packages/${hexOf(of)}/grants`, grantsSchema)).grants,
    addGrant: (of: Digest, grant: string, signature: string) =>
      postForIndex(`/packages/${hexOf(of)}/grants`, { grant, signature }),
    /** Asks DNS again, now; tells the intake for which domain. Signed octets: open them with core/dns/snapshot. */
    dnsKey: (domain: string, selector: string) =>
      postForOctets("/dns-key", { domain, selector }, DNS_ANSWER_LIMIT),
    /** Hands in where signatures of opened mails had their keys, 64 at most: later snapshots hold them. */
    learnSelectors: (pairs: readonly { readonly domain: string; readonly selector: string }[]) =>
      post("/dns-selectors", { pairs }, learnedSchema),
    readToken: async () => (await getJson("/read-token", tokenSchema)).readToken,
  };

  /**
   * Signs in with the key that the directory lists.
   *
   * @param directory - Digest of the directory that this client verified: a server with another one is found out.
   * @throws EvidenceError CHALLENGE_INVALID before anything is signed, if the challenge is odd in any way.
   */
  async function signIn(signer: SshSigner, directory: Digest): Promise<Session> {
    const challenge = await post("/challenge", {}, v.unknown());
    const checked = checkChallenge(challenge, { origin, now: clock.now() });
    if (!checked.ok) throw checked.error;
    const claim: SignInClaim = { ...checked.value, origin, directory };
    const signature = await signSignIn(claim, signer);
    const { nonce, expiresAt } = claim;
    const request = { signingKey: publicKeyLine(signer), nonce, expiresAt, directory, signature };
    session = await post("/session", request, sessionSchema);
    return session;
  }

  async function getOctets(path: string, limit: number, more: Partial<HttpCall> = {}) {
    return (await call({ ...more, method: "GET", url: base + path, limit })).octets;
  }

  async function getJson<T extends v.GenericSchema>(path: string, schema: T): Promise<v.InferOutput<T>> {
    return readAnswer(schema, await getOctets(path, JSON_LIMIT));
  }

  async function post<T extends v.GenericSchema>(
    path: string,
    value: unknown,
    schema: T,
  ): Promise<v.InferOutput<T>> {
    return readAnswer(schema, await postForOctets(path, value, JSON_LIMIT));
  }

  async function postForOctets(path: string, value: unknown, limit: number) {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(value);
    return (await call({ method: "POST", url: base + path, headers, body, limit })).octets;
  }

  async function postForIndex(path: string, value: unknown): Promise<number> {
    return (await post(path, value, indexSchema)).index;
  }

  /** A session that the intake no longer knows is gone: the console asks to sign in again. */
  async function call(request: HttpCall) {
    const headers = { ...request.headers, ...(session && { authorization: `Bearer ${session.token}` }) };
    try {
      return await exchange({ ...request, headers });
    } catch (cause) {
      if (cause instanceof EvidenceError && cause.code === "UNAUTHORISED") session = null;
      throw cause;
    }
  }
}
