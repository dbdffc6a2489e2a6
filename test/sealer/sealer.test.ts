/** From a door's report to a verified receipt, against a real intake. */
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { digestOf } from "../../src/core/base/digest.ts";
import { readSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import type { KeptReport, SealedNow } from "../../src/sealer/ports.ts";
import {
  codeOf,
  filesOf,
  mailOf,
  makeWorld,
  openAtIntake,
  openSealed,
  packagesAtIntake,
  reportOf,
  sourceOf,
  until,
  type World,
} from "./world.ts";

const DAY_MS = 86_400_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const reports = () => readdirSync(join(world.dataDir, "reports"));

describe("a report", () => {
  test("is sealed, sent and verified: the investigator opens the same octets", async () => {
    const sealer = await world.open();
    const octets = new Uint8Array([...mailOf("8-bit é"), 0xff, 0x00, 0x0a, 0x0d]);
    const sealed = await sealer.seal(reportOf("k", { sources: [sourceOf(new Uint8Array(octets))] }));
    expect(sealed).toMatchObject({ state: "sealed", readBy: ["An"], recoveryOnly: null, mails: 1 });
    expect(sealed.insights.length).toBeGreaterThan(0);
    expect(await sealer.send(sealed.packageDigest)).toMatchObject({ kind: "sent" });
    expect(await sealer.get(sealed.packageDigest)).toMatchObject({ state: "sent", lastError: null });
    const { octets: stored, opened } = await openAtIntake(world, sealed.packageDigest);
    expect(await digestOf(stored)).toBe(sealed.packageDigest);
    const [message] = opened.messages;
    expect(Buffer.from(message?.original?.octets as Uint8Array)).toEqual(Buffer.from(octets));
    expect(message?.acquisition).toMatchObject({
      method: "smtp.attached",
      provenance: "fetched-by-service",
      custodian: { role: "service", subject: null },
    });
    expect(world.events.map(({ what }) => what)).toEqual(["sealed", "sent"]);
  });

  test("of several mails, with files of the reporter and mails that were missed", async () => {
    const sealer = await world.open();
    const sealed = await sealer.seal(
      reportOf("k", {
        sources: [sourceOf(mailOf("one")), sourceOf(mailOf("two"))],
        missed: [{ id: null, summary: { subject: "three", from: null }, code: "SOURCE_UNAVAILABLE" }],
        extras: [{ name: "chat.txt", mediaType: "text/plain", file: new File(["a chat"], "chat.txt") }],
        answers: { ...reportOf("k").answers, comment: { state: "answered", value: "help" } },
      }),
    );
    expect(sealed).toMatchObject({ mails: 2, missed: 1, insights: [] });
    await sealer.send(sealed.packageDigest);
    const { opened } = await openAtIntake(world, sealed.packageDigest);
    expect(opened.messages).toHaveLength(2);
    expect(opened.report.comment).toEqual({ state: "answered", value: "help" });
    expect(opened.report.attachments.map(({ name }) => name)).toEqual(["chat.txt"]);
    expect(JSON.stringify(opened.messages[0]?.acquisition.errors)).toContain("SOURCE_UNAVAILABLE");
  });

  test("carries the checkpoint of the one before it: a forked log is found", async () => {
    const sealer = await world.open();
    const first = await sealer.seal(reportOf("1"));
    await sealer.send(first.packageDigest);
    const second = await sealer.seal(reportOf("2"));
    await sealer.send(second.packageDigest);
    const { opened } = await openAtIntake(world, second.packageDigest);
    expect(opened.context.checkpoint).toContain(world.organisation.log.origin);
  });

  test("all reports of a door are signed by one device key, over restarts", async () => {
    const keys: string[] = [];
    for (const key of ["1", "2"]) {
      const sealer = await world.open();
      const { packageDigest } = await sealer.seal(reportOf(key));
      await sealer.send(packageDigest);
      keys.push((await openAtIntake(world, packageDigest)).opened.signature.fingerprint);
      await sealer.close();
    }
    expect(keys[1]).toBe(keys[0]);
  });

  test("gives receipt and saved submission, each in its time", async () => {
    const sealer = await world.open();
    const { packageDigest, reference } = await sealer.seal(reportOf("k"));
    expect(await codeOf(sealer.receiptFile(packageDigest, "nl"))).toBe("NOT_FOUND");
    const saved = readSavedSubmission(await sealer.savedSubmission(packageDigest));
    if (!saved.ok) throw saved.error;
    expect(await digestOf(saved.value.package)).toBe(packageDigest);
    expect((await openSealed(world, saved.value.package)).reference).toBe(reference);
    await sealer.send(packageDigest);
    expect(await codeOf(sealer.savedSubmission(packageDigest))).toBe("NOT_FOUND");
    const names = Object.keys(unzipSync(await sealer.receiptFile(packageDigest, "nl")));
    expect(names.some((name) => name.endsWith("receipt.tlog-proof"))).toBe(true);
    expect(names.some((name) => name.endsWith("opening.json"))).toBe(false);
  });
});

describe("one key, one report", () => {
  const digests = (sealed: readonly KeptReport[]) => new Set(sealed.map((one) => one.packageDigest));

  test("concurrently", async () => {
    const sealer = await world.open();
    const sealed = await Promise.all([1, 2, 3, 4].map(() => sealer.seal(reportOf("same"))));
    expect(digests(sealed).size).toBe(1);
    expect(sealed.filter(({ insights }) => insights.length > 0)).toHaveLength(1);
    expect(reports()).toHaveLength(1);
  });

  test("again later, after a restart, and after it was sent", async () => {
    const first = await world.open();
    const sealed: SealedNow[] = [await first.seal(reportOf("same", { note: { to: "x" } }))];
    sealed.push(await first.seal(reportOf("same")));
    await first.close();
    const second = await world.open();
    sealed.push(await second.seal(reportOf("same")));
    await second.send(sealed[0]?.packageDigest as never);
    sealed.push(await second.seal(reportOf("same")));
    await second.close();
    const third = await world.open();
    sealed.push(await third.seal(reportOf("same")));
    expect(digests(sealed).size).toBe(1);
    expect(sealed.slice(1).every(({ insights }) => insights.length === 0)).toBe(true);
    expect(sealed.map(({ state }) => state)).toEqual(["sealed", "sealed", "sealed", "sent", "sent"]);
    expect(await third.find("same")).toMatchObject({ state: "sent", note: { to: "x" } });
    expect(await third.find("other")).toBeNull();
    expect(packagesAtIntake(world)).toHaveLength(1);
  });

  test("a report that failed is not remembered", async () => {
    const sealer = await world.open();
    const wrong = reportOf("k", { answers: { ...reportOf("k").answers, kind: { state: "wrong" } as never } });
    expect(await codeOf(sealer.seal(wrong))).not.toBe("no error");
    expect(await sealer.find("k")).toBeNull();
    expect((await sealer.seal(reportOf("k"))).state).toBe("sealed");
  });

  test("known for thirty days after it was sent", async () => {
    let days = 0;
    const clock = { now: () => Date.now() + days * DAY_MS };
    const sealer = await world.open({ clock });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    await sealer.send(packageDigest);
    await sealer.close();
    days = 31;
    const later = await world.open({ clock });
    const unsent = await later.seal(reportOf("other"));
    later.start();
    await until(async () => (await later.get(packageDigest)) === null);
    expect(reports()).toEqual([unsent.packageDigest.slice(7)]);
    expect((await later.seal(reportOf("k"))).packageDigest).not.toBe(packageDigest);
  });

  test("a clock that the intake does not confirm removes nothing", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    await sealer.send(packageDigest);
    await sealer.close();
    const now = Date.now;
    // The Date field of HTTP does not go by this function: the intake's time stays right.
    const ahead = jest.spyOn(Date, "now").mockImplementation(() => now() + 31 * DAY_MS);
    try {
      const later = await world.open();
      await later.seal(reportOf("other"));
      later.start();
      await until(async () => (await later.list()).every(({ state }) => state === "sent"));
      await later.close();
      expect(reports()).toHaveLength(2);
    } finally {
      ahead.mockRestore();
    }
  });
});

