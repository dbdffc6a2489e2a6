/** An intake with two organisations for the HTTP suites, and what they all ask of an answer. */
import type { IntakeConfig, IntakeWorld, RunningIntake } from "../../src/intake/server.ts";
import { startIntake } from "../../src/intake/server.ts";
import {
  configOf,
  makeOrganisation,
  makeSubmission,
  putSubmission,
  receiptFrom,
  temporaryFolder,
  type TestOrganisation,
} from "../intake/fixture.ts";

export interface HttpUnderTest {
  readonly folder: string;
  readonly url: string;
  readonly acme: TestOrganisation;
  readonly other: TestOrganisation;
  readonly intake: RunningIntake;
  close(): Promise<void>;
}

export async function startHttp(
  changes: Partial<IntakeConfig> = {},
  world?: IntakeWorld,
): Promise<HttpUnderTest> {
  const folder = temporaryFolder();
  const acme = await makeOrganisation(folder.path, "acme");
  const other = await makeOrganisation(folder.path, "other");
  const intake = await startIntake({ ...configOf(folder.path, [acme, other]), ...changes }, world);
  return {
    folder: folder.path,
    url: intake.url,
    acme,
    other,
    intake,
    async close() {
      await intake.close();
      folder.remove();
    },
  };
}

/** RFC 9457 with our members, and nothing else: no word of the request. */
export async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  expect({ status: response.status, type: response.headers.get("content-type") }).toEqual({
    status,
    type: "application/problem+json",
  });
  const retry = status === 429 || status >= 500 ? "later" : "never";
  const { doors, ...problem } = (await response.json()) as { readonly doors?: readonly string[] };
  expect(problem).toEqual({ type: "about:blank", title: expect.any(String), status, code, retry });
  // Only whoever must show something is told what; which doors there are is public, and no more is.
  if (status === 401)
    for (const door of doors ?? []) expect(["enrolment", "entra", "confidential"]).toContain(door);
  else expect(doors).toBeUndefined();
}

/** Submits something fresh. @returns It, with its receipt. */
export async function submitFresh(url: string, organisation: TestOrganisation, octets?: number) {
  const submission = makeSubmission(organisation.id, octets);
  const receipt = await receiptFrom(await putSubmission(url, organisation, submission));
  return { submission, receipt };
}
