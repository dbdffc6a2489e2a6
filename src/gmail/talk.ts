/** What each endpoint does for a request that was let in: an event in, a card out. */
import { gmailClient } from "../clients/gmail.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { Directory } from "../core/evidence/directory.ts";
import { ENDPOINTS, type EndpointName } from "../hosts/gmail/deployment.ts";
import type { GmailEvent, OpenMessage } from "../hosts/gmail/event.ts";
import { gmailMailSource, type GmailMailbox } from "../hosts/gmail/mail-source.ts";
import { plain } from "../hosts/gmail/markup.ts";
import { opened, type Reply } from "../hosts/gmail/reply.ts";
import type { Sealer } from "../sealer/ports.ts";
import type { Clock } from "../workflow/ports.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import { formCard } from "./cards/form.ts";
import { blockedCard, homeCard, problemCard } from "./cards/others.ts";
import type { ResolvedConfig } from "./config.ts";
import { lookAt, type Look } from "./look.ts";
import type { Reports } from "./reports.ts";
import type { Tickets } from "./tickets.ts";
import { deadlineIn, type Turns } from "./turns.ts";
import { type Words, wordsFor } from "./words.ts";

export interface TalkDeps {
  readonly config: ResolvedConfig;
  readonly sealer: Sealer;
  readonly tickets: Tickets;
  readonly reports: Reports;
  readonly turns: { readonly looks: Turns; readonly mails: Turns; readonly conversations: Turns };
  readonly clock: Clock;
}

/** Somebody's request, of which everything was verified. */
export interface Visit {
  readonly event: GmailEvent;
  /** The reporter's number at Google. */
  readonly subject: string;
}

export function urlOf({ publicUrl }: Pick<ResolvedConfig, "publicUrl">, endpoint: EndpointName): string {
  return `${publicUrl}${ENDPOINTS[endpoint]}`;
}

/** What a card needs beside the mail; the directory is null where there is none to be had. */
export interface Surroundings {
  readonly words: Words;
  readonly directory: Directory | null;
  readonly reportPage: string | null;
}

/** Milliseconds that a card waits for the directory: where none is remembered and the intake is silent, it is shown without. */
const DIRECTORY_MS = 6000;

export async function surroundingsOf({ config, sealer }: TalkDeps, event: GmailEvent): Promise<Surroundings> {
  const [words, known] = await Promise.all([wordsFor(event.locale), sealer.directory().catch(() => null)]);
  return { words, directory: known?.directory ?? null, reportPage: config.reportPage };
}

export async function home(deps: TalkDeps, { event }: Visit): Promise<Reply> {
  return opened(homeCard(await surroundingsOf(deps, event)));
}

/** A mail was opened: nothing is asked of Gmail before the directory allows it. */
export async function message(deps: TalkDeps, { event, subject }: Visit): Promise<Reply> {
  const around = await surroundingsOf(deps, event);
  const { message: open } = event;
  if (open === null) return opened(homeCard(around));
  const directory = await allowed(deps.sealer);
  if (directory instanceof EvidenceError) return opened(closedCard(around, directory));
  const { look, mails } = await glance(deps, event, open, directory);
  return opened(
    formCard({
      ...around,
      directory,
      look,
      mails,
      ticket: deps.tickets.issue(subject, open),
      reportUrl: urlOf(deps.config, "report"),
      form: new Map(),
      notice: null,
    }),
  );
}

/** @returns The directory that allows sealing here, or why there is none. */
export async function allowed(sealer: Sealer): Promise<TrustedDirectory | EvidenceError> {
  try {
    const asking = sealer.checkAllowed().then(() => sealer.directory());
    const directory = await deadlineIn(DIRECTORY_MS).within(asking);
    return directory ?? new EvidenceError("NETWORK_UNREACHABLE", "no directory in time", { retry: "later" });
  } catch (cause) {
    if (cause instanceof EvidenceError) return cause;
    throw cause;
  }
}

export function closedCard(around: Surroundings, { code }: EvidenceError) {
  if (code === "SERVER_SEALING_NOT_ALLOWED") return blockedCard(around);
  return problemCard(around, plain(around.words.t("pane.readers.unavailable")), code);
}

interface Glance {
  readonly look: Look | null;
  readonly mails: number;
}

/** As far as it comes in the time that opening a card may take; the form is there in any case. */
async function glance(
  deps: TalkDeps,
  event: GmailEvent,
  open: OpenMessage,
  { directory }: TrustedDirectory,
): Promise<Glance> {
  const { openMs, openOctets } = deps.config.limits;
  const mailbox = mailboxFor(deps.config, event, open.accessToken, openOctets);
  if (mailbox === null) return { look: null, mails: 0 };
  const deadline = deadlineIn(openMs);
  const signal = AbortSignal.timeout(openMs);
  const looking = deps.turns.looks.take(async () => {
    // Its turn may come too late: nothing is fetched that nobody will see.
    signal.throwIfAborted();
    const source = gmailMailSource(open.id, { mailbox, clock: deps.clock, platform: event.platform });
    return lookAt(await source.acquire(signal, () => undefined), directory);
  });
  const counting = open.threadId === null ? Promise.resolve([]) : mailbox.thread(open.threadId, { signal });
  const [look, ids] = await Promise.all([
    deadline.within(looking).catch(() => null),
    deadline.within(counting).catch(() => null),
  ]);
  return { look, mails: ids?.length ?? 0 };
}

/** @returns Null where Google gave no token to ask with. */
export function mailboxFor(
  { google }: ResolvedConfig,
  { tokens }: GmailEvent,
  messageToken: string | null,
  limit?: number,
): GmailMailbox | null {
  if (tokens.oauth === null) return null;
  return gmailClient({
    apiUrl: google.apiUrl,
    userOAuthToken: tokens.oauth,
    messageToken,
    ...(limit !== undefined && { limit }),
  });
}
