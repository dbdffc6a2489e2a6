/** The intake as a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface IntakeProcess {
  /** Resolves when it listens; null where it was killed before. @throws Error with its words where it refused to start. */
  readonly url: Promise<string | null>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM. @returns The exit code. */
  stop(): Promise<number | null>;
  /** Its log so far. */
  words(): string;
}

/** @param wrapper - A command that runs it, such as strace with its options. */
export function spawnIntake(configFile: string, wrapper: readonly string[] = []): IntakeProcess {
  const [command, ...args] = [...wrapper, process.execPath, "src/intake/main.ts", configFile];
  const child = spawn(command as string, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let words = "";
  child.stderr?.on("data", (chunk) => {
    words += String(chunk);
  });
  const exited = once(child, "exit");
  const started = startedLine(child, exited, () => words);
  return { url: started.then((line) => line?.url ?? null), kill, stop, words: () => words };

  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    await exited;
  }

  async function stop(): Promise<number | null> {
    const line = await started;
    // Its own number, not the child's: a tracer would keep the signal to itself.
    if (line !== null) process.kill(line.pid, "SIGTERM");
    await exited;
    return child.exitCode;
  }
}

interface StartedLine {
  readonly url: string;
  readonly pid: number;
}

/** What it prints when it listens; null where it was killed before. */
async function startedLine(
  child: ChildProcess,
  exited: Promise<unknown[]>,
  words: () => string,
): Promise<StartedLine | null> {
  if (child.stdout === null) throw new Error("no standard output");
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, "line") as Promise<[string]>;
  const result = await Promise.race([first, exited.then(() => null)]);
  if (result !== null) return JSON.parse(result[0]) as StartedLine;
  if (child.signalCode === "SIGKILL") return null;
  throw new Error(`the intake ended with ${child.exitCode}: ${words()}`);
}
