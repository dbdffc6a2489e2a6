/** What attached text files tell of people: invitations, contact cards, rich text, web pages, other mails. */
import { fromUtf8 } from "../../base/bytes.ts";
import { parseAddresses } from "../../mail/addresses.ts";
import { decodeEncodedWords } from "../../mail/encoded-words.ts";
import { firstField, latin1, readHeaderFields } from "../../mail/header-fields.ts";
import { type Description, MetadataList } from "./metadata-list.ts";

/** People stand at the start of such files. */
const MAX_OCTETS = 512 * 1024;
const MAX_LINES = 5_000;

function textOf(octets: Uint8Array): string {
  const head = octets.subarray(0, MAX_OCTETS);
  return fromUtf8(head) ?? latin1(head);
}

/** Content lines of iCalendar and vCard, unfolded (RFC 5545, section 3.1; RFC 6350, section 3.2). */
function contentLines(text: string): string[] {
  return text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/, MAX_LINES);
}

const CONTENT_KEYS: Readonly<Record<string, string>> = {
  ORGANIZER: "organizer",
  ATTENDEE: "attendee",
  PRODID: "application",
  UID: "identifier",
  DTSTAMP: "created",
  CREATED: "created",
  LOCATION: "place-text",
  SUMMARY: "title",
  FN: "name",
  N: "name",
  ORG: "company",
  EMAIL: "address",
  TEL: "phone",
  TITLE: "job-title",
  REV: "modified",
};

/** An invitation (RFC 5545) or a contact card (RFC 6350). */
export function describeContentLines(octets: Uint8Array): Description {
  const metadata = new MetadataList();
  for (const line of contentLines(textOf(octets))) {
    const name = /^(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})(?=[;:])/.exec(line);
    const key = CONTENT_KEYS[(name?.[1] ?? "").toUpperCase()];
    const colon = line.indexOf(":");
    if (key === undefined || colon < 0) continue;
    const shown = /;CN=(?:"([^"]{1,200})"|([^;:]{1,200}))/i.exec(line.slice(0, colon));
    const value = line
      .slice(colon + 1)
      .replace(/^mailto:/i, "")
      .replace(/\\([,;\\])/g, "$1");
    const person = shown?.[1] ?? shown?.[2];
    metadata.add(key, person === undefined || person === value ? value : `${person} <${value}>`);
  }
  return { type: null, metadata: metadata.entries, warnings: [] };
}

const RTF_KEYS: Readonly<Record<string, string>> = {
  author: "author",
  operator: "last-saved-by",
  company: "company",
  manager: "manager",
  title: "title",
  generator: "application",
};

/** The \info group of rich text, and objects inside. */
export function describeRtf(octets: Uint8Array): Description {
  const text = latin1(octets.subarray(0, MAX_OCTETS));
  const metadata = new MetadataList();
  const groups = /\{(?:\\\*)?\\(author|operator|company|manager|title|generator) ?([^{}]{1,500})[;}]/g;
  for (const match of text.matchAll(groups))
    metadata.add(RTF_KEYS[match[1] as string] as string, rtfText(match[2] as string));
  const created = /\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})/.exec(text);
  if (created !== null) {
    const two = (digits: string | undefined) => (digits ?? "").padStart(2, "0");
    metadata.add("created", `${created[1]}-${two(created[2])}-${two(created[3])}`);
  }
  const warnings = /\\objdata|\\objupdate/.test(text) ? ["active-content"] : [];
  return { type: null, metadata: metadata.entries, warnings };
}

function rtfText(text: string): string {
  return text
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?/gi, "");
}

/** The program that says it wrote a web page, and whether scripts or forms wait in it. */
export function describeWebPage(octets: Uint8Array): Description {
  const text = textOf(octets);
  const metadata = new MetadataList();
  const meta = /<meta\s{1,20}name=["']?(author|generator)["']?\s{1,20}content=["']([^"'<>]{1,300})["']/gi;
  for (const [, name, value] of text.matchAll(meta))
    metadata.add(name?.toLowerCase() === "author" ? "author" : "application", value);
  const active = /<script|<form|<iframe|\son(?:load|error|click)\s{0,5}=|javascript:/i.test(text);
  return { type: null, metadata: metadata.entries, warnings: active ? ["active-content"] : [] };
}

const MAIL_FIELDS: Readonly<Record<string, string>> = {
  from: "from",
  to: "to",
  "reply-to": "reply-to",
  subject: "title",
  date: "created",
  "message-id": "message-id",
  "x-originating-ip": "originating-ip",
  "x-mailer": "application",
  "user-agent": "application",
};

/** Another mail, attached: its own source is evidence too. */
export function describeMail(octets: Uint8Array): Description {
  const { fields } = readHeaderFields(octets.subarray(0, MAX_OCTETS));
  const metadata = new MetadataList();
  for (const [name, key] of Object.entries(MAIL_FIELDS)) {
    const body = firstField(fields, name)?.body.slice(0, MAX_LINES);
    if (body === undefined) continue;
    if (key !== "from" && key !== "to" && key !== "reply-to") metadata.add(key, decodeEncodedWords(body));
    else
      for (const one of parseAddresses(body).slice(0, 20))
        metadata.add(key, one.name === null ? one.address : `${one.name} <${one.address ?? ""}>`);
  }
  return { type: null, metadata: metadata.entries, warnings: [] };
}
