/** The console against the real intake over HTTP: sign-in, list, open, records, custody, log. */
import { utf8 } from "../../src/core/base/bytes.ts";
import { formatIdentity } from "../../src/core/seal/identity.ts";
import { fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { intakeClient } from "../../src/clients/intake.ts";
import { createConsoleStore } from "../../src/console/console-store.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import { connectServer } from "../../src/console/server.ts";
import { withLog } from "../../src/console/verification.ts";
import { startIntake } from "../../src/intake/server.ts";
import { configOf, makeOrganisation, temporaryFolder } from "../intake/fixture.ts";
import { MAIL, sealReport } from "./sealed-report.ts";
import { emptyMemory } from "./world.ts";

test("a sealed report is listed, opened and verified; opening it is in the log; the mail arrives octet for octet", async () => {
  const folder = temporaryFolder();
  const organisation = await makeOrganisation(folder.path, "example");
  const intake = await startIntake(configOf(folder.path, [organisation]));
  try {
    const recipients = [organisation.investigator.recipient, organisation.recovery.recipient];
    const sealed = await sealReport({ recipients });
    const authorization = () => `Enrolment ${organisation.code}`;
    const reporter = intakeClient({ baseUrl: intake.url, organisation: "example", authorization });
    await reporter.submit({ ...sealed }, () => {});

    const build = {
      organisation: "example",
      intakeUrl: intake.url,
      directoryRoot: fingerprintOf(publicKeyLine(organisation.root)),
      allowDemo: false,
      version: "0.1.0",
    };
    const store = createConsoleStore({
      build,
      connect: () => connectServer(build),
      startKeyHolder: createKeyHolder,
      memory: emptyMemory(),
      now: () => Date.now(),
      random32: () => crypto.getRandomValues(new Uint8Array(32)),
    });
    await store.unlock({ file: utf8(formatIdentity(organisation.investigator, 0)), passphrase: null });
    const listed = store.getState();
    if (listed.stage !== "open" || listed.list.state !== "loaded") throw new Error(JSON.stringify(listed));
    const [row] = listed.list.rows;
    expect(row).toMatchObject({ state: "readable", summary: { reference: sealed.reference } });
    if (row === undefined) throw new Error("no row");

    await store.open(row.listed);
    const state = store.getState();
    if (state.stage !== "open" || state.report?.state !== "examined") throw new Error("not examined");
    const { fetched, records, custody } = state.report;
    if (fetched.examination.state !== "shown") throw new Error(fetched.examination.code);
    expect(fetched.examination.content.messages[0]?.sources[0]?.octets).toEqual(utf8(MAIL));
    expect(records).toMatchObject({
      custody: { index: expect.any(Number) },
      acknowledgement: { index: expect.any(Number) },
    });
    expect(custody).toMatchObject({
      serverObserved: [{ type: "ciphertext-released", person: "An" }],
      selfDeclared: [{ type: "decrypted", person: "An" }],
    });
    expect(state.log).toMatchObject({
      state: "audited",
      audit: { verdict: "consistent", missing: [], unlogged: [] },
    });
    expect(withLog(fetched.examination.report, state.log, row.listed.package).outcome).toBe("verified");

    // The acknowledgement is what the reporter's link shows from now on, and it verifies here too.
    await store.open(row.listed);
    const again = store.getState();
    const second = again.stage === "open" && again.report?.state === "examined" ? again.report.fetched : null;
    const opened = second?.examination.report.checks.find((check) => check.claim === "opened");
    expect(opened).toMatchObject({ status: "passed" });
  } finally {
    await intake.close();
    folder.remove();
  }
});
