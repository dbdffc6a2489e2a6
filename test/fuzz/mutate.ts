/** Changes of octets, lines and fields: what a generator does not think of. */
import { fieldBody } from "./header-forms.ts";
import { octetsOf, type Texts } from "./texts.ts";

/** Longer ones only make each run slower: what is long is tested for linear time elsewhere. */
const MAX_OCTETS = 48 * 1024;

export function mutate(input: Uint8Array, other: Uint8Array, texts: Texts): Uint8Array {
  let octets = input.length > MAX_OCTETS ? input.subarray(0, MAX_OCTETS) : input;
  for (let i = 0; i <= texts.random.few(5); i++) octets = mutateOnce(octets, other, texts);
  return octets.length > MAX_OCTETS ? octets.slice(0, MAX_OCTETS) : octets;
}

function mutateOnce(octets: Uint8Array, other: Uint8Array, texts: Texts): Uint8Array {
  const { random } = texts;
  const at = random.below(octets.length + 1);
  const span = Math.min(octets.length - at, 1 + random.few(random.oneIn(8) ? octets.length : 40));
  return random.oneOf([
    () => splice(octets, at, 0, octetsOf(texts.word())),
    () => splice(octets, at, span, octetsOf(texts.word())),
    () => splice(octets, at, span, new Uint8Array()),
    () => splice(octets, at, 0, repeat(octets.subarray(at, at + span), 1 + random.few(30))),
    () => splice(octets, at, 0, sample(other, texts)),
    () => splice(octets, at, span, sample(other, texts)),
    () => splice(octets, at, 1, Uint8Array.of(random.below(256))),
    () => swapLines(octets, texts),
    () => changeField(octets, texts),
    () => changeField(octets, texts),
    () => splice(octets, 0, 0, octetsOf(newField(texts))),
    () => octets.slice(0, at),
  ]);
}

function newField(texts: Texts): string {
  const name = texts.random.pick(texts.dictionary.fieldNames);
  return `${name}: ${fieldBody(name.toLowerCase(), texts)}\r\n`;
}

/** Gives the field at a random line another body, or takes it out. */
function changeField(octets: Uint8Array, texts: Texts): Uint8Array {
  const { random } = texts;
  const start = lineStart(octets, random.below(Math.min(octets.length, 8192) + 1));
  const colon = octets.indexOf(0x3a, start);
  const end = lineEnd(octets, start);
  if (colon < 0 || colon > end) return splice(octets, start, end - start, octetsOf(newField(texts)));
  const name = new TextDecoder("latin1").decode(octets.subarray(start, colon)).toLowerCase();
  return random.oneIn(4)
    ? splice(octets, start, end - start, new Uint8Array())
    : splice(octets, colon + 1, end - colon - 1, octetsOf(` ${fieldBody(name, texts)}\r\n`));
}

function swapLines(octets: Uint8Array, texts: Texts): Uint8Array {
  const start = lineStart(octets, texts.random.below(octets.length + 1));
  const middle = lineEnd(octets, start);
  const end = lineEnd(octets, middle);
  const swapped = concat(octets.subarray(middle, end), octets.subarray(start, middle));
  return splice(octets, start, end - start, swapped);
}

function lineStart(octets: Uint8Array, from: number): number {
  return from === 0 ? 0 : octets.lastIndexOf(0x0a, from - 1) + 1;
}

function lineEnd(octets: Uint8Array, from: number): number {
  const lf = octets.indexOf(0x0a, from);
  return lf < 0 ? octets.length : lf + 1;
}

function sample(octets: Uint8Array, texts: Texts): Uint8Array {
  const at = texts.random.below(octets.length + 1);
  return octets.subarray(at, at + texts.random.few(400));
}

function repeat(octets: Uint8Array, times: number): Uint8Array {
  const out = new Uint8Array(octets.length * times);
  for (let i = 0; i < times; i++) out.set(octets, i * octets.length);
  return out;
}

function splice(octets: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  return concat(octets.subarray(0, at), added, octets.subarray(at + removed));
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}
