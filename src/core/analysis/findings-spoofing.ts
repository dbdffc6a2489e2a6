/** Findings from who the message says it is from, and from what its header lacks. */
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import { isAligned } from "./domains.ts";
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf, type MessageView } from "./message-view.ts";
import type { Finding } from "./types.ts";

export function spoofingFindings(evidence: FindingEvidence): Finding[] {
  return [...structureFindings(evidence), ...senderFindings(evidence)];
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
function differingField(
  view: MessageView,
  lowerName: string,
  code: "reply-to-differs" | "sender-differs",
  from: string,
): Finding[] {
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
