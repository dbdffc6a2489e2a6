/** A signed-in investigator and one package, for the console suites; the intake's clock is the test's to move. */
import { parseEntry } from "../../src/core/log/entry.ts";
import { getAs, signIn } from "../intake/console-client.ts";
import { NOW, type TestSubmission } from "../intake/fixture.ts";
import { readWholeLog } from "../intake/log-client.ts";
import { type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

export interface LoggedEvent {
  readonly index: number;
  readonly class: string;
  readonly event: string;
  readonly signature: string | null;
}

export interface ConsoleUnderTest extends HttpUnderTest {
  readonly submission: TestSubmission;
  readonly readToken: string;
  /** Of a session that signIn() made last. */
  token: string;
  /** Milliseconds since the Unix epoch, what the intake takes for now. */
  now: number;
  /** ".../console" */
  readonly base: string;
  packagePath(suffix?: string): string;
  signIn(): Promise<void>;
  custodyEvents(): Promise<LoggedEvent[]>;
  /** Read back from the tiles, under a checkpoint that the log's key signed. */
  entryAt(index: number): Promise<unknown>;
}

export async function startConsole(): Promise<ConsoleUnderTest> {
  const clock = { now: NOW };
  const under = await startHttp({ sessionMs: 3_600_000 }, { now: () => clock.now });
  const { submission, receipt } = await submitFresh(under.url, under.acme, 70_000);
  const { readToken } = receipt;
  const base = `${under.url}/v1/acme/console`;
  const made: ConsoleUnderTest = {
    ...under,
    submission,
    readToken,
    token: "",
    get now() {
      return clock.now;
    },
    set now(value) {
      clock.now = value;
    },
    base,
    packagePath: (suffix = "") => `${base}/packages/${submission.hex}${suffix}`,
    async signIn() {
      made.token = await signIn(under.url, under.acme);
    },
    async custodyEvents() {
      const response = await getAs(made.packagePath("/custody"), made.token);
      return ((await response.json()) as { events: LoggedEvent[] }).events;
    },
    async entryAt(index) {
      const log = await readWholeLog({
        url: under.url,
        organisation: "acme",
        readToken,
        anchor: under.acme.log,
      });
      const entry = parseEntry(log.entries[index] as Uint8Array);
      if (!entry.ok) throw entry.error;
      return entry.value;
    },
  };
  return made;
}
