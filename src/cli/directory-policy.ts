/** `zegel directory policy`: the anchors of a signed directory, for someone who knows its root key. */
import { utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { DIRECTORY_LIMIT, openEnvelope } from "../core/evidence/directory.ts";
import { policyOfDirectory } from "../core/verify/directory-policy.ts";
import { EXIT_OK, newCommand, runCommand, valueOf } from "./command.ts";
import type { CliIo } from "./io.ts";

export async function runDirectoryPolicy(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("directory policy", io)
    .description("Writes log key, timestamp roots and investigators of a signed directory as a trust policy.")
    .argument("<file>", "directory.json")
    .requiredOption("--root <fingerprint>", "SHA256:… of the root key, as you were told in person")
    .requiredOption("-o, --output <file>", "where to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<{ root: string; output: string }>(
    command,
    args,
    io,
    async ([path = ""], { root, output }) => {
      const { directory, fingerprint } = valueOf(
        await openEnvelope(await io.readFile(path, DIRECTORY_LIMIT)),
      );
      // Anchors never come from a document that vouches for itself.
      if (fingerprint !== root)
        throw new EvidenceError("DIRECTORY_SIGNATURE_INVALID", `it is signed by ${fingerprint}`);
      await io.writeFile(output, utf8(`${JSON.stringify(policyOfDirectory(directory, root), null, 2)}\n`));
      return EXIT_OK;
    },
  );
}
