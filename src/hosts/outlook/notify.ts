/** A line above the open mail (Mailbox 1.3): the only screen of a ribbon button without a pane. */
import { type HostAnswer, hostCall } from "./host-call.ts";
import { currentItem } from "./office.ts";

export type NotificationKind = "information" | "progress" | "error";

/** Id of an image in the manifest; "information" must have one. */
const ICON = "Icon.16";
const LONGEST_KEY = 32;
const LONGEST_TEXT = 150;

const TYPES: Readonly<Record<NotificationKind, string>> = {
  information: "informationalMessage",
  progress: "progressIndicator",
  error: "errorMessage",
};

/**
 * Shows a text, in place of the one with the same key. Never rejects.
 *
 * @param key - At most 32 characters are used.
 * @param text - Cut after 150 characters, which is all that a host takes.
 * @param options.timeoutMs - Milliseconds to wait for the host; 5 s unless given.
 * @returns Whether it is shown. False: no open mail, no such feature, or the host refused; say it elsewhere.
 */
export async function notify(
  key: string,
  text: string,
  kind: NotificationKind,
  { timeoutMs = 5000 }: { readonly timeoutMs?: number } = {},
): Promise<boolean> {
  try {
    const messages = currentItem()?.notificationMessages;
    if (typeof messages?.replaceAsync !== "function") return false;
    const details = {
      type: TYPES[kind],
      message: cut(text),
      // Refused with every other type.
      ...(kind === "information" && { icon: ICON, persistent: false }),
    };
    const outcome = await hostCall<void>(
      (settle) =>
        messages.replaceAsync(key.slice(0, LONGEST_KEY), details, (result: HostAnswer<void>) =>
          settle(result),
        ),
      { timeoutMs, signal: new AbortController().signal },
    );
    return outcome.ok;
  } catch {
    return false;
  }
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  // Half a character at the cut would be shown as a box.
  return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
