/** Ready queries for a plan's item. Times are UTC in each of them; what the sender wrote is quoted or left out. */
import type { LogPlanItem } from "../types.ts";
import { doubleQuoted, powerShell, shell, type Terms, termsOf } from "./quote.ts";
import { isLogSystem, type LogSystem } from "./systems.ts";
import { isTime } from "./zoned-time.ts";
import { windowsDhcp } from "./windows-dhcp.ts";

export interface PlanQuery {
  /** Where it is run: "Exchange Online PowerShell", "Splunk", … A product's name, the same in every language. */
  readonly tool: string;
  readonly text: string;
}

type Item = Pick<LogPlanItem, "system" | "from" | "to" | "lookFor">;
type Maker = (item: Item, terms: Terms, zone: string) => PlanQuery[];

const DAY_MS = 24 * 3_600_000;
/** Get-MessageTraceV2 takes ten days a query and 90 back (checked on 2026-11). */
const TRACE_DAYS = 10;
/** A plan of windows that wide is cut: nobody runs more. */
const MAX_CHUNKS = 9;

/** @param zone - IANA name, for logs that are written in local time. */
export function queriesOf(item: Item, zone: string): PlanQuery[] {
  if (!isLogSystem(item.system) || !isTime(item.from) || !isTime(item.to)) return [];
  return MAKERS[item.system]?.(item, termsOf(item.lookFor), zone) ?? [];
}

const MAKERS: Readonly<Partial<Record<LogSystem, Maker>>> = {
  "message-trace": messageTrace,
  "mail-gateway": mailGateway,
  "google-email-log": googleEmailLog,
  "google-audit": googleAudit,
  "entra-sign-in": entraSignIn,
  "purview-audit": purviewAudit,
  proxy: (item, terms) => [
    ...squid(item, terms),
    ...zeek(item, terms, ["http", "ssl"]),
    ...siem(item, terms),
  ],
  dns: (item, terms) => [...zeek(item, terms, ["dns"]), ...siem(item, terms)],
  firewall: (item, terms) => [...zeek(item, terms, ["conn", "ssl"]), ...siem(item, terms)],
  nat: siem,
  vpn: siem,
  "browser-history": defender,
  "dhcp-wifi": windowsDhcp,
};

function messageTrace({ from, to }: Item, { messageIds, addresses, ips }: Terms): PlanQuery[] {
  const filters = [
    ...messageIds.map((id) => `-MessageId ${powerShell(id)}`),
    ...addresses.map((address) => `-SenderAddress ${powerShell(address)}`),
    ...ips.map((ip) => `-FromIP ${powerShell(ip)}`),
  ];
  const lines = chunks(from, to).flatMap((chunk) =>
    filters.map(
      (filter) =>
        `Get-MessageTraceV2 ${filter} -StartDate ${utcOf(chunk.from)} -EndDate ${utcOf(chunk.to)} -ResultSize 5000`,
    ),
  );
  return query("Exchange Online PowerShell", lines);
}

function mailGateway({ from, to }: Item, { messageIds, addresses }: Terms): PlanQuery[] {
  const filters = [
    ...messageIds.map((id) => `-MessageId ${powerShell(id)}`),
    ...addresses.map((address) => `-Sender ${powerShell(address)}`),
  ];
  // On-premises servers read these times in their own zone: a DateTime of kind Local is right wherever it runs.
  const span = `-Start ${localOf(from)} -End ${localOf(to)}`;
  const lines = filters.map(
    (filter) => `Get-TransportService | Get-MessageTrackingLog ${filter} ${span} -ResultSize Unlimited`,
  );
  const words = [...messageIds.map(withoutBrackets), ...addresses].map((word) => `-e ${shell(word)}`);
  const grep = words.length === 0 ? [] : [`grep -F ${words.join(" ")} /var/log/mail.log*`];
  return [...query("Exchange Management Shell", lines), ...query("Postfix, Exim (syslog)", grep)];
}

/** The Admin console's form takes single values, no query language. */
function googleEmailLog({ from, to }: Item, { messageIds, addresses, ips }: Terms): PlanQuery[] {
  const lines = [
    `Date: ${iso(from)} – ${iso(to)}`,
    ...messageIds.map((id) => `Message ID: ${withoutBrackets(id)}`),
    ...addresses.map((address) => `Sender: ${address}`),
    ...ips.map((ip) => `Sender IP: ${ip}`),
  ];
  return query("Google Admin console > Reporting > Email log search", lines);
}

function googleAudit({ from, to }: Item, { ips }: Terms): PlanQuery[] {
  const lines = [`Data source: User log events`, `Date: ${iso(from)} – ${iso(to)}`];
  return query("Google Admin console > Security > Investigation tool", [
    ...lines,
    ...ips.map((ip) => `IP address: ${ip}`),
  ]);
}

