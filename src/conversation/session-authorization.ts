/**
 * What says who hands a report in: the organisation's code, else a sign-in. Looked for when something is sent, so that
 * sealing never waits for it; a confidential report is sent without.
 */
import { EvidenceError } from "../core/base/errors.ts";
import type { AccessToken } from "../workflow/ports.ts";
import type { PaneView } from "./pane-session.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

/** Milliseconds for a token without a window: a token service that says nothing must not hold up a report. */
const SILENT_MS = 8000;
/** Milliseconds that sealing allows for the name of whoever signed in, counted from the click. */
const SUBJECT_MS = 2000;

export interface Authorization {
  /** Value of the header, "" for none. Never rejects: the server says what it wants. */
  readonly header: () => Promise<string>;
  /** "<tenant>/<object>" of whoever signed in; null where nobody did, or a code speaks for them. Never rejects. */
  readonly subject: () => Promise<string | null>;
  /** @param doors - What the server takes instead; empty where it does not say. */
  readonly refused: (cause: unknown, doors: readonly string[]) => void;
  /** Shows the window, then calls `signedIn`. Only after a click. */
  readonly signIn: (signedIn: () => void) => void;
  readonly enrol: (code: string) => void;
}

export function makeAuthorization(
  buildCode: string | null,
  { signIn, memory, after }: Pick<PaneWorld, "signIn" | "memory" | "after">,
  view: Store<PaneView>,
): Authorization {
  let code = buildCode;
  // Once the reporter signed in, a code that was refused before is not tried again.
  let prefersToken = false;
  // What the server took for nothing must not be given a second time.
  let rejected: string | null = null;
  let used: string | null = null;
  let asking: Promise<AccessToken | null> | null = null;
  const stored = memory.enrolmentCode().then(
    (typed) => void (code ??= typed),
    () => undefined,
  );
  const speaksByCode = () => code !== null && !(prefersToken && signIn !== null);

  /** One question at a time, however many requests want a token. */
  const silent = (): Promise<AccessToken | null> => {
    if (signIn === null) return Promise.resolve(null);
    const wish = { interactive: false, ...(rejected !== null && { rejected }) };
    asking ??= within(signIn.token("intake", wish), SILENT_MS, after)
      .then((token) => {
        if (token !== null && view.get().signIn !== "signed-in") view.set({ signIn: "signed-in" });
        return token;
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  return {
    header: async () => {
      await stored;
      used = null;
      if (speaksByCode()) return `Enrolment ${code}`;
      used = (await silent())?.token ?? null;
      return used === null ? "" : `Bearer ${used}`;
    },
    subject: () =>
      within(
        stored.then(async () => (speaksByCode() ? null : ((await silent())?.subject ?? null))),
        SUBJECT_MS,
        after,
      ),
    refused: (cause, doors) => {
      if (signIn === null || !(cause instanceof EvidenceError) || cause.code !== "UNAUTHORISED") return;
      if (doors.length > 0 && !doors.includes("entra")) return;
      rejected = used;
      if (view.get().signIn !== "under-way") view.set({ signIn: "needed" });
    },
    signIn: (signedIn) => {
      if (signIn === null || view.get().signIn === "under-way") return;
      view.set({ signIn: "under-way" });
      const wish = { interactive: true, ...(rejected !== null && { rejected }) };
      signIn.token("intake", wish).then(
        () => {
          prefersToken = true;
          view.set({ signIn: "signed-in" });
          signedIn();
        },
        (cause) => view.set({ signIn: isCancelled(cause) ? "needed" : "failed" }),
      );
    },
    enrol: (typed) => {
      code = typed.trim();
      prefersToken = false;
      void memory.rememberEnrolmentCode(code).catch(() => undefined);
    },
  };
}

/** @returns Null where it takes longer, or fails. */
function within<T>(work: Promise<T>, milliseconds: number, after: PaneWorld["after"]): Promise<T | null> {
  return new Promise((resolve) => {
    const stop = after(milliseconds, () => resolve(null));
    work.then(resolve, () => resolve(null)).finally(stop);
  });
}

function isCancelled(cause: unknown): boolean {
  return cause instanceof EvidenceError && cause.code === "CANCELLED";
}
