/** `zegel keygen`: an investigator's, a recovery or a root key. */
import { utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { encryptIdentity, formatIdentity, makeIdentity, signingKeyOf } from "../core/seal/identity.ts";
import { fingerprintOf } from "../core/seal/sshsig.ts";
import { EXIT_OK, newCommand, runCommand } from "./command.ts";
import type { CliIo } from "./io.ts";

interface Options {
  readonly pq?: true;
  readonly plain?: true;
  readonly output: string;
}

export async function runKeygen(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("keygen", io)
    .description("Makes an age identity and a signing key in one file that `age -i` reads too.")
    .option("--pq", "post-quantum hybrid keys (needs age 1.3 or newer elsewhere)")
    .option("--plain", "do not encrypt the file: whoever reads it can read reports")
    .requiredOption("-o, --output <file>", "where to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async (_, options) => {
    if ((await io.kindOf(options.output)) !== "none")
      throw new EvidenceError("INPUT_INVALID", `${options.output} exists and is left alone`);
    const identity = await makeIdentity({ pq: options.pq === true });
    const text = formatIdentity(identity, io.now());
    const octets = options.plain === true ? utf8(text) : await encrypted(text, io);
    await io.writeFile(options.output, octets, { secret: true });
    const signingKey = signingKeyOf(identity);
    io.stdout(`recipient: ${identity.recipient}\n`);
    io.stdout(`signing key: ${signingKey}\n`);
    io.stdout(`fingerprint: ${fingerprintOf(signingKey)}\n`);
    return EXIT_OK;
  });
}

async function encrypted(text: string, io: CliIo): Promise<Uint8Array<ArrayBuffer>> {
  const passphrase = await io.passphrase("passphrase for the new file (five random words or more): ", {
    confirm: true,
  });
  if (passphrase === null || passphrase === "")
    throw new EvidenceError("INPUT_INVALID", "no passphrase: set ZEGEL_PASSPHRASE, or say --plain");
  return encryptIdentity(text, passphrase);
}
