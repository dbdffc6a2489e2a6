/** An intake whose doors a test chooses, for the suites about them. */
import type { Directory } from "../../src/core/evidence/directory.ts";
import { type IntakeConfig, type RunningIntake, startIntake } from "../../src/intake/server.ts";
import {
  configOf,
  formOf,
  makeOrganisation,
  partsOf,
  temporaryFolder,
  type TestOrganisation,
  type TestSubmission,
} from "../intake/fixture.ts";

export const MINUTE = 60_000;
const policy: Directory["policy"] = {
  recipients: "x25519",
  sealOnServer: false,
  confidential: true,
  dnsQueries: "single",
};

export interface DoorsUnderTest {
  readonly url: string;
  readonly acme: TestOrganisation;
  readonly put: (submission: TestSubmission, authorization: string | null) => Promise<Response>;
  readonly receipt: (hex: string, authorization: string | null) => Promise<Response>;
}

export type Closing = (() => Promise<void> | void)[];

export async function closeAll(closing: Closing): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
}

export type Doors = Partial<TestOrganisation["config"]>;

/** @param closing - Gets what must be closed afterwards, in the order in which it was opened. */
export async function startDoors(
  closing: Closing,
  doors: Doors = {},
  changes: Partial<IntakeConfig> = {},
  inDirectory: Partial<Directory["policy"]> = {},
): Promise<DoorsUnderTest> {
  const folder = temporaryFolder();
  closing.push(folder.remove);
  const acme = await makeOrganisation(folder.path, "acme", { policy: { ...policy, ...inDirectory } });
  const config = configOf(folder.path, [{ ...acme, config: { ...acme.config, ...doors } }]);
  const dns = { resolvers: [] };
  const intake: RunningIntake = await startIntake({ ...config, dns, ...changes });
  closing.push(intake.close);
  const path = (hex: string) => `${intake.url}/v1/acme/submissions/${hex}`;
  const headersOf = (authorization: string | null) => (authorization === null ? {} : { authorization });
  return {
    url: intake.url,
    acme,
    put: (submission, authorization) =>
      fetch(path(submission.hex), {
        method: "PUT",
        headers: headersOf(authorization),
        body: formOf(partsOf(submission)),
      }),
    receipt: (hex, authorization) => fetch(`${path(hex)}/receipt`, { headers: headersOf(authorization) }),
  };
}

export async function doorsIn(response: Response): Promise<unknown> {
  const { code, doors } = (await response.json()) as { code: string; doors?: unknown };
  expect(code).toBe("UNAUTHORISED");
  return doors;
}
