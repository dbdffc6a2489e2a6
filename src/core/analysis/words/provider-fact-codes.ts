/** What providers tell and keep to themselves, and what a request to one holds: stable codes, and their words by language. */
import type { WordLanguage } from "./words.ts";

export const REVEAL_CODES = [
  "account-address",
  "account-number-inferred",
  "api-used",
  "client-helo",
  "client-ip",
  "customer-domain",
  "google-project-number",
  "google-service",
  "original-from",
  "provider-token",
  "sending-time",
  "mail-program-used",
  "server-region",
  "tenant-domain",
  "web-client-version",
  "web-or-app-used",
] as const;
export type RevealCode = (typeof REVEAL_CODES)[number];

export const HIDE_CODES = [
  "client-ip",
  "client-ip-in-web-and-app",
  "content-encrypted-at-provider",
  "device",
  "ip-is-the-providers-own",
  "person-behind-account",
  "user-of-the-customer",
] as const;
export type HideCode = (typeof HIDE_CODES)[number];

/** Items of ProviderFinding.request. */
export const REQUEST_ITEMS = [
  "account",
  "window-start",
  "window-end",
  "message-id",
  "identifier",
  "submission-ip",
  "submission-port",
  "data",
  "who-may-ask",
  "fact",
  "checked-on",
] as const;
export type RequestItem = (typeof REQUEST_ITEMS)[number];

/** Values of the items "data", "who-may-ask" and "fact". */
export const REQUEST_VALUES = [
  "data-subscriber",
  "data-recovery",
  "data-login-ips-with-ports",
  "data-sessions",
  "data-devices",
  "data-content",
  "data-api-project",
  "data-tenant-audit",
  "who-authorities-only",
  "who-swiss-authorities",
  "who-tenant-administrator",
  "who-voluntary-hold",
  "fact-google-hold-90-days",
  "fact-yahoo-exact-address",
  "fact-microsoft-account",
  "fact-e-evidence",
  "fact-dutch-orders",
  "fact-profile-few-samples",
  "fact-profile-old-samples",
] as const;
export type RequestValue = (typeof REQUEST_VALUES)[number];

export interface ProviderFactWords {
  readonly reveals: Readonly<Record<RevealCode, string>>;
  readonly hides: Readonly<Record<HideCode, string>>;
  readonly items: Readonly<Record<RequestItem, string>>;
  readonly values: Readonly<Record<RequestValue, string>>;
  /** Stands under every request. */
  readonly notLegalAdvice: string;
}

/** Loads one language: a page carries only the words that it shows. */
export async function loadProviderFactWords(language: WordLanguage): Promise<ProviderFactWords> {
  if (language === "nl") return (await import("./nl/provider-facts.ts")).providerFacts;
  if (language === "de") return (await import("./de/provider-facts.ts")).providerFacts;
  if (language === "fr") return (await import("./fr/provider-facts.ts")).providerFacts;
  return (await import("./en/provider-facts.ts")).providerFacts;
}
