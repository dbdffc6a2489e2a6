/** What the host tells office.js about itself and about the open item. Shapes are those of Outlook on the web. */
import type { Mail, MailPerson } from "../mail/mail.ts";
import { type HostSettings, requirementSetOf } from "./settings.ts";
import { officeTheme } from "./theme.ts";

const PERMISSIONS = { "read-item": 1, "read-write-mailbox": 2, "read-write-item": 3 } as const;
const READ_MESSAGE = 1;
const COMPOSE_MESSAGE = 4;
const EXTERNAL_USER = 3;
const FILE_ATTACHMENT = 0;
const ITEM_ATTACHMENT = 1;
const OUTLOOK_WEB_APP = 64;

export const reader: MailPerson = { name: "Sanne de Wit", address: "sanne.dewit@voorbeeld.example" };

/** Answer to ContextActivationManager_getAppContextAsync. */
export function appContext(settings: HostSettings, addInId: string, origin: string): Record<string, unknown> {
  return {
    _id: addInId,
    _appInstanceId: addInId,
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
    _requirementMatrix: JSON.stringify({ Mailbox: requirementSetOf(settings) }),
  };
}

/** @returns Null where the host has no item to tell of. */
export function initialData(mail: Mail | null, settings: HostSettings): Record<string, unknown> | null {
  if (mail === null || settings.item === "null") return null;
  return {
    ...hostData(settings),
    ...itemData(mail, settings),
    itemType: settings.item === "compose" ? COMPOSE_MESSAGE : READ_MESSAGE,
    isFromSharedFolder: settings.shared,
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
    ewsUrl: "",
    restUrl: "",
    officeTheme: officeTheme(settings.theme),
    // Read by the development shim, which else adds a method for every requirement set offered.
    missingMethods: settings.methods.getAsFile.kind === "missing" ? ["getAsFileAsync"] : [],
  };
}

/** Also the answer to loadItemByIdAsync. */
export function itemData(mail: Mail, settings: HostSettings): Record<string, unknown> {
  return {
    id: mail.id,
    subject: mail.subject,
    normalizedSubject: mail.subject.replace(/^((re|fw|fwd|antw|doorst):\s*)+/i, ""),
    itemClass: settings.protected ? "IPM.Note.SMIME" : "IPM.Note",
    internetMessageId: mail.messageId,
    conversationId: `conversation:${mail.subject.replace(/^((re|fw|fwd):\s*)+/i, "")}`,
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
    conversationId: `conversation:${mail.subject}`,
    internetMessageId: mail.messageId,
    hasAttachment: mail.attachments.length > 0,
  };
}
