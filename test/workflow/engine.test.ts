/** What is sealed: complete records, the readers that were chosen, and octets whatever the analysis makes of them. */
import * as fc from "fast-check";
import { utf8 } from "../../src/core/base/bytes.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { deskReaders } from "../../src/core/evidence/directory.ts";
import { readSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import type { OpenedPackage } from "../../src/core/seal/open.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { readReceipt } from "../../src/core/verify/receipt-file.ts";
import type { SealedReport, SealRequest } from "../../src/workflow/engine-port.ts";
import { defaultChoice, readersOf } from "../../src/workflow/readers.ts";
import { exampleDirectory, makeExampleKeys } from "../core/evidence/directory-example.ts";
import { type Device, MAIL, makeDevice, NOT_ASKED, NOW, partsOf, sourceOf } from "./world.ts";

let device: Device;
beforeAll(async () => {
  device = await makeDevice();
});

async function sealed(wish: Partial<SealRequest> = {}, signal = new AbortController().signal) {
  const progress: [string, number | null][] = [];
  const request: SealRequest = {
    sources: [sourceOf(MAIL)],
    answers: NOT_ASKED,
    readers: { deskId: "security", leftOut: [] },
    directory: await device.reading(),
    checkpoint: null,
    language: "nl",
    reportedAt: NOW,
    timeZone: "Europe/Amsterdam",
    addIn: { version: "0.1.0", build: "test" },
    ...wish,
  };
  const report = await device.ports.engine.seal(
    request,
    (phase, fraction) => progress.push([phase, fraction]),
    signal,
  );
  return { report, progress };
}

async function opened(report: SealedReport, who: "anna" | "bram" | "recovery" = "recovery") {
  const octets = report.submission.package as Uint8Array<ArrayBuffer>;
  const identities = [device.world.keys[who].ageIdentity];
  return openPackage(octets, { identities, summary: report.submission.summary });
}

async function openedBy(report: SealedReport): Promise<OpenedPackage> {
  const result = await opened(report);
  if (!result.ok) throw result.error;
  return result.value;
}

describe("a report of one mail", () => {
  test("the octets as acquired, analysis, answers, context and record", async () => {
    const { report, progress } = await sealed({
      answers: { ...NOT_ASKED, kind: { state: "answered", value: "blackmail" } },
      checkpoint: { origin: "o", size: 3, root: "AA==", note: "the note\n" },
    });
    const bag = await openedBy(report);
    const [message] = bag.messages;
    expect(new TextDecoder().decode(message?.original?.octets)).toBe(MAIL);
    expect(message?.analysis).toMatchObject({ subject: "last warning" });
    expect(message?.acquisition).toMatchObject({
      reference: report.reference,
      method: "office.getAsFileAsync",
      provenance: "host-api",
      capture: "regenerated",
      timeZone: "Europe/Amsterdam",
      source: { digest: await digestOf(utf8(MAIL)) },
      addIn: { version: "0.1.0", build: "test" },
      custodian: { role: "reporter", subject: null },
      deviceKey: bag.signature.fingerprint,
    });
    expect(bag.report).toMatchObject({
      kind: { state: "answered", value: "blackmail" },
      urgency: { state: "not-asked" },
      desk: { id: "security", name: "Beveiliging", leftOut: [] },
      language: "nl",
      reportedAt: NOW,
    });
    expect(bag.context).toMatchObject({
      organisation: "example",
      directory: { version: 1, digest: (await device.reading()).digest },
      checkpoint: "the note\n",
      reviewAfter: "2027-02-21",
    });
    expect(progress[0]).toEqual(["analysing", null]);
    expect(progress.at(-1)).toEqual(["sealing", 1]);
  });

  test("two reports share neither reference nor salt", async () => {
    const [one, other] = [await sealed(), await sealed()];
    expect(one.report.reference).not.toBe(other.report.reference);
    expect(one.report.opening.salt).not.toBe(other.report.opening.salt);
  });
});

describe("octets are sealed whatever they are", () => {
  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ["one octet", Uint8Array.of(0)],
    ["no header", utf8("\r\n\r\nbody")],
    ["every octet there is", Uint8Array.from({ length: 4096 }, (_, i) => i % 256)],
    ["ten thousand Received fields", utf8("Received: from a by b; x\r\n".repeat(10_000))],
    ["half a surrogate in an encoded word", utf8("Subject: =?utf-16?B?2D0=?=\r\n\r\n")],
  ])("%s", async (_, octets) => {
    const bag = await openedBy((await sealed({ sources: [sourceOf(octets)] })).report);
    expect(bag.messages[0]?.original?.octets).toEqual(octets);
  });

  test("anything", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (octets) => {
        const source = sourceOf(Uint8Array.from(octets));
        const bag = await openedBy((await sealed({ sources: [source] })).report);
        expect(bag.messages[0]?.original?.octets).toEqual(Uint8Array.from(octets));
      }),
      { numRuns: 25 },
    );
  });

  test("what the host says of it may be broken text", async () => {
    const source = sourceOf(MAIL);
    const record = { ...source.record, errors: [{ step: "\ud800", code: "X", detail: "\udc00" }] };
    expect(
      (await openedBy((await sealed({ sources: [{ ...source, record }] })).report)).messages,
    ).toHaveLength(1);
  });
});

