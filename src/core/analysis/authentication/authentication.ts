/** Results of others' checks: Authentication-Results (RFC 8601), Received-SPF (RFC 7208), ARC's copies. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { withoutComments } from "../../mail/lexer.ts";
import { instanceOf } from "../dkim/signature-field.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { AuthenticationResult, Hop, Trusted } from "../types.ts";

const FIELDS = [
  "authentication-results",
  // What Outlook.com makes of the one that came in, and Exchange of one between organisations.
  "authentication-results-original",
  "x-ms-exchange-authentication-results",
  "arc-authentication-results",
  "received-spf",
];

/** Results beyond this many a message are not read. */
const MAX_RESULTS = 2_000;

/** @returns The results in the order of the header; Microsoft's form without authserv-id included. */
export function readAuthentication(view: MessageView, hops: readonly Hop[]): AuthenticationResult[] {
  const fields: HeaderField[] = [];
  for (const name of FIELDS) for (const field of view.all(name)) fields.push(field);
  if (fields.length === 0) return [];
  fields.sort((a, b) => a.offset - b.offset);
  const believed = believedFields(view, hops);
  const nothingTrusted = hops.some((hop) => hop.trusted === null) || hops.length === 0;
  const results: AuthenticationResult[] = [];
  for (const field of fields) {
    if (results.length >= MAX_RESULTS) break;
    const trusted: Trusted = nothingTrusted ? null : believed.includes(field);
    const basis = basisOf(field);
    for (const { authservId, method, result, properties, instance } of readField(field)) {
      if (results.length >= MAX_RESULTS) break;
      const { name } = field;
      results.push({ authservId, method, result, properties, instance, trusted, field: name, basis });
    }
  }
  return results;
}

/**
 * Only the topmost Authentication-Results and the topmost Received-SPF count, and only above the handover: below it
 * the sender could write them. Google alone writes its results right below its own Received, and always, so that the
 * sender's would not be the topmost.
 */
function believedFields(view: MessageView, hops: readonly Hop[]): HeaderField[] {
  const handover = hops.findLast((hop) => hop.trusted === true);
  if (handover === undefined) return [];
  const top = view.first("authentication-results");
  const spf = view.first("received-spf");
  const believed: HeaderField[] = [];
  if (spf !== null && spf.offset < handover.basis.offset) believed.push(spf);
  if (top === null) return believed;
  const next = hops[handover.index + 1]?.basis.offset ?? Number.POSITIVE_INFINITY;
  const googles = handover.by === "mx.google.com" && /^mx\.google\.com\s*;/i.test(top.body);
  if (top.offset < handover.basis.offset || (googles && top.offset < next)) believed.push(top);
  return believed;
}

type BareResult = Pick<AuthenticationResult, "authservId" | "method" | "result" | "properties" | "instance">;

function readField(field: HeaderField): BareResult[] {
  if (field.lowerName === "received-spf") return readReceivedSpf(field.body);
  const text = withoutComments(field.body);
  if (field.lowerName !== "arc-authentication-results") return parseResults(text, null);
  const m = /^\s*i\s*=\s*(\d{1,4})\s*;/.exec(text);
  return parseResults(text.slice(m?.[0].length ?? 0), instanceOf(m?.[1]));
}

const HEAD = /^([\w-]{1,40})(?:\/\d{1,3})?=([\w.-]{1,40})/;

/**
 * Parses "authserv-id version; method=result prop=value …; …" (RFC 8601, section 2.2). A first part with "=" is
 * already a result: Microsoft leaves the authserv-id out.
 *
 * @param text - Body without comments.
 */
export function parseResults(text: string, instance: number | null): BareResult[] {
  const results: BareResult[] = [];
  let authservId: string | null = null;
  const parts = splitOutsideQuotes(text, ";");
  for (let i = 0; i < parts.length && results.length < MAX_RESULTS; i++) {
    const words = splitOutsideQuotes(joined((parts[i] as string).trim()), " ");
    if (words.includes("")) removeEmpty(words);
    const head = HEAD.exec(words[0] ?? "");
    if (head !== null) {
      words[0] = "";
      const properties = readProperties(words);
      results.push({
        authservId,
        method: (head[1] as string).toLowerCase(),
        result: (head[2] as string).toLowerCase(),
        properties,
        instance,
      });
    } else if (i === 0 && words[0] !== undefined && !words[0].includes("="))
      authservId = words[0].replace(/^"([^"]*)"$/, "$1").slice(0, 255);
  }
  return results;
}

function removeEmpty(words: string[]): void {
  let kept = 0;
  for (const word of words) if (word !== "") words[kept++] = word;
  words.length = kept;
}

/** "header.d = example.com" is one property, "header . d" and "dkim / 1" one name; white space becomes one space. */
function joined(text: string): string {
  let out = /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, " ") : text;
  if (out.includes(" =") || out.includes("= ")) out = out.replaceAll(" =", "=").replaceAll("= ", "=");
  // Comments may stand round "." and "/" (RFC 8601, section 2.2); in a quoted reason they are text.
  if (!out.includes('"') && (out.includes(" .") || out.includes(" /")))
    out = out.replace(/ ?([./]) ?/g, "$1");
  return out;
}

function readProperties(words: readonly string[]): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals <= 0) continue;
    const name = word.slice(0, equals).toLowerCase();
    if (!/^[\w.-]{1,80}$/.test(name) || Object.hasOwn(properties, name)) continue;
    const value = bareValue(word.slice(equals + 1));
    // As a plain assignment this one name would be none.
    if (name === "__proto__") Object.defineProperty(properties, name, { value, enumerable: true });
    else properties[name] = value;
  }
  return properties;
}

/** Without its quotes, then without a comma or semicolon at its end. */
function bareValue(text: string): string {
  const quoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  const value = quoted ? text.slice(1, -1) : text;
  return value.endsWith(",") || value.endsWith(";") ? value.slice(0, -1) : value;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === "\\" && quoted) i++;
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** RFC 7208, section 9.1: "Pass (comment) client-ip=…; envelope-from=…; helo=…". */
function readReceivedSpf(body: string): BareResult[] {
  const text = withoutComments(body);
  const result = /^\s*([a-z]{1,20})\b/i.exec(text)?.[1]?.toLowerCase();
  if (result === undefined) return [];
  const properties = readProperties(splitOutsideQuotes(joined(text).replaceAll(";", " "), " "));
  return [{ authservId: properties["receiver"] ?? null, method: "spf", result, properties, instance: null }];
}