describe("sending by itself", () => {
  test("the intake is down: postponed, kept, and sent once after a restart, the same octets", async () => {
    const first = await world.open();
    await first.directory();
    await world.stopIntake();
    const { packageDigest } = await first.seal(reportOf("k"));
    expect(await first.send(packageDigest)).toMatchObject({ kind: "postponed", code: "NETWORK_UNREACHABLE" });
    await first.close();
    const second = await world.open();
    const told: KeptReport[] = [];
    second.onSent((report) => told.push(report));
    expect(await second.get(packageDigest)).toMatchObject({
      state: "sealed",
      lastError: "NETWORK_UNREACHABLE",
    });
    await world.startIntake();
    second.start();
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ packageDigest, state: "sent" }]);
    expect(packagesAtIntake(world)).toEqual([packageDigest]);
    const { octets } = await openAtIntake(world, packageDigest);
    expect(await digestOf(octets)).toBe(packageDigest);
  });

  test("what is sealed after the start is sent without being asked for", async () => {
    const sealer = await world.open();
    sealer.start();
    const made = await Promise.all(["1", "2", "3", "4", "5", "6"].map((key) => sealer.seal(reportOf(key))));
    await until(async () => (await sealer.list()).every(({ state }) => state === "sent"));
    expect(packagesAtIntake(world)).toEqual(made.map((one) => one.packageDigest).toSorted());
    expect(world.events.filter(({ what }) => what === "sent")).toHaveLength(6);
  });

  test("two who ask at once get one sending, and listeners hear of it once", async () => {
    const sealer = await world.open();
    let told = 0;
    sealer.onSent(() => {
      told++;
      throw new Error("a door's own fault");
    });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    sealer.start();
    const outcomes = await Promise.all([sealer.send(packageDigest), sealer.send(packageDigest)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["sent", "sent"]);
    expect((await sealer.send(packageDigest)).kind).toBe("sent");
    expect(told).toBe(1);
    expect(world.events.filter(({ what }) => what === "sent")).toHaveLength(1);
  });

  test("who stops waiting stops nothing", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect(await sealer.send(packageDigest, AbortSignal.abort())).toEqual({ kind: "busy" });
    await until(async () => (await sealer.get(packageDigest))?.state === "sent");
  });

  test("sent, and nobody noted that it was told: told again at the next start, until the note is gone", async () => {
    const first = await world.open();
    const { packageDigest } = await first.seal(reportOf("k", { note: { answer: "7" } }));
    await first.seal(reportOf("other")).then((other) => first.send(other.packageDigest));
    await first.send(packageDigest);
    await first.close();
    const heard: unknown[][] = [];
    for (let run = 0; run < 3; run++) {
      const sealer = await world.open();
      const told: KeptReport[] = [];
      sealer.onSent((report) => told.push(report));
      sealer.start();
      heard.push(told.map(({ note }) => note));
      if (run === 1) await sealer.setNote(packageDigest, null);
      await sealer.close();
    }
    expect(heard).toEqual([[{ answer: "7" }], [{ answer: "7" }], []]);
  });

  test("a code that was revoked postpones, and never drops", async () => {
    const sealer = await world.open({ enrolmentCode: "another-code" });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect(await sealer.send(packageDigest)).toMatchObject({ kind: "postponed", code: "UNAUTHORISED" });
    await sealer.close();
    const again = await world.open();
    again.start();
    await until(async () => (await again.get(packageDigest))?.state === "sent");
  });

  test("octets that somebody took away are said to be missing, once", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    rmSync(join(world.dataDir, "reports", packageDigest.slice(7), "package.age"));
    expect(await sealer.send(packageDigest)).toEqual({ kind: "refused", code: "FILE_MISSING" });
    expect(await sealer.get(packageDigest)).toMatchObject({ state: "refused", lastError: "FILE_MISSING" });
    expect(await sealer.send(`sha256:${"0".repeat(64)}`)).toEqual({ kind: "gone" });
  });
});

