/** The mailbox methods that office.js calls by number, each with the failures that the settings ask for. */
import { toBase64 } from "../../../core/base/bytes.ts";
import type { Mail, MailAttachment } from "../mail/mail.ts";
import { decodeText } from "../mail/mail.ts";
import type { Behaviour, MethodName } from "./behaviour.ts";
import { answerEws, type EwsReply } from "./ews.ts";
import { itemData, selectedItemData, sharedMailbox } from "./initial-data.ts";
import { coercionHtml, dispatchIds, failWith, type HostReply, hostErrors, succeed } from "./protocol.ts";
import { type HostSettings, requirementSetOf } from "./settings.ts";

/** What the host can see of the mailbox page. */
export interface HostWorld {
  readonly settings: () => HostSettings;
  /** The mail in the reading pane. */
  readonly openMail: () => Mail | null;
  readonly selectedMails: () => readonly Mail[];
  readonly mailById: (id: string) => Mail | null;
  /** Opens another mail, for the failure "changes". */
  readonly openNext: () => void;
  /** Any other mail, for the failure "foreign"; null if there is none. */
  readonly otherMail: () => Mail | null;
  readonly showNotifications: (notifications: readonly HostNotification[]) => void;
  /** What a pane was opened with; empty for nothing. */
  readonly initializationContext: () => string;
}

/** A line above the mail, by item.notificationMessages. */
export interface HostNotification {
  readonly key: string;
  readonly type: "informational" | "progress" | "error";
  readonly message: string;
}

/** By office.js's numbers. */
const NOTIFICATION_TYPES = ["informational", "progress", "error"] as const;

/** Characters of a notification (Office.NotificationMessageDetails). */
const NOTIFICATION_LENGTH = 150;

/** Octets above which spam reporting was seen to get nothing (ojs#5822). */
const SPAM_LIMIT = 4 << 20;

/** Mails of a selection that a host tells of; of more it tells nothing. */
const MOST_SELECTED = 100;

/** Null: the method never answers. */
export type MethodOutcome = HostReply | EwsReply | null;
type Outcome = HostReply | null;

export interface HostMethods {
  execute(dispatchId: number, parameters: Record<string, unknown>): Promise<MethodOutcome>;
}

