/** Mailboxes in address fields (RFC 5322, section 3.4), read as leniently as the programs that show them. */
import { decodeEncodedWords } from "./encoded-words.ts";
import { tokenize, type Token } from "./lexer.ts";

export interface Mailbox {
  /** local@domain as written; null where the field gives none. */
  readonly address: string | null;
  /** Display name, decoded; null where there is none. */
  readonly name: string | null;
}

/** Mailboxes beyond this many are not read: no field that names one sender needs them. */
const MAX_MAILBOXES = 10_000;

/**
 * Reads every mailbox of a field body; group names are dropped, their members kept (section 3.4).
 *
 * @param body - Unfolded body, encoded words not yet decoded.
 */
export function parseAddresses(body: string): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let tokens: Token[] = [];
  let inAngle = false;
  for (const token of tokenize(body, "<>,;:")) {
    if (token.kind !== "special") {
      tokens.push(token);
      continue;
    }
    const separator = token.text;
    if (separator === "<") inAngle = true;
    if (separator === ">") inAngle = false;
    if (separator === ":" && !inAngle) tokens = [];
    else if ((separator === "," || separator === ";") && !inAngle) {
      pushMailbox(mailboxes, tokens, body);
      tokens = [];
    } else tokens.push(token);
    if (mailboxes.length >= MAX_MAILBOXES) return mailboxes;
  }
  pushMailbox(mailboxes, tokens, body);
  return mailboxes;
}

function pushMailbox(mailboxes: Mailbox[], tokens: readonly Token[], body: string): void {
  const open = tokens.findIndex((token) => token.kind === "special" && token.text === "<");
  const mailbox = open < 0 ? bareMailbox(tokens, body) : angleMailbox(tokens, open, body);
  if (mailbox.address !== null || mailbox.name !== null) mailboxes.push(mailbox);
}

function angleMailbox(tokens: readonly Token[], open: number, body: string): Mailbox {
  const close = tokens.findIndex((token, i) => i > open && token.kind === "special" && token.text === ">");
  const inner = tokens.slice(open + 1, close < 0 ? undefined : close);
  const name = phrase(tokens.slice(0, open)) ?? comment(tokens);
  return { address: addressText(inner, body), name };
}

function bareMailbox(tokens: readonly Token[], body: string): Mailbox {
  const words = tokens.filter((token) => token.kind !== "comment");
  const text = addressText(words, body);
  // A quoted name may contain an "@" of its own: "a@b.example" in quotes is no address.
  return text !== null && words.some(({ kind, text: word }) => kind !== "quoted" && word.includes("@"))
    ? { address: text, name: comment(tokens) }
    : { address: null, name: phrase(tokens) };
}

/** The characters as written, comments and white space left out; a source route is dropped (section 4.4). */
function addressText(tokens: readonly Token[], body: string): string | null {
  let text = "";
  for (const token of tokens) {
    if (token.kind === "quoted") text += body.slice(token.offset, quotedEnd(body, token));
    else if (token.kind !== "comment") text += token.text;
  }
  const route = text.startsWith("@") ? text.indexOf(":") : -1;
  return text.slice(route + 1) || null;
}

function quotedEnd(body: string, token: Token): number {
  let i = token.offset + 1;
  while (i < body.length && body[i] !== '"') i += body[i] === "\\" ? 2 : 1;
  return i + 1;
}

function phrase(tokens: readonly Token[]): string | null {
  const words = tokens.filter((token) => token.kind === "word" || token.kind === "quoted");
  return decodeEncodedWords(words.map((token) => token.text).join(" ")).trim() || null;
}

function comment(tokens: readonly Token[]): string | null {
  const found = tokens.find((token) => token.kind === "comment");
  return found === undefined ? null : decodeEncodedWords(found.text).trim() || null;
}

/** @returns The part after the last "@", in lower case without a final dot; null without one. */
export function domainOf(address: string | null): string | null {
  const at = address?.lastIndexOf("@") ?? -1;
  if (address === null || at < 0) return null;
  const domain = address.slice(at + 1).toLowerCase();
  return (domain.endsWith(".") ? domain.slice(0, -1) : domain) || null;
}
