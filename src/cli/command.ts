/** What all commands share: reading options, and one plain line per failure. */
import { Command, CommanderError } from "commander";
import { EvidenceError } from "../core/base/errors.ts";
import type { CliIo } from "./io.ts";

/** Exit codes of DESIGN, section 6. */
export const EXIT_OK = 0;
export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;

/** A commander command that writes through `io` and never ends the process. */
export function newCommand(name: string, io: CliIo): Command {
  return new Command(name === "zegel" ? name : `zegel ${name}`)
    .exitOverride()
    .configureHelp({ helpWidth: 100 })
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      outputError: (text, write) => write(`zegel: ${text}`),
    })
    .showHelpAfterError(`(try: zegel ${name} --help)`);
}

/**
 * Reads the arguments, acts, and turns a failure into a line and an exit code.
 *
 * @param act - Gets positional arguments and options as commander parsed them.
 */
export async function runCommand<O extends object>(
  command: Command,
  args: readonly string[],
  io: CliIo,
  act: (positional: string[], options: O) => Promise<number>,
): Promise<number> {
  try {
    command.parse([...args], { from: "user" });
    return await act(command.args, command.opts<O>());
  } catch (cause) {
    return exitCodeOf(cause, io);
  }
}

/** Writes what went wrong and gives the exit code: 2 for what the caller wrote, 1 for all else. */
export function exitCodeOf(cause: unknown, io: CliIo): number {
  // commander has already written its message.
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  if (cause instanceof EvidenceError) {
    io.stderr(
      `zegel: ${cause.code}: ${cause.message}${cause.retry === "later" ? " (try again later)" : ""}\n`,
    );
    return cause.code === "INPUT_INVALID" ? EXIT_USAGE : EXIT_FAILED;
  }
  io.stderr(
    `zegel: this is a bug, please report it: ${cause instanceof Error ? cause.stack : String(cause)}\n`,
  );
  return EXIT_FAILED;
}

/** For commander's option lists: `--key A --key B`. */
export function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Unwraps a core result where a failure ends the command. @throws EvidenceError */
export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: EvidenceError }): T {
  if (result.ok) return result.value;
  throw result.error;
}
