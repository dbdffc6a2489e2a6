/** Findings from the chain of Received fields and the addresses that it and other fields name. */
import { finding, type FindingEvidence, pushAll } from "./finding.ts";
import type {
  Confidence,
  Finding,
  Hop,
  HopDoubt,
  OriginatingIpCandidate,
  OwnNetworkMatch,
} from "../types.ts";
import type { TraceCode } from "../words/trace-codes.ts";

/** Servers' clocks differ by seconds; more than this is worth a word. */
const NEGATIVE_TOLERANCE_MS = 2 * 60_000;

export function traceFindings({ hops, ownNetwork, originatingIps }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  for (const hop of hops) {
    if (hop.flags.length > 0 || hop.delayMs !== null) pushClockFindings(hop, found);
    if (hop.doubts.length > 0) pushAll(found, doubtFindings(hop));
  }
  if (ownNetwork.length > 0) pushAll(found, ownFindings(ownNetwork));
  pushAll(found, originFindings(originatingIps));
  return found;
}

function pushClockFindings(hop: Hop, found: Finding[]): void {
  const { delayMs, flags, basis } = hop;
  const behind = delayMs !== null && delayMs < -NEGATIVE_TOLERANCE_MS;
  const invalid = flags.includes("date-invalid");
  if (!behind && !invalid && !(delayMs !== null && flags.includes("delay-over-1h"))) return;
  const details = { by: hop.by ?? "", seconds: String(Math.round((delayMs ?? 0) / 1000)) };
  if (behind) found.push(finding("hop-delay-negative", "notice", "high", [basis], details));
  if (flags.includes("delay-over-1h"))
    found.push(finding("hop-delay-long", "info", "high", [basis], details));
  if (invalid) found.push(finding("hop-date-unreadable", "notice", "high", [basis], details));
}

/** How far each sign goes: names and dates are often misconfigured, a server's own forms hardly ever. */
const DOUBTS: Readonly<Record<HopDoubt, readonly [TraceCode, Confidence]>> = {
  "claims-provider": ["hop-claims-provider", "medium"],
  "date-impossible": ["hop-date-impossible", "medium"],
  "reserved-address": ["hop-reserved-address", "medium"],
  "claims-own-server": ["hop-claims-own-server", "low"],
  "id-unlike-server": ["hop-id-unlike-server", "medium"],
  "protocol-unlike-server": ["hop-protocol-unlike-server", "medium"],
};

function doubtFindings(hop: Hop): Finding[] {
  return hop.doubts.map((doubt) => {
    const [code, confidence] = DOUBTS[doubt];
    const details = {
      by: hop.by ?? "",
      ip: hop.from.ip ?? "",
      id: hop.id ?? "",
      with: hop.with ?? "",
      time: hop.receivedAt === null ? "" : new Date(hop.receivedAt).toISOString(),
    };
    return finding(code, "notice", confidence, [hop.basis], details);
  });
}

const OWN_CODES = {
  egress: "own-egress-match",
  vpn: "own-vpn-match",
  domain: "own-domain-match",
} as const satisfies Record<OwnNetworkMatch["kind"], TraceCode>;

/** One finding for each value, however many fields repeat it. Trusted beats claimed. */
function ownFindings(matches: readonly OwnNetworkMatch[]): Finding[] {
  const byValue = new Map<string, OwnNetworkMatch[]>();
  for (const match of matches) {
    const key = `${match.kind} ${match.value}`;
    const list = byValue.get(key);
    if (list === undefined) byValue.set(key, [match]);
    else list.push(match);
  }
  return [...byValue.values()].map((same) => {
    const [first] = same as [OwnNetworkMatch];
    const confidence = same.some((match) => match.trusted === true) ? "medium" : "low";
    const basis = same.map((match) => match.basis);
    const details = { value: first.value, configured: first.configured };
    return finding(OWN_CODES[first.kind], "notice", confidence, basis, details);
  });
}

/** Fields by which a program or web page tells the client's address; servers' own hops have flags instead. */
const TOLD_BY_FIELD =
  /originating|sender-ip|source-ip|source-sender|client-?ip|message-id|real-ip|remote-?ip/i;

function originFindings(candidates: readonly OriginatingIpCandidate[]): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const { ip, rdns, hints, kind, claimedBy, basis } of candidates) {
    if (hints.length === 0 && kind === "public") continue;
    const push = (code: TraceCode, confidence: Confidence) => {
      if (seen.has(`${code} ${ip}`)) return;
      seen.add(`${code} ${ip}`);
      found.push(finding(code, "info", confidence, [basis], { ip, name: rdns ?? "", claimedBy }));
    };
    if (hints.includes("rdns-contradicts")) push("origin-name-contradicts", "low");
    if (hints.includes("hex-rdns")) push("origin-name-carries-address", "medium");
    if (hints.includes("cloud")) push("origin-cloud", "medium");
    if ((kind === "private" || kind === "shared") && TOLD_BY_FIELD.test(claimedBy))
      push("origin-not-public", "medium");
  }
  return found;
}
