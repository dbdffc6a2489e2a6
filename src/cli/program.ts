/** `zegel <command>`: which command does what. A command's code is loaded when it is asked for. */
import { exitCodeOf, EXIT_OK, EXIT_USAGE, newCommand } from "./command.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";

type Run = (args: string[], io: CliIo, installation: Installation) => Promise<number>;

interface Entry {
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Run>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  analyse: {
    usage: "--json|--plan [--files-from LIST] [FILE…]",
    summary: "what a mail's source tells, one JSON object a line",
    load: async () => (await import("./analyse.ts")).runAnalyse,
  },
  keygen: {
    usage: "[--pq] [--plain] -o FILE",
    summary: "make an investigator's keys; prints the public halves",
    load: async () => (await import("./keygen.ts")).runKeygen,
  },
  seal: {
    usage: "MAIL [MAIL…] --to RECIPIENT… -o FILE",
    summary: "seal mails into an evidence package",
    load: async () => (await import("./seal.ts")).runSeal,
  },
  open: {
    usage: "PACKAGE -i IDENTITY -o DIR",
    summary: "open a package, after every check",
    load: async () => (await import("./open.ts")).runOpen,
  },
  verify: {
    usage: "PACKAGE|DIR|RECEIPT… [-i IDENTITY] [--policy FILE] [--json]",
    summary: "check evidence against anchors of your own (exit 0 verified, 1 not, 3 only consistent)",
    load: async () => (await import("./verify.ts")).runVerify,
  },
  submit: {
    usage: "FILE.zegel --to URL [--enrolment CODE] [--policy FILE]",
    summary: "hand a saved submission in and verify the receipt",
    load: async () => (await import("./submit.ts")).runSubmit,
  },
  serve: {
    usage: "--config FILE",
    summary: "run the intake, which cannot read what it stores",
    load: async () => (await import("./serve.ts")).runServe,
  },
  mailbox: {
    usage: "--config FILE",
    summary: "run the forwarding mailbox: seals what is forwarded to it as an attachment",
    load: async () => (await import("./mailbox.ts")).runMailbox,
  },
  console: {
    usage: "[--port N] [--intake URL]",
    summary: "serve the investigators' console on this machine, to this machine only",
    load: async () => (await import("./console.ts")).runConsole,
  },
  directory: {
    usage: "create|sign|show|policy …",
    summary: "who reads reports: draft, sign offline, look at",
    load: async () => (await import("./directory.ts")).runDirectory,
  },
  gmail: {
    usage: "--config FILE | deployment --host URL [--report-page URL] [-o FILE]",
    summary: "run the Gmail add-on; write the deployment that tells Google where it is",
    load: async () => (await import("./gmail.ts")).runGmail,
  },
  manifest: {
    usage: "--host URL --for employee|hr|onprem [--id GUID] -o FILE",
    summary: "write the manifest that adds the pane to Outlook",
    load: async () => (await import("./manifest.ts")).runManifest,
  },
  log: {
    usage: "verify URL --key VKEY [--read-token T] [--since FILE]",
    summary: "fetch a whole log and recompute it",
    load: async () => (await import("./log.ts")).runLog,
  },
};

/** @returns The exit code: 0 done, 1 failed or not verified, 2 usage, 3 consistent without anchors (verify). */
export async function runCli(
  args: readonly string[],
  io: CliIo,
  installation: Installation,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-V") {
    io.stdout(`${installation.version}\n`);
    return EXIT_OK;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help")
    return help(name, rest, io, installation);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    io.stderr(`zegel: there is no command "${name.slice(0, 40)}" (try: zegel --help)\n`);
    return EXIT_USAGE;
  }
  try {
    const run = await command.load();
    return await run(rest, io, installation);
  } catch (cause) {
    return exitCodeOf(cause, io);
  }
}

async function help(
  name: string | undefined,
  rest: string[],
  io: CliIo,
  installation: Installation,
): Promise<number> {
  const [topic] = rest;
  if (name === "help" && topic !== undefined) return runCli([topic, "--help"], io, installation);
  const program = newCommand("zegel", io)
    .description("Seals threatening mails so that no server can read them, and checks them years later.")
    .version(installation.version, "-V, --version");
  for (const [command, { usage, summary }] of Object.entries(COMMANDS))
    program.command(command).usage(usage).summary(summary).description(summary);
  (name === undefined ? io.stderr : io.stdout)(program.helpInformation() + AFTER);
  return name === undefined ? EXIT_USAGE : EXIT_OK;
}

const AFTER = `
Each command has its own --help. Codes in error lines are explained in docs/errors.md.
Passphrases are asked for at the terminal; scripts set ZEGEL_PASSPHRASE.
`;