function entraSignIn({ from, to }: Item, { ips }: Terms): PlanQuery[] {
  const span = `createdDateTime ge ${iso(from)} and createdDateTime le ${iso(to)}`;
  const filters = ips.length === 0 ? [span] : ips.map((ip) => `${span} and ipAddress eq '${ip}'`);
  return [
    ...query(
      "Microsoft Graph PowerShell",
      filters.map((filter) => `Get-MgAuditLogSignIn -All -Filter ${powerShell(filter)}`),
    ),
    ...query("KQL (Log Analytics, Sentinel)", [
      "union isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs",
      `| where ${between("TimeGenerated", from, to)}`,
      ...(ips.length === 0 ? [] : [`| where IPAddress in (${ips.map(doubleQuoted).join(", ")})`]),
    ]),
  ];
}

function purviewAudit({ from, to }: Item, { ips }: Terms): PlanQuery[] {
  const address = ips.length === 0 ? "" : ` -IPAddresses ${ips.map(powerShell).join(",")}`;
  return query("Exchange Online PowerShell", [
    `Search-UnifiedAuditLog -StartDate ${utcOf(from)} -EndDate ${utcOf(to)}${address} -SessionCommand ReturnLargeSet -ResultSize 5000`,
  ]);
}

/** Native format: the first column is epoch seconds with milliseconds. */
function squid({ from, to }: Item, terms: Terms): PlanQuery[] {
  return query("Squid access.log", grepBetween("cat access.log", from, to, terms.hosts));
}

/** Zeek's TSV: "ts" is the first column, epoch seconds. */
function zeek({ from, to }: Item, { hosts, ips }: Terms, logs: readonly string[]): PlanQuery[] {
  // conn.log knows addresses only.
  const wordsOf = (log: string) => (log === "conn" ? ips : [...hosts, ...ips]);
  return query(
    "Zeek (TSV)",
    logs.flatMap((log) => grepBetween(`zcat -f ${log}.*log*`, from, to, wordsOf(log))),
  );
}

function grepBetween(source: string, from: number, to: number, words: readonly string[]): string[] {
  if (words.length === 0) return [];
  const span = `awk '$1 >= ${Math.floor(from / 1000)} && $1 <= ${Math.ceil(to / 1000)}'`;
  return [`${source} | ${span} | grep -F ${words.map((word) => `-e ${shell(word)}`).join(" ")}`];
}

function siem({ from, to }: Item, { hosts, ips }: Terms): PlanQuery[] {
  const names = hosts.map(doubleQuoted).join(", ");
  const addresses = ips.map(doubleQuoted).join(", ");
  const conditions = [
    ...(names === "" ? [] : [`DestinationHostName has_any (${names})`, `RequestURL has_any (${names})`]),
    ...(addresses === "" ? [] : [`DestinationIP in (${addresses})`, `SourceIP in (${addresses})`]),
  ];
  const words = [...hosts, ...ips].map(doubleQuoted);
  const clause = words.length === 0 ? "" : ` (${words.join(" OR ")})`;
  return [
    ...query("KQL (Log Analytics, Sentinel)", [
      "CommonSecurityLog",
      `| where ${between("TimeGenerated", from, to)}`,
      ...(conditions.length === 0 ? [] : [`| where ${conditions.join(" or ")}`]),
    ]),
    ...query("Splunk", [
      `search index=* earliest=${Math.floor(from / 1000)} latest=${Math.ceil(to / 1000)}${clause}`,
    ]),
  ];
}

function defender({ from, to }: Item, { hosts }: Terms): PlanQuery[] {
  if (hosts.length === 0) return [];
  return query("KQL (Defender advanced hunting)", [
    "DeviceNetworkEvents",
    `| where ${between("Timestamp", from, to)}`,
    `| where RemoteUrl has_any (${hosts.map(doubleQuoted).join(", ")})`,
    "| project Timestamp, DeviceName, InitiatingProcessAccountName, InitiatingProcessFileName, RemoteUrl, RemoteIP",
  ]);
}

function query(tool: string, lines: readonly string[]): PlanQuery[] {
  return lines.length === 0 ? [] : [{ tool, text: lines.join("\n") }];
}

function chunks(from: number, to: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let start = from; start < to && parts.length < MAX_CHUNKS; start += TRACE_DAYS * DAY_MS)
    parts.push({ from: start, to: Math.min(to, start + TRACE_DAYS * DAY_MS) });
  return parts;
}

/** PowerShell reads a text with Z as local time: converting back makes it UTC whatever the machine's zone. */
function utcOf(time: number): string {
  return `([datetime]'${iso(time)}').ToUniversalTime()`;
}

function localOf(time: number): string {
  return `([datetime]'${iso(time)}')`;
}

function between(column: string, from: number, to: number): string {
  return `${column} between (datetime(${iso(from)}) .. datetime(${iso(to)}))`;
}

function withoutBrackets(messageId: string): string {
  return messageId.replace(/^<|>$/g, "");
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
