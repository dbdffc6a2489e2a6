/** Messages between office.js and its host: JSON strings by postMessage, as observed with office.js 1.1.110. */

export type ActionType = "invoke" | "register" | "unregister";

export interface HostRequest {
  readonly action: string;
  readonly type: ActionType;
  readonly conversation: string;
  readonly correlation: number;
  readonly data: unknown;
}

const ACTION_TYPES: readonly ActionType[] = ["invoke", "register", "unregister"];
const REQUEST = 0;
const RESPONSE = 1;
const FOR_CALLING = 0;
const FOR_EVENTING = 1;

/** @returns Null for anything but a request: pages post other things to their parent, and may post rubbish. */
export function readRequest(message: unknown): HostRequest | null {
  if (typeof message !== "string") return null;
  const raw = parseObject(message);
  if (raw === null || raw._messageType !== REQUEST) return null;
  const type = ACTION_TYPES[raw._actionType as number];
  if (type === undefined || typeof raw._actionName !== "string" || typeof raw._conversationId !== "string") {
    return null;
  }
  return {
    action: raw._actionName,
    type,
    conversation: raw._conversationId,
    correlation: Number(raw._correlationId),
    data: raw._data,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export function writeResponse(request: HostRequest, data: unknown): string {
  return message(request.action, request.conversation, request.correlation, FOR_CALLING, data);
}

export function writeEvent(name: string, conversation: string, data: unknown): string {
  return message(name, conversation, -1, FOR_EVENTING, data);
}

function message(
  action: string,
  conversation: string,
  correlation: number,
  responseType: number,
  data: unknown,
): string {
  return JSON.stringify({
    _messageType: RESPONSE,
    _actionName: action,
    _conversationId: conversation,
    _correlationId: correlation,
    _origin: globalThis.location?.origin ?? "",
    _data: data,
    _errorCode: 0,
    _responseType: responseType,
    _serializerVersion: 1,
  });
}

/** What a host method answers. */
export type HostReply =
  | { readonly error: false; readonly data: unknown }
  | { readonly error: true; readonly errorCode: number };

export function succeed(data: unknown): HostReply {
  return { error: false, data };
}

export function failWith(errorCode: number): HostReply {
  return { error: true, errorCode };
}

/** Numbers by which office.js names the method it wants. */
export const dispatchIds = {
  identityToken: 2,
  ews: 5,
  callbackToken: 12,
  notificationAdd: 33,
  notificationGetAll: 34,
  notificationReplace: 35,
  notificationRemove: 36,
  body: 37,
  eventCompleted: 94,
  initializationContext: 99,
  sharedProperties: 108,
  attachmentContent: 150,
  allInternetHeaders: 168,
  selectedItems: 196,
  asFile: 204,
  loadItemById: 211,
  unloadItem: 212,
  saveSettings: 404,
} as const;

/** How body.getAsync names the form it wants. */
export const coercionHtml = 3;

/** Error numbers that Outlook documents or was seen to give. */
export const hostErrors = {
  permissionDenied: 7000,
  internal: 9002,
  attachmentIdInvalid: 9003,
  identityTokenOff: 9017,
  callbackTokenOff: 9018,
  notSupported: 5000,
  itemNotFound: 9049,
  tooManySelected: 9064,
} as const;
