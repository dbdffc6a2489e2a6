/** `zegel mailbox` as a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface MailboxProcess {
  /** Resolves when it listens, or when it is gone. */
  readonly started: Promise<void>;
  /** Resolves when it is gone, by whatever. */
  readonly ended: Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM. @returns The exit code. */
  stop(): Promise<number | null>;
  /** Everything that it wrote. */
  words(): string;
}

export interface SpawnWish {
  /** What runs it: `strace -D …`, whose process is then the mailbox itself. */
  readonly tracer?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export function spawnMailbox(configFile: string, { tracer = [], env = {} }: SpawnWish = {}): MailboxProcess {
  const [program = process.execPath, ...args] = [
    ...tracer,
    process.execPath,
    "src/cli/main.ts",
    "mailbox",
    "--config",
    configFile,
  ];
  const child: ChildProcess = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", ...env },
  });
  const exited = once(child, "exit");
  let words = "";
  const said = new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      words += String(chunk);
      if (words.includes("mailbox: ")) resolve();
    });
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    words += String(chunk);
  });
  const started = Promise.race([said, exited.then(() => undefined)]);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  const ended = exited.then(() => undefined);
  return {
    started: started.then(() => {
      if (child.exitCode !== null) throw new Error(`the mailbox ended with ${child.exitCode}: ${words}`);
    }),
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      return child.exitCode;
    },
    ended,
    words: () => words,
  };
}
