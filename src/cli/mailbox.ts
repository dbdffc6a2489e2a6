/** `zegel mailbox`: runs the forwarding mailbox. */
import { EvidenceError } from "../core/base/errors.ts";
import { loadConfig, type ResolvedMailboxConfig } from "../mailbox/config.ts";
import { startMailbox } from "../mailbox/server.ts";
import { EXIT_OK, newCommand, runCommand } from "./command.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

export async function runMailbox(args: string[], io: CliIo, { version }: Installation): Promise<number> {
  const command = newCommand("mailbox", io)
    .description(
      "Runs the forwarding mailbox: an SMTP server for the organisation's own relay. It seals in memory what is forwarded to it, and keeps sealed octets alone.",
    )
    .requiredOption("--config <file>", "JSON configuration; docs/deployment/mailbox.md describes it")
    .allowExcessArguments(false);
  return runCommand<{ config: string }>(command, args, io, async (_, { config }) => {
    const mailbox = await start(await readConfig(config), version);
    io.stdout(`mailbox: ${mailbox.host}:${mailbox.port}\n`);
    if (mailbox.health !== null) io.stdout(`health: http://${mailbox.health.host}:${mailbox.health.port}\n`);
    await untilStopped();
    await mailbox.close();
    return EXIT_OK;
  });
}

async function start(config: ResolvedMailboxConfig, version: string) {
  try {
    return await startMailbox(config, { version });
  } catch (cause) {
    if (cause instanceof EvidenceError) throw cause;
    throw new EvidenceError("INPUT_INVALID", cause instanceof Error ? cause.message : "it cannot start", {
      cause,
    });
  }
}

async function readConfig(path: string): Promise<ResolvedMailboxConfig> {
  try {
    return await loadConfig(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "it cannot be read";
    throw new EvidenceError("INPUT_INVALID", `${path}: ${reason}`, { cause });
  }
}
