/** An opened package as the views need it: plain data that survives postMessage, sources already cut into pages. */
import { readOutlookMessage } from "../core/analysis/outlook-message/outlook-message.ts";
import { type Digest, digestOf } from "../core/base/digest.ts";
import type { AcquisitionRecord, Report, SealContext, Summary } from "../core/evidence/types.ts";
import { readHeaderFields } from "../core/mail/header-fields.ts";
import type { OpenedPackage } from "../core/seal/open.ts";
import { pagesOf, type SourcePages } from "../ui/analysis/source-pages.ts";
import { type SecondMethod, secondMethod } from "./second-method.ts";

export interface ShownReport {
  readonly reference: string;
  readonly packageDigest: Digest;
  readonly demo: boolean;
  readonly supplements: Digest | null;
  readonly report: Report;
  readonly summary: Summary;
  readonly context: SealContext;
  readonly signature: OpenedPackage["signature"];
  readonly messages: readonly ShownMessage[];
  /** The reporter's own extras: names are the reporter's words, contents are only ever downloaded. */
  readonly attachments: readonly ShownAttachment[];
}

export interface ShownMessage {
  /** From 1, as in the package. */
  readonly number: number;
  readonly acquisition: AcquisitionRecord;
  /** As sealed; read it through analysis-view.ts. */
  readonly analysis: unknown;
  /** The original, else the parts, then the second method's octets. */
  readonly sources: readonly ShownSource[];
  /** null where one method alone was used. */
  readonly second: SecondMethod | null;
  /** Of the original, else of the header part. */
  readonly fields: readonly ShownField[];
  /** Fields that there are; more than are listed where a sender wrote thousands. */
  readonly fieldCount: number;
}

export interface ShownSource {
  /** Below the message's folder: "original.eml", "parts/body.html", "second/headers.txt". */
  readonly path: string;
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly digest: Digest;
  readonly pages: SourcePages;
}

export interface ShownField {
  readonly name: string;
  /** Unfolded; shortened where it is very long. The source has all of it. */
  readonly body: string;
  readonly offset: number;
  readonly octets: number;
}

export interface ShownAttachment {
  /** Name and type are the word of the reporter's system. */
  readonly name: string;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly octets: Uint8Array<ArrayBuffer>;
}

const MAX_FIELDS = 500;
const MAX_BODY = 4000;

export async function shownReport(opened: OpenedPackage): Promise<ShownReport> {
  const { reference, packageDigest, demo, supplements, report, summary, context, signature } = opened;
  const messages = await Promise.all(opened.messages.map(shownMessage));
  const attachments = report.attachments.flatMap(({ path, name, mediaType, digest }) => {
    const octets = opened.files.get(path);
    return octets === undefined ? [] : [{ name, mediaType, digest, octets: owned(octets) }];
  });
  return {
    reference,
    packageDigest,
    demo,
    supplements,
    report,
    summary,
    context,
    signature,
    messages,
    attachments,
  };
}

async function shownMessage(message: OpenedPackage["messages"][number]): Promise<ShownMessage> {
  const { number, acquisition, analysis, original } = message;
  const named: [string, Uint8Array][] = [
    ...(original === null ? [] : [[`original.${original.kind}`, original.octets] as [string, Uint8Array]]),
    ...[...message.parts].map(([path, octets]): [string, Uint8Array] => [`parts/${path}`, octets]),
    ...[...message.second].map(([path, octets]): [string, Uint8Array] => [`second/${path}`, octets]),
  ];
  const sources = await Promise.all(named.map(shownSource));
  const second = secondMethod(message);
  const head = headOf(message) ?? new Uint8Array();
  return { number, acquisition, analysis, sources, second, ...shownFields(head) };
}

/** An Outlook .msg is a container: its header section, where there is one, is not at its start. */
function headOf({ original, parts }: OpenedPackage["messages"][number]): Uint8Array | null {
  if (original === null) return parts.get("headers.txt") ?? null;
  return original.kind === "eml" ? original.octets : (readOutlookMessage(original.octets)?.headers ?? null);
}

async function shownSource([path, octets]: [string, Uint8Array]): Promise<ShownSource> {
  return { path, octets: owned(octets), digest: await digestOf(octets), pages: pagesOf(octets) };
}

function shownFields(octets: Uint8Array): Pick<ShownMessage, "fields" | "fieldCount"> {
  const { fields } = readHeaderFields(octets);
  return {
    fieldCount: fields.length,
    fields: fields.slice(0, MAX_FIELDS).map((field) => ({
      name: field.name,
      body: field.body.slice(0, MAX_BODY),
      offset: field.offset,
      octets: field.length,
    })),
  };
}

/** Octets of a package lie in ordinary memory: SharedArrayBuffer occurs nowhere in it. */
function owned(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return octets as Uint8Array<ArrayBuffer>;
}
