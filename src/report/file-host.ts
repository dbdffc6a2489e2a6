/** The reporter's files as the session knows a mail program: one mail is open, or several are selected. */
import { EvidenceError } from "../core/base/errors.ts";
import { lazy } from "../conversation/lazy.ts";
import type { PaneHost } from "../conversation/session-world.ts";
import type { FoundMail } from "../hosts/file/found-mail.ts";
import type { MailSource } from "../workflow/ports.ts";
import { listedMail, octetsOf } from "./found.ts";
import { splitMails } from "./parts.ts";
import type { Shelf } from "./shelf.ts";

const notLoaded = (cause: unknown) =>
  new EvidenceError("SOURCE_UNAVAILABLE", "a part of the page did not load", { cause, retry: "later" });

/** @returns `preload` fetches what the first screen went without, so that a line that breaks later stops no report. */
export function fileHost(
  shelf: Pick<Shelf, "view" | "onMailsChanged">,
  version: string,
): { readonly host: PaneHost; readonly preload: () => void } {
  const opening = lazy(() => import("../hosts/file/found-mail.ts"), notLoaded);
  const mails = () => shelf.view.get().mails;
  const byId = indexOf(mails);
  const deps = { clock: { now: Date.now }, host: describePage(version) };
  /** The mail of the click: it may be taken off the list while it is read. */
  const sourceOf = (mail: FoundMail | undefined): MailSource => ({
    acquire: async (signal, onProgress) => {
      if (mail === undefined) throw new EvidenceError("SOURCE_UNAVAILABLE", "no such mail");
      return (await opening()).foundMailSource(mail, deps).acquire(signal, onProgress);
    },
  });
  const host: PaneHost = {
    ready: async () => null,
    // Both are the page's own affair: see main.tsx.
    language: () => null,
    theme: () => null,
    item: () => {
      const [mail, ...more] = mails().slice(0, 2);
      return mail === undefined || more.length > 0 ? null : listedMail(mail).summary;
    },
    absence: () => (mails().length > 1 ? "several" : mails().length === 0 ? "none" : null),
    source: () => sourceOf(mails()[0]),
    identity: async () => null,
    seriesFacts: () => ({ senderAddress: null, conversationId: null, internetMessageId: null }),
    givesSource: () => true,
    selection: async () => (mails().length > 1 ? mails().map(listedMail) : []),
    sourceById: ({ id }) => sourceOf(byId(id)),
    split: (requested, reserved) =>
      splitMails(requested, ({ id }) => octetsOf(id === null ? undefined : byId(id)), reserved),
    onItemChanged: shelf.onMailsChanged,
    // One mail or several: the shelf tells of both.
    onSelectionChanged: () => {},
    onThemeChanged: () => {},
  };
  return { host, preload: () => void opening().catch(() => undefined) };
}

/** Ten thousand mails are looked up one by one. */
function indexOf(mails: () => readonly FoundMail[]): (id: string) => FoundMail | undefined {
  let of: readonly FoundMail[] = [];
  let index = new Map<string, FoundMail>();
  return (id) => {
    if (of !== mails()) {
      of = mails();
      index = new Map(of.map((mail) => [mail.id, mail]));
    }
    return index.get(id);
  };
}

function describePage(version: string) {
  return {
    application: "Zegel report page",
    version,
    platform: "web",
    userAgent: navigator.userAgent,
  };
}
