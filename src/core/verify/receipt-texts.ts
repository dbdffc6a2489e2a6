/** README.txt of a receipt in English and Dutch: what it shows, what it does not, how anyone checks it. */
import type { Reference } from "../evidence/types.ts";

export interface ReceiptTexts {
  /** Content of README.txt. */
  readonly readme: string;
}

export interface ReceiptFacts {
  readonly reference: Reference;
  /** The organisation's name as its directory gives it. */
  readonly organisation: string;
  /** "<host>/v1/<organisation>/log" */
  readonly logOrigin: string;
  /** Lets the holder read the log; null where it must not be in the file. */
  readonly readToken: string | null;
  /** Whether package.tsr is there. */
  readonly timestamped: boolean;
  readonly demo: boolean;
}

/** A frightened person reads this: plain words first, commands last. */
export function receiptTexts(language: "en" | "nl", facts: ReceiptFacts): ReceiptTexts {
  const lines = language === "nl" ? dutch(facts) : english(facts);
  return { readme: `${lines.join("\n")}\n` };
}

function english(facts: ReceiptFacts): string[] {
  return [
    `Receipt ${facts.reference}`,
    `For a report to ${facts.organisation}`,
    ...(facts.demo ? ["", "DEMO: made with demonstration keys. It proves nothing to anybody."] : []),
    "",
    "Received, content not seen.",
    "",
    "What this shows",
    "- A sealed report was received and entered in a log that only grows. Nobody can take it out again unseen.",
    facts.timestamped
      ? "- When: package.tsr says it, signed by a timestamp authority."
      : "- When: the timestamp was late. You can save this receipt again once it is there.",
    "- The system that received it cannot read it.",
    "",
    "What this does not show",
    "- Sealing shows that this has not changed since it was sealed. It does not show that the mail was received,",
    "  or by whom it was written.",
    "- That somebody has read it. Once an investigator opened it, opened.json says so.",
    "",
    "Keep the mail where it is, and keep this file. If opening.json is in it: whoever has that file and the mail can",
    "show what was reported. Do not pass it on without need.",
    "",
    "How anyone can check it",
    "The keys and roots to check with are not in this file, on purpose: ask the organisation, or take them from its",
    "signed directory.",
    "- zegel verify receipt-….zip --policy policy.json",
    '- The package\'s own name is in entry.json ("package"): sha256sum package.age',
    "- The time: openssl ts -verify -in package.tsr -data package.age -CAfile root.pem",
    "- The log: receipt.tlog-proof is a C2SP tlog-proof (https://c2sp.org/tlog-proof); any RFC 6962 verifier reads it.",
    "",
    "Where the log is read",
    `- https://${facts.logOrigin}/checkpoint`,
    ...(facts.readToken === null ? [] : [`- with the header  Authorization: Read ${facts.readToken}`]),
  ];
}

function dutch(facts: ReceiptFacts): string[] {
  return [
    `Ontvangstbewijs ${facts.reference}`,
    `Van een melding aan ${facts.organisation}`,
    ...(facts.demo ? ["", "DEMO: gemaakt met demonstratiesleutels. Het bewijst niemand iets."] : []),
    "",
    "Ontvangen, inhoud niet gezien.",
    "",
    "Wat dit laat zien",
    "- Een verzegelde melding is ontvangen en opgenomen in een logboek dat alleen groeit. Niemand kan haar er",
    "  ongemerkt weer uithalen.",
    facts.timestamped
      ? "- Wanneer: dat zegt package.tsr, ondertekend door een tijdstempeldienst."
      : "- Wanneer: het tijdstempel was te laat. Sla dit bewijs opnieuw op zodra het er is.",
    "- Het systeem dat de melding ontving, kan haar niet lezen.",
    "",
    "Wat dit niet laat zien",
    "- Verzegelen laat zien dat dit sinds het verzegelen niet is veranderd. Het laat niet zien dat de mail is",
    "  ontvangen, en ook niet wie hem heeft geschreven.",
    "- Dat iemand de melding heeft gelezen. Zodra een onderzoeker haar heeft geopend, staat dat in opened.json.",
    "",
    "Laat de mail staan waar hij staat en bewaar dit bestand. Zit opening.json erbij: wie dat bestand en de mail heeft,",
    "kan laten zien wat er is gemeld. Geef het niet zonder noodzaak door.",
    "",
    "Hoe iedereen het kan controleren",
    "De sleutels en certificaten daarvoor zitten met opzet niet in dit bestand: vraag ze aan de organisatie, of neem",
    "ze uit haar ondertekende adresboek (directory).",
    "- zegel verify receipt-….zip --policy policy.json",
    '- De eigen naam van het pakket staat in entry.json ("package"): sha256sum package.age',
    "- De tijd: openssl ts -verify -in package.tsr -data package.age -CAfile root.pem",
    "- Het logboek: receipt.tlog-proof is een C2SP tlog-proof (https://c2sp.org/tlog-proof); elk programma voor",
    "  RFC 6962 leest het.",
    "",
    "Waar het logboek te lezen is",
    `- https://${facts.logOrigin}/checkpoint`,
    ...(facts.readToken === null ? [] : [`- met de regel  Authorization: Read ${facts.readToken}`]),
  ];
}
