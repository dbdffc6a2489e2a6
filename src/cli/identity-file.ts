/** Reading identity files for the commands: asks for the passphrase where the file is encrypted. */
import { EvidenceError } from "../core/base/errors.ts";
import {
  type InvestigatorIdentity,
  isEncryptedIdentity,
  readAgeIdentities,
  readIdentityFile,
} from "../core/seal/identity.ts";
import { valueOf } from "./command.ts";
import type { CliIo } from "./io.ts";

const IDENTITY_FILE_LIMIT = 65_536;

/** @returns All keys of a zegel identity file. @throws EvidenceError IDENTITY_INVALID, PASSPHRASE_WRONG */
export async function loadIdentity(path: string, io: CliIo): Promise<InvestigatorIdentity> {
  const { octets, passphrase } = await readWithPassphrase(path, io);
  return valueOf(await readIdentityFile(octets, passphrase));
}

/** @returns The age identities of any identity file, also one of `age-keygen`. @throws as loadIdentity */
export async function loadAgeIdentities(path: string, io: CliIo): Promise<string[]> {
  const { octets, passphrase } = await readWithPassphrase(path, io);
  return valueOf(await readAgeIdentities(octets, passphrase));
}

async function readWithPassphrase(path: string, io: CliIo) {
  const octets = await io.readFile(path, IDENTITY_FILE_LIMIT);
  if (!isEncryptedIdentity(octets)) return { octets, passphrase: null };
  const passphrase = await io.passphrase(`passphrase for ${path}: `);
  if (passphrase === null)
    throw new EvidenceError(
      "PASSPHRASE_WRONG",
      `${path} is encrypted and there is no terminal: set ZEGEL_PASSPHRASE`,
    );
  return { octets, passphrase };
}
