/** What Outlook says of the open item. All of it is the host's claim: the source is judged by its own octets. */
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { ItemSummary } from "../../workflow/ports.ts";

/** The part of Office.MessageRead that capture uses; every member may be missing on some host. */
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
>;

/** Names are office.js's own, lists flattened: "attachments[0].name". */
export function itemClaims(item: OutlookItem): AcquisitionRecord["item"] {
  const claims: Record<string, string | number | null> = {
    itemId: textOrNull(item.itemId),
    conversationId: textOrNull(item.conversationId),
    internetMessageId: textOrNull(item.internetMessageId),
    itemClass: textOrNull(item.itemClass),
    subject: textOrNull(item.subject),
    "from.displayName": textOrNull(item.from?.displayName),
    "from.emailAddress": textOrNull(item.from?.emailAddress),
    "sender.emailAddress": textOrNull(item.sender?.emailAddress),
    dateTimeCreated: millisecondsOrNull(item.dateTimeCreated),
    "attachments.length": item.attachments?.length ?? null,
  };
  for (const [index, attachment] of (item.attachments ?? []).entries()) {
    claims[`attachments[${index}].name`] = textOrNull(attachment.name);
    claims[`attachments[${index}].contentType`] = textOrNull(attachment.contentType);
    claims[`attachments[${index}].size`] = Number.isFinite(attachment.size) ? attachment.size : null;
  }
  return claims;
}

export function itemSummary(item: Pick<OutlookItem, "subject" | "from">): ItemSummary {
  const address = item.from?.emailAddress;
  return {
    subject: item.subject ?? "",
    from: address ? { name: item.from.displayName ?? "", address } : null,
  };
}

/** Hosts were seen to give undefined, null or objects where the types promise a string. */
function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value.isWellFormed() ? value : null;
}

function millisecondsOrNull(value: unknown): number | null {
  return value instanceof Date && Number.isFinite(value.getTime()) ? value.getTime() : null;
}