describe("a mail in parts", () => {
  const HEADERS = [
    "From: Anon <anon@example.org>",
    "Subject: parts",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s; h=from;",
    " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA",
    "",
  ].join("\r\n");

  test("the header is analysed, and nothing is said of a body that was not served", async () => {
    const { report } = await sealed({ sources: [partsOf({ "headers.txt": HEADERS, "body.txt": "hello" })] });
    const [message] = (await openedBy(report)).messages;
    expect(message?.original).toBeNull();
    expect(message?.analysis).toMatchObject({
      subject: "parts",
      dkim: [{ bodyHash: "error" }],
      statements: { capture: "parts", authentication: "none", reasons: ["body-not-served"] },
    });
    expect(message?.acquisition.parts).toMatchObject([
      { path: "data/messages/0001/parts/body.txt", role: "body-text", octets: 5 },
      { path: "data/messages/0001/parts/headers.txt", role: "headers" },
    ]);
    expect(report.insights.map(({ code }) => code)).not.toContain("mismatch");
  });

  test("an attachment that the host did not give leaves no gap, and the record tells of it", async () => {
    const { report } = await sealed({
      sources: [partsOf({ "headers.txt": HEADERS, "attachments/0002": "b", "attachments/0004": "d" })],
    });
    const [message] = (await openedBy(report)).messages;
    expect([...(message?.parts.keys() ?? [])].sort()).toEqual([
      "attachments/0001",
      "attachments/0002",
      "headers.txt",
    ]);
    expect(new TextDecoder().decode(message?.parts.get("attachments/0001"))).toBe("b");
    expect(message?.acquisition.errors).toEqual([
      { step: "attachments/0002", code: "RENUMBERED", detail: "sealed as attachments/0001" },
      { step: "attachments/0004", code: "RENUMBERED", detail: "sealed as attachments/0002" },
    ]);
  });

  test("without a header: no analysis, and the reporter is told so", async () => {
    const { report } = await sealed({ sources: [partsOf({ "body.html": "<p>x" })] });
    const [message] = (await openedBy(report)).messages;
    expect(message?.analysis).toEqual({
      error: { code: "HEADERS_MISSING", detail: "the host gave no header to analyse" },
    });
    expect(report.insights).toEqual([{ code: "unreadable", values: {} }]);
  });
});

