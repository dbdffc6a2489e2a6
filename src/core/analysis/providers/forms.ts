/** Forms of a provider that fit each other in every real message: where they do not, something was written by hand. */
import type { HeaderField } from "../../mail/header-fields.ts";
import type { MessageView } from "../message-view.ts";
import type { DkimResult, Hop } from "../types.ts";
import { GMAIL_WEB_ID } from "./gmail.ts";
import { OUTLOOK_SERVER_ID } from "./outlook.ts";

export type FormCode =
  | "gmail-route-differs"
  | "outlook-boundary-differs"
  | "yahoo-counter-differs"
  | "proton-expiry-differs";

export interface FormContradiction {
  readonly code: FormCode;
  /** Fields that do not fit, lower-case names. */
  readonly fields: readonly string[];
  readonly expected: string;
  readonly found: string;
}

export interface FormEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly messageId: string | null;
  readonly boundary: string | null;
}

/** Numbers of real messages behind each form: few of them lower the confidence. */
export const FORM_SAMPLES: Readonly<Record<FormCode, number>> = {
  "gmail-route-differs": 361,
  "outlook-boundary-differs": 174,
  "yahoo-counter-differs": 9,
  "proton-expiry-differs": 3,
};

export function formContradictions(evidence: FormEvidence): FormContradiction[] {
  const found = [
    gmailRoute(evidence),
    outlookBoundary(evidence),
    yahooCounter(evidence),
    protonExpiry(evidence),
  ];
  return found.filter((one) => one !== null);
}

/** "<CA…@mail.gmail.com>" is written by web, app and API: never by a program that signs in at smtp.gmail.com. */
function gmailRoute({ hops, dkim, messageId }: FormEvidence): FormContradiction | null {
  if (messageId === null || !GMAIL_WEB_ID.test(messageId) || hops.length === 0) return null;
  const fields = ["message-id", "received"];
  const expected = "google.com";
  const oldest = hops.at(-1);
  if (oldest?.by?.toLowerCase() === "smtp.gmail.com" && /SMTPSA/i.test(oldest.with ?? ""))
    return { code: "gmail-route-differs", fields, expected, found: "smtp.gmail.com" };
  const google = (name: string | null) => /(?:^|\.)google(?:mail)?\.com$|^2002:/i.test(name ?? "");
  const passed = hops.some(({ by, from }) => google(by) || google(from.helo) || google(from.rdns));
  // Forwarding services and lists may drop the lines, but seldom the signature.
  const signed = dkim.some(({ domain }) =>
    /(?:^|\.)(?:gmail|gappssmtp|google|googlemail)\.com$/i.test(domain ?? ""),
  );
  return passed || signed
    ? null
    : { code: "gmail-route-differs", fields, expected, found: oldest?.by ?? "-" };
}

/** The boundary holds the Message-ID's local part: 173 of 174 messages of Outlook.com. */
function outlookBoundary({ view, messageId, boundary }: FormEvidence): FormContradiction | null {
  if (messageId === null || boundary === null || view.first("x-tmn") === null) return null;
  const local = OUTLOOK_SERVER_ID.exec(messageId)?.[1];
  if (local === undefined || boundary.toUpperCase().includes(local.toUpperCase())) return null;
  return {
    code: "outlook-boundary-differs",
    fields: ["message-id", "content-type"],
    expected: local,
    found: boundary,
  };
}

/** "----=_Part_N_…" and "<….N+1.…@mail.yahoo.com>": one counter. */
function yahooCounter({ messageId, boundary }: FormEvidence): FormContradiction | null {
  const id = /^<\d{1,12}\.(\d{1,12})\.\d{13}@mail\.yahoo\.com>$/.exec(messageId ?? "")?.[1];
  const part = /^----=_Part_(\d{1,12})_\d{1,12}\.\d{13}$/.exec(boundary ?? "")?.[1];
  if (id === undefined || part === undefined || Number(id) === Number(part) + 1) return null;
  return {
    code: "yahoo-counter-differs",
    fields: ["message-id", "content-type"],
    expected: String(Number(part) + 1),
    found: id,
  };
}

const PROTON_VALIDITY_MS = 3 * 24 * 3_600_000;

/** Proton's signatures are valid for three days. */
function protonExpiry({ dkim }: FormEvidence): FormContradiction | null {
  const own = dkim.find(({ selector }) => /^protonmail\d{0,2}$/i.test(selector ?? ""));
  if (own === undefined || own.signedAt === null || own.expiresAt === null) return null;
  const validity = own.expiresAt - own.signedAt;
  if (validity === PROTON_VALIDITY_MS) return null;
  return {
    code: "proton-expiry-differs",
    fields: ["dkim-signature"],
    expected: String(PROTON_VALIDITY_MS / 1000),
    found: String(validity / 1000),
  };
}

/** The topmost field of each name, for the basis. */
export function fieldsOf(view: MessageView, names: readonly string[]): HeaderField[] {
  return names.flatMap((name) => {
    const field = name === "received" ? view.all(name).at(-1) : view.first(name);
    return field === null || field === undefined ? [] : [field];
  });
}
