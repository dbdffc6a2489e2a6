/** Runs the command line as its users do: a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(process.cwd(), "src/cli/main.ts");
const PINNED = join(process.cwd(), "node_modules/.bin/node");
/** jest may itself run on an older Node than the command line needs. */
const NODE = process.versions.node.startsWith("24.") || !existsSync(PINNED) ? process.execPath : PINNED;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Workplace {
  readonly folder: string;
  path(name: string): string;
  /** Runs to the end. ZEGEL_PASSPHRASE is unset unless given. */
  zegel(args: readonly string[], environment?: Record<string, string>): Promise<Outcome>;
  /** Starts a command that stays; resolves with its first line, rejects if it ends before. */
  start(args: readonly string[]): Promise<{ line: string; stop(): Promise<number | null> }>;
  remove(): void;
}

export function makeWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "zegel-cli-"));
  const launch = (args: readonly string[], environment: Record<string, string> = {}) => {
    const { ZEGEL_PASSPHRASE: _, ...inherited } = process.env;
    return spawn(NODE, [MAIN, ...args], {
      cwd: folder,
      env: { ...inherited, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
  };
  return {
    folder,
    path: (name) => join(folder, name),
    zegel: (args, environment) => outcomeOf(launch(args, environment)),
    start: (args) => firstLineOf(launch(args)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const out = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (out.stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...out }));
  });
}

function firstLineOf(child: ChildProcess): Promise<{ line: string; stop(): Promise<number | null> }> {
  const ended = outcomeOf(child);
  const stop = async () => {
    child.kill("SIGTERM");
    return (await ended).code;
  };
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: string) => {
      text += chunk;
      if (text.includes("\n")) resolve({ line: text.split("\n", 1)[0] as string, stop });
    });
    void ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)));
  });
}
