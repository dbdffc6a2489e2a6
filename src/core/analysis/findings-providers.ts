/** Findings from the provider that the message was sent through. */
import { finding, type FindingEvidence } from "./finding.ts";
import { profileOf } from "./providers/detect.ts";
import type { Finding } from "./types.ts";

export function providerFindings({ provider, originatingIps, hops }: FindingEvidence): Finding[] {
  const profile = profileOf(provider?.id ?? null);
  if (provider === null || profile === null || !profile.hidesClientIp) return [];
  // A mail program that submitted to the provider is on record: then the address is not hidden.
  const oldest = hops.at(-1);
  const recorded = originatingIps.some(
    (candidate) => candidate.ip === oldest?.from.ip && candidate.kind === "public",
  );
  if (oldest !== undefined && recorded && profile.hosts.includes(oldest.by?.toLowerCase() ?? "")) {
    return [
      finding("client-address-recorded", "notice", "medium", [oldest.basis], {
        provider: provider.id,
        ip: oldest.from.ip ?? "",
      }),
    ];
  }
  return [
    finding(
      "provider-hides-client-address",
      "info",
      provider.confidence,
      oldest === undefined ? [] : [oldest.basis],
      { provider: provider.id },
    ),
  ];
}
