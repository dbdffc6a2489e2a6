/** Findings from the program that wrote the message. */
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "../message-view.ts";
import type { Basis, Finding } from "../types.ts";
import { CLIENT_CODES, type ClientCode } from "../words/client-codes.ts";

/** Fields that each contradiction was read from. */
const FIELDS: Readonly<Record<ClientCode, readonly string[]>> = {
  "client-claims-differ": ["x-mailer", "user-agent"],
  "client-boundary-differs": ["x-mailer", "user-agent", "content-type"],
  "client-message-id-differs": ["x-mailer", "user-agent", "message-id"],
  "client-mimeole-differs": ["x-mailer", "user-agent", "x-mimeole"],
  "client-is-browser-text": ["x-mailer", "user-agent"],
  "client-long-outdated": ["x-mailer", "user-agent", "date"],
  "client-zone-impossible": ["date"],
};

/** Programs imitate each other and gateways rewrite: only a zone that exists nowhere is sure. */
const SURE: ReadonlySet<ClientCode> = new Set<ClientCode>(["client-zone-impossible", "client-claims-differ"]);

export function clientFindings({ view, client }: FindingEvidence): Finding[] {
  if (client.contradictions.length === 0) return [];
  const details = {
    claimed: client.claimed ?? "-",
    looksLike: client.looksLike ?? "-",
    zone: zoneText(client.zoneMinutes),
  };
  return CLIENT_CODES.filter((code) => client.contradictions.includes(code)).map((code) => {
    const basis: Basis[] = FIELDS[code].flatMap((name) => {
      const field = view.first(name);
      return field === null ? [] : [basisOf(field)];
    });
    return finding(code, "notice", SURE.has(code) ? "high" : "low", basis, details);
  });
}

/** "+0730"; "-" where the field has none. */
function zoneText(minutes: number | null): string {
  if (minutes === null) return "-";
  const size = Math.abs(minutes);
  const digits = `${Math.floor(size / 60)}`.padStart(2, "0") + `${size % 60}`.padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${digits}`;
}
