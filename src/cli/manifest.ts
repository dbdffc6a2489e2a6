/** `zegel manifest`: the file with which an organisation adds Zegel to Outlook. */
import { utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { generateManifest, type Variant, VARIANTS } from "../manifest/generate.ts";
import { EXIT_OK, newCommand, runCommand, valueOf } from "./command.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";

interface Options {
  readonly host: string;
  readonly for: string;
  readonly id?: string;
  readonly support?: string;
  readonly spamButton: boolean;
  readonly output: string;
}

/** What the administrator should know before giving it to people. */
const SAYS: Readonly<Record<Variant, string>> = {
  employee: "reads the mail that is open (ReadItem)",
  hr: "may read and write the whole mailbox (ReadWriteMailbox): for HR alone, to report several mails at once",
  onprem:
    "may read and write the whole mailbox (ReadWriteMailbox): Exchange on-premises gives the source no other way",
};

export async function runManifest(args: string[], io: CliIo, installation: Installation): Promise<number> {
  const command = newCommand("manifest", io)
    .description("Writes the manifest with which Outlook shows Zegel. See docs/deployment/microsoft-365.md.")
    .requiredOption("--host <url>", "https address that serves the pane, such as https://zegel.example.org")
    .requiredOption("--for <whom>", "employee, hr (several mails at once) or onprem (Exchange Server)")
    .option("--id <guid>", "the add-in's GUID; without it, one that is always the same for this host")
    .option("--support <url>", "https address of your own help page; the pane's unless given")
    .option("--no-spam-button", "leave Outlook's own Report button in its place (employee)")
    .requiredOption("-o, --output <file>", "where to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async (_, options) => {
    const variant = variantOf(options.for);
    const text = valueOf(
      generateManifest({
        host: options.host,
        variant,
        version: installation.version,
        spamButton: options.spamButton,
        ...(options.id === undefined ? {} : { id: options.id }),
        ...(options.support === undefined ? {} : { supportUrl: options.support }),
      }),
    );
    await io.writeFile(options.output, utf8(text));
    io.stdout(`${options.output}: ${SAYS[variant]}\n`);
    return EXIT_OK;
  });
}

function variantOf(text: string): Variant {
  const variant = VARIANTS.find((one) => one === text);
  if (variant === undefined)
    throw new EvidenceError("INPUT_INVALID", `--for is one of ${VARIANTS.join(", ")}`);
  return variant;
}
