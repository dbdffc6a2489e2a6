/** Findings from who the message says it is from, and who else its fields name. */
import { domainOf, type Mailbox, parseAddresses } from "../../mail/addresses.ts";
import { decodeEncodedWords } from "../../mail/encoded-words.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { tokenize } from "../../mail/lexer.ts";
import { isAligned } from "../network/domains.ts";
import { finding, type FindingEvidence } from "../findings/finding.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { Finding } from "../types.ts";
import { invisibleCharacters, namedDomain, shownAddress, turnsDirection } from "./shown-text.ts";

/** Bases are for opening: nobody opens more of one kind. */
const MAX_BASES = 20;
/** A longer From is no sender's name; reading it in several ways would only cost time. */
const MAX_FROM_CHARS = 10_000;

export function senderFindings(evidence: FindingEvidence): Finding[] {
  const { view } = evidence;
  const froms = view.all("from");
  const found: Finding[] = [];
  if (froms.length === 0) found.push(finding("from-missing", "warning", "high", []));
  if (froms.length > 1)
    found.push(finding("from-multiple", "warning", "high", froms.slice(0, MAX_BASES).map(basisOf)));
  const subject = view.first("subject");
  if (subject !== null) found.push(...hiddenCharacters(subject, evidence.subject ?? ""));
  const field = froms[0];
  if (field === undefined) return found;
  found.push(...hiddenCharacters(field, view.from?.name ?? ""));
  const address = view.from?.address?.toLowerCase() ?? null;
  if (address === null) return found;
  found.push(...nameFindings(evidence, field, address), ...otherMailboxes(field, address));
  found.push(...otherSenders(evidence, field, address));
  return found;
}

function hiddenCharacters(field: HeaderField, text: string): Finding[] {
  const characters = invisibleCharacters(text);
  if (characters.length === 0) return [];
  const details = { field: field.name, characters: characters.join(", ") };
  return turnsDirection(characters)
    ? [finding("text-direction-turned", "warning", "high", [basisOf(field)], details)]
    : [finding("text-invisible-characters", "notice", "high", [basisOf(field)], details)];
}

function nameFindings(evidence: FindingEvidence, field: HeaderField, from: string): Finding[] {
  const name = evidence.view.from?.name ?? null;
  if (name === null) return [];
  const shown = shownAddress(name);
  if (shown !== null) {
    const aligned = isAligned(shown.domain, domainOf(from));
    // "Support at example.org" is a name; only the sign makes an address of one that fits the sender's domain.
    if (shown.address === from || (aligned && !shown.literal)) return [];
    const severity = aligned ? "info" : "warning";
    const details = { shown: shown.address, from };
    return [
      finding(
        "display-name-has-address",
        severity,
        shown.literal ? "high" : "medium",
        [basisOf(field)],
        details,
      ),
    ];
  }
  const own = evidence.organisation?.networks.domains ?? [];
  if (own.some((domain) => isAligned(domain, domainOf(from)))) return [];
  const named = namedDomain(name, own);
  if (named === null) return [];
  const details = { name: name.slice(0, 300), from, domain: named };
  return [finding("display-name-names-organisation", "notice", "medium", [basisOf(field)], details)];
}

/** Several authors (RFC 5322, section 3.6.2), and addresses where programs differ about which one to show. */
function otherMailboxes(field: HeaderField, from: string): Finding[] {
  if (field.length > MAX_FROM_CHARS) return [];
  const body = field.body;
  // One "@" at most: there is no second address.
  if (body.indexOf("@") === body.lastIndexOf("@")) return [];
  const others = differing(parseAddresses(body), from);
  const first = others[0];
  if (first !== undefined) {
    const details = { from, other: first, count: String(others.length + 1) };
    return [finding("from-several-mailboxes", "notice", "high", [basisOf(field)], details)];
  }
  const aside = asideAddress(body);
  if (aside === null || aside === from) return [];
  return [finding("from-second-address", "warning", "high", [basisOf(field)], { from, other: aside })];
}

/** An address in a comment or in a second pair of angle brackets: which one is shown depends on the program. */
function asideAddress(body: string): string | null {
  const tokens = tokenize(body, "<>,;:");
  const opens = tokens.filter(({ kind, text }) => kind === "special" && text === "<");
  if (opens.length > 1) {
    const second = opens[1] as { offset: number };
    return shownAddress(body.slice(second.offset + 1).split(">", 1)[0] ?? "")?.address ?? null;
  }
  for (const { kind, text } of tokens) {
    const shown = kind === "comment" ? shownAddress(decodeEncodedWords(text)) : null;
    if (shown?.literal === true) return shown.address;
  }
  return null;
}

function differing(mailboxes: readonly Mailbox[], from: string): string[] {
  return mailboxes.flatMap(({ address }) => {
    const lower = address?.toLowerCase() ?? from;
    return lower === from ? [] : [lower];
  });
}

function otherSenders(evidence: FindingEvidence, field: HeaderField, from: string): Finding[] {
  const { view, returnPath } = evidence;
  const sender = view.first("sender");
  const senders = sender === null ? [] : parseAddresses(sender.body.slice(0, MAX_FROM_CHARS));
  const found = [
    ...differingField(view, "reply-to", "reply-to-differs", evidence.replyTo, from),
    ...differingField(view, "sender", "sender-differs", senders, from),
  ];
  const path = view.first("return-path");
  if (path !== null && returnPath !== null && !isAligned(domainOf(returnPath), domainOf(from))) {
    const basis = [basisOf(field), basisOf(path)];
    found.push(finding("return-path-differs", "notice", "high", basis, { from, returnPath }));
  }
  return found;
}

/** Another address at all for fields that answers or blame go to: a second account of one domain matters too. */
function differingField(
  view: MessageView,
  lowerName: string,
  code: "reply-to-differs" | "sender-differs",
  mailboxes: readonly Mailbox[],
  from: string,
): Finding[] {
  const other = differing(mailboxes, from)[0];
  const [field, fromField] = [view.first(lowerName), view.first("from")];
  if (other === undefined || field === null || fromField === null) return [];
  const severity = isAligned(domainOf(other), domainOf(from)) ? "info" : "notice";
  return [finding(code, severity, "high", [basisOf(fromField), basisOf(field)], { from, other })];
}
