/** A pane in memory: doubles of Outlook, device, timers and network around the real session, sealing and checking. */
import { makePaneSession } from "../../src/conversation/session-core.ts";
import type { Store } from "../../src/conversation/store.ts";
import type { BuildConstants } from "../../src/ui/build.ts";
import { makeRoom, type Room } from "../../src/conversation/session-room.ts";
import type { PaneWorld } from "../../src/conversation/session-world.ts";
import type { PaneView, SendRequest } from "../../src/conversation/pane-session.ts";
import type {
  ClientIdentity,
  ItemAbsence,
  ItemSummary,
  ListedMail,
  OutboxEntry,
  SealedSubmission,
} from "../../src/workflow/ports.ts";
import type { ReportState } from "../../src/workflow/report-state.ts";
import { type Device, MAIL, mailSource, memoryTrust, NOT_ASKED } from "../workflow/world.ts";

export const ITEM: ItemSummary = {
  subject: "last warning",
  from: { name: "Anon", address: "anon@example.org" },
};

export const REQUEST: SendRequest = {
  answers: NOT_ASKED,
  readers: null,
  confidential: false,
  extras: [],
  language: "nl",
};

/** The source of a mail in a list. */
export const mailOf = (id: string) => MAIL.replace(/^Subject: .*$/m, `Subject: ${id}`);

/** A mail in a list, by its number. */
export const listed = (number: number): ListedMail => ({
  id: `mail-${number}`,
  summary: { subject: `warning ${number}`, from: null, id: `mail-${number}` },
  receivedAt: null,
});
export interface Wish {
  readonly world?: Partial<PaneWorld>;
  readonly host?: Partial<PaneWorld["host"]>;
  readonly enrolmentCode?: string | null;
  readonly allowDemo?: boolean;
  readonly isLoopback?: boolean;
  /** Decides on each submission; the honest intake where it is left away. */
  readonly submit?: (submission: SealedSubmission, authorization: string) => Promise<void>;
  /** What the intake says that it takes instead of what it refused. */
  readonly doors?: readonly string[];
  readonly clockOffsetMs?: number;
  /** Opens the session's room; made and opened at once where it is left away. */
  readonly open?: (view: Store<PaneView>, make: (view: Store<PaneView>) => Room) => Promise<Room>;
}

/** What a build pins, for this device's organisation. */
export const BUILD = (
  device: Device,
  wish: Pick<Wish, "allowDemo" | "enrolmentCode"> = {},
): BuildConstants => ({
  organisation: "example",
  intakeUrl: "https://intake.example",
  directoryRoot: device.anchors.directoryRoot,
  allowDemo: wish.allowDemo ?? false,
  enrolmentCode: wish.enrolmentCode ?? null,
  entra: null,
  graphUrl: null,
  ews: false,
  reportPage: null,
  forwardTo: null,
  version: "0.1.0",
  build: "test",
});

/** @param kept - The enrolment code as the device keeps it, beyond this page. */
export function playedWorld(device: Device, kept: { code: string | null }, wish: Wish = {}) {
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const saved: { readonly name: string; readonly octets: Uint8Array }[] = [];
  const { host, events, shown } = playedHost();
  const memory = {
    ...memoryTrust(),
    enrolmentCode: async () => kept.code,
    rememberEnrolmentCode: async (code: string) => {
      kept.code = code;
    },
  };
  const world: PaneWorld = {
    host: { ...host, ...wish.host },
    signIn: null,
    series: null,
    engine: device.ports.engine,
    loadIntake: async (authorization) => ({
      isLoopback: wish.isLoopback ?? false,
      client: {
        ...device.client,
        ...(wish.clockOffsetMs !== undefined && { clockOffsetMs: () => wish.clockOffsetMs ?? null }),
        submit: async (submission, onProgress, _signal, identity: ClientIdentity = {}) => {
          // As the real client does: whoever wants to stay unknown is asked for nothing.
          const header = identity.confidential === true ? "" : await authorization();
          await wish.submit?.(submission, header);
          return device.client.submit(submission, onProgress);
        },
      },
      doorsOf: () => wish.doors ?? [],
    }),
    outbox: device.ports.outbox,
    memory,
    exclusive: device.ports.exclusive,
    clock: device.clock,
    timeZone: () => "Europe/Amsterdam",
    browserLanguage: () => "fr",
    onOnline: (listener) => {
      events.online = listener;
    },
    onOutboxChanged: (listener) => {
      events.outbox = listener;
    },
    after: (milliseconds, run) => {
      const timer = { at: device.clock.time + milliseconds, run };
      timers.push(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    save: (name, octets) => saved.push({ name, octets }),
    ...wish.world,
  };
  /** Moves the clock and runs what is due then. */
  const pass = (milliseconds: number) => {
    device.clock.time += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= device.clock.time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  /** Timers that run within so many milliseconds. */
  const waiting = (milliseconds: number) =>
    timers.filter((timer) => timer.at <= device.clock.time + milliseconds).length;
  return { world, events, shown, saved, pass, waiting };
}

/** @param kept - The enrolment code as the device keeps it, beyond this pane. */
export function startPane(device: Device, kept: { code: string | null }, wish: Wish = {}) {
  const played = playedWorld(device, kept, wish);
  const make = (view: Store<PaneView>) => makeRoom(BUILD(device, wish), played.world, view);
  const session = makePaneSession(played.world, async (view) =>
    wish.open === undefined ? make(view) : wish.open(view, make),
  );
  if (wish.open === undefined) session.openRoom();
  const send = (request: Partial<SendRequest> = {}) => session.send({ ...REQUEST, ...request });
  return { ...played, session, send };
}

export type Pane = ReturnType<typeof startPane>;

/** Waits for what the pane does by itself. What never comes is an error here, not a test that runs for ever. */
export async function until(what: () => boolean): Promise<void> {
  for (let turn = 0; !what(); turn++) {
    if (turn > 2000) throw new TypeError(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export const at = ({ session }: Pane, step: ReportState["step"]) =>
  until(() => session.report.get().step === step);
export const entries = ({ session }: Pane) => session.view.get().outbox;
export function onlyEntry(pane: Pane): OutboxEntry {
  const [entry, ...more] = entries(pane);
  if (entry === undefined || more.length > 0) throw new TypeError(`${more.length + 1} entries`);
  return entry;
}
export const directoryThere = ({ session }: Pane) => until(() => session.view.get().directory !== null);

/** Outlook, as far as a test changes it. */
function playedHost() {
  const events = {
    item: () => {},
    selection: () => {},
    theme: () => {},
    online: () => {},
    outbox: () => {},
  };
  const shown = {
    item: ITEM as ItemSummary | null,
    absence: null as ItemAbsence | null,
    selection: async (): Promise<readonly ListedMail[]> => [],
    theme: "dark" as "dark" | "light" | null,
  };
  const host: PaneWorld["host"] = {
    ready: async () => "outlook",
    language: () => "nl-NL",
    theme: () => shown.theme,
    item: () => shown.item,
    absence: () => shown.absence,
    source: () => mailSource(),
    identity: async () => ({ ewsId: "open", graphId: "open", mailbox: null, size: null }),
    seriesFacts: () => ({ senderAddress: "anon@example.org", conversationId: "c", internetMessageId: null }),
    givesSource: () => true,
    selection: () => shown.selection(),
    sourceById: ({ id }) => mailSource(mailOf(id)),
    onItemChanged: (changed) => {
      events.item = changed;
    },
    onSelectionChanged: (changed) => {
      events.selection = changed;
    },
    onThemeChanged: (changed) => {
      events.theme = changed;
    },
  };
  return { host, events, shown };
}
