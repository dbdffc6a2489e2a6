/** README.txt of a receipt in English, Dutch, German and French: what it shows, what it does not, how anyone checks it. */
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

const writers: Readonly<Record<string, (facts: ReceiptFacts) => string[]>> = {
  en: english,
  nl: dutch,
  de: german,
  fr: french,
};

/**
 * A frightened person reads this: plain words first, commands last.
 *
 * @param language - BCP 47: "de-AT" is German, a language that is not here is English.
 */
export function receiptTexts(language: string, facts: ReceiptFacts): ReceiptTexts {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const write = Object.hasOwn(writers, base) ? writers[base] : undefined;
  return { readme: `${(write ?? english)(facts).join("\n")}\n` };
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

function german(facts: ReceiptFacts): string[] {
  return [
    `Empfangsbestätigung ${facts.reference}`,
    `Für eine Meldung an ${facts.organisation}`,
    ...(facts.demo ? ["", "DEMO: mit Schlüsseln zum Vorführen gemacht. Es beweist niemandem etwas."] : []),
    "",
    "Empfangen, Inhalt nicht gesehen.",
    "",
    "Was das zeigt",
    "- Eine versiegelte Meldung wurde empfangen und in ein Protokoll eingetragen, das nur wächst. Niemand kann sie",
    "  unbemerkt wieder herausnehmen.",
    facts.timestamped
      ? "- Wann: Das sagt package.tsr, signiert von einem Zeitstempeldienst."
      : "- Wann: Der Zeitstempel kam zu spät. Speichern Sie diese Bestätigung noch einmal, sobald er da ist.",
    "- Das System, das die Meldung empfing, kann sie nicht lesen.",
    "",
    "Was das nicht zeigt",
    "- Versiegeln zeigt, dass sich seit dem Versiegeln nichts geändert hat. Es zeigt nicht, dass die Mail empfangen",
    "  wurde oder von wem sie geschrieben ist.",
    "- Dass jemand die Meldung gelesen hat. Sobald ein Ermittler sie geöffnet hat, steht das in opened.json.",
    "",
    "Lassen Sie die Mail, wo sie ist, und bewahren Sie diese Datei auf. Ist opening.json darin: Wer jene Datei und die",
    "Mail hat, kann zeigen, was gemeldet wurde. Geben Sie sie nicht ohne Not weiter.",
    "",
    "Wie es jeder prüfen kann",
    "Die Schlüssel und Wurzelzertifikate dafür sind mit Absicht nicht in dieser Datei: Fragen Sie die Organisation",
    "danach, oder nehmen Sie sie aus ihrem signierten Verzeichnis (directory).",
    "- zegel verify receipt-….zip --policy policy.json",
    '- Der eigene Name des Pakets steht in entry.json ("package"): sha256sum package.age',
    "- Die Zeit: openssl ts -verify -in package.tsr -data package.age -CAfile root.pem",
    "- Das Protokoll: receipt.tlog-proof ist ein C2SP tlog-proof (https://c2sp.org/tlog-proof); jedes Programm für",
    "  RFC 6962 liest es.",
    "",
    "Wo das Protokoll zu lesen ist",
    `- https://${facts.logOrigin}/checkpoint`,
    ...(facts.readToken === null ? [] : [`- mit der Zeile  Authorization: Read ${facts.readToken}`]),
  ];
}

function french(facts: ReceiptFacts): string[] {
  return [
    `Accusé de réception ${facts.reference}`,
    `Pour un signalement à ${facts.organisation}`,
    ...(facts.demo
      ? ["", "DÉMO : fait avec des clés de démonstration. Cela ne prouve rien à personne."]
      : []),
    "",
    "Reçu, contenu non vu.",
    "",
    "Ce que cela montre",
    "- Un signalement scellé a été reçu et inscrit dans un journal qui ne fait que grandir. Personne ne peut l’en",
    "  retirer sans que cela se voie.",
    facts.timestamped
      ? "- Quand : package.tsr le dit, signé par un service d’horodatage."
      : "- Quand : l’horodatage était en retard. Enregistrez à nouveau cet accusé dès qu’il est là.",
    "- Le système qui l’a reçu ne peut pas le lire.",
    "",
    "Ce que cela ne montre pas",
    "- Sceller montre que rien n’a changé depuis le scellement. Cela ne montre pas que le message a été reçu, ni par",
    "  qui il a été écrit.",
    "- Que quelqu’un l’a lu. Dès qu’un enquêteur l’a ouvert, opened.json le dit.",
    "",
    "Laissez le message où il est, et gardez ce fichier. Si opening.json s’y trouve : qui a ce fichier et le message",
    "peut montrer ce qui a été signalé. Ne le transmettez pas sans nécessité.",
    "",
    "Comment chacun peut vérifier",
    "Les clés et certificats racines pour vérifier ne sont pas dans ce fichier, exprès : demandez-les à",
    "l’organisation, ou prenez-les dans son annuaire signé (directory).",
    "- zegel verify receipt-….zip --policy policy.json",
    '- Le nom propre du paquet est dans entry.json ("package") : sha256sum package.age',
    "- L’heure : openssl ts -verify -in package.tsr -data package.age -CAfile root.pem",
    "- Le journal : receipt.tlog-proof est un C2SP tlog-proof (https://c2sp.org/tlog-proof) ; tout programme pour",
    "  la RFC 6962 le lit.",
    "",
    "Où lire le journal",
    `- https://${facts.logOrigin}/checkpoint`,
    ...(facts.readToken === null ? [] : [`- avec la ligne  Authorization: Read ${facts.readToken}`]),
  ];
}