describe("readers", () => {
  test("those of the desk by name, and the recovery key", async () => {
    const { report } = await sealed();
    expect(report).toMatchObject({ readBy: ["Anna de Vries", "Bram Jansen"], recoveryOnly: null });
    for (const who of ["anna", "bram", "recovery"] as const)
      expect((await opened(report, who)).ok).toBe(true);
  });

  test("who was left out cannot open it, at any desk: the way round the accused", async () => {
    const { report } = await sealed({ readers: { deskId: "security", leftOut: ["bram"] } });
    expect(report.readBy).toEqual(["Anna de Vries"]);
    expect(await opened(report, "bram")).toMatchObject({ ok: false, error: { code: "NOT_A_RECIPIENT" } });
    expect((await opened(report, "anna")).ok).toBe(true);
    expect((await openedBy(report)).report.desk).toMatchObject({ leftOut: ["bram"] });
  });

  test.each([
    ["expired", { deskId: "security", leftOut: [] }, true],
    ["everyone-left-out", { deskId: "agency", leftOut: ["bram"] }, false],
    ["desk-unknown", { deskId: "gone", leftOut: [] }, false],
  ] as const)("%s: the recovery key alone, and the words for it", async (why, readers, expired) => {
    const directory = { ...(await device.reading()), expired };
    const { report } = await sealed({ readers, directory });
    expect(report).toMatchObject({ recoveryOnly: why, readBy: [] });
    for (const who of ["anna", "bram"] as const) expect((await opened(report, who)).ok).toBe(false);
    expect((await opened(report, "recovery")).ok).toBe(true);
  });

  test("post-quantum recipients, where the directory's policy says so", async () => {
    const keys = await makeExampleKeys(true);
    const { policy, ...rest } = exampleDirectory(keys);
    const directory = { ...rest, policy: { ...policy, recipients: "post-quantum" as const } };
    const { report } = await sealed({ directory: { ...(await device.reading()), directory } });
    const head = new TextDecoder("latin1").decode((report.submission.package as Uint8Array).subarray(0, 200));
    expect(head).toContain("-> mlkem768x25519");
    expect(head).not.toContain("-> X25519");
  });

  test("what is shown and what is sealed to agree, whatever is chosen", async () => {
    const reading = await device.reading();
    fc.assert(
      fc.property(
        fc.constantFrom("security", "agency", "gone", ""),
        fc.subarray(["anna", "bram", "nobody"]),
        fc.boolean(),
        (deskId, leftOut, expired) => {
          const one = { ...reading, expired };
          const shown = readersOf(one, { deskId, leftOut });
          const used = deskReaders(one, deskId, leftOut);
          expect(shown.people).toEqual(used.people);
          expect(shown.recoveryOnly).toBe(used.recoveryOnly !== null);
          expect(used.recipients).toHaveLength(used.people.length + 1);
        },
      ),
    );
    expect(defaultChoice(reading)).toEqual({ deskId: "security", leftOut: [] });
  });
});

describe("several mails, and stopping", () => {
  test("each has its folder, progress tells how far, and no sentence is about one of them", async () => {
    const { report, progress } = await sealed({ sources: [sourceOf(MAIL), partsOf({ "body.txt": "x" })] });
    const bag = await openedBy(report);
    expect(bag.messages.map(({ number }) => number)).toEqual([1, 2]);
    expect(progress.slice(0, 2)).toEqual([
      ["analysing", 0],
      ["analysing", 0.5],
    ]);
    expect(report.insights).toEqual([]);
  });

  test("a signal that is aborted ends it with CANCELLED", async () => {
    const failure = await sealed({}, AbortSignal.abort()).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(EvidenceError);
    expect(failure).toMatchObject({ code: "CANCELLED" });
  });
});

describe("files for the reporter", () => {
  test(".zegel file: statement, summary and package as sealed, from octets or a Blob", async () => {
    const { submission } = (await sealed()).report;
    const blob = { ...submission, package: new Blob([submission.package]) };
    for (const one of [submission, blob]) {
      const saved = readSavedSubmission(await device.ports.engine.savedSubmission(one));
      expect(saved).toMatchObject({ ok: true, value: { package: submission.package } });
    }
  });

  test("receipt: with the opening only where the reporter wants it", async () => {
    const { report } = await sealed();
    const answer = await device.receiptFor(report.submission);
    const { reference, opening } = report;
    const file = (wanted: typeof opening | null) =>
      device.ports.engine.receiptFile({
        reference,
        answer,
        opening: wanted,
        language: "en-GB",
        organisation: "Voorbeeld BV",
        demo: true,
      });
    expect(readReceipt(await file(null))).toMatchObject({
      ok: true,
      value: { opening: null, entry: answer.entry },
    });
    const plain = readReceipt(await file(null));
    for (const word of [
      `Receipt ${reference}`,
      "zegel verify receipt-",
      "For a report to Voorbeeld BV",
      `Authorization: Read ${answer.readToken}`,
      "/log/checkpoint",
      "DEMO",
    ])
      expect(plain.ok && plain.value.readme).toContain(word);
    expect(readReceipt(await file(opening))).toMatchObject({ ok: true, value: { opening } });
  });
});
