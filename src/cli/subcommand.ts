/** `zegel directory sign …`, `zegel log verify …`: a second word before the options. */
import { EXIT_OK, EXIT_USAGE, newCommand } from "./command.ts";
import type { CliIo } from "./io.ts";

export interface Subcommand {
  readonly summary: string;
  readonly run: (args: string[], io: CliIo) => Promise<number>;
}

export async function runSubcommand(
  name: string,
  description: string,
  args: readonly string[],
  io: CliIo,
  subcommands: Readonly<Record<string, Subcommand>>,
): Promise<number> {
  const [word = "", ...rest] = args;
  const chosen = Object.hasOwn(subcommands, word) ? subcommands[word] : undefined;
  if (chosen !== undefined) return chosen.run(rest, io);
  const command = newCommand(name, io).description(description);
  for (const [one, { summary }] of Object.entries(subcommands))
    command.command(one).description(summary).usage("…");
  const asked = word === "--help" || word === "-h" || word === "help";
  (asked ? io.stdout : io.stderr)(command.helpInformation());
  return asked ? EXIT_OK : EXIT_USAGE;
}
