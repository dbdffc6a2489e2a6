/** A passphrase is never shown, and the terminal is given back whatever happens. */
import { EventEmitter } from "node:events";
import { askHidden, type Keyboard } from "../../src/cli/terminal.ts";

function makeKeyboard() {
  const events = new EventEmitter();
  const raw: boolean[] = [];
  const keyboard: Keyboard = {
    setRawMode: (on) => raw.push(on),
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    resume: () => {},
    pause: () => {},
  };
  const type = (...chunks: (string | number[])[]) => {
    for (const chunk of chunks) events.emit("data", Buffer.from(chunk as string));
  };
  return { keyboard, raw, type, listeners: () => events.listenerCount("data") };
}

test.each([
  ["one key at a time", ["w", "o", "\r"], "wo"],
  ["pasted with its line end", ["woord\n"], "woord"],
  ["backspace", ["woore\u007fd\r"], "woord"],
  ["Ctrl-U begins again", ["fout\u0015woord\r"], "woord"],
  ["backspace takes a whole character", ["w😀\u007f\r"], "w"],
  ["a character that arrives in two pieces", [[0xc3], [0xab, 0x0d]], "ë"],
  ["nothing", ["\r"], ""],
])("%s", async (_, chunks, expected) => {
  const { keyboard, raw, type, listeners } = makeKeyboard();
  const written: string[] = [];
  const asked = askHidden("passphrase: ", keyboard, (text) => written.push(text));
  type(...(chunks as (string | number[])[]));
  expect(await asked).toBe(expected);
  expect(written).toEqual(["passphrase: ", "\n"]);
  expect(raw).toEqual([true, false]);
  expect(listeners()).toBe(0);
});

test.each(["\u0003", "\u0004"])("Ctrl-C and Ctrl-D: CANCELLED, and the terminal shows again", async (key) => {
  const { keyboard, raw, type } = makeKeyboard();
  const asked = askHidden("passphrase: ", keyboard, () => {});
  type(`half${key}`);
  await expect(asked).rejects.toMatchObject({ code: "CANCELLED" });
  expect(raw).toEqual([true, false]);
});
