/** What is sealed beside the mail: another method's octets, the reporter's own files, a suspicion, who reports, the clock. */
import { utf8 } from "../../src/core/base/bytes.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { MAX_EXTRAS, MAX_EXTRAS_OCTETS } from "../../src/core/evidence/limits.ts";
import { reservedFor } from "../../src/workflow/acquire-mails.ts";
import { readExtras } from "../../src/workflow/extras.ts";
import type { ExtraFile } from "../../src/workflow/ports.ts";
import { sealAndOpen } from "./sealing.ts";
import {
  type Device,
  MAIL,
  makeDevice,
  NOT_ASKED,
  partsOf,
  REQUEST,
  reportOn,
  requested,
  sourceOf,
} from "./world.ts";

let device: Device;
beforeAll(async () => {
  device = await makeDevice();
});

describe("a second method", () => {
  const withSecond = (octets: Uint8Array<ArrayBuffer>) => ({
    ...sourceOf(MAIL),
    second: { method: "graph.value", path: "original.eml", octets } as const,
  });

  test("its octets as they came, digest and agreement in the record", async () => {
    const same = utf8(MAIL.replaceAll("\r\n", "\n"));
    const { bag } = await sealAndOpen(device, { sources: [withSecond(same)] });
    const [message] = bag.messages;
    expect(message?.second.get("original.eml")).toEqual(same);
    expect(message?.acquisition.second).toEqual({
      method: "graph.value",
      path: "data/messages/0001/second/original.eml",
      digest: await digestOf(same),
      agrees: true,
    });
    expect(new TextDecoder().decode(message?.original?.octets)).toBe(MAIL);
  });

  test("that says something else: both are sealed, and they do not agree", async () => {
    const other = utf8(MAIL.replace("Subject:", "X-Subject:"));
    const { bag } = await sealAndOpen(device, { sources: [sourceOf(MAIL), withSecond(other)] });
    expect(bag.messages[0]?.acquisition.second).toBeNull();
    expect(bag.messages[1]?.acquisition.second).toMatchObject({
      path: "data/messages/0002/second/original.eml",
      agrees: false,
    });
  });

  test("beside a .msg file, which cannot be compared: sealed, and no agreement is claimed", async () => {
    const source = { ...withSecond(utf8(MAIL)), original: { kind: "msg", octets: utf8(MAIL) } as const };
    const { bag } = await sealAndOpen(device, { sources: [source] });
    expect(bag.messages[0]?.acquisition.second).toMatchObject({ agrees: false });
  });

  test("of a mail in parts: the header that both gave", async () => {
    const header = MAIL.slice(0, MAIL.indexOf("\r\n\r\n") + 4);
    const source = {
      ...partsOf({ "headers.txt": header, "body.txt": "x" }),
      second: { method: "ews.mime-content", path: "headers.txt", octets: utf8(header) } as const,
    };
    const { bag } = await sealAndOpen(device, { sources: [source] });
    expect(bag.messages[0]?.acquisition.second).toMatchObject({
      path: "data/messages/0001/second/headers.txt",
      agrees: true,
    });
  });
});

const file = (
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  mediaType = "image/png",
): ExtraFile => ({
  name,
  mediaType,
  file: new Blob([content]),
});

describe("the reporter's own files", () => {
  test("octet for octet out of the opened package, listed in the report, in their order", async () => {
    const picture = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const { report, bag } = await sealAndOpen(device, {
      extras: [file("scherm één.png", picture), file("", "", ""), file("chat.txt", "hi", "text/plain")],
    });
    expect(bag.files.get("data/attachments/0001")).toEqual(picture);
    expect(bag.files.get("data/attachments/0002")).toEqual(new Uint8Array());
    expect(bag.report.attachments).toEqual([
      {
        path: "data/attachments/0001",
        name: "scherm één.png",
        mediaType: "image/png",
        octets: 70_000,
        digest: await digestOf(picture),
      },
      expect.objectContaining({ path: "data/attachments/0002", name: "", octets: 0 }),
      expect.objectContaining({ path: "data/attachments/0003", name: "chat.txt", mediaType: "text/plain" }),
    ]);
    expect(report.missedExtras).toEqual([]);
  });

  test("none: none", async () => {
    expect((await sealAndOpen(device)).bag.report.attachments).toEqual([]);
  });

  test("names are bounded and well-formed, whatever a system allows", async () => {
    const names = [`${"a".repeat(300)}.png`, "half \ud800", "../../etc/passwd", "a\u202egnp.exe\u0000\n"];
    const { bag } = await sealAndOpen(device, { extras: names.map((name) => file(name, "x")) });
    expect(bag.report.attachments.map(({ name }) => name)).toEqual([
      "a".repeat(255),
      "half \ufffd",
      "../../etc/passwd",
      "a\u202egnp.exe\u0000\n",
    ]);
    expect([...bag.files.keys()].filter((path) => path.includes("attachments/"))).toHaveLength(4);
  });

  test("one that cannot be read any more is left out, and both sides are told", async () => {
    const gone = new Blob(["x"]);
    gone.arrayBuffer = async () => {
      throw new DOMException("moved", "NotReadableError");
    };
    const extras = [
      file("a.png", "a"),
      { name: "gone.png", mediaType: "image/png", file: gone },
      file("b.png", "b"),
    ];
    const { report, bag } = await sealAndOpen(device, { extras });
    expect(bag.report.attachments.map(({ name }) => name)).toEqual(["a.png", "b.png"]);
    expect(report.missedExtras).toEqual(["gone.png"]);
    expect(bag.messages[0]?.acquisition.errors).toEqual([
      { step: "extras", code: "NOT_READ", detail: "file 2 of 3" },
    ]);
  });

  /** Says its size and is never read. */
  const sized = (size: number): ExtraFile => ({
    name: `${size}`,
    mediaType: "",
    file: { size, arrayBuffer: () => Promise.reject(new Error("not to be read")) } as unknown as Blob,
  });

  test("bounded in number and octets, and by what the mails leave", async () => {
    const many = await readExtras(
      Array.from({ length: MAX_EXTRAS + 2 }, (_, i) => file(`${i}`, "x")),
      MAX_EXTRAS_OCTETS,
    );
    expect(many.attachments).toHaveLength(MAX_EXTRAS);
    expect(many.missed).toEqual(["50", "51"]);
    const large = await readExtras([sized(MAX_EXTRAS_OCTETS + 1), file("small", "x")], MAX_EXTRAS_OCTETS * 2);
    expect(large.listed.map(({ name }) => name)).toEqual(["small"]);
    expect(large.errors).toEqual([{ step: "extras", code: "TOO_LARGE", detail: "file 1 of 2" }]);
    const tight = await readExtras([file("ab", "ab"), file("c", "c")], 1);
    expect(tight.missed).toEqual(["ab"]);
    expect((await readExtras([file("c", "c")], -5)).missed).toEqual(["c"]);
  });

  test("room that is kept for them: what will go in, no more", () => {
    expect(reservedFor([])).toBe(0);
    expect(reservedFor([sized(10), sized(MAX_EXTRAS_OCTETS), sized(5)])).toBe(15);
    expect(reservedFor(Array.from({ length: MAX_EXTRAS + 9 }, () => sized(1)))).toBe(MAX_EXTRAS);
  });

  test("through a whole report", async () => {
    const { state } = await reportOn(device.ports, { ...REQUEST, extras: [file("a.png", "abc")] });
    expect(state).toMatchObject({ step: "done", sealed: { missedExtras: [] } });
  });
});

