/** From what the workflow hands over to the files of the bag: everything below data/, and what is filled in on the way. */
import { canonicalJson } from "../base/canonical-json.ts";
import { formatDigest, sha256 } from "../base/digest.ts";
import { attachmentPath, messageFolder } from "../evidence/layout.ts";
import { MAX_ANALYSIS_OCTETS } from "../evidence/shapes.ts";
import { wellFormed } from "../evidence/well-formed.ts";
import type { AcquisitionRecord, MessageEvidence, Report, SealContext, Summary } from "../evidence/types.ts";
import { crc32 } from "../evidence/zip.ts";

export interface BagFile {
  /** Relative to the bag. */
  readonly path: string;
  readonly octets: Uint8Array;
  /** 32 octets. */
  readonly hash: Uint8Array;
  readonly crc: number;
}

export interface BagContent {
  readonly report: Report;
  readonly summary: Summary;
  readonly context: SealContext;
  readonly messages: readonly MessageEvidence[];
  readonly attachments: readonly { readonly octets: Uint8Array }[];
}

type Sources = ReadonlyMap<string, BagFile>;

/** Hashes on the platform's threads while CRC-32 runs on this one. */
export async function hashFiles(
  files: readonly (readonly [path: string, octets: Uint8Array])[],
): Promise<BagFile[]> {
  const hashing = files.map(([, octets]) => sha256(octets));
  const sums = files.map(([, octets]) => crc32(octets));
  const hashes = await Promise.all(hashing);
  return files.map(([path, octets], i) => ({
    path,
    octets,
    hash: hashes[i] as Uint8Array,
    crc: sums[i] as number,
  }));
}

/** Octets that come from outside: originals, parts, second method, the reporter's extras. */
export function sourceFiles(content: Pick<BagContent, "messages" | "attachments">): [string, Uint8Array][] {
  return [
    ...content.messages.flatMap((message, i) => sourcesOf(message, i + 1)),
    ...content.attachments.map(({ octets }, i): [string, Uint8Array] => [attachmentPath(i + 1), octets]),
  ];
}

function sourcesOf(message: MessageEvidence, number: number): [string, Uint8Array][] {
  const folder = messageFolder(number);
  const { original } = message;
  return [
    ...(original ? [[originalPath(original, number), original.octets] as [string, Uint8Array]] : []),
    ...[...message.parts].map(([path, octets]): [string, Uint8Array] => [`${folder}/parts/${path}`, octets]),
    ...[...message.second].map(([path, octets]): [string, Uint8Array] => [
      `${folder}/second/${path}`,
      octets,
    ]),
  ];
}

function originalPath(original: NonNullable<MessageEvidence["original"]>, number: number): string {
  return `${messageFolder(number)}/original.${original.kind}`;
}

/** @param hashed - What hashFiles made of sourceFiles. */
export function jsonFiles(
  content: BagContent,
  hashed: readonly BagFile[],
  deviceKey: string,
): [string, Uint8Array][] {
  const sources: Sources = new Map(hashed.map((file) => [file.path, file]));
  return [
    ["data/report.json", json(content.report)],
    ["data/summary.json", json(withDigests(content, sources))],
    ["data/context.json", json(content.context)],
    ...content.messages.flatMap((message, i): [string, Uint8Array][] => {
      const folder = messageFolder(i + 1);
      const acquisition = completeAcquisition(message, i + 1, sources, deviceKey);
      return [
        [`${folder}/acquisition.json`, json(acquisition)],
        [`${folder}/analysis.json`, analysisJson(message.analysis)],
        ...(message.dns === null ? [] : [[`${folder}/dns.json`, json(message.dns)] as [string, Uint8Array]]),
      ];
    }),
  ];
}

function json(value: unknown): Uint8Array {
  return canonicalJson(wellFormed(value));
}

/** A mail can be made so that its analysis has no JSON form: its octets are sealed anyway. */
function analysisJson(analysis: unknown): Uint8Array {
  try {
    const octets = json(analysis);
    if (octets.length <= MAX_ANALYSIS_OCTETS && isObject(analysis)) return octets;
    return json({ error: { code: "ANALYSIS_TOO_LARGE", detail: `${octets.length} octets` } });
  } catch (error) {
    return json({
      error: { code: "ANALYSIS_NOT_JSON", detail: error instanceof Error ? error.name : "unknown" },
    });
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The caller may leave `source` null and `deviceKey` empty: the digest is then the one computed here, so that no
 * mail is hashed twice. What the caller did state is kept, and must agree.
 */
function completeAcquisition(
  message: MessageEvidence,
  number: number,
  sources: Sources,
  deviceKey: string,
): AcquisitionRecord {
  const { acquisition } = message;
  return {
    ...acquisition,
    source: acquisition.source ?? sourceOf(message, number, sources),
    deviceKey: acquisition.deviceKey === "" ? deviceKey : acquisition.deviceKey,
  };
}

function sourceOf(message: MessageEvidence, number: number, sources: Sources): AcquisitionRecord["source"] {
  const file = message.original ? sources.get(originalPath(message.original, number)) : undefined;
  return file ? { path: file.path, octets: file.octets.length, digest: formatDigest(file.hash) } : null;
}

/** The digests in the summary are those of the originals, whatever was analysed. */
function withDigests(content: BagContent, sources: Sources): Summary {
  const messages = content.summary.messages.map((entry, i) => {
    const message = content.messages[i];
    return { ...entry, digest: message ? (sourceOf(message, i + 1, sources)?.digest ?? null) : null };
  });
  return { ...content.summary, messages };
}
