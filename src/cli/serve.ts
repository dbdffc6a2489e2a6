/** `zegel serve`: runs the intake. */
import { EvidenceError } from "../core/base/errors.ts";
import { loadConfig, type ResolvedConfig } from "../intake/config.ts";
import { startIntake } from "../intake/server.ts";
import { EXIT_OK, newCommand, runCommand } from "./command.ts";
import type { CliIo } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

export async function runServe(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("serve", io)
    .description(
      "Runs the intake: stores sealed reports, logs them, answers with receipts. It can read none of them.",
    )
    .requiredOption("--config <file>", "JSON configuration; docs/deployment/ describes it")
    .allowExcessArguments(false);
  return runCommand<{ config: string }>(command, args, io, async (_, { config }) => {
    const intake = await startIntake(await readConfig(config));
    io.stdout(`intake: ${intake.url}\n`);
    await untilStopped();
    await intake.close();
    return EXIT_OK;
  });
}

async function readConfig(path: string): Promise<ResolvedConfig> {
  try {
    return await loadConfig(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "it cannot be read";
    throw new EvidenceError("INPUT_INVALID", `${path}: ${reason}`, { cause });
  }
}
