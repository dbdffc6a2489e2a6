/** The English words of all findings as one page, docs/findings.md: what a reader of a report can look up. */
import { ATTACHMENTS_CODES } from "./attachments-codes.ts";
import { AUTHENTICATION_CODES } from "./authentication-codes.ts";
import { BODY_CODES } from "./body-codes.ts";
import { CLIENT_CODES } from "./client-codes.ts";
import { findingWords } from "./en/index.ts";
import type { FindingCode } from "./finding-code.ts";
import { PROVIDERS_CODES } from "./providers-codes.ts";
import { SPOOFING_CODES } from "./spoofing-codes.ts";
import { TIME_CODES } from "./time-codes.ts";
import { TRACE_CODES } from "./trace-codes.ts";

const AREAS: readonly (readonly [string, readonly FindingCode[]])[] = [
  ["Sender and form of the header", SPOOFING_CODES],
  ["Clocks", TIME_CODES],
  ["Route and addresses", TRACE_CODES],
  ["Signatures, seals and servers' checks", AUTHENTICATION_CODES],
  ["Provider and account", PROVIDERS_CODES],
  ["Program that wrote the mail", CLIENT_CODES],
  ["Text", BODY_CODES],
  ["Attachments", ATTACHMENTS_CODES],
];

const HEAD = `# Findings

Every finding of an analysis has a code of this list, a severity, a confidence, and a basis: field, octet offset and
length, so that an expert opens exactly these octets. Codes are added, never renamed. The first line of each is what a
reporter reads, the second what an investigator reads; words in braces are filled in from the mail. Both exist in
English, Dutch, German and French. A finding is an observation, never a verdict on who wrote.

*Made by \`node tools/finding-docs.ts\`; a test keeps it equal to the program's own words.*
`;

export function findingsPage(): string {
  const areas = AREAS.map(([title, codes]) => `\n## ${title}\n\n${codes.map(entry).join("\n")}`);
  return `${HEAD}${areas.join("")}`;
}

function entry(code: FindingCode): string {
  const { reporter, investigator } = findingWords[code];
  return `### \`${code}\`\n\n*${reporter}*\n\n${investigator}\n`;
}
