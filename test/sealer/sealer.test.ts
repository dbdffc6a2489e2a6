/** From a door's report to a verified receipt, against a real intake. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { digestOf } from "../../src/core/base/digest.ts";
import { readSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import type { SealedNow } from "../../src/sealer/ports.ts";
import {
  codeOf,
  mailOf,
  makeWorld,
  openAtIntake,
  openSealed,
  reportOf,
  sourceOf,
  type World,
} from "./world.ts";

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

describe("a door that seals much", () => {
  test("goes on answering while a large mail is sealed", async () => {
    const sealer = await world.open();
    const large = new Uint8Array(40_000_000).fill(0x61);
    large.set(mailOf("large"));
    let turns = 0;
    const sealing = sealer.seal(reportOf("k", { sources: [sourceOf(large)] }));
    const ended = sealing.then(() => "ended");
    const turn = () => new Promise((resolve) => setImmediate(resolve, "turn"));
    while ((await Promise.race([ended, turn()])) === "turn") turns++;
    // On this thread there would be a few, one for each await.
    expect(turns).toBeGreaterThan(500);
    expect((await sealing).state).toBe("sealed");
  });

  test("takes so many reports at a time, and says of the next one that it may come again", async () => {
    const sealer = await world.open();
    const keys = Array.from({ length: 65 }, (_, i) => String(i));
    const sealing = keys.map((key) => sealer.seal(reportOf(key)));
    await expect(sealing[64]).rejects.toMatchObject({ code: "RATE_LIMITED", retry: "later" });
    await Promise.all(sealing.slice(0, 64));
    expect((await sealer.seal(reportOf("64"))).state).toBe("sealed");
    expect(await sealer.list()).toHaveLength(65);
  });
});
