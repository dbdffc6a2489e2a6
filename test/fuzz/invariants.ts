/** What holds for the analysis of any octets whatever. Broken ones come back as sentences, each with a stable beginning. */
import { createHash } from "node:crypto";
import { nodeHash } from "../../src/cli/node-hash.ts";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { Analysis, AnalyseOptions } from "../../src/core/analysis/types.ts";
import type { AllFindingWords } from "../../src/core/analysis/words/finding-code.ts";
import { findingWords as german } from "../../src/core/analysis/words/de/index.ts";
import { findingWords as english } from "../../src/core/analysis/words/en/index.ts";
import { findingWords as french } from "../../src/core/analysis/words/fr/index.ts";
import { findingWords as dutch } from "../../src/core/analysis/words/nl/index.ts";

const LANGUAGES: Readonly<Record<string, AllFindingWords>> = {
  en: english,
  nl: dutch,
  de: german,
  fr: french,
};

/** Characters of result for each octet of mail, and as many for none: repeated fields may not multiply without limit. */
const MAX_RESULT_PER_OCTET = 150;
const MAX_RESULT_BASE = 400_000;
/** The last moment that Date can say, in milliseconds. */
const MAX_DATE = 8.64e15;
const TIME_NAMES = new Set([
  "time",
  "receivedAt",
  "date",
  "signedAt",
  "expiresAt",
  "originalArrivalTime",
  "reference",
  "at",
]);

/** How one run is made: what the caller gives besides the octets. */
export interface Variant {
  readonly provenance: AnalyseOptions["provenance"];
  readonly withKeys: boolean;
  readonly withOrganisation: boolean;
}

/** A key of nobody: whatever verifies with it is wrong. */
const STRANGERS_KEY = "v=DKIM1; k=ed25519; p=Zn0nc3egelvO1SgBk9D292nKT68c+cIU973akBQl8fM=";

export function optionsOf(variant: Variant): AnalyseOptions {
  return {
    provenance: variant.provenance,
    capture: "as-served",
    file: "fuzz.eml",
    hash: nodeHash,
    ownHosts: ["mx.example.com", "example.org", "prod.outlook.com"],
    ...(variant.withKeys
      ? { keys: () => Promise.resolve({ record: STRANGERS_KEY, source: "fuzz", at: 1_795_000_000_000 }) }
      : {}),
    ...(variant.withOrganisation ? { organisation: ORGANISATION, networkOf } : {}),
  };
}

const ORGANISATION: NonNullable<AnalyseOptions["organisation"]> = {
  networks: {
    egress: ["203.0.113.0/24", "2001:db8::/32"],
    vpn: ["192.0.2.128/25"],
    domains: ["example.com"],
  },
  logRetention: { "mail-gateway": 30, proxy: 0 },
};

function networkOf(ip: string) {
  return { asn: ip.length, organisation: "Example", country: "NL", source: "fuzz" };
}

/** @returns The sentences of what is broken, none where all holds; and what an exception said. */
export async function check(octets: Uint8Array, variant: Variant, twice: boolean): Promise<string[]> {
  const before = digest(octets);
  try {
    const analysis = await analyseMessage(octets, optionsOf(variant));
    const broken = checkAnalysis(octets, analysis, variant);
    if (digest(octets) !== before) broken.push("changed the octets");
    if (!twice) return broken;
    const again = await analyseMessage(octets.slice(), optionsOf(variant));
    return JSON.stringify(again) === JSON.stringify(analysis) ? broken : [...broken, "not the same twice"];
  } catch (error) {
    return [`threw ${placeOf(error)}`];
  }
}

/** @returns What is broken in the analysis of these octets. */
export function checkAnalysis(octets: Uint8Array, analysis: Analysis, variant: Variant): string[] {
  return [...new Set(checkResult(octets, analysis, variant))];
}

