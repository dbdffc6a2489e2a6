/** Whole messages by a grammar: every part is as servers and programs write it, or as none would. */
import { anyField, body } from "./body-forms.ts";
import { fieldBody } from "./header-forms.ts";
import { octetsOf, type Texts } from "./texts.ts";

const MAX_DEPTH = 4;
const USUAL = ["From", "To", "Date", "Message-ID", "Subject", "Return-Path"];

export function generateMessage(texts: Texts): Uint8Array {
  const { random } = texts;
  const fields = [
    ...random.times(random.few(6), () => `Received: ${fieldBody("received", texts)}`),
    ...USUAL.filter(() => !random.oneIn(5)).map((name) => `${name}: ${fieldBody(name.toLowerCase(), texts)}`),
    ...random.times(random.few(20), () => anyField(texts)),
  ];
  if (random.oneIn(3)) shuffle(texts, fields);
  const content = body(texts, random.few(MAX_DEPTH));
  const lineBreak = random.oneIn(6) ? "\n" : "\r\n";
  const message = [...fields, "MIME-Version: 1.0", ...content.fields, "", content.body].join("\r\n");
  const text = lineBreak === "\n" ? message.replaceAll("\r\n", "\n") : message;
  return octetsOf(random.oneIn(30) ? `From ${texts.word()} ${texts.date()}\n${text}` : text);
}

function shuffle(texts: Texts, list: string[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = texts.random.below(i + 1);
    [list[i], list[j]] = [list[j] as string, list[i] as string];
  }
}
