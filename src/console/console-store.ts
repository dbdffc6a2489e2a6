/** The console's state and what changes it. Views only draw it; locking drops all of it, keys and content alike. */
import { type LookedUpKey, lookUpKeys, type SignatureName } from "./key-look-up.ts";
import type { Digest } from "../core/base/digest.ts";
import { type CaseRow, type ListProgress, loadCases } from "./case-list.ts";
import { type CustodyView, readCustody } from "./custody-view.ts";
import { failureOf } from "./failure.ts";
import type { SeenCheckpoint } from "./log-audit.ts";
import { type LogReading, logReading } from "./log-view.ts";
import {
  type FetchedReport,
  type OpeningRecords,
  openReport,
  type OpenStep,
  recordOpening,
} from "./open-report.ts";
import type { ConsolePorts, Failure, KeyHolder, ListedPackage } from "./ports.ts";
import { type Session, startSession, type UnlockRequest, type UnlockStep } from "./session.ts";
import type { LogState } from "./verification.ts";

export type LockReason = "start" | "locked" | "idle" | "failed";

export type ListState =
  | { readonly state: "loading"; readonly progress: ListProgress | null }
  | { readonly state: "failed"; readonly failure: Failure }
  | { readonly state: "loaded"; readonly rows: readonly CaseRow[] };

export type ReportState = { readonly listed: ListedPackage } & (
  | { readonly state: "fetching"; readonly step: OpenStep }
  | { readonly state: "failed"; readonly failure: Failure }
  | {
      readonly state: "examined";
      readonly fetched: FetchedReport;
      /** null while they are being sent, and where nothing is recorded: a refused package was not opened. */
      readonly records: OpeningRecords | null;
      readonly custody: CustodyView | Failure | null;
    }
);

export type ConsoleState =
  | { readonly stage: "locked"; readonly why: LockReason; readonly failure: Failure | null }
  | { readonly stage: "unlocking"; readonly step: UnlockStep }
  | {
      readonly stage: "open";
      readonly session: Session;
      readonly list: ListState;
      readonly log: LogState;
      readonly report: ReportState | null;
      readonly tellReporter: boolean;
    };

type OpenState = Extract<ConsoleState, { stage: "open" }>;

export interface ConsoleStore {
  getState(): ConsoleState;
  /** @returns Ends the subscription. */
  subscribe(listener: () => void): () => void;
  unlock(request: UnlockRequest): Promise<void>;
  lock(why: LockReason): void;
  /** Reads list and log again. */
  refresh(): Promise<void>;
  open(listed: ListedPackage): Promise<void>;
  closeReport(): void;
  setTellReporter(tell: boolean): void;
  /** Asks for the keys of signatures now. @returns [] once locked. */
  lookUpKeys(names: readonly SignatureName[], octets: Uint8Array | null): Promise<readonly LookedUpKey[]>;
}

