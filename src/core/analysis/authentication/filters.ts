/** Reports of spam filters: Microsoft's, SpamAssassin's, rspamd's. Opinions of servers, with their raw values. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { AuthenticationResult, FilterEntry, FilterReport, Hop, Trusted } from "../types.ts";
import { FILTER_CODES, type FilterCode, isFilterCode } from "../words/filter-codes.ts";

type FieldReader = (body: string) => FilterEntry[];

/** What each known field holds. */
const READERS: readonly (readonly [string, FieldReader])[] = [
  ["x-forefront-antispam-report", readPairs],
  ["x-forefront-antispam-report-untrusted", readPairs],
  ["x-microsoft-antispam", readPairs],
  ["x-microsoft-antispam-untrusted", readPairs],
  ["x-microsoft-antispam-mailbox-delivery", readPairs],
  ["x-ms-exchange-organization-scl", single("SCL")],
  ["x-ms-exchange-organization-pcl", single("PCL")],
  ["x-sid-result", single("sid")],
  ["x-spam-status", readSpamStatus],
  ["x-zone-spam-status", readSpamStatus],
  ["x-spam-flag", single("spam")],
  ["x-spam-score", single("spam-score")],
  ["x-spamd-result", readRspamd],
  ["x-rspamd-action", single("rspamd")],
  ["x-rspamd-score", single("spam-score")],
  ["x-pm-spamscore", single("spam-score")],
  ["x-pm-origin", single("pm-origin")],
];

/** Reports beyond this many, and values in one beyond this many, are not listed: real mail has a handful. */
const MAX_REPORTS = 50;
const MAX_ENTRIES = 40;
/** Longer values (lists of rule numbers) are cut; the basis leads to the whole field. */
const MAX_VALUE_CHARS = 300;

/** No code is longer: a longer value needs no look. */
const MAX_CODE_CHARS = Math.max(...FILTER_CODES.map((code) => code.length));

/**
 * @param authentication - For Microsoft's composite authentication, whose reason is explained like the reports.
 * @returns The reports of the fields that are there, in the order of the header.
 */
export function readFilters(
  view: MessageView,
  hops: readonly Hop[],
  authentication: readonly AuthenticationResult[],
): FilterReport[] {
  const handover = hops.findLast((hop) => hop.trusted === true);
  const reports: FilterReport[] = [];
  for (const [name, read] of READERS) {
    for (const field of view.all(name)) {
      if (reports.length >= MAX_REPORTS) break;
      const entries = read(field.body.slice(0, 10_000)).slice(0, MAX_ENTRIES);
      if (entries.length > 0)
        reports.push({
          field: field.name,
          trusted: trustOf(field, hops, handover),
          entries,
          basis: basisOf(field),
        });
    }
  }
  for (const report of compositeReports(authentication).slice(0, MAX_REPORTS)) reports.push(report);
  return reports.length < 2 ? reports : reports.sort((a, b) => a.basis.offset - b.basis.offset);
}

/** Only what stands above the handover was added by the reporter's own mail system. */
function trustOf(field: HeaderField, hops: readonly Hop[], handover: Hop | undefined): Trusted {
  if (hops.length === 0 || hops[0]?.trusted === null) return null;
  if (handover === undefined || field.lowerName.endsWith("-untrusted")) return false;
  return field.offset < handover.basis.offset;
}

function compositeReports(authentication: readonly AuthenticationResult[]): FilterReport[] {
  return authentication
    .filter(({ method }) => method === "compauth")
    .map(({ field, trusted, basis, result, properties }) => {
      const entries = [entry("compauth", result)];
      if (properties["reason"] !== undefined) entries.push(entry("reason", properties["reason"]));
      return { field, trusted, entries, basis };
    });
}

