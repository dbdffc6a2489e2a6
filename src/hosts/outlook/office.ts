/** The little of office.js that the pane needs beside the mail itself. The only place that reads the global `Office`. */
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { ItemSummary } from "../../workflow/ports.ts";
import { itemSummary, type OutlookItem } from "./item-claims.ts";
import { type HostTheme, themeOf } from "./theme.ts";

/** "none": the page was opened in a browser, or office.js did not load. */
export type OfficeHost = "outlook" | "none";

/** True where office.js itself is there; its CDN may be blocked. */
function officeLoaded(): boolean {
  return typeof Office !== "undefined" && typeof Office.onReady === "function";
}

/**
 * Waits for office.js and its handshake with the host. May be called by a script that runs before office.js does.
 *
 * @param timeoutMs - After that the page goes on without a host: a broken handshake must not leave it blank.
 */
export async function whenOfficeReady(timeoutMs = 20_000): Promise<OfficeHost> {
  if (!officeLoaded()) await scriptsHaveRun(timeoutMs);
  if (!officeLoaded()) return "none";
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("none"), timeoutMs);
    void Office.onReady((info) => {
      clearTimeout(timer);
      resolve(String(info?.host) === "Outlook" ? "outlook" : "none");
    });
  });
}

/** Deferred scripts run before DOMContentLoaded; load comes later still, where that event is over already. */
function scriptsHaveRun(timeoutMs: number): Promise<void> {
  if (typeof document === "undefined" || document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    document.addEventListener("DOMContentLoaded", done, { once: true });
    window.addEventListener("load", done, { once: true });
  });
}

function mailbox(): Office.Mailbox | undefined {
  return officeLoaded() ? Office.context?.mailbox : undefined;
}

/** The open mail in read mode; null for none, for appointments and for mails being written. */
export function currentItem(): OutlookItem | null {
  const item = mailbox()?.item;
  return item && String(item.itemType) === "message" && typeof item.subject === "string" ? item : null;
}

export function currentItemSummary(): ItemSummary | null {
  const item = currentItem();
  return item === null ? null : itemSummary(item);
}

/**
 * Follows a pinned pane from mail to mail (Mailbox 1.5).
 *
 * @param listener - Called after office.js has switched; read currentItem() again.
 * @returns Stops listening. Where the host has no such event the listener is never called.
 */
export function onItemChanged(listener: () => void): () => void {
  return subscribe("ItemChanged", listener);
}

export function onThemeChanged(listener: () => void): () => void {
  return subscribe("OfficeThemeChanged", listener);
}

function subscribe(name: "ItemChanged" | "OfficeThemeChanged", listener: () => void): () => void {
  const box = mailbox();
  const type = officeLoaded() ? Office.EventType?.[name] : undefined;
  if (box === undefined || type === undefined) return () => {};
  let active = true;
  try {
    box.addHandlerAsync(type, () => {
      if (active) listener();
    });
  } catch {
    // Older hosts throw for an event they do not know; the pane then keeps to the mail it was opened on.
  }
  // removeHandlerAsync would remove every handler of that event, other listeners' too.
  return () => {
    active = false;
  };
}

/** Whether the host offers a requirement set of Mailbox, "1.14" for getAsFileAsync. */
export function supportsMailbox(version: `1.${number}`): boolean {
  return officeLoaded() && Office.context?.requirements?.isSetSupported("Mailbox", version) === true;
}

/** BCP 47 tag of Outlook's own language, or null without a host. */
export function hostLanguage(): string | null {
  const language = officeLoaded() ? Office.context?.displayLanguage : undefined;
  return typeof language === "string" && language !== "" ? language : null;
}

/** Null where the host says nothing: then prefers-color-scheme and forced-colors decide. */
export function hostTheme(): HostTheme | null {
  return officeLoaded() ? themeOf(Office.context?.officeTheme) : null;
}

/** For the acquisition record: the host's words for itself. */
export function hostDescription(): AcquisitionRecord["host"] {
  const diagnostics = mailbox()?.diagnostics;
  return {
    application: diagnostics?.hostName ?? "unknown",
    version: diagnostics?.hostVersion ?? "unknown",
    platform: String((officeLoaded() ? Office.context?.platform : undefined) ?? "unknown"),
    userAgent: typeof navigator === "undefined" ? "unknown" : navigator.userAgent,
  };
}