export function createConsoleStore(ports: ConsolePorts): ConsoleStore {
  const listeners = new Set<() => void>();
  let state: ConsoleState = { stage: "locked", why: "start", failure: null };
  let keys: KeyHolder | null = null;
  let log: LogReading | null = null;
  let fetching = new AbortController();
  /** By package: every checkpoint that reports opened in this session brought along. */
  let seen = new Map<Digest, readonly SeenCheckpoint[]>();

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlock,
    lock,
    refresh,
    open,
    closeReport: () => {
      fetching.abort();
      patch({ report: null });
    },
    setTellReporter: (tellReporter) => patch({ tellReporter }),
    lookUpKeys: async (names, octets) => {
      const session = currentSession();
      return session === null ? [] : lookUpKeys(session.server, session.reading.directory, names, octets);
    },
  };

  function set(next: ConsoleState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** Changes the open state; does nothing once locked, so that late answers cannot bring anything back. */
  function patch(change: Partial<OpenState>, of: Session | null = currentSession()): void {
    if (state.stage === "open" && state.session === of) set({ ...state, ...change });
  }

  function currentSession(): Session | null {
    return state.stage === "open" ? state.session : null;
  }

  async function unlock(request: UnlockRequest): Promise<void> {
    if (state.stage !== "locked") return;
    const holder = ports.startKeyHolder();
    keys = holder;
    try {
      const session = await startSession(ports, holder, request, (step) => {
        if (keys === holder) set({ stage: "unlocking", step });
      });
      if (keys !== holder) return;
      log = logReading(session, ports.memory);
      const list: ListState = { state: "loading", progress: null };
      set({ stage: "open", session, list, log: { state: "unknown" }, report: null, tellReporter: true });
    } catch (cause) {
      if (keys === holder) end({ stage: "locked", why: "failed", failure: failureOf(cause) });
      return;
    }
    await refresh();
  }

  function lock(why: LockReason): void {
    if (keys !== null) end({ stage: "locked", why, failure: null });
  }

  function end(locked: ConsoleState): void {
    fetching.abort();
    keys?.close();
    keys = null;
    log = null;
    seen = new Map();
    set(locked);
  }

  async function refresh(): Promise<void> {
    const session = currentSession();
    if (session === null) return;
    patch({ list: { state: "loading", progress: null } }, session);
    try {
      const rows = await loadCases(session.server, session.keys, (progress) =>
        patch({ list: { state: "loading", progress } }, session),
      );
      patch({ list: { state: "loaded", rows } }, session);
    } catch (cause) {
      patch({ list: { state: "failed", failure: failureOf(cause) } }, session);
    }
    await auditLog();
  }

  async function auditLog(): Promise<void> {
    const session = currentSession();
    const reading = log;
    if (session === null || reading === null) return;
    patch({ log: { state: "checking", done: 0, total: 0 } }, session);
    try {
      const audit = await reading.audit({
        listed: listedNow(),
        seen: [...seen.values()].flat(),
        onProgress: (done, total) => patch({ log: { state: "checking", done, total } }, session),
      });
      patch({ log: { state: "audited", audit } }, session);
    } catch (cause) {
      patch({ log: { state: "failed", failure: failureOf(cause) } }, session);
    }
  }

  function listedNow(): ListedPackage[] {
    if (state.stage !== "open" || state.list.state !== "loaded") return [];
    return state.list.rows.map((row) => row.listed);
  }

  async function open(listed: ListedPackage): Promise<void> {
    const session = currentSession();
    if (session === null) return;
    fetching.abort();
    const mine = new AbortController();
    fetching = mine;
    /** Late answers about a report that is no longer looked at are dropped. */
    const show = (report: ReportState) => {
      if (!mine.signal.aborted) patch({ report }, session);
    };
    show({ state: "fetching", listed, step: { step: "downloading", fraction: 0 } });
    try {
      const onStep = (step: OpenStep) => show({ state: "fetching", listed, step });
      const fetched = await openReport(session, listed, onStep, mine.signal);
      show({ state: "examined", listed, fetched, records: null, custody: null });
      seen.set(listed.package, fetched.seen);
      await afterOpening(session, fetched, show);
    } catch (cause) {
      show({ state: "failed", listed, failure: failureOf(cause) });
    }
  }

  async function afterOpening(
    session: Session,
    fetched: FetchedReport,
    show: (report: ReportState) => void,
  ): Promise<void> {
    const { listed, examination } = fetched;
    const records = examination.state === "shown" ? await record(session, listed) : null;
    const custody = await session.server
      .custody(listed.package)
      .then((events) => readCustody(events, listed.package, session.reading.directory))
      .catch(failureOf);
    show({ state: "examined", listed, fetched, records, custody });
    // Loaded only now, and never a reason for an opened report to fail.
    await import("./teach-selectors.ts")
      .then(({ teachSelectors }) => teachSelectors(session, examination))
      .catch(() => undefined);
    await auditLog();
  }

  function record(session: Session, listed: ListedPackage): Promise<OpeningRecords> {
    const tellReporter = state.stage === "open" && state.tellReporter;
    const tool = `zegel-console/${ports.build.version}`;
    return recordOpening(session, listed.package, {
      tellReporter,
      at: ports.now(),
      random32: ports.random32,
      tool,
    });
  }
}
