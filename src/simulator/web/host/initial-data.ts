/** What the host tells office.js about itself and about the open item. Shapes are those of Outlook on the web. */
import type { Mail, MailPerson } from "../mail/mail.ts";
import { conversationIdOf, normalizedSubject } from "../mail/ids.ts";
import { ewsOf, type HostSettings, naaOf, requirementSetOf } from "./settings.ts";
import { officeTheme } from "./theme.ts";

const PERMISSIONS = { "read-item": 1, "read-write-mailbox": 2, "read-write-item": 3 } as const;
/** Kinds of item by office.js's numbers; "null" has no item and is told apart before. */
const ITEM_TYPES = { read: 1, appointment: 2, meeting: 3, compose: 4 } as const;
const NO_ITEM = 6;
const HOUR_MS = 3_600_000;
const EXTERNAL_USER = 3;
const FILE_ATTACHMENT = 0;
const ITEM_ATTACHMENT = 1;
const OUTLOOK_WEB_APP = 64;

export const reader: MailPerson = { name: "Sanne de Wit", address: "sanne.dewit@voorbeeld.example" };

/** Owner of the shared mailbox. */
export const sharedMailbox = "klachten@voorbeeld.example";

/** Answer to ContextActivationManager_getAppContextAsync. */
export function appContext(settings: HostSettings, addInId: string, origin: string): Record<string, unknown> {
  return {
    _id: addInId,
    _appInstanceId: addInId,
    _addinName: "Zegel",
    _appName: OUTLOOK_WEB_APP,
    _appVersion: "16.01",
    _hostFullVersion: "16.01",
    _appUILocale: settings.locale,
    _dataLocale: settings.locale,
    _docUrl: origin,
    _clientMode: 0,
    _settings: {},
    _reason: 1,
    _osfControlType: 3,
    _eToken: "",
    _appDomains: [],
    _requirementMatrix: JSON.stringify({
      Mailbox: requirementSetOf(settings),
      DialogApi: "1.2",
      ...(naaOf(settings) === "off" ? {} : { NestedAppAuth: "1.1" }),
    }),
  };
}

/** What office.js hears first, and again when another mail is opened. */
export function initialData(mail: Mail | null, settings: HostSettings): Record<string, unknown> {
  if (mail === null || settings.item === "null" || settings.shared === "hidden") {
    return { ...hostData(settings), itemType: NO_ITEM };
  }
  return {
    ...hostData(settings),
    ...itemData(mail, settings),
    ...(settings.item === "appointment" ? appointmentData(mail) : {}),
    itemType: ITEM_TYPES[settings.item],
    isFromSharedFolder: settings.shared === "1",
  };
}

export function hasItem(data: Readonly<Record<string, unknown>>): boolean {
  return data["itemType"] !== NO_ITEM;
}

/** An entry of the calendar with the mail's words: it has attendees in the place of a sender, and no headers. */
function appointmentData(mail: Mail): Record<string, unknown> {
  const start = mail.date ?? 0;
  return {
    from: undefined,
    sender: undefined,
    internetMessageId: undefined,
    conversationId: undefined,
    organizer: emailAddress(mail.from),
    start,
    end: start + HOUR_MS,
    location: "Vergaderzaal 2",
    itemClass: "IPM.Appointment",
  };
}

function hostData(settings: HostSettings): Record<string, unknown> {
  return {
    permissionLevel: PERMISSIONS[settings.permission],
    userEmailAddress: reader.address,
    userDisplayName: reader.name,
    userProfileType: "enterprise",
    userTimeZone: "W. Europe Standard Time",
    hostVersion: "20261109003.07",
    owaView: "ThreeColumns",
    ewsUrl: ewsOf(settings) === "off" ? "" : "https://mail.voorbeeld.example/EWS/Exchange.asmx",
    restUrl: "",
    officeTheme: officeTheme(settings.theme),
    // Read by the development shim, which else adds a method for every requirement set offered.
    missingMethods: [
      ...(settings.methods.getAsFile.kind === "missing" ? ["getAsFileAsync"] : []),
      ...(settings.naa === "claimed" ? ["nestedAppAuthBridge"] : []),
    ],
  };
}

/** Also the answer to loadItemByIdAsync. */
export function itemData(mail: Mail, settings: HostSettings): Record<string, unknown> {
  return {
    id: mail.id,
    subject: mail.subject,
    normalizedSubject: normalizedSubject(mail.subject),
    itemClass: itemClass(settings),
    internetMessageId: mail.messageId,
    conversationId: conversationIdOf(mail.subject),
    from: emailAddress(mail.from),
    sender: emailAddress(mail.from),
    to: mail.to.map(emailAddress),
    cc: [],
    dateTimeCreated: mail.date ?? 0,
    dateTimeModified: mail.date ?? 0,
    attachments: mail.attachments.map((one) => ({
      attachmentType: one.contentType === "message/rfc822" ? ITEM_ATTACHMENT : FILE_ATTACHMENT,
      contentType: one.contentType,
      id: settings.protected ? "" : one.id,
      isInline: one.inline,
      name: one.name,
      size: one.octets.length,
    })),
  };
}

function itemClass(settings: HostSettings): string {
  if (settings.item === "meeting") return "IPM.Schedule.Meeting.Request";
  return settings.protected ? "IPM.Note.SMIME" : "IPM.Note";
}

function emailAddress({ name, address }: MailPerson): Record<string, unknown> {
  return { name, address, recipientType: EXTERNAL_USER };
}

/** Answer to getSelectedItemsAsync: metadata only. */
export function selectedItemData(mail: Mail): Record<string, unknown> {
  return {
    itemId: mail.id,
    itemMode: "Read",
    itemType: "message",
    subject: mail.subject,
    conversationId: conversationIdOf(mail.subject),
    internetMessageId: mail.messageId,
    hasAttachment: mail.attachments.length > 0,
  };
}