describe("what the reporter said of somebody", () => {
  const answers = { ...NOT_ASKED, suspicion: { state: "answered", value: "Piet-of-sales" } } as const;

  test("in the report as their suspicion, and nowhere else", async () => {
    const { report, bag } = await sealAndOpen(device, { answers });
    expect(bag.report.suspicion).toEqual({ state: "answered", value: "Piet-of-sales" });
    for (const [path, octets] of bag.files)
      if (path !== "data/report.json")
        expect(new TextDecoder().decode(octets)).not.toContain("Piet-of-sales");
    expect(JSON.stringify(bag.summary)).not.toContain("Piet");
    expect(JSON.stringify({ ...report, submission: null })).not.toContain("Piet");
  });
});

describe("who reports, and by which clock", () => {
  const custodian = { role: "reporter", subject: "tenant/object" } as const;

  test("the subject of whoever is signed in, and how far the device's clock is off, for each mail", async () => {
    const { bag } = await sealAndOpen(device, {
      sources: [sourceOf(MAIL), sourceOf(MAIL)],
      custodian,
      clockOffsetMs: -7_200_000.4,
    });
    for (const { acquisition } of bag.messages)
      expect(acquisition).toMatchObject({ custodian, clockOffsetMs: -7_200_000 });
    expect(JSON.stringify(bag.summary)).not.toContain("tenant/object");
  });

  test.each([null, Number.NaN, Number.POSITIVE_INFINITY, 9e15])(
    "an offset of %s: not known",
    async (clockOffsetMs) => {
      const { bag } = await sealAndOpen(device, { clockOffsetMs });
      expect(bag.messages[0]?.acquisition.clockOffsetMs).toBeNull();
    },
  );

  test.each([
    [-5, "1970-01-01"],
    [Number.NaN, "1970-01-01"],
    [8.64e15, "9999-12-31"],
  ])("a clock that stands at %d: sealed all the same", async (reportedAt, day) => {
    const source = sourceOf(MAIL);
    const record = { ...source.record, startedAt: reportedAt, endedAt: reportedAt };
    const { bag } = await sealAndOpen(device, { reportedAt, sources: [{ ...source, record }] });
    expect(bag.baggingDate).toBe(day);
    expect(bag.report.reportedAt).toBe(bag.messages[0]?.acquisition.startedAt);
  });

  test("a report asks once who is signed in, when the mails are there; no answer is nobody", async () => {
    const asked: string[] = [];
    const source = {
      acquire: async () => {
        asked.push("mail");
        return sourceOf(MAIL);
      },
    };
    const report = (answer: () => Promise<typeof custodian | null>) =>
      reportOn(device.ports, {
        ...REQUEST,
        mails: [requested(source)],
        custodian: () => {
          asked.push("who");
          return answer();
        },
      });
    const clock = { ...device.ports.client, clockOffsetMs: () => 90_000 };
    const { state } = await report(async () => custodian);
    expect(state.step).toBe("done");
    expect((await report(() => Promise.reject(new Error("no token")))).state.step).toBe("done");
    expect((await report(async () => null)).state.step).toBe("done");
    expect(asked).toEqual(["mail", "who", "mail", "who", "mail", "who"]);
    const seen: unknown[] = [];
    const engine = {
      ...device.ports.engine,
      seal: (...args: Parameters<typeof device.ports.engine.seal>) => {
        seen.push([args[0].custodian, args[0].clockOffsetMs]);
        return device.ports.engine.seal(...args);
      },
    };
    await reportOn({ ...device.ports, engine, client: clock }, { ...REQUEST, custodian });
    await reportOn({ ...device.ports, engine }, REQUEST);
    expect(seen).toEqual([
      [custodian, 90_000],
      [undefined, null],
    ]);
  });
});
