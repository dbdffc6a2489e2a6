/** What the screens know and can do. Wired to the world in session.ts; a test gives its own. */
import type { Digest } from "../core/base/digest.ts";
import type { ThemeName } from "../ui/index.ts";
import type { ReaderChoice, ReportAnswers } from "../workflow/engine-port.ts";
import type { ItemSummary, OutboxEntry } from "../workflow/ports.ts";
import type { FailureCode, ReportState } from "../workflow/report-state.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import type { ExpertSession, ExpertState } from "./session-expert.ts";
import type { Store } from "./store.ts";

export interface PaneView {
  /** The open mail; null for none. */
  readonly item: ItemSummary | null;
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
  readonly expert: ExpertState;
}

export interface PaneSession extends ExpertSession {
  /** The host answered, or will not: language is Outlook's own, else the browser's (BCP 47). Never rejects. */
  readonly ready: Promise<{ readonly language: string }>;
  readonly view: Pick<Store<PaneView>, "get" | "subscribe">;
  readonly report: {
    readonly get: () => ReportState;
    readonly subscribe: (changed: () => void) => () => void;
  };
  /** @param readers - Null: the first desk, nobody left out. */
  readonly send: (answers: ReportAnswers, readers: ReaderChoice | null, language: string) => void;
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
  readonly sendEntry: (packageDigest: Digest) => void;
  readonly removeEntry: (packageDigest: Digest) => void;
}
