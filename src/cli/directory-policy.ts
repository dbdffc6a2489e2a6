/** `zegel directory policy`: the anchors of a signed directory, for someone who knows its root key. */
import { utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { DIRECTORY_LIMIT, type Directory, openEnvelope } from "../core/evidence/directory.ts";
import { fingerprintOf } from "../core/seal/sshsig.ts";
import type { TrustPolicy } from "../core/verify/policy.ts";
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
      await io.writeFile(output, utf8(`${JSON.stringify(policyOf(directory, root), null, 2)}\n`));
      return EXIT_OK;
    },
  );
}

function policyOf({ log, timestamp, witnesses, desks }: Directory, root: string): TrustPolicy {
  const people = desks.flatMap((desk) => desk.people);
  return {
    v: 1,
    logs: [log],
    timestampRoots: timestamp.roots,
    directoryRoots: [root],
    investigators: [...new Set(people.map((person) => fingerprintOf(person.signingKey)))],
    witnesses,
  };
}
