/** Scenes of several mails, of other programs than Outlook on the web, of signing in and of what was missed. */
import type { PaneView, SeriesState } from "../../../src/conversation/pane-session.ts";
import type { SealedReport } from "../../../src/workflow/engine-port.ts";
import type { ListedMail, OutboxEntry, ReceiptAnswer } from "../../../src/workflow/ports.ts";
import type { ReportState } from "../../../src/workflow/report-state.ts";
import type { TrustedDirectory } from "../../../src/workflow/trust.ts";

export interface Basis {
  readonly now: number;
  readonly sealed: SealedReport;
  readonly answer: ReceiptAnswer;
  readonly entry: OutboxEntry;
  readonly trusted: TrustedDirectory;
}

interface Scene {
  readonly view: Partial<PaneView>;
  readonly report: ReportState;
}

const scene = (view: Partial<PaneView>, report: ReportState = { step: "ready" }): Scene => ({ view, report });

const SENDERS = ["verontrust.medewerker.1987@gmail.com", "notice.desk.55120@proton.me"];

function mails(count: number, now: number): ListedMail[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `mail-${index}`,
    summary: {
      id: `mail-${index}`,
      subject: `Subject ${index}`,
      from: { name: "Een verontruste medewerker", address: SENDERS[index % 2] ?? "" },
    },
    receivedAt: index === 3 ? null : now - index * 86_400_000,
  }));
}

/** Of the screens for many mails, for a source that lies behind a sign-in, and for none. */
function mailScenes(now: number) {
  const series = (state: SeriesState) => scene({ series: state });
  const [one, two, three] = mails(3, now).map((mail) => ({ ...mail, because: "sender" as const }));
  const found = [one, two, three].flatMap((mail) => (mail === undefined ? [] : [mail]));
  const nothing = { item: null, selection: [] } as const;
  return {
    selection: scene({ item: null, absence: "several", selection: mails(20, now) }),
    "selection-permission": scene({ ...nothing, absence: "several", selectionProblem: "permission" }),
    "selection-too-old": scene({ ...nothing, absence: "several", selectionProblem: "too-old" }),
    "selection-failed": scene({ ...nothing, absence: "several", selectionProblem: "SOURCE_UNAVAILABLE" }),
    compose: scene({ item: null, absence: "compose" }),
    several: scene({ item: null, absence: "several" }),
    "no-host": scene({ item: null, absence: "no-host" }),
    appointment: scene({
      item: { subject: "x", kind: "appointment", from: { name: "Joris", address: "joris@example.org" } },
    }),
    "mobile-sign-in": scene({ acquisition: "sign-in" }),
    "mobile-none": scene({ acquisition: "none", series: { state: "unavailable" } }),
    "clock-ahead": scene({ clockOffsetMs: 2 * 3_600_000 }),
    "clock-behind": scene({ clockOffsetMs: -400 * 86_400_000 }),
    "series-unavailable": series({ state: "unavailable" }),
    "series-sign-in": series({ state: "offered", signIn: true }),
    "series-searching": series({ state: "searching" }),
    "series-found": series({ state: "found", mails: found, ticked: ["mail-1"] }),
    "series-none": series({ state: "found", mails: [], ticked: [] }),
    "series-failed": series({ state: "failed", code: "SIGN_IN_FAILED" }),
  };
}

export function moreScenes({ now, sealed, answer, entry, trusted }: Basis) {
  const unauthorised = (signIn: PaneView["signIn"]) =>
    scene(
      { signIn },
      { step: "waiting", sealed, kept: "device", code: "UNAUTHORISED", nextAttemptAt: now + 60_000 },
    );
  const missed = mails(2, now).map(({ id, summary }) => ({ id, summary, code: "SOURCE_TIMEOUT" as const }));
  const done = (change: Partial<SealedReport>): Scene =>
    scene({}, { step: "done", sealed: { ...sealed, ...change }, answer, timestampedAt: now });
  return {
    ...mailScenes(now),
    "acquiring-many": scene({}, { step: "acquiring", fraction: 0.1, mail: 3, mails: 20 }),
    "sign-in": unauthorised("needed"),
    "sign-in-under-way": unauthorised("under-way"),
    "sign-in-failed": unauthorised("failed"),
    "waiting-closed-window": scene(
      {},
      { step: "waiting", sealed, kept: "device", code: "CANCELLED", nextAttemptAt: now + 60_000 },
    ),
    "done-missed": done({ mails: 18, missed }),
    "done-missed-files": done({ missedExtras: ["film.mp4"] }),
    "done-confidential": done({ confidential: true }),
    "outbox-confidential": scene({
      outbox: [{ ...entry, confidential: true, state: "sent", answer }],
    }),
    "start-no-confidential": scene({
      directory: {
        ...trusted,
        directory: {
          ...trusted.directory,
          policy: { ...trusted.directory.policy, confidential: false },
        },
      },
    }),
  };
}
