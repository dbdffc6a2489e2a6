/** Reads what `strace -f -y -o FILE` wrote. Calls stand where they were complete: what another thread began meanwhile is joined. */

export interface SystemCall {
  readonly name: string;
  /** The file behind its first descriptor, or its first path; "" where there is none. */
  readonly path: string;
  /** What it returned, without an explanation: "0", "-1", "4096". */
  readonly result: string;
  /** All of it, begin and end joined. */
  readonly line: string;
}

export function readTrace(text: string): SystemCall[] {
  const unfinished = new Map<string, string>();
  const calls: SystemCall[] = [];
  for (const line of text.split("\n")) {
    const match = /^(\d+)\s+(.*)$/.exec(line);
    if (match === null) continue;
    const [, thread, words] = match as unknown as [string, string, string];
    if (words.endsWith("<unfinished ...>")) {
      unfinished.set(thread, words.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const call = parseCall(joined(words, unfinished.get(thread) ?? ""));
    if (call !== null) calls.push(call);
  }
  return calls;
}

function joined(words: string, begun: string): string {
  const resumed = /^<\.\.\. \w+ resumed>/.exec(words);
  return resumed === null ? words : begun + words.slice(resumed[0].length);
}

function parseCall(line: string): SystemCall | null {
  const match = /^(\w+)\((.*)\)?\s+= (-?\d+)/s.exec(line);
  if (match === null) return null;
  const [, name, args, result] = match as unknown as [string, string, string, string];
  // openat: AT_FDCWD</folder>, "/path"; others: 17</path>.
  const path = name === "openat" ? /"([^"]*)"/.exec(args)?.[1] : /^\d+<([^>]*)>/.exec(args)?.[1];
  return { name, path: path ?? "", result, line };
}
