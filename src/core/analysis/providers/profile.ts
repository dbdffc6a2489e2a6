/** What a provider's profile looks at, and what it says. detect.ts tells how to add one. */
import { domainOf, parseAddresses } from "../../mail/addresses.ts";
import { kindOfIp } from "../network/ip-address.ts";
import { isInSystem, systemOf } from "../network/mail-systems.ts";
import type { MessageView } from "../message-view.ts";
import type { AuthenticationResult, DkimResult, EmbeddedTime, Hop } from "../types.ts";
import type { HideCode, RequestValue, RevealCode } from "../words/provider-fact-codes.ts";

export interface ProviderEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly authentication: readonly AuthenticationResult[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly date: number | null;
  /** Domain of From in lower case; null without one. */
  readonly fromDomain: string | null;
  readonly messageId: string | null;
  readonly boundary: string | null;
}

/** "strong" signs come from the provider's own servers, "weak" ones anyone's program may show. */
export interface ProviderSigns {
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

export interface ProviderProfile {
  readonly id: string;
  /** As people know it; a proper name, the same in every language. */
  readonly name: string;
  /** Domains of its customers' addresses; null where customers bring their own. From counts only beside a strong sign. */
  readonly domains: RegExp | null;
  /** Domains that the provider itself signs for (DKIM d=). */
  readonly signsFor: RegExp;
  /** Real messages that the profile was made from; few of them lower the confidence. */
  readonly samples: number;
  /** Hosts whose use shows in proxy, DNS and firewall logs, those that take what is sent (POST) first. */
  readonly hosts: readonly string[];
  /** The web client hides the sender's address. */
  readonly hidesClientIp: boolean;
  signs(evidence: ProviderEvidence): ProviderSigns;
  /** Account as the provider's own fields name it; null where none does. */
  account(evidence: ProviderEvidence): string | null;
  /** What this message tells, beside what every profile can tell. */
  reveals(evidence: ProviderEvidence): RevealCode[];
  readonly hides: readonly HideCode[];
  /** Fields whose values the provider may resolve, lower-case names. */
  readonly identifierFields: readonly string[];
  /** Who may ask, for what, and what to know before: defaults, checked on the date in request.ts. */
  readonly asks: readonly RequestValue[];
}

/** Names of the tests that hold, given as name and outcome in turn. */
export function held(...tests: readonly (string | boolean)[]): string[] {
  const names: string[] = [];
  for (let i = 0; i + 1 < tests.length; i += 2) if (tests[i + 1] === true) names.push(tests[i] as string);
  return names;
}

export function signedFor(evidence: ProviderEvidence, domains: RegExp): boolean {
  return evidence.dkim.some((signature) => signature.domain !== null && domains.test(signature.domain));
}

export function oldestHop(evidence: ProviderEvidence): Hop | null {
  return evidence.hops.at(-1) ?? null;
}

/** The server that the message was first handed to, in lower case; "" where none is named. */
export function firstServer(evidence: ProviderEvidence): string {
  return oldestHop(evidence)?.by?.toLowerCase() ?? "";
}

export function hasField(evidence: ProviderEvidence, lowerName: string): boolean {
  return evidence.view.first(lowerName) !== null;
}

/**
 * The account by the fields that a provider checks or writes: From on its domain, the identity that it signed for
 * (DKIM i=), Sender, Return-Path.
 */
export function ownAddress(evidence: ProviderEvidence, domains: RegExp): string | null {
  const { view, dkim } = evidence;
  const from = onDomain(view.from?.address ?? null, domains);
  if (from !== null) return from;
  for (const { identity } of dkim) {
    const named = identity?.startsWith("@") ? null : onDomain(identity, domains);
    if (named !== null) return named;
  }
  for (const name of ["sender", "return-path"]) {
    const body = view.first(name)?.body;
    const address = body === undefined || body.length > 2000 ? null : parseAddresses(body)[0]?.address;
    const named = onDomain(address ?? null, domains);
    if (named !== null) return named;
  }
  return null;
}

/** Bounce addresses that servers make: no account. */
const REWRITTEN = /^(?:bounces?[+=-]|srs[01][=+-]|prvs=|btv1=)/i;

function onDomain(address: string | null, domains: RegExp): string | null {
  const domain = domainOf(address);
  if (address === null || domain === null || !domains.test(domain) || REWRITTEN.test(address)) return null;
  return address.toLowerCase();
}

/**
 * The public address from which the oldest server took the message, where it is not one of the same system's: what a
 * request asks about. A claim of that server, or of whoever wrote its line.
 */
export function submissionIp(evidence: ProviderEvidence): string | null {
  const hop = oldestHop(evidence);
  if (hop === null || hop.from.ip === null || kindOfIp(hop.from.ip) !== "public") return null;
  const system = systemOf(hop.by);
  return isInSystem(hop.from.rdns, system) || isInSystem(hop.from.helo, system) ? null : hop.from.ip;
}

/** A name or literal that the sending program said of itself and that is no server of the same system. */
export function saidHelo(evidence: ProviderEvidence): boolean {
  const hop = oldestHop(evidence);
  return hop !== null && hop.from.helo !== null && !isInSystem(hop.from.helo, systemOf(hop.by));
}
