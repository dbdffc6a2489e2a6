/** From a locked console to a signed-in one: keys, then the directory, then the sign-in. Each step may end it. */
import { EvidenceError } from "../core/base/errors.ts";
import { type DirectoryReading, type Person, readDirectory } from "../core/evidence/directory.ts";
import { policyOfDirectory } from "../core/verify/directory-policy.ts";
import type { Anchors } from "./examine.ts";
import type { ConsoleBuild, ConsolePorts, ConsoleServer, KeyHolder, UnlockedIdentity } from "./ports.ts";

export type UnlockStep = "keys" | "directory" | "sign-in";

export interface Session {
  readonly keys: KeyHolder;
  readonly server: ConsoleServer;
  readonly identity: UnlockedIdentity;
  /** Whom the directory says these keys belong to. */
  readonly person: Person;
  readonly reading: DirectoryReading;
  readonly anchors: Anchors;
}

/** What the investigator gives: never stored, never sent. */
export interface UnlockRequest {
  readonly file: Uint8Array<ArrayBuffer>;
  /** null for a file that is not encrypted. */
  readonly passphrase: string | null;
}

/**
 * Unlocks, checks the directory with the pinned root, signs in.
 *
 * @param keys - A fresh key holder; the caller closes it if this throws.
 * @throws EvidenceError of the step that failed; the server is asked for nothing before the keys are open.
 */
export async function startSession(
  ports: ConsolePorts,
  keys: KeyHolder,
  request: UnlockRequest,
  onStep: (step: UnlockStep) => void,
): Promise<Session> {
  onStep("keys");
  const unlocked = await keys.unlock(request.file, request.passphrase);
  if (!unlocked.ok) throw new EvidenceError(unlocked.error.code, unlocked.error.detail);
  onStep("directory");
  const server = ports.connect();
  const reading = await trustedDirectory(ports, await server.directory());
  const person = personWith(reading, unlocked.value);
  onStep("sign-in");
  await server.signIn(keys.signer(), reading.digest);
  const anchors = anchorsOf(reading, ports.build);
  return { keys, server, identity: unlocked.value, person, reading, anchors };
}

async function trustedDirectory(ports: ConsolePorts, octets: Uint8Array): Promise<DirectoryReading> {
  const { build, memory } = ports;
  const read = await readDirectory(octets, {
    pinnedRoot: build.directoryRoot,
    organisation: build.organisation,
    seen: memory.directorySeen(),
    now: ports.now(),
    allowDemo: build.allowDemo && isLoopback(build.intakeUrl),
  });
  if (!read.ok) throw read.error;
  const { directory, digest } = read.value;
  memory.rememberDirectory({ version: directory.version, digest });
  return read.value;
}

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

/** Both keys must be the listed person's: one without the other means a mixed-up file or an old directory. */
function personWith({ directory }: DirectoryReading, identity: UnlockedIdentity): Person {
  const people = directory.desks.flatMap((desk) => desk.people);
  const person = people.find(
    (one) => one.signingKey === identity.signingKey && one.recipient === identity.recipient,
  );
  if (person !== undefined) return person;
  throw new EvidenceError("UNAUTHORISED", `directory version ${directory.version} does not list these keys`);
}

function anchorsOf({ directory, digest, expired }: DirectoryReading, build: ConsoleBuild): Anchors {
  const people = directory.desks.flatMap((desk) => desk.people);
  return {
    organisation: build.organisation,
    directoryRoot: build.directoryRoot,
    directory: { digest, version: directory.version, expired },
    recoveryRecipient: directory.recovery.recipient,
    recipients: people.map((person) => person.recipient),
    policy: policyOfDirectory(directory, build.directoryRoot),
  };
}
