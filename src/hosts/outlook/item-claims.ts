/** What Outlook says of an item. All of it is the host's claim: the source is judged by its own octets. */
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { ItemSummary, SeriesQuery } from "../../workflow/ports.ts";

/** The parts of Office.MessageRead and Office.AppointmentRead that are used; any member may be missing on some host. */
export type OutlookItem = Pick<
  Office.MessageRead,
  | "itemId"
  | "conversationId"
  | "internetMessageId"
  | "subject"
  | "from"
  | "sender"
  | "itemClass"
  | "dateTimeCreated"
  | "attachments"
  | "body"
  | "getAsFileAsync"
  | "getAllInternetHeadersAsync"
  | "getAttachmentContentAsync"
> &
  Partial<
    Pick<Office.MessageRead, "itemType" | "getSharedPropertiesAsync" | "notificationMessages"> &
      Pick<Office.AppointmentRead, "organizer" | "start" | "end" | "location">
  >;

export type Claims = Record<string, string | number | null>;

/** An entry of the calendar. Invitations and answers to them are messages. */
export function isAppointment(item: Pick<OutlookItem, "itemType">): boolean {
  return String(item.itemType) === "appointment";
}

/** Being written: subject and recipients are objects with methods then (OfficeDev/office-js#5557). */
export function isBeingWritten(item: { readonly subject?: unknown }): boolean {
  return typeof item.subject === "object" && item.subject !== null;
}

/** Names are office.js's own, lists flattened: "attachments[0].name". */
export function itemClaims(item: OutlookItem): Claims {
  const attachments = attachmentsOf(item);
  const claims: Claims = {
    itemId: textOrNull(item.itemId),
    conversationId: textOrNull(item.conversationId),
    internetMessageId: textOrNull(item.internetMessageId),
    itemClass: textOrNull(item.itemClass),
    subject: textOrNull(item.subject),
    ...(isAppointment(item) ? appointmentClaims(item) : senderClaims(item)),
    dateTimeCreated: millisecondsOrNull(item.dateTimeCreated),
    "attachments.length": Array.isArray(item.attachments) ? attachments.length : null,
  };
  for (const [index, attachment] of attachments.entries()) {
    claims[`attachments[${index}].name`] = textOrNull(attachment.name);
    claims[`attachments[${index}].contentType`] = textOrNull(attachment.contentType);
    claims[`attachments[${index}].size`] = Number.isFinite(attachment.size) ? attachment.size : null;
  }
  return claims;
}

function senderClaims(item: OutlookItem): Claims {
  return {
    "from.displayName": textOrNull(item.from?.displayName),
    "from.emailAddress": textOrNull(item.from?.emailAddress),
    "sender.emailAddress": textOrNull(item.sender?.emailAddress),
  };
}

function appointmentClaims(item: OutlookItem): Claims {
  return {
    itemType: "appointment",
    "organizer.displayName": textOrNull(item.organizer?.displayName),
    "organizer.emailAddress": textOrNull(item.organizer?.emailAddress),
    start: millisecondsOrNull(item.start),
    end: millisecondsOrNull(item.end),
    location: textOrNull(item.location),
  };
}

/** A list whatever the host says; entries that are no objects are left out. */
export function attachmentsOf(item: Pick<OutlookItem, "attachments">): readonly Office.AttachmentDetails[] {
  const given: unknown = item.attachments;
  return Array.isArray(given) ? given.filter((one) => typeof one === "object" && one !== null) : [];
}

export function itemSummary(item: OutlookItem): ItemSummary {
  const sender = isAppointment(item) ? item.organizer : item.from;
  const address = textOrNull(sender?.emailAddress);
  const id = textOrNull(item.itemId);
  return {
    subject: textOrNull(item.subject) ?? "",
    from: address ? { name: textOrNull(sender?.displayName) ?? "", address } : null,
    ...(id !== null && { id }),
    ...(isAppointment(item) && { kind: "appointment" as const }),
  };
}

/** What a search for the rest of a series starts from. */
export type SeriesFacts = Pick<SeriesQuery, "senderAddress" | "conversationId" | "internetMessageId">;

/** Hosts were seen to give undefined, null or objects where the types promise a string. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value.isWellFormed() ? value : null;
}

function millisecondsOrNull(value: unknown): number | null {
  return value instanceof Date && Number.isFinite(value.getTime()) ? value.getTime() : null;
}

/** @returns Claims as JSON can hold them; what a service says never replaces what the host said. */
export function joinClaims(claims: Claims, facts: AcquisitionRecord["item"]): Claims {
  const kept = Object.entries(facts).filter(
    ([name, value]) =>
      name.isWellFormed() && (value === null || Number.isFinite(value) || textOrNull(value) !== null),
  );
  return { ...Object.fromEntries(kept), ...claims };
}
