/** What Microsoft Graph says of messages, read as input that anybody may have made up: bounded, typed, never thrown. */
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import type { ListedMail } from "../workflow/ports.ts";
import { tryJson } from "./problem.ts";

/** Characters at most: an id of Exchange has 152 to some 250, a folder's name 255. */
const ID_LIMIT = 1024;
const TEXT_LIMIT = 1000;
/** Mails of one page at most; what a server adds is left out. */
const PAGE_LIMIT = 100;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(ID_LIMIT));
const optionalText = v.fallback(v.nullish(v.string()), null);

/** Members of a message that go into the acquisition record. */
export const FACT_NAMES = [
  "receivedDateTime",
  "sentDateTime",
  "parentFolderId",
  "internetMessageId",
  "conversationId",
  "changeKey",
] as const;

/** Members that a list shows. */
export const LIST_SELECT = "id,subject,from,receivedDateTime,isDraft,internetMessageId";

/** A mail as a list gives it, with what tells copies apart. */
export interface GraphMail extends ListedMail {
  readonly internetMessageId: string | null;
  readonly isDraft: boolean;
}

export interface GraphPage {
  readonly mails: readonly GraphMail[];
  readonly nextLink: string | null;
}

const mailSchema = v.object({
  id,
  subject: optionalText,
  from: v.fallback(
    v.nullish(v.object({ emailAddress: v.nullish(v.object({ name: optionalText, address: optionalText })) })),
    null,
  ),
  receivedDateTime: optionalText,
  isDraft: v.fallback(v.nullish(v.boolean()), null),
  internetMessageId: optionalText,
});
const pageSchema = v.object({
  value: v.array(v.unknown()),
  "@odata.nextLink": v.fallback(v.nullish(v.pipe(v.string(), v.maxLength(8192))), null),
});

/** @returns Null where the answer is no list; a mail of the list that cannot be read is left out. */
export function readPage(octets: Uint8Array): GraphPage | null {
  const parsed = v.safeParse(pageSchema, jsonOf(octets));
  if (!parsed.success) return null;
  const mails = parsed.output.value.slice(0, PAGE_LIMIT).flatMap((one) => {
    const mail = v.safeParse(mailSchema, one);
    return mail.success ? [mailOf(mail.output)] : [];
  });
  return { mails, nextLink: parsed.output["@odata.nextLink"] ?? null };
}

/** Facts of one message by their names at Graph, each with "graph." before it. Empty where nothing can be read. */
export function readFacts(octets: Uint8Array): AcquisitionRecord["item"] {
  const json = jsonOf(octets);
  const facts = FACT_NAMES.flatMap((name) => {
    const text = memberOf(json, name);
    return text === null ? [] : [[`graph.${name}`, text] as const];
  });
  return Object.fromEntries(facts);
}

/** The name of a folder; null where it is not said. */
export function readFolderName(octets: Uint8Array): string | null {
  return memberOf(jsonOf(octets), "displayName");
}

function memberOf(json: unknown, name: string): string | null {
  const parsed = v.safeParse(v.object({ [name]: v.string() }), json);
  return parsed.success ? (parsed.output[name] as string).slice(0, TEXT_LIMIT) : null;
}

function mailOf(mail: v.InferOutput<typeof mailSchema>): GraphMail {
  const from = mail.from?.emailAddress ?? null;
  return {
    id: mail.id,
    summary: {
      id: mail.id,
      subject: shortened(mail.subject),
      from: from === null ? null : { name: shortened(from.name), address: shortened(from.address) },
    },
    receivedAt: timeOf(mail.receivedDateTime ?? null),
    internetMessageId: mail.internetMessageId?.slice(0, TEXT_LIMIT) ?? null,
    isDraft: mail.isDraft === true,
  };
}

function shortened(text: string | null | undefined): string {
  return (text ?? "").slice(0, TEXT_LIMIT);
}

/** Graph writes times as "2026-11-24T04:00:00Z", at times with fractions of a second. */
function timeOf(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function jsonOf(octets: Uint8Array): unknown {
  const text = fromUtf8(octets);
  return text === null ? null : tryJson(text);
}