/** @param forSpam - Serves a spam report, which some hosts limit. */
export function createHostMethods(world: HostWorld, forSpam = false): HostMethods {
  const calls = new Map<MethodName, number>();
  const notifications = new Map<string, HostNotification>();
  /** Set between loadItemById and unload: the host then answers for that one. */
  let loaded: Mail | null = null;

  const handlers: Readonly<
    Record<number, (parameters: Record<string, unknown>) => Promise<MethodOutcome> | MethodOutcome>
  > = {
    [dispatchIds.asFile]: () => permitted("1.14", asFile),
    [dispatchIds.allInternetHeaders]: () => onMail("headers", (mail) => mail.headers),
    [dispatchIds.body]: ({ coercionType }) =>
      coercionType === coercionHtml
        ? onMail("bodyHtml", (mail) => mail.html)
        : onMail("bodyText", (mail) => mail.text),
    [dispatchIds.attachmentContent]: ({ id }) => attachment(String(id)),
    [dispatchIds.selectedItems]: () => permitted("1.13", selectedItems, "read-write-mailbox"),
    [dispatchIds.loadItemById]: ({ itemId }) =>
      permitted("1.15", () => loadItem(String(itemId)), "read-write-mailbox"),
    [dispatchIds.unloadItem]: () => {
      loaded = null;
      return succeed(null);
    },
    [dispatchIds.sharedProperties]: sharedProperties,
    [dispatchIds.initializationContext]: () => succeed(world.initializationContext()),
    [dispatchIds.saveSettings]: () => succeed(null),
    [dispatchIds.identityToken]: () => failWith(hostErrors.identityTokenOff),
    [dispatchIds.callbackToken]: () => failWith(hostErrors.callbackTokenOff),
    [dispatchIds.ews]: ({ body }) => answerEws(String(body), world),
    [dispatchIds.notificationAdd]: setNotification,
    [dispatchIds.notificationReplace]: setNotification,
    [dispatchIds.notificationGetAll]: () => succeed([...notifications.values()]),
    [dispatchIds.notificationRemove]: ({ key }) => {
      notifications.delete(String(key));
      return showNotifications();
    },
  };
  return { execute };

  async function execute(dispatchId: number, parameters: Record<string, unknown>): Promise<MethodOutcome> {
    const handler = handlers[dispatchId];
    return handler === undefined ? failWith(hostErrors.notSupported) : handler(parameters);
  }

  /** @param set - Requirement set that the method came with. */
  function permitted(
    set: string,
    run: () => Promise<Outcome> | Outcome,
    permission: HostSettings["permission"] = "read-item",
  ): Promise<Outcome> | Outcome {
    const settings = world.settings();
    if (Number(set.slice(2)) > Number(requirementSetOf(settings).slice(2)))
      return failWith(hostErrors.notSupported);
    if (permission === "read-write-mailbox" && settings.permission !== permission) {
      return failWith(hostErrors.permissionDenied);
    }
    return run();
  }

  function asFile(): Promise<Outcome> | Outcome {
    const tooLarge = (openOrLoaded()?.octets.length ?? 0) > SPAM_LIMIT;
    if (forSpam && world.settings().spam4mb && tooLarge) return failWith(hostErrors.internal);
    return onMail("getAsFile", (mail) => toBase64(mail.octets));
  }

  /** Null where the host shows no item; the loaded one is there all the same. */
  function openOrLoaded(): Mail | null {
    const { item, shared } = world.settings();
    return loaded ?? (item === "null" || shared === "hidden" ? null : world.openMail());
  }

  async function onMail(name: MethodName, read: (mail: Mail) => string): Promise<Outcome> {
    const mail = openOrLoaded();
    if (mail === null) return failWith(hostErrors.internal);
    return behave(
      name,
      () => read(mail),
      () => read(world.otherMail() ?? mail),
    );
  }

  async function attachment(id: string): Promise<Outcome> {
    const mail = openOrLoaded();
    const found = mail?.attachments.find((one) => one.id === id);
    if (found === undefined || world.settings().protected) return failWith(hostErrors.attachmentIdInvalid);
    const { format, content } = attachmentContent(found);
    const outcome = await behave(
      "attachment",
      () => content,
      () => content,
    );
    return outcome === null || outcome.error ? outcome : succeed({ format, content: outcome.data });
  }

  async function selectedItems(): Promise<Outcome> {
    const items = world.selectedMails().map(selectedItemData);
    if (items.length > MOST_SELECTED) return failWith(hostErrors.tooManySelected);
    const outcome = await behave(
      "selectedItems",
      () => "",
      () => "",
    );
    return outcome === null || outcome.error ? outcome : succeed(items);
  }

  /** Documented: one at a time, and the one before must be unloaded first. Nobody says by which number it fails. */
  async function loadItem(id: string): Promise<Outcome> {
    const mail = world.mailById(id);
    if (mail === null) return failWith(hostErrors.itemNotFound);
    if (loaded !== null) return failWith(hostErrors.internal);
    loaded = mail;
    const outcome = await behave(
      "loadItem",
      () => "",
      () => "",
    );
    if (outcome === null || outcome.error) {
      loaded = null;
      return outcome;
    }
    return succeed(JSON.stringify(itemData(mail, world.settings())));
  }

  function sharedProperties(): Outcome {
    const owner = sharedMailbox;
    return world.settings().shared === "1"
      ? succeed({ owner, targetMailbox: owner, delegatePermissions: 1, targetRestUrl: "" })
      : failWith(hostErrors.notSupported);
  }

  function setNotification({ key, message, type }: Record<string, unknown>): Outcome {
    const text = String(message);
    if (text.length > NOTIFICATION_LENGTH) return failWith(hostErrors.internal);
    notifications.set(String(key), {
      key: String(key),
      type: NOTIFICATION_TYPES[Number(type)] ?? "informational",
      message: text,
    });
    return showNotifications();
  }

  function showNotifications(): Outcome {
    world.showNotifications([...notifications.values()]);
    return succeed(null);
  }

  async function behave(name: MethodName, answer: () => string, foreign: () => string): Promise<Outcome> {
    const behaviour = world.settings().methods[name];
    const call = (calls.get(name) ?? 0) + 1;
    calls.set(name, call);
    return applyBehaviour(behaviour, call, { answer, foreign, openNext: world.openNext });
  }
}

interface Answers {
  readonly answer: () => string;
  readonly foreign: () => string;
  readonly openNext: () => void;
}

/** @param call - 1 for the first call of this method. */
async function applyBehaviour(behaviour: Behaviour, call: number, answers: Answers): Promise<Outcome> {
  switch (behaviour.kind) {
    case "error": {
      const over = behaviour.times !== null && call > behaviour.times;
      return over ? succeed(answers.answer()) : failWith(behaviour.code);
    }
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, behaviour.milliseconds));
      return succeed(answers.answer());
    case "changes": {
      // Read first: the answer belongs to the mail that was open when it was asked for.
      const answer = answers.answer();
      answers.openNext();
      return succeed(answer);
    }
    case "never":
      return null;
    case "missing":
      return failWith(hostErrors.notSupported);
    default:
      return succeed(spoil(behaviour.kind, answers));
  }
}

function spoil(
  kind: "ok" | "empty" | "null" | "truncated" | "invalid" | "foreign" | "subject",
  answers: Answers,
): unknown {
  const answer = answers.answer();
  switch (kind) {
    case "ok":
      return answer;
    case "empty":
      return "";
    case "null":
      return null;
    case "truncated":
      // An odd number of characters, so that base64 shows the cut as well.
      return answer.slice(0, (answer.length >> 3) * 4 + 1);
    case "invalid":
      return `<!-- not base64 -->${answer}`;
    case "foreign":
      return answers.foreign();
    case "subject":
      return `${/^subject:.*(?:\r?\n[ \t].*)*/im.exec(answer)?.[0] ?? "Subject:"}\r\n`;
  }
}

/** Mails inside a mail come as text, all else as base64 (Office.MailboxEnums.AttachmentContentFormat). */
function attachmentContent(one: MailAttachment): { format: string; content: string } {
  return one.contentType === "message/rfc822"
    ? { format: "eml", content: decodeText(one.octets) }
    : { format: "base64", content: toBase64(one.octets) };
}
