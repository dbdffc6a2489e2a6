/** Exchange Web Services as makeEwsRequestAsync reaches them: GetItem with MimeContent of one mail, nothing else. */
import { toBase64 } from "../../../core/base/bytes.ts";
import type { HostWorld } from "./methods.ts";
import { ewsOf } from "./settings.ts";

/** Characters of an answer that office.js lets through (5 MB). */
const LONGEST_ANSWER = 5_000_000;

/** Unlike other methods' answers; office.js makes error 9020 of every failure. */
export type EwsReply =
  | { readonly wasProxySuccessful: true; readonly body: string }
  | { readonly wasProxySuccessful: false; readonly errorMessage: string };

function proxyFailed(errorMessage: string): EwsReply {
  return { wasProxySuccessful: false, errorMessage };
}

/** @returns Null: never answered. */
export function answerEws(request: string, world: HostWorld): EwsReply | null {
  switch (ewsOf(world.settings())) {
    case "off":
      return proxyFailed("Exchange Web Services are not available here.");
    case "never":
      return null;
    case "fails":
      return proxyFailed("The remote server returned an error: (500) Internal Server Error.");
    case "toolarge":
      return proxyFailed("The response exceeds the 5 MB size limit.");
    default:
      return getItem(request, world);
  }
}

function getItem(request: string, world: HostWorld): EwsReply {
  const asked = readGetItem(request);
  if (asked === null) return proxyFailed("The request is not one that add-ins may make.");
  // A shared folder is another mailbox, which add-ins do not reach by EWS.
  const mail = world.settings().shared === "0" ? world.mailById(asked.id) : null;
  if (mail === null) return answer(failure("ErrorItemNotFound"));
  const changeKey = "CQAAABYAAAAZegelsimulator";
  const id = `<t:ItemId Id="${escapeXml(mail.id)}" ChangeKey="${changeKey}"/>`;
  const content = asked.mime
    ? `<t:MimeContent CharacterSet="UTF-8">${toBase64(mail.octets)}</t:MimeContent>`
    : "";
  return answer(success(`<t:Message>${content}${id}</t:Message>`));
}

/** @returns Null for anything but a GetItem of one mail. */
function readGetItem(request: string): { id: string; mime: boolean } | null {
  const parsed = new DOMParser().parseFromString(request, "text/xml");
  if (parsed.getElementsByTagName("parsererror").length > 0) return null;
  const named = (name: string) => parsed.getElementsByTagNameNS("*", name);
  const ids = named("ItemId");
  const id = ids[0]?.getAttribute("Id") ?? "";
  if (named("GetItem").length !== 1 || ids.length !== 1 || id === "") return null;
  return { id, mime: named("IncludeMimeContent")[0]?.textContent?.trim() === "true" };
}

function answer(message: string): EwsReply {
  const body =
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    '<m:GetItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" ' +
    'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">' +
    `<m:ResponseMessages>${message}</m:ResponseMessages></m:GetItemResponse></s:Body></s:Envelope>`;
  if (body.length > LONGEST_ANSWER) return proxyFailed("The response exceeds the 5 MB size limit.");
  return { wasProxySuccessful: true, body };
}

function success(item: string): string {
  return (
    '<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>' +
    `<m:Items>${item}</m:Items></m:GetItemResponseMessage>`
  );
}

function failure(code: string): string {
  return (
    '<m:GetItemResponseMessage ResponseClass="Error">' +
    "<m:MessageText>The specified object was not found in the store.</m:MessageText>" +
    `<m:ResponseCode>${code}</m:ResponseCode><m:Items/></m:GetItemResponseMessage>`
  );
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
