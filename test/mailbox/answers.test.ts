/** Answers: when, to whom, how often, and what is left of them when the relay or this process goes away. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { createAnswers } from "../../src/mailbox/answers.ts";
import { readNote } from "../../src/mailbox/answer-note.ts";
import { resolveConfig } from "../../src/mailbox/config.ts";
import { answerRelay, PASSWORD_VARIABLE } from "../../src/mailbox/relay.ts";
import type { ReportToSeal } from "../../src/sealer/ports.ts";
import { type FakeSealer, fakeSealer } from "./fake-sealer.ts";
import { nearConfig } from "./near-world.ts";
import { pause, type Sink, startSink, until } from "./sink.ts";

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.close());

interface Wish {
  readonly sealer?: FakeSealer;
  readonly perHour?: number;
  readonly interimAfterMs?: number;
  readonly giveUpAfterMs?: number;
  readonly requireTls?: boolean;
}

async function open({
  sealer = fakeSealer(),
  perHour = 60,
  interimAfterMs = 60_000,
  giveUpAfterMs = 600_000,
  requireTls = false,
}: Wish = {}) {
  const config = resolveConfig({
    ...nearConfig(),
    limits: { answersPerSenderPerHour: perHour },
    answers: {
      host: "127.0.0.1",
      port: sink.port,
      requireTls,
      from: "zegel@org.example",
      interimAfterMs,
      giveUpAfterMs,
    },
  });
  const relay = await answerRelay(config.answers as NonNullable<typeof config.answers>, config.hostname);
  const logged: string[] = [];
  const log = {
    info: (code: string) => void logged.push(code),
    warn: (code: string) => void logged.push(code),
  };
  const answers = createAnswers({
    sealer,
    relay,
    config,
    answers: config.answers as never,
    now: Date.now,
    log,
  });
  return {
    sealer,
    logged,
    answers,
    close: async () => {
      await answers.close();
      relay.close();
    },
  };
}

let count = 0;
function sealOne(sealer: FakeSealer, to = "hr@org.example") {
  const note = {
    v: 1,
    to,
    inReplyTo: "<f@org.example>",
    inline: false,
    winmail: false,
    missed: 0,
    interimSent: false,
  };
  return sealer.seal({
    key: `key ${count++}`,
    sources: [],
    language: "nl",
    readers: null,
    answers: {} as ReportToSeal["answers"],
    note,
  });
}

test("nothing before the receipt, one after it, and then nothing is left to say", async () => {
  const { sealer, answers, close } = await open();
  const report = await sealOne(sealer);
  answers.add(report);
  await pause(200);
  expect(sink.mails).toEqual([]);
  sealer.sent(report.packageDigest);
  await sink.until(1);
  await until(async () => (await sealer.get(report.packageDigest))?.note === null, 5_000, "an empty note");
  await pause(200);
  expect(sink.mails.map(({ from, to }) => ({ from, to }))).toEqual([{ from: "", to: ["hr@org.example"] }]);
  expect(sink.mails[0]?.text).toMatch(/^Auto-Submitted: auto-replied\r$/m);
  await close();
});

test("a process that comes after another answers what that one left, once", async () => {
  const sealer = fakeSealer();
  const first = await open({ sealer });
  const report = await sealOne(sealer);
  first.answers.add(report);
  await first.close();
  sealer.sent(report.packageDigest);
  expect(sink.mails).toEqual([]);
  const second = await open({ sealer });
  await second.answers.start();
  await sink.until(1);
  await second.close();
  const third = await open({ sealer });
  await third.answers.start();
  await pause(200);
  await third.close();
  expect(sink.mails.length).toBe(1);
});

test("killed between the relay's word and the note: the same answer again, by its Message-ID", async () => {
  const sealer = fakeSealer();
  const setNote = sealer.setNote;
  sealer.setNote = () => new Promise(() => undefined);
  const first = await open({ sealer });
  const report = await sealOne(sealer);
  first.answers.add(report);
  sealer.sent(report.packageDigest);
  await sink.until(1);
  sealer.setNote = setNote;
  const second = await open({ sealer });
  await second.answers.start();
  await sink.until(2);
  const ids = sink.mails.map(({ text }) => /^Message-ID:\s+(\S+)/im.exec(text)?.[1]);
  expect(ids[0]).toBeDefined();
  expect(ids[0]).toBe(ids[1]);
  await second.close();
});

test("an interim answer once, then the receipt", async () => {
  const { sealer, answers, close } = await open({ interimAfterMs: 100 });
  const report = await sealOne(sealer);
  answers.add(report);
  await sink.until(1);
  await pause(400);
  expect(sink.mails.length).toBe(1);
  expect(sink.mails[0]?.text).toMatch(/^x-zegel-answer: interim\r$/im);
  sealer.sent(report.packageDigest);
  await sink.until(2);
  expect(sink.mails[1]?.text).toMatch(/^x-zegel-answer: receipt\r$/im);
  await close();
});

test("what the relay refuses for good is dropped, with a code and no address", async () => {
  const { sealer, answers, logged, close } = await open();
  sink.refusal = { responseCode: 550, message: "5.1.1 no such user" };
  const report = await sealOne(sealer);
  answers.add(report);
  sealer.sent(report.packageDigest);
  await until(async () => (await sealer.get(report.packageDigest))?.note === null, 5_000, "an empty note");
  expect(logged).toEqual(["answer-refused"]);
  await close();
});

test("what it refuses for now is kept; given up only after the time for that", async () => {
  sink.refusal = { responseCode: 450, message: "4.2.0 later" };
  const patient = await open();
  const kept = await sealOne(patient.sealer);
  patient.sealer.sent(kept.packageDigest);
  await until(() => patient.logged.includes("answer-postponed"), 5_000, "a postponed answer");
  expect(readNote((await patient.sealer.get(kept.packageDigest))?.note)).not.toBeNull();
  await patient.close();
  const impatient = await open({ giveUpAfterMs: 1 });
  const report = await sealOne(impatient.sealer);
  await pause(5);
  impatient.sealer.sent(report.packageDigest);
  await until(
    async () => (await impatient.sealer.get(report.packageDigest))?.note === null,
    5_000,
    "given up",
  );
  expect(impatient.logged).toEqual(["answer-given-up"]);
  await impatient.close();
});

test("a relay that offers no TLS gets no answer where TLS is required", async () => {
  const { sealer, logged, close } = await open({ requireTls: true });
  const report = await sealOne(sealer);
  sealer.sent(report.packageDigest);
  await until(() => logged.includes("answer-postponed"), 10_000, "a postponed answer");
  expect(sink.mails).toEqual([]);
  expect(readNote((await sealer.get(report.packageDigest))?.note)).not.toBeNull();
  await close();
});

test("a password goes to no relay that has not proved its name, whatever requireTls says", async () => {
  const asked: string[] = [];
  // With the certificate that smtp-server brings along: signed by itself.
  const server = new SMTPServer({
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ method }, _, done) => {
      asked.push(method);
      done(null, { user: "zegel" });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const from = "zegel@org.example";
  const answers = { host: "127.0.0.1", port, requireTls: false, user: "zegel", from };
  const config = resolveConfig({ ...nearConfig(), answers });
  process.env[PASSWORD_VARIABLE] = "geheim";
  const relay = await answerRelay(config.answers as NonNullable<typeof config.answers>, config.hostname);
  delete process.env[PASSWORD_VARIABLE];
  expect(await relay.send({ from, to: "hr@org.example", text: "x" })).toMatchObject({ kind: "later" });
  expect(asked).toEqual([]);
  relay.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

test("a cap for each address: further answers wait, others do not", async () => {
  const { sealer, close } = await open({ perHour: 2 });
  const reports = [
    await sealOne(sealer),
    await sealOne(sealer),
    await sealOne(sealer),
    await sealOne(sealer, "piet@org.example"),
  ];
  for (const { packageDigest } of reports) sealer.sent(packageDigest);
  await sink.until(3);
  await pause(300);
  expect(sink.mails.map(({ to }) => to[0]).toSorted()).toEqual([
    "hr@org.example",
    "hr@org.example",
    "piet@org.example",
  ]);
  const notes = (await sealer.list()).filter(({ note }) => note !== null);
  expect(notes.length).toBe(1);
  await close();
});

test("a note that is none is never answered", async () => {
  for (const note of [
    null,
    {},
    { to: "x@y.example" },
    {
      v: 1,
      to: "x@y.example",
      inReplyTo: "<a\r\nBcc: z@y.example>",
      inline: false,
      winmail: false,
      missed: 0,
      interimSent: false,
    },
  ])
    expect(readNote(note)).toBeNull();
});
