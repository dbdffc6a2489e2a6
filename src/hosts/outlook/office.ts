/** The little of office.js that the pane needs beside the mail itself. The only place that reads the global `Office`. */
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { ItemAbsence, ItemIdentity, ItemSummary } from "../../workflow/ports.ts";
import { identityOf, SHARED_TIMEOUT_MS, restId, sharedFacts } from "./identity.ts";
import {
  isAppointment,
  isBeingWritten,
  itemSummary,
  type OutlookItem,
  type SeriesFacts,
  textOrNull,
} from "./item-claims.ts";
import { type HostTheme, themeOf } from "./theme.ts";

/** "none": the page was opened in a browser, or office.js did not load. */
export type OfficeHost = "outlook" | "none";

/** True where office.js itself is there; its CDN may be blocked. */
function officeLoaded(): boolean {
  return typeof Office !== "undefined" && typeof Office.onReady === "function";
}

/** Reads a member of the global; some hosts throw from members that they do not have. */
function read<T>(member: () => T): T | undefined {
  if (!officeLoaded()) return undefined;
  try {
    return member();
  } catch {
    return undefined;
  }
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

/** Office.context.mailbox; undefined without Outlook. */
export function outlookMailbox(): Partial<Office.Mailbox> | undefined {
  return read(() => Office.context?.mailbox) ?? undefined;
}

/** Office.context.ui; undefined without a host. */
export function officeUi(): Partial<Office.UI> | undefined {
  return read(() => Office.context?.ui) ?? undefined;
}

/** The host's name for an event; undefined where it has none. */
export function eventType(name: keyof typeof Office.EventType): Office.EventType | undefined {
  return read(() => Office.EventType?.[name]);
}

function openItem(): OutlookItem | null {
  return (outlookMailbox()?.item as OutlookItem | null | undefined) ?? null;
}

/** The open mail or appointment in read mode; null for none and for what is being written. */
export function currentItem(): OutlookItem | null {
  const item = openItem();
  if (item === null || isBeingWritten(item)) return null;
  return String(item.itemType) === "message" || isAppointment(item) ? item : null;
}

export function currentItemSummary(): ItemSummary | null {
  const item = currentItem();
  return item === null ? null : itemSummary(item);
}

let selectedCount = 0;

/** Told by what reads the selection: with several selected the host shows no item and gives no other sign. */
export function noteSelection(count: number): void {
  selectedCount = count;
}

/** Null while currentItem() gives one. "several": as the selection was when it was last asked for. */
export function itemAbsence(): ItemAbsence | null {
  if (outlookMailbox() === undefined) return "no-host";
  if (currentItem() !== null) return null;
  const item = openItem();
  if (item !== null && isBeingWritten(item)) return "compose";
  return selectedCount > 1 ? "several" : "none";
}

/**
 * How Microsoft Graph and EWS know the open mail; null for none, for appointments and where the host gives no id.
 * Never rejects: a shared mailbox that the host does not name counts as the reporter's own.
 */
export async function itemIdentity(): Promise<ItemIdentity | null> {
  const item = currentItem();
  if (item === null || isAppointment(item)) return null;
  const { signal } = new AbortController();
  const shared = await sharedFacts(item, { timeoutMs: SHARED_TIMEOUT_MS, signal });
  return identityOf(item.itemId, shared.ok ? shared.value.mailbox : null, null);
}

/** Of the open mail; the conversation in the form of Microsoft Graph. */
export function seriesFacts(): SeriesFacts {
  const item = currentItem();
  const conversation = textOrNull(item?.conversationId);
  return {
    senderAddress: textOrNull(item?.from?.emailAddress),
    conversationId: conversation === null ? null : restId(conversation),
    internetMessageId: textOrNull(item?.internetMessageId),
  };
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

/** Several mails were selected in the list, or fewer (Mailbox 1.13): ask selectedMails() again. */
export function onSelectionChanged(listener: () => void): () => void {
  return subscribe("SelectedItemsChanged", listener);
}

export function onThemeChanged(listener: () => void): () => void {
  return subscribe("OfficeThemeChanged", listener);
}

function subscribe(
  name: "ItemChanged" | "SelectedItemsChanged" | "OfficeThemeChanged",
  listener: () => void,
): () => void {
  const box = outlookMailbox();
  const type = eventType(name);
  if (box === undefined || type === undefined) return () => {};
  let active = true;
  try {
    box.addHandlerAsync?.(type, () => {
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

function isSupported(set: string, version: string): boolean {
  return read(() => Office.context?.requirements?.isSetSupported(set, version)) === true;
}

/** Whether the host offers a requirement set of Mailbox, "1.14" for getAsFileAsync. */
export function supportsMailbox(version: `1.${number}`): boolean {
  return isSupported("Mailbox", version);
}

/** Nested app authentication: the host itself signs in. Some clients say so and then fail (OfficeDev/office-js#6275). */
export function supportsNaa(): boolean {
  return isSupported("NestedAppAuth", "1.1");
}

/**
 * Whether the host itself can give a mail's source, or its header and attachments. Mobile and Exchange on-premises end
 * at Mailbox 1.5: bodies alone, which is no evidence of where a mail came from.
 *
 * @param options.ews - This installation may ask EWS.
 */
export function givesSource({ ews = false }: { readonly ews?: boolean } = {}): boolean {
  return supportsMailbox("1.8") || (ews && asksEws());
}

/** Hosts of Exchange Online: EWS is blocked there, and every question would end in an error on record. */
const CLOUD = /(?:^|\.)(?:office|office365|outlook)\.com$|\.outlook\.cn$|\.office365\.us$/i;

function isOwnServer(ewsUrl: unknown): boolean {
  if (typeof ewsUrl !== "string" || !URL.canParse(ewsUrl)) return false;
  return !CLOUD.test(new URL(ewsUrl).hostname);
}

/** Whether EWS can be asked through this client: it has the method, and a server of the organisation's own. */
export function asksEws(): boolean {
  const box = outlookMailbox();
  return typeof box?.makeEwsRequestAsync === "function" && isOwnServer(box.ewsUrl);
}

/** BCP 47 tag of Outlook's own language, or null without a host. */
export function hostLanguage(): string | null {
  return textOrNull(read(() => Office.context?.displayLanguage)) || null;
}

/** Null where the host says nothing: then prefers-color-scheme and forced-colors decide. */
export function hostTheme(): HostTheme | null {
  return read(() => themeOf(Office.context?.officeTheme)) ?? null;
}

/** For the acquisition record: the host's words for itself. */
export function hostDescription(): AcquisitionRecord["host"] {
  const diagnostics = read(() => Office.context?.mailbox?.diagnostics);
  return {
    application: textOrNull(diagnostics?.hostName) ?? "unknown",
    version: textOrNull(diagnostics?.hostVersion) ?? "unknown",
    platform: String(read(() => Office.context?.platform) ?? "unknown"),
    userAgent: typeof navigator === "undefined" ? "unknown" : navigator.userAgent,
  };
}
