/** Many mails, one report: one that cannot be had loses no other, what is missing is told, and a package's size holds. */
import { EvidenceError, type EvidenceErrorCode } from "../../src/core/base/errors.ts";
import { MAX_MAIL_OCTETS } from "../../src/core/evidence/limits.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { acquireMails, octetsOf } from "../../src/workflow/acquire-mails.ts";
import type { AcquiredSource, MailSource } from "../../src/workflow/ports.ts";
import type { ReportState } from "../../src/workflow/report-state.ts";
import { createReporter, type RequestedMail } from "../../src/workflow/report-mail.ts";
import {
  type Device,
  failing,
  makeDevice,
  partsOf,
  REQUEST,
  reportOn,
  requested,
  sealedIn,
  sourceOf,
} from "./world.ts";

let device: Device;
beforeAll(async () => {
  device = await makeDevice();
});

const mail = (n: number) => `From: sender@example.test\r\nSubject: mail ${n}\r\n\r\n${"x".repeat(n)}\r\n`;
const giving = (source: AcquiredSource | (() => AcquiredSource)): MailSource => ({
  acquire: async () => (typeof source === "function" ? source() : source),
});
const twenty = (broken: Readonly<Record<number, EvidenceErrorCode>>) =>
  Array.from({ length: 20 }, (_, i) => {
    const code = broken[i + 1];
    return requested(
      code === undefined ? giving(sourceOf(mail(i + 1))) : { acquire: failing(code) },
      `id-${i + 1}`,
    );
  });

async function opened(state: ReportState) {
  const octets = sealedIn(state).package as Uint8Array<ArrayBuffer>;
  const result = await openPackage(octets, { identities: [device.world.keys.recovery.ageIdentity] });
  if (!result.ok) throw result.error;
  return result.value;
}

describe("twenty mails of which two cannot be had", () => {
  const broken = { 3: "SOURCE_TIMEOUT", 17: "SOURCE_UNAVAILABLE" } as const;

  test("eighteen originals octet for octet in one report; the two are told inside and outside", async () => {
    const { state, reporter } = await reportOn(device.ports, { ...REQUEST, mails: twenty(broken) });
    expect(state).toMatchObject({
      step: "done",
      sealed: {
        mails: 18,
        confidential: false,
        missed: [
          { id: "id-3", code: "SOURCE_TIMEOUT", position: 3, summary: { subject: "subject of id-3" } },
          { id: "id-17", code: "SOURCE_UNAVAILABLE", position: 17 },
        ],
      },
    });
    const bag = await opened(state);
    const wanted = Array.from({ length: 20 }, (_, i) => i + 1).filter((n) => !Object.hasOwn(broken, n));
    const texts = bag.messages.map(({ original }) => new TextDecoder().decode(original?.octets));
    expect(texts).toEqual(wanted.map(mail));
    expect(bag.summary.messageCount).toBe(18);
    expect(bag.messages[0]?.acquisition.errors).toEqual([
      {
        step: "selection",
        code: "SOURCE_TIMEOUT",
        detail: 'mail 3 of 20, id "id-3", subject "subject of id-3"',
      },
      {
        step: "selection",
        code: "SOURCE_UNAVAILABLE",
        detail: 'mail 17 of 20, id "id-17", subject "subject of id-17"',
      },
    ]);
    for (const message of bag.messages.slice(1)) expect(message.acquisition.errors).toEqual([]);
    expect(new TextDecoder().decode(sealedIn(state).statement)).not.toContain("id-");
    expect(reporter.missed().map(({ id }) => id)).toEqual(["id-3", "id-17"]);
  });

  test("what was missed is reported again, and then nothing is missing", async () => {
    let broke = true;
    const flaky: MailSource = {
      acquire: async () => {
        if (broke) throw new EvidenceError("SOURCE_TIMEOUT", "later");
        return sourceOf(mail(2));
      },
    };
    const mails = [
      requested(
        giving(() => sourceOf(mail(1))),
        "a",
      ),
      requested(flaky, "b"),
    ];
    const { reporter } = await reportOn(device.ports, { ...REQUEST, mails });
    broke = false;
    const rest = reporter.missed();
    reporter.reset();
    expect(reporter.missed()).toEqual([]);
    await reporter.report({ ...REQUEST, mails: rest });
    expect(reporter.state()).toMatchObject({ step: "done", sealed: { mails: 1, missed: [] } });
    expect((await opened(reporter.state())).messages).toHaveLength(1);
  });

  test("a fault of the program misses that mail like a host that gives nothing", async () => {
    const buggy: MailSource = {
      acquire: async () => {
        throw new TypeError("a bug");
      },
    };
    const mails = [requested(giving(sourceOf(mail(1)))), requested(buggy, "b")];
    const { state } = await reportOn(device.ports, { ...REQUEST, mails });
    expect(state).toMatchObject({
      step: "done",
      sealed: { missed: [{ id: "b", code: "SOURCE_UNAVAILABLE" }] },
    });
  });

  test("an empty source is missed: sealed, it would take the others with it", async () => {
    const empty = [giving(sourceOf("")), giving({ ...sourceOf(""), original: null })];
    const mails = [...empty.map((source) => requested(source)), requested(giving(sourceOf(mail(1))))];
    const { state } = await reportOn(device.ports, { ...REQUEST, mails });
    expect(state).toMatchObject({
      step: "done",
      sealed: { mails: 1, missed: [{ code: "SOURCE_EMPTY" }, { code: "SOURCE_EMPTY" }] },
    });
  });
});

