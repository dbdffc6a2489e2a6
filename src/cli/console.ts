/** `zegel console`: the recommended way for investigators. */
import { join } from "node:path";
import { checkedUrl, isLoopback } from "../clients/intake.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { EXIT_OK, newCommand, runCommand } from "./command.ts";
import { type ConsoleConstants, startConsole } from "./console-server.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";
import { openNetworks } from "./networks.ts";
import { untilStopped } from "./until-stopped.ts";

interface Options {
  readonly intake: string;
  readonly organisation: string;
  readonly root: string;
  readonly port: string;
  readonly demo?: true;
}

export async function runConsole(args: string[], io: CliIo, installation: Installation): Promise<number> {
  const command = newCommand("console", io)
    .description("Serves the investigators' console on http://localhost, from this release.")
    .requiredOption(
      "--intake <url>",
      "address of the intake; it must list the console's origin under allowedOrigins",
    )
    .requiredOption("--organisation <id>", "the organisation's name in the intake's addresses")
    .requiredOption(
      "--root <fingerprint>",
      "SHA256:… of the key that signs the directory, as you were told in person",
    )
    .option("--port <number>", "port on this machine", "4680")
    .option("--demo", "accept a demo directory, whose keys protect nobody")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async (_, options) => {
    const constants = constantsOf(options, installation.version);
    const pages = join(installation.folder, "dist", "console");
    const { intakeUrl } = constants;
    const server = await startConsole({
      host: "localhost",
      port: readPort(options.port),
      pages,
      intakeUrl,
      constants,
      networks: openNetworks(installation.folder),
    });
    io.stdout(`console: ${server.url}\n`);
    await untilStopped();
    await server.close();
    return EXIT_OK;
  });
}

function constantsOf({ intake, organisation, root, demo }: Options, version: string): ConsoleConstants {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(organisation))
    throw new EvidenceError("INPUT_INVALID", "--organisation has the wrong form");
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(root))
    throw new EvidenceError("INPUT_INVALID", "--root is not a fingerprint (SHA256:…)");
  const intakeUrl = checkedUrl(intake);
  // docs/directory-format.md: a demo directory serves this machine only.
  if (demo === true && !isLoopback(intakeUrl))
    throw new EvidenceError("INPUT_INVALID", "--demo goes with an intake on this machine only");
  return { organisation, intakeUrl, directoryRoot: root, allowDemo: demo === true, version };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port > 65_535) throw new EvidenceError("INPUT_INVALID", "--port is not a port number");
  return port;
}
