/** What the screens know and can do. Wired to the world in session.ts; a test gives its own. */
import type { Digest } from "../core/base/digest.ts";
import type { Reference } from "../core/evidence/types.ts";
import type { ThemeName } from "../ui/index.ts";
import type { ReaderChoice, ReportAnswers } from "../workflow/engine-port.ts";
import type {
  ExtraFile,
  ItemAbsence,
  ItemSummary,
  ListedMail,
  MissedMail,
  OutboxEntry,
  SeriesMail,
} from "../workflow/ports.ts";
import type { FailureCode, ReportState } from "../workflow/report-state.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import type { HandedIn } from "./handed-in.ts";
import type { ExpertSession, ExpertState } from "./session-expert.ts";
import type { Store } from "./store.ts";

export interface PaneView {
  /** The open mail; null for none. */
  readonly item: ItemSummary | null;
  /** Why there is none; null while one is open. */
  readonly absence: ItemAbsence | null;
  /** Several mails are selected in the list: all of them go into one report. Empty otherwise. */
  readonly selection: readonly ListedMail[];
  /** Why the selection cannot be read as a whole; null where it can. "permission": the manifest does not allow it. */
  readonly selectionProblem: "permission" | "too-old" | "too-many" | FailureCode | null;
  /** How the source of a mail can be had here. "none": this program gives it neither itself nor by a sign-in. */
  readonly acquisition: "host" | "sign-in" | "none";
  readonly series: SeriesState;
  readonly signIn: SignInState;
  /** Device clock minus server clock; null unknown. More than five minutes are said to the reporter. */
  readonly clockOffsetMs: number | null;
  /** Null until it is fetched and checked. */
  readonly directory: TrustedDirectory | null;
  /** Why there is no directory; null while it loads and once it is there. */
  readonly directoryProblem: FailureCode | null;
  /** Kept on the device, then what is kept in memory only; each oldest first. */
  readonly outbox: readonly OutboxEntry[];
  /** Of those, what the device would not store: gone when the pane closes. */
  readonly unstored: readonly Digest[];
  /** Why the last saving, removing or discarding did not work; null once one did. */
  readonly actionProblem: FailureCode | null;
  readonly theme: ThemeName;
  readonly elsewhere: Elsewhere;
  readonly expert: ExpertState;
  /** The report on the screen takes several packages; null, or left away, where one holds it. */
  readonly parts?: Parts | null;
}

/** One report in several packages: what is sealed of it, and what is still to come. */
export interface Parts {
  /** The one that is made now, or was made last; from 1. */
  readonly current: number;
  readonly total: number;
  /** In the order in which they were sealed. The others add to the first. */
  readonly sealed: readonly SealedPart[];
  /** Mails of the parts to come. */
  readonly left: number;
}

export interface SealedPart {
  readonly packageDigest: Digest;
  readonly reference: Reference;
  /** How many mails are in it. */
  readonly mails: number;
  readonly missed: readonly MissedMail[];
}

/** The organisation's other doors, for a mail that cannot be had here; null where there is none. */
export interface Elsewhere {
  /** Address of the report page. */
  readonly reportPage: string | null;
  /** Mail address of the forwarding mailbox. */
  readonly forwardTo: string | null;
}

/** "Did you get more from this sender?" */
export type SeriesState =
  /** Nothing can be looked up here: the pane explains how to select several. */
  | { readonly state: "unavailable" }
  /** Can be looked up; `signIn`: a window will ask to sign in first. */
  | { readonly state: "offered"; readonly signIn: boolean }
  | { readonly state: "searching" }
  /** `ticked` holds ids; the mails that go along. */
  | { readonly state: "found"; readonly mails: readonly SeriesMail[]; readonly ticked: readonly string[] }
  | { readonly state: "failed"; readonly code: FailureCode };

/** "none": this organisation asks for no sign-in. Sealing never waits for one. */
export type SignInState = "none" | "needed" | "under-way" | "signed-in" | "failed";

export interface SendRequest {
  readonly answers: ReportAnswers;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  /** Without anything of ours that says who reports; only where the directory allows it. */
  readonly confidential: boolean;
  readonly extras: readonly ExtraFile[];
  /** BCP 47 tag. */
  readonly language: string;
}

export interface PaneSession extends ExpertSession {
  /** The host answered, or will not: language is Outlook's own, else the browser's (BCP 47). Never rejects. */
  readonly ready: Promise<{ readonly language: string }>;
  readonly view: Pick<Store<PaneView>, "get" | "subscribe">;
  readonly report: {
    readonly get: () => ReportState;
    readonly subscribe: (changed: () => void) => () => void;
  };
  /** Of the open mail with the ticked ones of its series, or of the selection. */
  readonly send: (request: SendRequest) => void;
  /** Goes on with what is left of the last report, else starts one of what it missed, with the same answers. */
  readonly sendMissed: () => void;
  /** Looks for more mails of the series; may show a sign-in window, so only after a click. */
  readonly findSeries: () => void;
  readonly tickSeries: (id: string, ticked: boolean) => void;
  /** Shows the sign-in window, then sends what waits for it. Only after a click. */
  readonly signIn: () => void;
  readonly cancel: () => void;
  readonly sendAgain: () => void;
  /** Removes what is kept of the report on the screen. */
  readonly discard: () => void;
  readonly reset: () => void;
  readonly retryDirectory: () => void;
  /** Keeps the enrolment code on the device, then sends what waits for it. */
  readonly enrol: (code: string) => void;
  /** Saves the sealed submission as a .zegel file. */
  readonly saveSealed: (packageDigest: Digest) => void;
  /** @param language - BCP 47 tag, for README.txt. */
  readonly saveReceipt: (packageDigest: Digest, withOpening: boolean, language: string) => void;
  /** Keeps a submission that was saved as a file, and sends it. */
  readonly handIn: (saved: HandedIn) => void;
  readonly sendEntry: (packageDigest: Digest) => void;
  readonly removeEntry: (packageDigest: Digest) => void;
}