/** "CIP:192.0.2.1;CTRY:NL;…": values may hold colons themselves (IPv6). */
function readPairs(body: string): FilterEntry[] {
  const entries: FilterEntry[] = [];
  for (const part of body.split(";", 4 * MAX_ENTRIES)) {
    const colon = part.indexOf(":");
    if (colon <= 0) continue;
    const value = part.slice(colon + 1).trim();
    if (value === "") continue;
    const key = part.slice(0, colon).trim();
    if (/^[A-Za-z][\w-]{0,30}$/.test(key)) entries.push(entry(key, value));
  }
  return entries;
}

function single(key: string): FieldReader {
  return (body) => (body === "" ? [] : [entry(key, body)]);
}

/** "Yes, score=5.3 required=5.0 tests=A,B,C" (SpamAssassin). */
function readSpamStatus(body: string): FilterEntry[] {
  const entries: FilterEntry[] = [];
  const verdict = /^(yes|no)\b/i.exec(body)?.[1];
  if (verdict !== undefined) entries.push(entry("spam", verdict));
  const score = /\b(?:score|hits)=(-?\d{1,5}(?:\.\d{1,6})?)/.exec(body)?.[1];
  if (score !== undefined) entries.push(entry("spam-score", score));
  const required = /\brequired=(-?\d{1,5}(?:\.\d{1,6})?)/.exec(body)?.[1];
  if (required !== undefined) entries.push(entry("spam-required", required));
  const tests = /\btests=\[?([^\]\s][^\]]{0,299})/.exec(body)?.[1];
  if (tests !== undefined) entries.push(entry("spam-tests", tests.replace(/\s[\s\S]*$/, "")));
  return entries;
}

/** "default: False [2.77 / 25.00]; SYMBOL(3.00)[]; …" (rspamd). */
function readRspamd(body: string): FilterEntry[] {
  const match =
    /^[^:;[]{0,60}:\s{0,5}(True|False)\s{0,5}\[(-?[\d.]{1,12})\s{0,3}\/\s{0,3}(-?[\d.]{1,12})\]/.exec(body);
  if (match === null) return [];
  const [whole, isSpam, score = "", required = ""] = match;
  const tests = body.slice(whole.length).replace(/^[;\s]+/, "");
  return [
    entry("spam", isSpam === "True" ? "yes" : "no"),
    entry("spam-score", score),
    entry("spam-required", required),
    ...(tests === "" ? [] : [entry("spam-tests", tests)]),
  ];
}

function entry(key: string, value: string): FilterEntry {
  const cut = value.slice(0, MAX_VALUE_CHARS);
  return { key, value: cut, code: filterCode(key, cut) };
}

/** @returns The code that explains a value; null for what no public source explains. */
export function filterCode(key: string, value: string): FilterCode | null {
  const usual = normalised(key, value);
  const exact = key.length + usual.length < MAX_CODE_CHARS ? `${key}=${usual}` : "";
  if (isFilterCode(exact)) return exact;
  const range = rangeCode(key, value);
  if (range !== null) return range;
  return isFilterCode(key) ? key : null;
}

function normalised(key: string, value: string): string {
  if (key === "CAT" && value === "HPHISH") return "HPHSH";
  const isWord = key === "sid" || key === "spam" || key === "rspamd" || key === "pm-origin";
  return isWord ? value.trim().toLowerCase().replaceAll(" ", "-") : value;
}

function rangeCode(key: string, value: string): FilterCode | null {
  if (key === "reason") {
    if (/^70[1-4]$/.test(value)) return "reason=701-704";
    const range = `reason=${value.slice(0, 1)}xx`;
    return /^\d{3}$/.test(value) && isFilterCode(range) ? range : null;
  }
  if (key !== "BCL" && key !== "PCL") return null;
  const level = /^\d$/.test(value) ? Number(value) : Number.NaN;
  if (key === "BCL" && level >= 1) return level <= 3 ? "BCL=1-3" : level <= 7 ? "BCL=4-7" : "BCL=8-9";
  if (key === "PCL" && level >= 1 && level <= 8) return level <= 3 ? "PCL=1-3" : "PCL=4-8";
  return null;
}