describe("what is handed over is looked at first", () => {
  test.each([
    ["no mail", { sources: [] }, "INPUT_INVALID"],
    ["a mail without octets", { sources: [sourceOf(new Uint8Array(0))] }, "SOURCE_EMPTY"],
    ["a note that is no JSON", { note: { when: 1n } }, "INPUT_INVALID"],
    ["a note with half a character", { note: "\ud800" }, "INPUT_INVALID"],
    ["a large note", { note: "n".repeat(70_000) }, "INPUT_INVALID"],
    ["a language that is none", { language: "nl\r\nX: y" }, "INPUT_INVALID"],
  ])("%s", async (_, changes, code) => {
    const sealer = await world.open();
    expect(await codeOf(sealer.seal(reportOf("k", changes)))).toBe(code);
    expect(reports()).toEqual([]);
  });

  test("more mail than a package holds", async () => {
    const sealer = await world.open();
    const sources = [sourceOf(new Uint8Array(100_000_000)), sourceOf(new Uint8Array(100_000_000))];
    expect(await codeOf(sealer.seal(reportOf("k", { sources })))).toBe("PACKAGE_TOO_LARGE");
  });

  test("views of one buffer: sealing one report leaves the octets of the others alone", async () => {
    const sealer = await world.open();
    const mails = [mailOf("one"), mailOf("two")] as const;
    const whole = new Uint8Array(mails[0].length + mails[1].length);
    whole.set(mails[0]);
    whole.set(mails[1], mails[0].length);
    const views = [whole.subarray(0, mails[0].length), whole.subarray(mails[0].length)];
    const sealed = [];
    for (const [i, view] of views.entries())
      sealed.push(await sealer.seal(reportOf(String(i), { sources: [sourceOf(view)] })));
    // As Node makes small ones: a view of its own pool.
    const pooled = Buffer.from("From: a@example.org\r\n\r\nx\r\n") as Uint8Array<ArrayBuffer>;
    sealed.push(await sealer.seal(reportOf("pooled", { sources: [sourceOf(pooled)] })));
    for (const { packageDigest } of sealed) await sealer.send(packageDigest);
    const { opened } = await openAtIntake(world, (sealed[1] as SealedNow).packageDigest);
    expect(Buffer.from(opened.messages[0]?.original?.octets as Uint8Array)).toEqual(Buffer.from(mails[1]));
  });
});