function* checkResult(octets: Uint8Array, analysis: Analysis, variant: Variant): Generator<string> {
  const length = JSON.stringify(analysis).length;
  if (length > octets.length * MAX_RESULT_PER_OCTET + MAX_RESULT_BASE) yield "result too long for its mail";
  if (analysis.sha256 !== digest(octets)) yield "sha256 is another one";
  if (analysis.octets !== octets.length) yield "octets is another number";
  // The key is a stranger's, or there is none.
  if (analysis.statements.authentication === "signed") yield "signed without a key that fits";
  for (const { from, to, system } of analysis.logPlan)
    if (!(from <= to)) yield `log plan ends before it begins: ${system}`;
  yield* checkFindings(analysis);
  yield* walk(analysis, "analysis", octets, variant);
}

function* checkFindings(analysis: Analysis): Generator<string> {
  for (const { code, details, basis } of analysis.findings) {
    for (const [language, all] of Object.entries(LANGUAGES)) {
      const words = Object.hasOwn(all, code) ? all[code] : undefined;
      if (words === undefined) yield `finding without words: ${code} in ${language}`;
      for (const [, name = ""] of `${words?.reporter}${words?.investigator}`.matchAll(/\{(\w+)\}/g))
        if (!Object.hasOwn(details, name))
          yield `finding ${code} lacks {${name}} for its words in ${language}`;
    }
    for (const [name, value] of Object.entries(details))
      if (typeof value !== "string") yield `finding ${code} has {${name}} that is no text`;
    if (!Array.isArray(basis)) yield `finding ${code} has no basis`;
  }
}

/** Every value of the result: JSON only, times that a calendar has, bases that point where they say. */
function* walk(value: unknown, path: string, octets: Uint8Array, variant: Variant): Generator<string> {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (!Number.isFinite(value) || Object.is(value, -0)) yield `no JSON number at ${path}: ${value}`;
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value) yield* walk(one, `${path}[]`, octets, variant);
    return;
  }
  if (!isPlainObject(value)) {
    yield `no JSON value at ${path}: ${typeof value}`;
    return;
  }
  for (const [name, one] of Object.entries(value)) {
    if (
      TIME_NAMES.has(name) &&
      typeof one === "number" &&
      !(Math.abs(one) <= MAX_DATE && Number.isInteger(one))
    )
      yield `no time at ${path}.${name}: ${one}`;
    if (name === "trusted" && variant.provenance === "supplied-file" && one !== null)
      yield `trusted in a supplied file at ${path}`;
    yield* walk(one, `${path}.${isFixed(path) ? name : "*"}`, octets, variant);
  }
  if (typeof value["field"] === "string" && "offset" in value && "octets" in value)
    yield* checkBasis(value as unknown as BasisSeen, path, octets);
}

/** Whatever realm it comes from: neither Map nor class has a prototype right below null. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Names chosen by the sender would make each sentence another one. */
function isFixed(path: string): boolean {
  return !path.endsWith(".properties") && !path.endsWith(".details");
}

interface BasisSeen {
  readonly field: string;
  readonly offset: number;
  readonly octets: number;
}

function* checkBasis(basis: BasisSeen, path: string, message: Uint8Array): Generator<string> {
  const { field, offset, octets } = basis;
  const within = Number.isInteger(offset) && Number.isInteger(octets) && offset >= 0 && octets >= 0;
  if (!within || offset + octets > message.length) {
    yield `basis outside of the message at ${path}`;
    return;
  }
  if (field === "body") return;
  const start = Buffer.from(
    message.buffer,
    message.byteOffset + offset,
    Math.min(octets, field.length + 1000),
  ).toString("latin1");
  if (!start.startsWith(field) || !/^[\t ]*:/.test(start.slice(field.length)))
    yield `basis is no such field at ${path}`;
}

function digest(octets: Uint8Array): string {
  return createHash("sha256").update(octets).digest("hex");
}

/** The kind of error and where it came from, without the values of this input. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = /at (.*?)(?:file:\/\/)?[^ (]*?((?:src|node_modules)\/[^):]*:\d+)/.exec(error.stack ?? "");
  return `${error.name}: ${error.message.slice(0, 80)} at ${frame?.[1]?.replace("(", "").trim() ?? ""} ${frame?.[2] ?? "?"}`;
}
