/**
 * Signs test mails with node's crypto, by its own slow reading of RFC 6376 and RFC 8617: what it makes was not made
 * by the code under test. Always relaxed/relaxed.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign as signOctets } from "node:crypto";
import type { KeyResolver } from "../../../../src/core/analysis/types.ts";

export interface Signer {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: "rsa-sha256" | "rsa-sha1" | "ed25519-sha256";
  readonly privateKey: KeyObject;
  /** As DNS would publish it. */
  readonly record: string;
}

export interface SignerOptions {
  readonly algorithm?: Signer["algorithm"];
  readonly bits?: number;
  readonly selector?: string;
  /** Further tags of the key record: "t=y". */
  readonly tags?: string;
}

export function makeSigner(domain: string, options: SignerOptions = {}): Signer {
  const { algorithm = "rsa-sha256", bits = 1024, selector = "s1", tags = "" } = options;
  const ed25519 = algorithm === "ed25519-sha256";
  const { privateKey, publicKey } = ed25519
    ? generateKeyPairSync("ed25519")
    : generateKeyPairSync("rsa", { modulusLength: bits });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const p = (ed25519 ? spki.subarray(-32) : spki).toString("base64");
  const record = `v=DKIM1; k=${ed25519 ? "ed25519" : "rsa"}; ${tags === "" ? "" : `${tags}; `}p=${p}`;
  return { domain, selector, algorithm, privateKey, record };
}

/** Answers with the signers' records; source and time as given. */
export function resolverOf(
  signers: readonly Signer[],
  { source = "test-zone", at = Date.UTC(2026, 10, 3) }: { source?: string; at?: number } = {},
): KeyResolver {
  const records = new Map(signers.map((one) => [`${one.selector}._domainkey.${one.domain}`, one.record]));
  return async (domain, selector) => {
    const record = records.get(`${selector}._domainkey.${domain}`);
    return record === undefined ? null : { record, source, at };
  };
}

export interface SignOptions {
  /** Names in h=; a name twice is oversigned. */
  readonly names?: readonly string[];
  /** Further tags before b=: "x=1; ". */
  readonly tags?: string;
  readonly field?: string;
  /** Octets for l=; all without it. */
  readonly length?: number;
}

/** @param message - With CRLF, a blank line before the body. @returns The message with the signature on top. */
export function signMail(message: string, signer: Signer, options: SignOptions = {}): string {
  const { names = ["from", "to", "subject", "date"], tags = "", field = "DKIM-Signature", length } = options;
  const end = message.indexOf("\r\n\r\n");
  const body = relaxedBody(message.slice(end + 4));
  const covered = Buffer.from(body, "utf8").subarray(0, length);
  const hash = createHash(hashOf(signer)).update(covered).digest("base64");
  const version = field === "DKIM-Signature" ? "v=1; " : "";
  const l = length === undefined ? "" : `l=${length}; `;
  const value =
    `${version}a=${signer.algorithm}; c=relaxed/relaxed; d=${signer.domain}; s=${signer.selector};\r\n` +
    ` h=${names.join(":")}; ${tags}${l}bh=${hash};\r\n b=`;
  const signed =
    selected(fieldsOf(message.slice(0, end)), names)
      .map(relaxedField)
      .join("") + relaxedField(`${field}: ${value}`).slice(0, -2);
  return `${field}: ${value}${signText(signed, signer)}\r\n${message}`;
}

/** Adds an ARC set with results, message signature and seal (RFC 8617, section 5.1). */
export function sealMail(
  message: string,
  signer: Signer,
  instance: number,
  { cv = instance === 1 ? "none" : "pass", results = "spf=pass smtp.mailfrom=a.test", sealTags = "" } = {},
): string {
  const withMessageSignature = signMail(message, signer, {
    field: "ARC-Message-Signature",
    tags: `i=${instance}; `,
  });
  const withResults = `ARC-Authentication-Results: i=${instance}; ${signer.domain}; ${results}\r\n${withMessageSignature}`;
  const value = `i=${instance}; a=${signer.algorithm}; cv=${cv}; d=${signer.domain}; s=${signer.selector};${sealTags}\r\n b=`;
  const fields = fieldsOf(withResults.slice(0, withResults.indexOf("\r\n\r\n")));
  const sets = Array.from({ length: instance }, (_, i) => i + 1).flatMap((i) =>
    ["arc-authentication-results", "arc-message-signature", "arc-seal"].flatMap((name) =>
      fields.filter((text) => nameOf(text) === name && new RegExp(`[:;]\\s*i=${i};`).test(text)),
    ),
  );
  const signed = sets.map(relaxedField).join("") + relaxedField(`ARC-Seal: ${value}`).slice(0, -2);
  return `ARC-Seal: ${value}${signText(signed, signer)}\r\n${withResults}`;
}

function hashOf(signer: Signer): "sha1" | "sha256" {
  return signer.algorithm === "rsa-sha1" ? "sha1" : "sha256";
}

function signText(text: string, signer: Signer): string {
  const octets = Buffer.from(text, "utf8");
  if (signer.algorithm === "ed25519-sha256") {
    const hash = createHash("sha256").update(octets).digest();
    return signOctets(null, hash, signer.privateKey).toString("base64");
  }
  return signOctets(hashOf(signer), octets, signer.privateKey).toString("base64");
}

function fieldsOf(header: string): string[] {
  return header.split(/\r\n(?![ \t])/).map((text) => `${text}\r\n`);
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(":")).trim().toLowerCase();
}

/** RFC 6376, section 5.4.2: from the bottom up, each field once. */
function selected(fields: readonly string[], names: readonly string[]): string[] {
  const left = fields.toReversed();
  return names.flatMap((name) => {
    const at = left.findIndex((text) => nameOf(text) === name);
    return at < 0 ? [] : left.splice(at, 1);
  });
}

function relaxedField(field: string): string {
  const value = field
    .slice(field.indexOf(":") + 1)
    .replaceAll("\r\n", "")
    .replaceAll(/[ \t]+/g, " ")
    .trim();
  return `${nameOf(field)}:${value}\r\n`;
}

function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replaceAll(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return lines.length === 0 ? "" : `${lines.join("\r\n")}\r\n`;
}
