/** A pane in memory: doubles of Outlook, device, timers and network around the real session, sealing and checking. */
import { makePaneSession } from "../../src/taskpane/session-core.ts";
import type { PaneWorld } from "../../src/taskpane/session-world.ts";
import type { OutboxEntry, SealedSubmission } from "../../src/workflow/ports.ts";
import type { ReportState } from "../../src/workflow/report-state.ts";
import { type Device, mailSource, memoryTrust, NOT_ASKED } from "../workflow/world.ts";

export const ITEM = { subject: "last warning", from: { name: "Anon", address: "anon@example.org" } };
export interface Wish {
  readonly world?: Partial<PaneWorld>;
  readonly enrolmentCode?: string | null;
  readonly allowDemo?: boolean;
  readonly isLoopback?: boolean;
  /** Decides on each submission; the honest intake where it is left away. */
  readonly submit?: (submission: SealedSubmission, authorization: string) => Promise<void>;
}

/** @param kept - The enrolment code as the device keeps it, beyond this pane. */
export function startPane(device: Device, kept: { code: string | null }, wish: Wish = {}) {
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const saved: { readonly name: string; readonly octets: Uint8Array }[] = [];
  const events = { item: () => {}, theme: () => {}, online: () => {} };
  const shown = { item: ITEM as typeof ITEM | null, theme: "dark" as "dark" | "light" | null };
  const memory = {
    ...memoryTrust(),
    enrolmentCode: async () => kept.code,
    rememberEnrolmentCode: async (code: string) => {
      kept.code = code;
    },
  };
  const world: PaneWorld = {
    host: {
      ready: async () => "outlook",
      language: () => "nl-NL",
      theme: () => shown.theme,
      item: () => shown.item,
      source: () => mailSource(),
      onItemChanged: (changed) => {
        events.item = changed;
      },
      onThemeChanged: (changed) => {
        events.theme = changed;
      },
    },
    engine: device.ports.engine,
    loadIntake: async (authorization) => ({
      isLoopback: wish.isLoopback ?? false,
      client: {
        ...device.client,
        submit: async (submission, onProgress) => {
          await wish.submit?.(submission, authorization());
          return device.client.submit(submission, onProgress);
        },
      },
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
    after: (milliseconds, run) => {
      const timer = { at: device.clock.time + milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    save: (name, octets) => saved.push({ name, octets }),
    ...wish.world,
  };
  const session = makePaneSession(
    {
      organisation: "example",
      intakeUrl: "https://intake.example",
      directoryRoot: device.anchors.directoryRoot,
      allowDemo: wish.allowDemo ?? false,
      enrolmentCode: wish.enrolmentCode ?? null,
      version: "0.1.0",
      build: "test",
    },
    world,
  );
  /** Moves the clock and runs what is due then. */
  const pass = (milliseconds: number) => {
    device.clock.time += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= device.clock.time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  const send = () => session.send(NOT_ASKED, null, "nl");
  return { session, events, shown, saved, pass, send };
}

export type Pane = ReturnType<typeof startPane>;

/** Waits for what the pane does by itself. */
export async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 2));
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

/** The double's own host, to change parts of it. */
export function hostOf({ shown }: Pane): PaneWorld["host"] {
  return {
    ready: async () => "none",
    language: () => "nl",
    theme: () => shown.theme,
    item: () => shown.item,
    source: () => mailSource(),
    onItemChanged: () => {},
    onThemeChanged: () => {},
  };
}
