import { ownNetworkMatches } from "../../../../src/core/analysis/network/own-network.ts";
import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { originatingIps } from "../../../../src/core/analysis/network/origin.ts";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import { traceFindings } from "../../../../src/core/analysis/findings/trace.ts";
import type { FindingEvidence } from "../../../../src/core/analysis/findings/finding.ts";
import type { OrganisationProfile } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const PROFILE: OrganisationProfile = {
  networks: {
    egress: ["203.0.113.0/24", "no range", "2001:db8:100::/40"],
    vpn: ["203.0.113.128/25"],
    domains: ["own.example"],
  },
  logRetention: {},
};
const DATE = "; Tue, 1 Jul 2025 10:00:00 +0000";

function analyse(
  lines: readonly string[],
  provenance: "host-api" | "supplied-file" = "host-api",
  profile = PROFILE,
) {
  const view = viewMessage(utf8(`${lines.join("\r\n")}\r\n\r\n`));
  const hops = readTrace(view, provenance, [], profile);
  const candidates = originatingIps(view, hops, { organisation: profile });
  return {
    view,
    hops,
    candidates,
    matches: ownNetworkMatches({ view, hops, originatingIps: candidates }, profile),
  };
}

const WEBMAIL = [
  `Received: from store.own.example (store.own.example [10.0.0.7]) by imap.own.example with LMTP${DATE}`,
  `Received: from relay.test (relay.test [198.51.100.9]) by store.own.example with ESMTPS${DATE}`,
  `Received: from pc7 (gw.own.example [203.0.113.9]) by relay.test with ESMTPSA${DATE}`,
  "X-Originating-IP: [203.0.113.200]",
  "Message-ID: <1@pc7.own.example>",
];

test("egress, VPN inside egress, looked-up name, Message-ID; the own servers passing it on are no match", () => {
  const found = analyse(WEBMAIL).matches.map(({ kind, value, configured, trusted }) => [
    kind,
    value,
    configured,
    trusted,
  ]);
  expect(found).toEqual([
    ["vpn", "203.0.113.200", "203.0.113.128/25", false],
    ["egress", "203.0.113.9", "203.0.113.0/24", false],
    ["domain", "gw.own.example", "own.example", false],
    ["domain", "pc7.own.example", "own.example", false],
  ]);
});

test("the handover's own record is trusted; what the other side said of itself is not", () => {
  const { matches } = analyse([
    `Received: from mail.own.example (gw.own.example [203.0.113.9]) by mx.elsewhere.test with ESMTPS${DATE}`,
  ]);
  expect(matches.map(({ value, trusted }) => [value, trusted])).toEqual([
    ["203.0.113.9", true],
    ["mail.own.example", false],
    ["gw.own.example", true],
  ]);
});

test("a supplied file: null, and the delivering servers are left out all the same", () => {
  const { matches } = analyse(WEBMAIL, "supplied-file");
  expect(matches.map(({ value }) => value)).not.toContain("store.own.example");
  expect(new Set(matches.map(({ trusted }) => trusted))).toEqual(new Set([null]));
});

test("IPv6 ranges, and names that only end alike", () => {
  const { matches } = analyse([
    `Received: from x (mail.notown.example [IPv6:2001:db8:1ff::5]) by mx.elsewhere.test with ESMTPS${DATE}`,
  ]);
  expect(matches.map(({ value }) => value)).toEqual(["2001:db8:1ff::5"]);
});

test("without a profile, or with an empty one: nothing", () => {
  const empty = { networks: { egress: [], vpn: [], domains: [] }, logRetention: {} };
  expect(analyse(WEBMAIL, "host-api", empty).matches).toEqual([]);
  const { view, hops, candidates } = analyse(WEBMAIL);
  expect(ownNetworkMatches({ view, hops, originatingIps: candidates }, undefined)).toEqual([]);
});

test("hops and candidates carry the mark", () => {
  const { hops, candidates } = analyse(WEBMAIL);
  expect(hops.map((hop) => hop.flags.includes("own-network"))).toEqual([true, false, true]);
  const hints = Object.fromEntries(candidates.map(({ ip, hints: codes }) => [ip, codes]));
  expect(hints["203.0.113.200"]).toEqual(["own-vpn"]);
  expect(hints["203.0.113.9"]).toEqual(["own-egress", "own-domain"]);
});

test("bounded: the sender could type thousands", () => {
  const typed = Array.from(
    { length: 500 },
    (_, i) => `Received: from x ([203.0.113.${i % 256}]) by y.test${DATE}`,
  );
  expect(analyse(typed).matches.length).toBeLessThanOrEqual(50);
});

test("findings: one for each value, low unless the own server recorded it, never more than pointing inside", () => {
  const { view, hops, candidates, matches } = analyse(WEBMAIL);
  const evidence = {
    view,
    hops,
    originatingIps: candidates,
    ownNetwork: matches,
  } as unknown as FindingEvidence;
  const found = traceFindings(evidence).filter(({ code }) => code.startsWith("own-"));
  expect(found.map(({ code, confidence }) => [code, confidence])).toEqual([
    ["own-vpn-match", "low"],
    ["own-egress-match", "low"],
    ["own-domain-match", "low"],
    ["own-domain-match", "low"],
  ]);
  for (const { basis } of found) expect(basis.length).toBeGreaterThan(0);
});
