/** Keys of the built-in timestamp authority, made once. For trying out: whoever runs the intake could backdate. */
import { open, readFile, rename } from "node:fs/promises";
import {
  makeTimestampAuthority,
  readTimestampAuthority,
  type TimestampAuthority,
} from "../core/timestamp/authority.ts";

const LIFETIME_MS = 10 * 365 * 86_400_000;
/** The first token may be of the same second as the keys, and clocks step back. */
const BACKDATED_MS = 86_400_000;

/**
 * Makes the keys where there are none yet.
 *
 * @param file - PEM: key, certificate, root. Secret.
 * @param now - Milliseconds since the Unix epoch.
 * @returns The root certificate, PEM: what a directory or policy names.
 * @throws Error where the file holds something else: keys are never replaced silently.
 */
export async function ensureTimestampKeys(file: string, now: number): Promise<string> {
  return (await openTimestampKeys(file, now)).rootPem;
}

export async function openTimestampKeys(file: string, now: number): Promise<TimestampAuthority> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return await makeKeys(file, now);
  const authority = await readTimestampAuthority(text);
  if (!authority.ok) throw new Error("the timestamp authority's key file cannot be read");
  return authority.value;
}

async function makeKeys(file: string, now: number): Promise<TimestampAuthority> {
  const authority = await makeTimestampAuthority({
    organisation: "Zegel, for trying out",
    notBefore: now - BACKDATED_MS,
    notAfter: now + LIFETIME_MS,
  });
  // Whole or not at all: a process killed here must be able to start again.
  const draft = `${file}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(authority.pem);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return authority;
}
