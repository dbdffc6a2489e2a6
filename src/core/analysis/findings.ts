/** Observations with their basis. Codes are stable; finding-words.ts says them in words. */
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import { isAligned } from "./domains.ts";
import { finding, type FindingEvidence } from "./finding.ts";
import { delayFindings, timeFindings } from "./findings-time.ts";
import { basisOf, type MessageView } from "./message-view.ts";
import { profileOf } from "./providers/detect.ts";
import { shortcomings } from "./statements.ts";
import type { AuthenticationResult, Finding, Severity } from "./types.ts";

/** A header can repeat a field thousands of times; more of one kind tell nothing new. */
const MAX_PER_CODE = 50;

export function makeFindings(evidence: FindingEvidence): Finding[] {
  const counts = new Map<string, number>();
  return allFindings(evidence).filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MAX_PER_CODE;
  });
}

function allFindings(evidence: FindingEvidence): Finding[] {
  return [
    ...structureFindings(evidence),
    ...senderFindings(evidence),
    ...timeFindings(evidence),
    ...delayFindings(evidence.hops),
    ...signatureFindings(evidence),
    ...arcFindings(evidence),
    ...resultFindings(evidence),
    ...providerFindings(evidence),
  ];
}

function structureFindings({ view, messageId }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  const froms = view.all("from");
  if (froms.length === 0) found.push(finding("from-missing", "warning", "high", []));
  if (froms.length > 1) found.push(finding("from-multiple", "warning", "high", froms.map(basisOf)));
  if (view.section.endedBy === "malformed-line") {
    const basis = { field: "body", offset: view.section.bodyOffset, octets: 0 };
    found.push(finding("header-malformed", "notice", "high", [basis]));
  }
  const field = view.first("message-id");
  if (messageId === null)
    found.push(finding("message-id-missing", "notice", "high", field === null ? [] : [basisOf(field)]));
  else if (
    field !== null &&
    /@[\w.-]+\.(?:mail|eop-\w+\.prod)\.protection\.outlook\.com>$/i.test(messageId)
  ) {
    found.push(finding("message-id-by-receiver", "notice", "medium", [basisOf(field)], { messageId }));
  }
  return found;
}

/** RFC 8617, section 4.2.1: instances are numbered from 1, each once. */
function arcFindings({ view, arc }: FindingEvidence): Finding[] {
  const numbers = arc.seals.map((seal) => seal.instance).sort((a, b) => (a ?? 0) - (b ?? 0));
  if (numbers.every((number, i) => number === i + 1)) return [];
  return [finding("arc-numbering-broken", "notice", "high", view.all("arc-seal").map(basisOf))];
}

function senderFindings({ view, returnPath }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  const fromField = view.first("from");
  const from = view.from?.address?.toLowerCase() ?? null;
  if (fromField === null || from === null) return found;
  const hidden = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/
    .exec((view.from?.name ?? "").slice(0, 1000))?.[0]
    .toLowerCase();
  if (hidden !== undefined && hidden !== from) {
    found.push(
      finding("display-name-has-address", "warning", "high", [basisOf(fromField)], { shown: hidden, from }),
    );
  }
  found.push(...differingField(view, "reply-to", "reply-to-differs", from));
  found.push(...differingField(view, "sender", "sender-differs", from));
  const path = view.first("return-path");
  if (path !== null && returnPath !== null && !isAligned(domainOf(returnPath), domainOf(from))) {
    const basis = [basisOf(fromField), basisOf(path)];
    found.push(finding("return-path-differs", "notice", "high", basis, { from, returnPath }));
  }
  return found;
}

/** Another address at all for fields that answers or blame go to: a second account of one domain matters too. */
function differingField(view: MessageView, lowerName: string, code: string, from: string): Finding[] {
  const field = view.first(lowerName);
  const fromField = view.first("from");
  if (field === null || fromField === null) return [];
  const addresses = parseAddresses(field.body).flatMap(({ address }) =>
    address === null ? [] : [address.toLowerCase()],
  );
  const other = addresses.find((address) => address !== from);
  if (other === undefined) return [];
  const severity = isAligned(domainOf(other), domainOf(from)) ? "info" : "notice";
  return [finding(code, severity, "high", [basisOf(fromField), basisOf(field)], { from, other })];
}

/** Shortcomings of signatures that a reader should know of beside the statement. */
const SIGNATURE_CODES: Readonly<Record<string, Severity>> = {
  "body-hash-mismatch": "info",
  "signature-fail": "warning",
  "from-not-signed": "warning",
  "body-beyond-length": "warning",
  "key-too-short": "warning",
  "sha1-historic": "info",
};

function signatureFindings({ view, dkim, hops }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  for (const signature of dkim) {
    const details = { domain: signature.domain ?? "", selector: signature.selector ?? "" };
    for (const code of shortcomings(signature, view.all("from").length)) {
      const severity = SIGNATURE_CODES[code];
      if (severity !== undefined)
        found.push(finding(`dkim-${code}`, severity, "high", [signature.basis], details));
    }
    const received = hops[0]?.receivedAt ?? null;
    if (signature.expiresAt !== null && received !== null && received > signature.expiresAt) {
      found.push(finding("dkim-expired-at-delivery", "notice", "medium", [signature.basis], details));
    }
  }
  return found;
}

/** Failures that servers recorded: "high" only where the reporter's own server said so. */
function resultFindings({ authentication }: FindingEvidence): Finding[] {
  const failures = new Set(["fail", "softfail", "permerror"]);
  return authentication
    .filter(
      (result) =>
        ["spf", "dkim", "dmarc", "compauth", "arc"].includes(result.method) && failures.has(result.result),
    )
    .filter((result, i, all) => all.findIndex((other) => sameResult(other, result)) === i)
    .map(({ method, result, trusted, basis, authservId }) =>
      finding("authentication-failed", "warning", trusted === true ? "high" : "low", [basis], {
        method,
        result,
        server: authservId ?? "",
      }),
    );
}

function sameResult(a: AuthenticationResult, b: AuthenticationResult): boolean {
  return a.method === b.method && a.result === b.result && a.field === b.field;
}

function providerFindings({ provider, originatingIps, hops }: FindingEvidence): Finding[] {
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
