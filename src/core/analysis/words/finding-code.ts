/** Every finding's code, and its words by language. */
import { type SpoofingCode, SPOOFING_CODES } from "./spoofing-codes.ts";
import { type TimeCode, TIME_CODES } from "./time-codes.ts";
import { type TraceCode, TRACE_CODES } from "./trace-codes.ts";
import { type AuthenticationCode, AUTHENTICATION_CODES } from "./authentication-codes.ts";
import { type ProvidersCode, PROVIDERS_CODES } from "./providers-codes.ts";
import { type ClientCode, CLIENT_CODES } from "./client-codes.ts";
import { type BodyCode, BODY_CODES } from "./body-codes.ts";
import { type AttachmentsCode, ATTACHMENTS_CODES } from "./attachments-codes.ts";
import type { FindingWords, WordLanguage } from "./words.ts";

export type FindingCode =
  | SpoofingCode
  | TimeCode
  | TraceCode
  | AuthenticationCode
  | ProvidersCode
  | ClientCode
  | BodyCode
  | AttachmentsCode;

export const FINDING_CODES: readonly FindingCode[] = [
  ...SPOOFING_CODES,
  ...TIME_CODES,
  ...TRACE_CODES,
  ...AUTHENTICATION_CODES,
  ...PROVIDERS_CODES,
  ...CLIENT_CODES,
  ...BODY_CODES,
  ...ATTACHMENTS_CODES,
];

export type AllFindingWords = Readonly<Record<FindingCode, FindingWords>>;

/** Loads one language: a page carries only the words that it shows. */
export async function loadFindingWords(language: WordLanguage): Promise<AllFindingWords> {
  if (language === "nl") return (await import("./nl/index.ts")).findingWords;
  if (language === "de") return (await import("./de/index.ts")).findingWords;
  if (language === "fr") return (await import("./fr/index.ts")).findingWords;
  return (await import("./en/index.ts")).findingWords;
}
