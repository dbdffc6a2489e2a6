import { utf8 } from "../../src/core/base/bytes.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import { getAs } from "../intake/console-client.ts";
import { NOW, receiptFrom } from "../intake/fixture.ts";
import { type ConsoleUnderTest, type LoggedEvent, startConsole } from "./console.ts";
import { expectProblem } from "./http.ts";

let under: ConsoleUnderTest;
beforeAll(async () => {
  under = await startConsole();
});
beforeEach(async () => {
  under.now = NOW;
  await under.signIn();
});
afterAll(() => under.close());

describe("packages", () => {
  test("the list: log index, digests, length, time", async () => {
    const list = (await (await getAs(`${under.base}/packages`, under.token)).json()) as {
      entries: unknown[];
      next: null;
    };
    expect(list.entries[0]).toEqual({
      index: 1,
      package: under.submission.digest,
      summary: await digestOf(under.submission.summary),
      receivedAt: NOW,
      octets: 70_000,
      timestamped: true,
      erased: false,
    });
    expect(list.next).toBeNull();
    const later = (await (await getAs(`${under.base}/packages?from=2`, under.token)).json()) as {
      entries: unknown[];
    };
    expect(later.entries).toEqual([]);
  });

  test.each(["-1", "x", "1.5", "1e3", "9".repeat(20)])("from=%s: 400", async (from) => {
    await expectProblem(
      await getAs(`${under.base}/packages?from=${from}`, under.token),
      400,
      "INPUT_INVALID",
    );
  });

  test("summary, statement, receipt: as they were submitted and answered", async () => {
    expect(await octetsOf(await getAs(under.packagePath("/summary"), under.token))).toEqual(
      Buffer.from(under.submission.summary),
    );
    expect(await octetsOf(await getAs(under.packagePath("/statement"), under.token))).toEqual(
      Buffer.from(under.submission.statement),
    );
    const receipt = await receiptFrom(await getAs(under.packagePath("/receipt"), under.token));
    const policy = { v: 1 as const, logs: [under.acme.log], timestampRoots: [], directoryRoots: [] };
    const report = await verifyReceipt(receipt, { packageOctets: under.submission.package, policy });
    expect(report.outcome).toBe("verified");
  });

  test("the octets come after the log says so: the event's digest is an entry of a signed checkpoint", async () => {
    const before = await under.custodyEvents();
    const response = await getAs(under.packagePath(), under.token);
    // The log is asked before the body is read: the release is there already.
    const events = await under.custodyEvents();
    expect(await octetsOf(response)).toEqual(Buffer.from(under.submission.package));
    expect(events).toHaveLength(before.length + 1);
    const event = events.at(-1) as LoggedEvent;
    expect(event).toMatchObject({ class: "server-observed", signature: null });
    expect(JSON.parse(event.event)).toMatchObject({
      v: 1,
      type: "ciphertext-released",
      class: "server-observed",
      package: under.submission.digest,
      key: fingerprintOf(publicKeyLine(under.acme.signer)),
      at: NOW,
    });
    expect(await under.entryAt(event.index)).toEqual({
      v: 1,
      type: "custody",
      event: await digestOf(utf8(event.event)),
    });
  });

  test("each release is an event of its own; HEAD releases nothing", async () => {
    const before = (await under.custodyEvents()).length;
    for (let i = 0; i < 2; i++) await octetsOf(await getAs(under.packagePath(), under.token));
    await fetch(under.packagePath(), { method: "HEAD", headers: { authorization: `Bearer ${under.token}` } });
    expect(await under.custodyEvents()).toHaveLength(before + 2);
  });

  test("an unknown package: 404 on every route", async () => {
    for (const path of ["", "/summary", "/statement", "/receipt", "/custody", "/grants"]) {
      const unknown = `${under.base}/packages/${"0".repeat(64)}${path}`;
      await expectProblem(await getAs(unknown, under.token), 404, "NOT_FOUND");
    }
  });

  test("the read token", async () => {
    expect(await (await getAs(`${under.base}/read-token`, under.token)).json()).toEqual({
      readToken: under.readToken,
    });
  });
});

async function octetsOf(response: Response): Promise<Buffer> {
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}
