/** The event that Google posts to an add-on's endpoint, read as input that anybody may have made up. */
import * as v from "valibot";

export interface GmailEvent {
  /** BCP 47 tag; "en" where Google does not say. */
  readonly locale: string;
  /** "WEB", "IOS" or "ANDROID" by Google's word; "" where it does not say. */
  readonly platform: string;
  /** By name; empty ones are left out. */
  readonly form: ReadonlyMap<string, readonly string[]>;
  /** Of the button that was pressed. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly tokens: {
    /** Says that Google calls this endpoint. */
    readonly system: string | null;
    /** Says who the reporter is. */
    readonly user: string | null;
    /** Lets its bearer ask Gmail for this reporter. */
    readonly oauth: string | null;
  };
  /** Null: Google does not say. */
  readonly scopes: readonly string[] | null;
  /** The mail that is open; null where none is, or an id is none. */
  readonly message: OpenMessage | null;
}

export interface OpenMessage {
  readonly id: string;
  readonly threadId: string | null;
  /** Of this mail alone, for some minutes; null where Google does not give it. */
  readonly accessToken: string | null;
}

/** "18c2f0a1b2c3d4e5", "msg-f:1767227424689440530", "msg-a:r-123": what may stand in a path segment. */
const MESSAGE_ID = /^[A-Za-z0-9:_-]{1,128}$/;
/** Fits a header field. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
const MAX_FIELDS = 50;
const MAX_VALUES = 500;
/** UTF-16 units. */
const MAX_VALUE = 20_000;

const text = v.fallback(v.nullish(v.string()), null);
const object = v.fallback(v.nullish(v.record(v.string(), v.unknown())), null);

const eventSchema = v.object({
  commonEventObject: v.fallback(
    v.nullish(v.object({ userLocale: text, platform: text, formInputs: object, parameters: object })),
    null,
  ),
  authorizationEventObject: v.fallback(
    v.nullish(
      v.object({
        systemIdToken: text,
        userIdToken: text,
        userOAuthToken: text,
        authorizedScopes: v.fallback(v.nullish(v.array(v.unknown())), null),
      }),
    ),
    null,
  ),
  gmail: v.fallback(v.nullish(v.object({ messageId: text, threadId: text, accessToken: text })), null),
});

/** @returns Null for what is no JSON object. Never throws. */
export function parseEvent(json: unknown): GmailEvent | null {
  const parsed = v.safeParse(eventSchema, json);
  if (!parsed.success || Array.isArray(json)) return null;
  const { commonEventObject: common, authorizationEventObject: authorization, gmail } = parsed.output;
  return {
    locale: localeOf(common?.userLocale),
    platform: /^[A-Z_]{1,32}$/.exec(common?.platform ?? "")?.[0] ?? "",
    form: formOf(common?.formInputs),
    parameters: parametersOf(common?.parameters),
    tokens: {
      system: tokenOf(authorization?.systemIdToken),
      user: tokenOf(authorization?.userIdToken),
      oauth: tokenOf(authorization?.userOAuthToken),
    },
    scopes:
      authorization?.authorizedScopes?.filter((one) => typeof one === "string").slice(0, MAX_FIELDS) ?? null,
    message: messageOf(gmail),
  };
}

function localeOf(given: string | null | undefined): string {
  return given !== null && given !== undefined && /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/.test(given)
    ? given.replaceAll("_", "-")
    : "en";
}

function tokenOf(given: string | null | undefined): string | null {
  return given !== null && given !== undefined && TOKEN.test(given) ? given : null;
}

function messageOf(gmail: v.InferOutput<typeof eventSchema>["gmail"]): OpenMessage | null {
  const id = gmail?.messageId ?? "";
  if (!isGmailId(id)) return null;
  const threadId = gmail?.threadId ?? "";
  return {
    id,
    threadId: isGmailId(threadId) ? threadId : null,
    accessToken: tokenOf(gmail?.accessToken),
  };
}

export function isGmailId(id: string): boolean {
  return MESSAGE_ID.test(id);
}

const inputSchema = v.object({ stringInputs: v.object({ value: v.array(v.unknown()) }) });

function formOf(inputs: Readonly<Record<string, unknown>> | null | undefined): GmailEvent["form"] {
  const form = new Map<string, readonly string[]>();
  for (const [name, input] of Object.entries(inputs ?? {}).slice(0, MAX_FIELDS)) {
    const parsed = v.safeParse(inputSchema, input);
    if (!parsed.success) continue;
    const values = parsed.output.stringInputs.value
      .slice(0, MAX_VALUES)
      .filter((one) => typeof one === "string" && one !== "")
      .map((one) => (one as string).slice(0, MAX_VALUE).toWellFormed());
    if (values.length > 0) form.set(name, values);
  }
  return form;
}

function parametersOf(given: Readonly<Record<string, unknown>> | null | undefined): GmailEvent["parameters"] {
  const parameters = new Map<string, string>();
  for (const [name, value] of Object.entries(given ?? {}).slice(0, MAX_FIELDS))
    if (typeof value === "string" && value.length <= MAX_VALUE) parameters.set(name, value);
  return parameters;
}
