/**
 * Every way in which Outlook fails (OUTLOOK, section 2) by surface, and what must come of it. "original": the source arrives octet
 * for octet as the host gave it. "parts": headers, text and attachments arrive, and the record says so. Anything else is what
 * the person reads, by the key of the pane's English texts; nothing is lost then, since the mail is where it was.
 */

export type Surface = "pane" | "button" | "spam" | "selection";

export interface Outcome {
  readonly arrives: "original" | "parts" | "nothing";
  /** Method that the acquisition record must name. */
  readonly method?: string;
  /** A code that the record's errors must hold. */
  readonly noted?: string;
  /** What the person reads where nothing arrives, or beside it. */
  readonly reads?: RegExp;
}

export interface Row {
  /** What was seen in the field; "ojs#" is OfficeDev/office-js. */
  readonly failure: string;
  /** The simulator's switches. */
  readonly switches: string;
  /** Fixture that is open, or selected with two others. */
  readonly mail?: string;
  readonly outcomes: Partial<Readonly<Record<Surface, Outcome>>>;
}

const original: Outcome = { arrives: "original", method: "office.getAsFileAsync" };
const viaGraph: Outcome = { arrives: "original", method: "graph.value" };
const parts: Outcome = { arrives: "parts", method: "office.parts" };
const all = (outcome: Outcome) => ({ pane: outcome, button: outcome, spam: outcome, selection: outcome });

/** Without Graph, so that the host alone decides. */
const HOST = "naa=off&graph=off";

