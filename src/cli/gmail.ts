/** `zegel gmail`: runs the Gmail add-on, and writes the deployment that tells Google where it is. */
import { utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { loadConfig, type ResolvedConfig } from "../gmail/config.ts";
import { logoOf, startGmail } from "../gmail/server.ts";
import { type DeploymentOptions, gmailDeployment } from "../hosts/gmail/deployment.ts";
import { EXIT_OK, newCommand, runCommand } from "./command.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

export async function runGmail(args: string[], io: CliIo, installation: Installation): Promise<number> {
  const [word = "", ...rest] = args;
  if (word === "deployment") return runDeployment(rest, io);
  const command = newCommand("gmail", io)
    .description(
      "Runs the Gmail add-on: seals in memory, where the signed directory allows it, and hands in. `zegel gmail deployment` writes what Google needs to know.",
    )
    .requiredOption("--config <file>", "JSON configuration; docs/deployment/google-workspace.md describes it")
    .allowExcessArguments(false);
  return runCommand<{ config: string }>(command, args, io, async (_, { config }) => {
    const gmail = await start(await readConfig(config), installation);
    io.stdout(`gmail add-on: ${gmail.url}\n`);
    await untilStopped();
    await gmail.close();
    return EXIT_OK;
  });
}

async function start(config: ResolvedConfig, { version, folder }: Installation) {
  try {
    return await startGmail(config, {
      addIn: { version, build: "gmail" },
      logo: await logoOf(folder),
    });
  } catch (cause) {
    if (cause instanceof EvidenceError) throw cause;
    throw new EvidenceError("INPUT_INVALID", cause instanceof Error ? cause.message : "it cannot start", {
      cause,
    });
  }
}

interface Options {
  readonly host: string;
  readonly name?: string;
  readonly logo?: string;
  readonly reportPage?: string;
  readonly output?: string;
}

function runDeployment(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("gmail deployment", io)
    .description("Writes the deployment of the add-on, for `gcloud workspace-add-ons deployments create`.")
    .requiredOption("--host <url>", "https address at which Google reaches `zegel gmail`: its publicUrl")
    .option("--name <name>", "what Gmail calls the add-on; Zegel unless given")
    .option("--logo <url>", "https address of a PNG; the add-on's own unless given")
    .option("--report-page <url>", "https address of the report page: without it no card may open it")
    .option("-o, --output <file>", "where to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async (_, options) => {
    const { host, name, logo: logoUrl, reportPage, output } = options;
    const given: DeploymentOptions = {
      host,
      ...(name !== undefined && { name }),
      ...(logoUrl !== undefined && { logoUrl }),
      ...(reportPage !== undefined && { reportPage }),
    };
    const text = `${JSON.stringify(gmailDeployment(given), null, 2)}\n`;
    if (output === undefined) io.stdout(text);
    else await io.writeFile(output, utf8(text));
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
