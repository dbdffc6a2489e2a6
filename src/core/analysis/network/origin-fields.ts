/** Fields in which a server or a web page noted an address, and how each writes it. */
import { parseIp } from "./ip-address.ts";

export interface AddressClaim {
  readonly ip: string;
  /** Name that the same field gives for it; null if none. */
  readonly rdns: string | null;
}

interface OriginField {
  /** In lower case. */
  readonly name: string;
  readonly read: (body: string) => AddressClaim | null;
}

/** Longer bodies hold more than an address. */
const MAX_BODY_CHARS = 4000;

function claim(text: string | undefined, rdns: string | null = null): AddressClaim | null {
  const ip = text === undefined ? null : parseIp(text);
  return ip === null ? null : { ip, rdns };
}

/** The whole body is an address, bracketed or not. X-EIP is not here: its text is encrypted. */
function whole(name: string): OriginField {
  return { name, read: (body) => claim(body.trim()) };
}

function within(name: string, pattern: RegExp): OriginField {
  return { name, read: (body) => claim(pattern.exec(body.slice(0, MAX_BODY_CHARS))?.[1]) };
}

/** "CIP:192.0.2.1;CTRY:NL;…;PTR:host.example;": the connecting address and its name as Exchange Online saw them. */
function readForefront(body: string): AddressClaim | null {
  const text = body.slice(0, MAX_BODY_CHARS);
  const ptr = /(?:^|;)\s*PTR:([\w-]+(?:\.[\w-]+)+)\.?\s*(?:;|$)/i.exec(text)?.[1] ?? null;
  return claim(/(?:^|;)\s*CIP:([^;\s]{2,60})/i.exec(text)?.[1], ptr);
}

/** Before the address in results: RFC 8601 section 2.7.2 and its registry, Exchange Online, iprev. */
const RESULT_MARKS = ["smtp.remote-ip=", "sender IP is ", "sender ip is ", "policy.iprev="];

function readResults(body: string): AddressClaim | null {
  for (const mark of RESULT_MARKS) {
    const at = body.indexOf(mark);
    if (at >= 0)
      return claim(/^[^\s;)]{2,60}/.exec(body.slice(at + mark.length, at + mark.length + 61))?.[0]);
  }
  return null;
}

/** The most telling first: who wrote it for this purpose, then what filters noted beside their verdict. */
export const ORIGIN_FIELDS: readonly OriginField[] = [
  whole("x-originating-ip"),
  whole("x-original-originating-ip"),
  whole("x-originating-client-ip"),
  whole("x-sender-ip"),
  whole("x-source-ip"),
  within("x-source-sender", /\[([0-9a-f:.]{2,45})\]/i),
  whole("x-client-ip"),
  whole("x-clientip"),
  whole("x-ovh-clientip"),
  whole("x-real-ip"),
  whole("x-remote-ip"),
  whole("x-mdremoteip"),
  whole("x-feas-client-ip"),
  whole("x-watchguard-mail-client-ip"),
  whole("x-aol-ip"),
  whole("x-yahoo-post-ip"),
  whole("x-ms-exchange-organization-originalclientipaddress"),
  whole("x-ms-exchange-crosspremises-originalclientipaddress"),
  within("x-ms-exchange-skiplistedinternetsender", /\bip=\[?([0-9a-f:.]{2,45})/i),
  within("x-ms-exchange-externaloriginalinternetsender", /\bip=\[?([0-9a-f:.]{2,45})/i),
  { name: "x-forefront-antispam-report", read: readForefront },
  { name: "x-forefront-antispam-report-untrusted", read: readForefront },
  within("received-spf", /\bclient-ip=([^\s;]{2,60})/i),
  { name: "authentication-results", read: readResults },
  { name: "authentication-results-original", read: readResults },
  { name: "arc-authentication-results", read: readResults },
];
