/** The card's buttons: report, and ask again. What a ticket names is done once, however often it is pressed. */
import { EvidenceError } from "../core/base/errors.ts";
import { answersOf, readersOf } from "../hosts/gmail/answers.ts";
import type { Card } from "../hosts/gmail/card.ts";
import type { GmailEvent } from "../hosts/gmail/event.ts";
import { lines, plain } from "../hosts/gmail/markup.ts";
import { replaced, type Reply } from "../hosts/gmail/reply.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import { formCard } from "./cards/form.ts";
import { notSentCard, problemCard, workingCard } from "./cards/others.ts";
import { codeLine } from "./cards/parts.ts";
import { receiptCard } from "./cards/receipt.ts";
import { fetchConversation, fetchOne } from "./mails.ts";
import type { ReportOutcome, ReportWork } from "./reports.ts";
import {
  allowed,
  closedCard,
  mailboxFor,
  type Surroundings,
  surroundingsOf,
  type TalkDeps,
  urlOf,
  type Visit,
} from "./talk.ts";
import type { Ticket } from "./tickets.ts";
import { parametersOf, toldBy, toldIn } from "./told.ts";
import { deadlineIn } from "./turns.ts";

/** The ticket is nobody's that we know: the request is refused like one without a signature. */
export class ForeignTicket extends Error {
  override readonly name = "ForeignTicket";
}

type Scope = "mail" | "conversation";

interface Click extends Surroundings {
  readonly visit: Visit;
  readonly ticket: Ticket;
  readonly scope: Scope;
}

/** @throws ForeignTicket */
async function clickOf(deps: TalkDeps, visit: Visit): Promise<Click | { readonly card: Card }> {
  const { event, subject } = visit;
  const found = deps.tickets.open(event.parameters.get("ticket"), subject);
  if (found.kind === "foreign") throw new ForeignTicket("not a ticket of this reporter");
  const around = await surroundingsOf(deps, event);
  if (found.kind === "expired") return { card: reopenCard(around) };
  const asked = event.parameters.get("scope") === "conversation";
  const scope = asked && found.ticket.message.threadId !== null ? "conversation" : "mail";
  return { ...around, visit, ticket: found.ticket, scope };
}

function reopenCard(around: Surroundings): Card {
  return problemCard(around, plain(around.words.t("gmail.reopen")), null);
}

/** The report's key at the sealer: as unguessable as the ticket, and one for each button of a form. */
function keyOf({ ticket, scope }: Click): string {
  return `gmail/${ticket.id}/${scope}`;
}

/** @throws ForeignTicket */
export async function report(deps: TalkDeps, visit: Visit): Promise<Reply> {
  const deadline = deadlineIn(deps.config.limits.answerMs);
  const click = await clickOf(deps, visit);
  if ("card" in click) return replaced(click.card);
  const directory = await allowed(deps.sealer);
  if (directory instanceof EvidenceError) return replaced(closedCard(click, directory));
  const work = workOf(deps, click, directory);
  const outcome: ReportOutcome =
    work === null ? { kind: "failed", code: "SIGN_IN_FAILED" } : await deps.reports.report(work, deadline);
  if (outcome.kind === "failed") return replaced(formAgain(deps, click, directory, outcome.code));
  return replaced(outcomeCard(deps, click, outcome, toldIn(visit.event.form)));
}

/** @returns Null where Google gave no token to fetch the mail with. */
function workOf(deps: TalkDeps, click: Click, { directory }: TrustedDirectory): ReportWork | null {
  const { config, clock, turns } = deps;
  const { visit, ticket, scope, words } = click;
  const { event, subject } = visit;
  const mailbox = mailboxFor(config, event, accessFor(event, ticket));
  if (mailbox === null) return null;
  const fetch = scope === "conversation" ? fetchConversation : fetchOne;
  const source = { mailbox, clock, platform: event.platform };
  return {
    key: keyOf(click),
    acquire: () => fetch(ticket.message, source, AbortSignal.timeout(config.limits.fetchMs)),
    about: {
      answers: answersOf(event.form),
      readers: readersOf(event.form, directory.desks[0]?.id ?? ""),
      language: words.language,
      custodian: { role: "reporter", subject: `google/${subject}` },
    },
    turns: scope === "conversation" ? turns.conversations : turns.mails,
  };
}

/** A click brings the token of the mail that is open now, or none: the form's own mail is in its ticket. */
function accessFor({ message }: GmailEvent, ticket: Ticket): string | null {
  const now = message?.id === ticket.message.id ? message.accessToken : null;
  return now ?? ticket.message.accessToken;
}

/** Nothing was sealed: the same form, with what was filled in, and the same ticket. */
function formAgain(deps: TalkDeps, click: Click, directory: TrustedDirectory, code: string): Card {
  const { words, visit } = click;
  const mails = Number(visit.event.parameters.get("mails") ?? "0");
  const reopen = code === "SIGN_IN_FAILED" ? plain(words.t("gmail.reopen")) : plain("");
  return formCard({
    ...click,
    directory,
    look: null,
    mails: Number.isSafeInteger(mails) ? mails : 0,
    ticket: visit.event.parameters.get("ticket") ?? "",
    reportUrl: urlOf(deps.config, "report"),
    form: visit.event.form,
    notice: lines(plain(words.problem(code)), plain(words.t("gmail.failed")), reopen, codeLine(words, code)),
  });
}

/** "Try again" and "Look again". Nothing is fetched: what was sealed is what is sent. @throws ForeignTicket */
export async function again(deps: TalkDeps, visit: Visit): Promise<Reply> {
  const deadline = deadlineIn(deps.config.limits.answerMs);
  const click = await clickOf(deps, visit);
  if ("card" in click) return replaced(click.card);
  const outcome = await deps.reports.again(keyOf(click), deadline);
  if (outcome === null) return replaced(reopenCard(click));
  if (outcome.kind === "failed") {
    const { words } = click;
    const text = lines(plain(words.problem(outcome.code)), plain(words.t("gmail.reopen")));
    return replaced(problemCard(click, text, outcome.code));
  }
  return replaced(outcomeCard(deps, click, outcome, toldBy(visit.event.parameters)));
}

function outcomeCard(
  { config }: TalkDeps,
  click: Click,
  outcome: Exclude<ReportOutcome, { kind: "failed" }>,
  told: ReturnType<typeof toldIn>,
): Card {
  if (outcome.kind === "sent") {
    const { kept, insights } = outcome;
    const { note } = kept;
    const restMissed =
      typeof note === "object" && note !== null && "restMissed" in note && note.restMissed === true;
    return receiptCard({ ...click, kept, insights, told, restMissed });
  }
  const ticket = click.visit.event.parameters.get("ticket") ?? "";
  const parameters = { ticket, scope: click.scope, ...parametersOf(told) };
  const parts = { ...click, againUrl: urlOf(config, "again"), parameters };
  return outcome.kind === "working" ? workingCard(parts) : notSentCard(parts, outcome.kept);
}