export const rows: readonly Row[] = [
  {
    failure: "headers empty with status succeeded: sent items (ojs#4773, #6796)",
    switches: `${HOST}&headers=empty`,
    outcomes: all({ ...original, noted: "EMPTY" }),
  },
  {
    failure: "headers empty, and no source either",
    switches: `${HOST}&headers=empty&getAsFile=5001`,
    outcomes: all({ ...parts, noted: "EMPTY" }),
  },
  {
    failure: "headers with the subject only (ojs#4109), no source",
    switches: `${HOST}&headers=subject&getAsFile=5001`,
    outcomes: all(parts),
  },
  {
    failure: "headers null (ojs#6416), no source",
    switches: `${HOST}&headers=null&getAsFile=5001`,
    outcomes: all(parts),
  },
  {
    failure: "getAsFileAsync fails twice with 5001 (ojs#6109)",
    switches: `${HOST}&getAsFile=5001x2`,
    outcomes: all({ ...original, noted: "5001" }),
  },
  {
    failure: "getAsFileAsync always fails with 5001 (ojs#6109)",
    switches: `${HOST}&getAsFile=5001`,
    outcomes: all({ ...parts, noted: "5001" }),
  },
  {
    failure: "the same, with a sign-in: Graph has the source",
    switches: "naa=ok&graph=ok&getAsFile=5001",
    outcomes: all({ ...viaGraph, noted: "5001" }),
  },
  {
    failure: "9020 with EML attachments, once (ojs#4923)",
    switches: `${HOST}&getAsFile=9020x1`,
    outcomes: all({ ...original, noted: "9020" }),
  },
  {
    failure: "9020 with EML attachments, always (ojs#4923)",
    switches: `${HOST}&getAsFile=9020`,
    outcomes: all({ ...parts, noted: "9020" }),
  },
  {
    failure: "no such method (ojs#5415, #5557)",
    switches: `${HOST}&getAsFile=missing`,
    outcomes: all(parts),
  },
  {
    failure: "another mail's source: classic Outlook (ojs#5635, #5825)",
    switches: `${HOST}&getAsFile=foreign`,
    outcomes: { pane: { arrives: "original", noted: "MESSAGE_ID_DIFFERS" } },
  },
  {
    failure: "the source cut in the middle",
    switches: `${HOST}&getAsFile=truncated`,
    outcomes: all({ ...parts, noted: "BASE64_INVALID" }),
  },
  {
    failure: "the source is no base64",
    switches: `${HOST}&getAsFile=invalid`,
    outcomes: all({ ...parts, noted: "BASE64_INVALID" }),
  },
  {
    failure: "the source is empty with status succeeded",
    switches: `${HOST}&getAsFile=empty`,
    outcomes: all({ ...parts, noted: "EMPTY" }),
  },
  {
    failure: "an attachment cannot be had (9003)",
    switches: `${HOST}&getAsFile=5001&attachment=9003`,
    mail: "phishing-invoice.eml",
    outcomes: all({ ...parts, noted: "9003" }),
  },
  {
    failure: "body reads fail in a pinned pane (ojs#6800), no source",
    switches: `${HOST}&getAsFile=5001&bodyText=9002&bodyHtml=9002`,
    outcomes: all({ ...parts, noted: "9002" }),
  },
  {
    failure: "protected mail: attachments without ids (ojs#2723, #6569)",
    switches: `${HOST}&getAsFile=5001&protected=1`,
    mail: "phishing-invoice.eml",
    outcomes: all({ ...parts, noted: "NO_ID" }),
  },
  {
    failure: "shared mailbox, the host gives the source",
    switches: `${HOST}&shared=1`,
    outcomes: { pane: original, button: original },
  },
  {
    failure: "shared mailbox, Graph is needed",
    switches: "naa=ok&graph=ok&shared=1&getAsFile=5001",
    outcomes: { pane: viaGraph, button: viaGraph },
  },
  {
    failure: "shared mailbox, Graph refuses (Mail.Read.Shared not granted)",
    switches: "naa=ok&graph=403&shared=1&getAsFile=5001",
    outcomes: { pane: { ...parts, noted: "GRAPH_403" }, button: { ...parts, noted: "GRAPH_403" } },
  },
  {
    failure: "a mailbox hidden from the address list: no item",
    switches: `${HOST}&shared=hidden`,
    outcomes: {
      pane: { arrives: "nothing", reads: /Open the mail|does not hand/ },
      // Without an item the host has no place for a line; the button ends at once, and nothing pretends otherwise.
      button: { arrives: "nothing" },
      spam: { arrives: "nothing", reads: /NOT sent/ },
    },
  },
  {
    failure: "a mail being written",
    switches: `${HOST}&item=compose`,
    outcomes: { pane: { arrives: "nothing", reads: /being written|Open the mail/ } },
  },
  {
    failure: "a meeting request: a message like others",
    switches: `${HOST}&item=meeting`,
    outcomes: { pane: original, button: original },
  },
  {
    failure: "an appointment",
    switches: `${HOST}&item=appointment`,
    outcomes: { pane: { arrives: "parts" } },
  },
  {
    failure: "sign-in fails (ojs#6275, #6691): the host's own source does",
    switches: "naa=fails&graph=ok",
    outcomes: all(original),
  },
  {
    failure: "sign-in would ask every time (ojs#5770): nothing asks, nothing waits",
    switches: "naa=needed&graph=ok",
    outcomes: all(original),
  },
  {
    failure: "sign-in fails and the host gives no source",
    switches: "naa=fails&graph=ok&getAsFile=5001",
    outcomes: all(parts),
  },
  {
    failure: "mobile: none of these methods, Graph gives it",
    switches: "client=mobile&naa=ok&graph=ok",
    outcomes: { pane: viaGraph },
  },
  // Mobile that claims support for the sign-in and fails (ojs#6275) asks the person something: phone.test.ts.
  {
    failure: "Exchange on-premises: EWS gives it",
    switches: "client=exchange-2019&naa=off&graph=off&ews=ok&permission=read-write-mailbox",
    outcomes: { pane: { arrives: "original", method: "ews.mime-content" } },
  },
  {
    failure: "Exchange on-premises: EWS answers too much",
    switches: "client=exchange-2019&naa=off&graph=off&ews=toolarge&permission=read-write-mailbox",
    outcomes: { pane: { arrives: "parts" } },
  },
  {
    failure: "classic Windows before 1.14",
    switches: `${HOST}&client=classic-2304`,
    outcomes: { pane: parts, button: parts },
  },
  {
    failure: "the reader opens the next mail meanwhile",
    switches: `${HOST}&getAsFile=changes`,
    outcomes: {
      pane: { arrives: "nothing", reads: /Another mail was opened meanwhile/ },
      // A button's page belongs to the mail that it was pressed on.
      button: original,
    },
  },
  {
    failure: "spam report above 4 MB (ojs#5822)",
    switches: `${HOST}&spam4mb=1`,
    mail: "5 MB",
    outcomes: { spam: { ...parts } },
  },
  {
    failure: "the method to read the selection fails",
    switches: `${HOST}&selectedItems=9002`,
    outcomes: { selection: { arrives: "nothing", reads: /one|select/i } },
  },
  {
    failure: "a mail of the selection cannot be loaded",
    switches: `${HOST}&loadItem=9002`,
    outcomes: { selection: { arrives: "nothing", reads: /mail program did not hand over/ } },
  },
  {
    failure: "the same with a sign-in: Graph has them",
    switches: "naa=ok&graph=ok&loadItem=9002",
    outcomes: { selection: viaGraph },
  },
];
