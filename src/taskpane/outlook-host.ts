/** Outlook as the session knows it. What fetches mails and reads selections comes after the first screen. */
import {
  currentItem,
  currentItemSummary,
  givesSource,
  hostDescription,
  hostLanguage,
  hostTheme,
  itemAbsence,
  itemIdentity,
  onItemChanged,
  onSelectionChanged,
  onThemeChanged,
  seriesFacts,
  whenOfficeReady,
} from "../hosts/outlook/office.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { MailSource, WholeSource } from "../workflow/ports.ts";
import { lazy } from "../conversation/lazy.ts";
import type { PaneHost } from "../conversation/session-world.ts";

/** A part that does not load is a mail that cannot be had now: nothing of it was lost. */
const unavailable = (cause: unknown) =>
  new EvidenceError("SOURCE_UNAVAILABLE", "a part of the pane did not load", { cause, retry: "later" });

/**
 * @param wholes - Other ways to a mail's source, in the order in which they are asked.
 * @returns `preload` fetches what the first screen went without, so that a line that breaks later stops no report.
 */
export function outlookHost(
  wholes: readonly WholeSource[],
  ews: boolean,
): { readonly host: PaneHost; readonly preload: () => void } {
  const acquiring = lazy(() => import("./outlook-acquiring.ts"), unavailable);
  const deps = { clock: { now: Date.now }, currentItem, wholes };
  const later = (open: (part: Awaited<ReturnType<typeof acquiring>>) => MailSource): MailSource => ({
    acquire: async (signal, onProgress) => open(await acquiring()).acquire(signal, onProgress),
  });
  const host: PaneHost = {
    ready: whenOfficeReady,
    language: hostLanguage,
    theme: hostTheme,
    item: currentItemSummary,
    absence: itemAbsence,
    source: (options) => {
      // The item of the click: a pinned pane may show another one when the part has come.
      const item = currentItem();
      return later(({ outlookMailSource }) =>
        outlookMailSource(item, { ...deps, ...options, host: hostDescription() }),
      );
    },
    identity: itemIdentity,
    seriesFacts,
    givesSource: () => givesSource({ ews }),
    selection: async () => (await acquiring()).selectedMails(),
    selectionProblem: (cause) => acquiring.loaded()?.selectionProblem(cause) ?? null,
    sourceById: (mail, options) =>
      later(({ listedMailSource }) =>
        listedMailSource(mail, { ...deps, ...options, host: hostDescription() }),
      ),
    onItemChanged,
    onSelectionChanged,
    onThemeChanged,
  };
  return { host, preload: () => void acquiring().catch(() => undefined) };
}