test("a host that gives no text where there should be one: told as far as it goes", async () => {
  const odd = { subject: { half: true }, from: { name: 1 } } as unknown as RequestedMail["summary"];
  const broken = { source: { acquire: failing("SOURCE_EMPTY") }, id: "x\ud800", summary: odd };
  const mails = [broken, requested(giving(sourceOf(mail(1))))];
  const { state } = await reportOn(device.ports, { ...REQUEST, mails });
  expect((await opened(state)).messages[0]?.acquisition.errors).toEqual([
    { step: "selection", code: "SOURCE_EMPTY", detail: 'mail 1 of 2, id "x\ufffd", from "", subject ""' },
  ]);
});

describe("all of them", () => {
  test("cannot be had: failed with what the first one said, nothing kept", async () => {
    const calls = device.calls.length;
    const mails = [
      requested({ acquire: failing("SOURCE_CHANGED") }),
      requested({ acquire: failing("SOURCE_TIMEOUT") }),
    ];
    const { state, reporter } = await reportOn(device.ports, { ...REQUEST, mails });
    expect(state).toEqual({ step: "failed", code: "SOURCE_CHANGED", kept: "mailbox" });
    expect(device.calls).toHaveLength(calls);
    expect(reporter.missed()).toEqual([]);
  });

  test("none was asked for", async () => {
    const { state } = await reportOn(device.ports, { ...REQUEST, mails: [] });
    expect(state).toMatchObject({ step: "failed", code: "SOURCE_UNAVAILABLE" });
  });
});

describe("progress", () => {
  test("tells which mail of how many, and how far all of them are", async () => {
    const reporter = createReporter(device.ports);
    const seen: unknown[] = [];
    reporter.subscribe(() => {
      const state = reporter.state();
      if (state.step === "acquiring") seen.push([state.fraction, state.mail, state.mails]);
    });
    const half: MailSource = {
      acquire: async (_, onProgress) => {
        onProgress(0.5);
        return sourceOf(mail(1));
      },
    };
    await reporter.report({ ...REQUEST, mails: [requested(half), requested(half)] });
    expect(seen).toEqual([
      [null, undefined, undefined],
      [0, 1, 2],
      [0.25, 1, 2],
      [0.5, 2, 2],
      [0.75, 2, 2],
    ]);
  });
});

