/**
 * The two texts of one EWS call: GetItem with the MIME form, and its answer (Exchange 2013 schema). The answer comes
 * from a server and names ids that a sender chose, so it is searched for the few elements wanted, in linear time, and
 * refused where it holds anything that such an answer never has.
 */
import { fail, ok, type Result } from "../../core/base/result.ts";
import type { StepFailure } from "../../workflow/ports.ts";
import type { Claims } from "./item-claims.ts";

/** Properties asked for; each goes into the record as "ews.…". */
const FIELDS = [
  "item:ItemClass",
  "item:DateTimeReceived",
  "item:DateTimeSent",
  "item:DateTimeCreated",
  "item:Size",
  "message:InternetMessageId",
] as const;

/**
 * Without an XML declaration and in ASCII alone: hosts differ in the encoding that they want declared.
 *
 * @param id - As office.js gives it; nothing in it is trusted.
 */
export function getItemRequest(id: string): string {
  const fields = ["item:ParentFolderId", ...FIELDS]
    .map((name) => `<t:FieldURI FieldURI="${name}"/>`)
    .join("");
  return (
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"' +
    ' xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"' +
    ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">' +
    '<soap:Header><t:RequestServerVersion Version="Exchange2013"/></soap:Header><soap:Body><m:GetItem>' +
    "<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>" +
    `<t:AdditionalProperties>${fields}</t:AdditionalProperties></m:ItemShape>` +
    `<m:ItemIds><t:ItemId Id="${escaped(id)}"/></m:ItemIds></m:GetItem></soap:Body></soap:Envelope>`
  );
}

/** Everything but the characters of ids as a reference; what XML cannot name at all is left out. */
function escaped(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9+/=_.-]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    const allowed = code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
    return allowed ? `&#${code};` : "";
  });
}

export interface GetItemAnswer {
  /** Base64 of the MIME form, as in the answer. */
  readonly mime: string;
  readonly facts: Claims;
}

/** Characters: hosts pass on 5 MB, so anything far above that is no such answer. */
const LONGEST = 16 * 1024 * 1024;

const TOO_LARGE: StepFailure = {
  code: "TOO_LARGE",
  detail: "the mail is larger than EWS answers may be through Outlook (5 MB, older clients 1 MB)",
};

export function ewsTooLarge(): StepFailure {
  return TOO_LARGE;
}

/** @param answer - What the host gave, whatever it is. Never throws. */
export function readGetItemAnswer(answer: unknown): Result<GetItemAnswer, StepFailure> {
  if (typeof answer !== "string" || answer === "") return invalid("no text");
  if (answer.length > LONGEST) return fail(TOO_LARGE);
  // Declarations, entities, comments and CDATA could carry elements of their own: no answer of EWS has them.
  if (answer.includes("<!")) return invalid("a declaration, comment or CDATA");
  const code = elementText(answer, "ResponseCode");
  if (code === null) return invalid("no response code");
  if (code !== "NoError") return refused(code);
  const mime = element(answer, "MimeContent");
  if (mime === null) return invalid("no MimeContent");
  if (element(answer, "MimeContent", mime.end) !== null) return invalid("two items");
  return ok({ mime: answer.slice(mime.start, mime.end), facts: factsOf(answer, mime.end) });
}

function invalid(what: string) {
  return fail({ code: "RESPONSE_INVALID", detail: `the answer cannot be read: ${what}` });
}

/** Names of the schema are data for the record; anything else is not repeated. */
function refused(code: string) {
  if (code === "ErrorMessageSizeExceeded") return fail(TOO_LARGE);
  return /^[A-Z][A-Za-z0-9]{1,80}$/.test(code)
    ? fail({ code, detail: "EWS refused the request" })
    : invalid("its response code");
}

/** @param from - The MIME form, which is most of the answer, is not searched again. */
function factsOf(answer: string, from: number): Claims {
  const facts: Claims = {};
  const folder = startTag(answer, "ParentFolderId", from);
  if (folder !== null) facts["ews.ParentFolderId"] = attribute(answer.slice(folder.at, folder.end), "Id");
  for (const field of FIELDS) {
    const name = field.slice(field.indexOf(":") + 1);
    const text = elementText(answer, name, from);
    if (text !== null) facts[`ews.${name}`] = text;
  }
  return facts;
}

interface Span {
  /** Offset after the start tag. */
  readonly start: number;
  /** Offset of the end tag; the same for an element without content. */
  readonly end: number;
}

/** Characters of a fact: longer ones are not taken. */
const LONGEST_FACT = 2000;

/** @returns The text with the predefined entities resolved, or null for none or one that is too long. */
function elementText(xml: string, name: string, from = 0): string | null {
  const span = element(xml, name, from);
  if (span === null || span.end - span.start > LONGEST_FACT) return null;
  return unescaped(xml.slice(span.start, span.end));
}

/** The first element of that local name whose content is text alone. */
function element(xml: string, name: string, from = 0): Span | null {
  const tag = startTag(xml, name, from);
  if (tag === null) return null;
  if (xml[tag.end - 2] === "/") return { start: tag.end, end: tag.end };
  const end = xml.indexOf("<", tag.end);
  const closing = `</${tag.name}`;
  const closed = end >= 0 && xml.startsWith(closing, end) && /[\s>]/.test(xml[end + closing.length] ?? "");
  return closed ? { start: tag.end, end } : null;
}

/** Characters of a start tag. */
const LONGEST_TAG = 4000;
const PREFIX = /<([A-Za-z][A-Za-z0-9_.-]{0,30}:)?$/;

/** `at` is the offset of "<", `end` the one after ">". */
function startTag(
  xml: string,
  name: string,
  from: number,
): { readonly at: number; readonly end: number; readonly name: string } | null {
  for (let found = xml.indexOf(name, from); found >= 0; found = xml.indexOf(name, found + 1)) {
    if (!" \t\r\n/>".includes(xml[found + name.length] ?? "x")) continue;
    const prefix = PREFIX.exec(xml.slice(Math.max(0, found - 40), found));
    if (prefix === null) continue;
    const close = xml.slice(found, found + LONGEST_TAG).indexOf(">");
    if (close < 0) return null;
    return {
      at: found - prefix[0].length,
      end: found + close + 1,
      name: `${prefix[1] ?? ""}${name}`,
    };
  }
  return null;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`).exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? null : unescaped(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** XML 1.0, section 4.6 and character references; unknown ones stay as they are. @returns Null if it is no text then. */
function unescaped(text: string): string | null {
  const plain = text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}));/g,
    (all, decimal, hex, name) => {
      if (name !== undefined) return NAMED[name] ?? all;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
  return plain.isWellFormed() ? plain : null;
}