describe("the folder", () => {
  test("is for the door's own account alone", async () => {
    const sealer = await world.open();
    await sealer.seal(reportOf("k"));
    const paths = readdirSync(world.dataDir, { recursive: true, withFileTypes: true });
    expect(paths.length).toBeGreaterThan(8);
    for (const entry of [...paths, null]) {
      const path = entry === null ? world.dataDir : join(entry.parentPath, entry.name);
      expect((statSync(path).mode & 0o077).toString(8)).toBe("0");
    }
  });

  test("keeps no sealed octets of what was sent", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    const folder = join(world.dataDir, "reports", packageDigest.slice(7));
    expect(readdirSync(folder).toSorted()).toEqual([
      "entry.json",
      "package.age",
      "statement.json",
      "summary.age",
    ]);
    await sealer.send(packageDigest);
    expect(readdirSync(folder)).toEqual(["entry.json"]);
  });

  test("a second sealer on it is refused, and the first goes on", async () => {
    const sealer = await world.open();
    expect(await codeOf(world.open())).toBe("INPUT_INVALID");
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect((await sealer.send(packageDigest)).kind).toBe("sent");
    await sealer.close();
    expect(await (await world.open()).list()).toHaveLength(1);
  });

  test("an entry that cannot be read is left as it is, said, and stops nothing", async () => {
    const first = await world.open();
    const { packageDigest } = await first.seal(reportOf("k"));
    await first.close();
    const path = join(world.dataDir, "reports", packageDigest.slice(7), "entry.json");
    writeFileSync(path, "{");
    const second = await world.open();
    expect(await second.list()).toEqual([]);
    expect(world.events.at(-1)).toEqual({ what: "storage-problem", code: "FILE_UNEXPECTED" });
    expect(filesOf(world.dataDir).get(path)?.toString()).toBe("{");
    expect((await second.seal(reportOf("k"))).state).toBe("sealed");
  });

  test.each(["device-key.json", "key-hash.secret"])("%s that is not ours: not replaced", async (name) => {
    await (await world.open()).close();
    writeFileSync(join(world.dataDir, name), "secret words");
    const refused = world.open();
    expect(await codeOf(refused)).toBe("INPUT_INVALID");
    await expect(refused).rejects.not.toThrow("secret words");
    expect(filesOf(world.dataDir).get(join(world.dataDir, name))?.toString()).toBe("secret words");
  });

  test("close stores what is being sealed, and takes nothing more", async () => {
    const sealer = await world.open();
    const sealing = ["1", "2", "3"].map((key) => sealer.seal(reportOf(key)));
    await sealer.close();
    await Promise.all(sealing);
    expect(reports()).toHaveLength(3);
    expect(await codeOf(sealer.seal(reportOf("4")))).toBe("CANCELLED");
    expect(await codeOf(sealer.send((await sealing[0])?.packageDigest as never))).toBe("CANCELLED");
  });
});