describe("cancelling", () => {
  test("between two mails ends all: nothing is sealed, the third is not asked for", async () => {
    const reporter = createReporter(device.ports);
    let asked = 0;
    const counting: MailSource = {
      acquire: async () => {
        asked++;
        if (asked === 2) reporter.cancel();
        return sourceOf(mail(asked));
      },
    };
    await reporter.report({ ...REQUEST, mails: [counting, counting, counting].map((one) => requested(one)) });
    expect(reporter.state()).toMatchObject({ step: "stopped", sealed: null });
    expect(asked).toBe(2);
  });

  test("CANCELLED by the host ends all as well", async () => {
    let asked = 0;
    const counting: MailSource = {
      acquire: async () => {
        asked++;
        return sourceOf(mail(1));
      },
    };
    const mails = [requested({ acquire: failing("CANCELLED") }), requested(counting)];
    const { state } = await reportOn(device.ports, { ...REQUEST, mails });
    expect(state).toMatchObject({ step: "failed", code: "CANCELLED" });
    expect(asked).toBe(0);
  });
});

describe("the size of a package", () => {
  /** Octets that are only counted: nothing of 150 MiB is made for it. */
  const large = (octets: number) => ({ length: octets }) as unknown as Uint8Array<ArrayBuffer>;
  const weighing = (octets: number, second?: number): AcquiredSource => ({
    ...sourceOf("x"),
    original: { kind: "eml", octets: large(octets) },
    ...(second !== undefined && {
      second: { method: "graph.value", path: "original.eml", octets: large(second) },
    }),
  });
  const acquire = (sources: readonly AcquiredSource[], reserved = 0) =>
    acquireMails(
      sources.map((source, i) => requested(giving(source), `${i + 1}`)),
      { signal: new AbortController().signal, reserved, onProgress: () => {} },
    );
  const MIB = 1 << 20;

  test("what does not fit is missed, what does comes along, in whatever order", async () => {
    const { sources, missed } = await acquire([
      weighing(100 * MIB),
      weighing(60 * MIB),
      weighing(50 * MIB),
      weighing(1),
    ]);
    expect(sources.map(octetsOf)).toEqual([100 * MIB, 50 * MIB]);
    expect(missed).toMatchObject([
      { id: "2", code: "PACKAGE_TOO_LARGE", position: 2 },
      { id: "4", code: "PACKAGE_TOO_LARGE", position: 4 },
    ]);
  });

  test("where nothing fits any more, nothing more is fetched", async () => {
    let asked = 0;
    const last: MailSource = {
      acquire: async () => {
        asked++;
        return weighing(1);
      },
    };
    const { missed } = await acquireMails([requested(giving(weighing(MAX_MAIL_OCTETS))), requested(last)], {
      signal: new AbortController().signal,
      reserved: 0,
      onProgress: () => {},
    });
    expect(missed).toMatchObject([{ code: "PACKAGE_TOO_LARGE" }]);
    expect(asked).toBe(0);
  });

  test("a second copy goes before its mail does, and the record says so", async () => {
    const { sources, missed } = await acquire([weighing(149 * MIB), weighing(MIB, MIB)]);
    expect(missed).toEqual([]);
    expect(sources[1]?.second).toBeUndefined();
    expect(sources[1]?.record.errors).toMatchObject([{ step: "second", code: "TOO_LARGE" }]);
  });

  test("parts and second copies count", () => {
    const source = partsOf({ "headers.txt": "abc", "body.txt": "de" });
    expect(octetsOf(source)).toBe(5);
    expect(octetsOf(weighing(7, 3))).toBe(10);
  });

  test("the reporter's own files keep their room, but never keep the only mail out", async () => {
    const several = await acquire([weighing(100 * MIB), weighing(40 * MIB), weighing(30 * MIB)], 20 * MIB);
    expect(several.sources.map(octetsOf)).toEqual([100 * MIB, 30 * MIB]);
    const one = await acquire([weighing(MAX_MAIL_OCTETS)], 20 * MIB);
    expect(one.missed).toEqual([]);
  });

  test("a single mail that is too large: failed, with that code", async () => {
    await expect(acquire([weighing(MAX_MAIL_OCTETS + 1)])).rejects.toMatchObject({
      code: "PACKAGE_TOO_LARGE",
    });
  });
});
