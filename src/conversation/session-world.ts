/** What a session needs of the world: Outlook, the worker, the device, the network. Tests give their own. */
import type { ThemeName } from "../ui/index.ts";
import type { KeyClient } from "../workflow/fetch-keys.ts";
import type { RequestedMail } from "../workflow/acquire-mails.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import type {
  Clock,
  ExclusiveRun,
  IntakeClient,
  ItemAbsence,
  ItemIdentity,
  ItemSummary,
  ListedMail,
  MailSource,
  Outbox,
  SeriesFinder,
  SeriesQuery,
  SignIn,
  TrustMemory,
} from "../workflow/ports.ts";
import type { EnrolmentMemory } from "./memory-idb.ts";

export interface SourceOptions {
  /** Nobody else is asked for what the host gives itself: a question to the mailbox service is logged under a name. */
  readonly quiet?: boolean;
}

export interface PaneHost {
  /** Settles once the host answered or will not; never rejects. */
  readonly ready: () => Promise<unknown>;
  /** BCP 47; null without a host. */
  readonly language: () => string | null;
  readonly theme: () => Exclude<ThemeName, "system"> | null;
  readonly item: () => ItemSummary | null;
  /** Null while `item` gives one. */
  readonly absence: () => ItemAbsence | null;
  /** Of the mail that is open now. */
  readonly source: (options?: SourceOptions) => MailSource;
  /** How other services know the open mail; null without one. */
  readonly identity: () => Promise<ItemIdentity | null>;
  /** Facts of the open mail that a search for its series starts from. */
  readonly seriesFacts: () => Pick<SeriesQuery, "senderAddress" | "conversationId" | "internetMessageId">;
  /** Whether the host itself can give the source of a mail, or its parts. */
  readonly givesSource: () => boolean;
  /** The mails selected in the list; empty unless there are several. @throws EvidenceError; code tells why. */
  readonly selection: () => Promise<readonly ListedMail[]>;
  /** What a failure of `selection` comes down to for the reporter; null: the failure's own code. */
  readonly selectionProblem?: (cause: unknown) => "permission" | "too-old" | "too-many" | null;
  /** Of a mail of the selection or of the series: loaded for the time of the acquiring, one at a time. */
  readonly sourceById: (mail: ListedMail, options?: SourceOptions) => MailSource;
  /**
   * Which mails go into one package, where one cannot hold them all. Left away: all of them do.
   *
   * @param reserved - Octets that the reporter's own files take of the first.
   * @returns Every mail once, in their order; never an empty list.
   */
  readonly split?: (
    mails: readonly RequestedMail[],
    reserved: number,
  ) => readonly (readonly RequestedMail[])[];
  readonly onItemChanged: (changed: () => void) => void;
  readonly onSelectionChanged: (changed: () => void) => void;
  readonly onThemeChanged: (changed: () => void) => void;
}

/** The intake as far as a pane talks to it, and whether it is on this machine. */
export interface PaneIntake {
  readonly client: IntakeClient & Partial<KeyClient>;
  readonly isLoopback: boolean;
  /** What the intake takes instead of what it refused: "enrolment", "entra". Left away: it never says. */
  readonly doorsOf?: (refusal: unknown) => readonly string[];
}

export interface PaneWorld {
  readonly host: PaneHost;
  readonly engine: EvidenceEngine;
  /** Loads the HTTP client: it is not needed for the first screen. @param authorization - Value of the header, per request. */
  readonly loadIntake: (authorization: () => string | Promise<string>) => Promise<PaneIntake>;
  /** Null: this build asks for no sign-in. */
  readonly signIn: SignIn | null;
  /** Null: this build reads no mailbox by itself. */
  readonly series: SeriesFinder | null;
  readonly outbox: Outbox;
  readonly memory: TrustMemory & EnrolmentMemory;
  readonly exclusive: ExclusiveRun;
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly browserLanguage: () => string;
  readonly onOnline: (listener: () => void) => void;
  /** Another page of this device changed the outbox, or the reporter came back to this one. Left away: never. */
  readonly onOutboxChanged?: (listener: () => void) => void;
  /** Asks the browser not to clear what this page stores. Left away: it is not asked. */
  readonly persist?: () => Promise<unknown>;
  /** @returns Takes it back. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly save: (name: string, octets: Uint8Array<ArrayBuffer>, mediaType: string) => void;
}
