/** Asks for a passphrase without showing it. */
import { EvidenceError } from "../core/base/errors.ts";

/** The part of process.stdin that is needed, so that tests can play a keyboard. */
export interface Keyboard {
  setRawMode(raw: boolean): unknown;
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  off(event: "data", listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** @throws EvidenceError CANCELLED on Ctrl-C or Ctrl-D. */
export async function askHidden(
  prompt: string,
  keyboard: Keyboard,
  write: (text: string) => void,
): Promise<string> {
  write(prompt);
  keyboard.setRawMode(true);
  keyboard.resume();
  try {
    return await readHidden(keyboard);
  } finally {
    keyboard.setRawMode(false);
    keyboard.pause();
    write("\n");
  }
}

function readHidden(keyboard: Keyboard): Promise<string> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder();
    let typed: string[] = [];
    const listen = (chunk: Buffer) => {
      for (const character of decoder.decode(chunk, { stream: true })) {
        if (character === "\r" || character === "\n") return finish(() => resolve(typed.join("")));
        if (character === "\u0003" || character === "\u0004")
          return finish(() => reject(new EvidenceError("CANCELLED", "no passphrase was given")));
        if (character === "\u007f" || character === "\b") typed.pop();
        else if (character === "\u0015") typed = [];
        else typed.push(character);
      }
    };
    const finish = (settle: () => void) => {
      keyboard.off("data", listen);
      settle();
    };
    keyboard.on("data", listen);
  });
}
