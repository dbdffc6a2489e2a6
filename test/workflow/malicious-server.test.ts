/** An intake that answers anything: no answer of it makes a success, and the octets stay with the reporter. */
import * as fc from "fast-check";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { sha256 } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { parseStatement } from "../../src/core/evidence/statement.ts";
import { formatCheckpoint } from "../../src/core/log/checkpoint.ts";
import { createMemoryTree } from "../../src/core/log/memory-tree.ts";
import { noteSigner } from "../../src/core/log/note.ts";
import { formatProof } from "../../src/core/log/proof.ts";
import { inclusionProof, treeRoot } from "../../src/core/log/tree.ts";
import { makeTimestampAuthority } from "../../src/core/timestamp/authority.ts";
import { timestampRequest } from "../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../src/core/timestamp/respond.ts";
import type { ReceiptAnswer, SealedSubmission } from "../../src/workflow/ports.ts";
import { makeLog, ORIGIN } from "../console/world.ts";
import { type Device, type Lie, makeDevice, NOT_ASKED, NOW, reportThrough, sourceOf } from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const reportTo = (lie: Lie) => reportThrough(device, lie);

async function expectNoSuccess(lie: Lie, code?: string) {
  const { state, steps, entry, kept, sealed } = await reportTo(lie);
  expect(steps).not.toContain("done");
  expect(["refused", "waiting"]).toContain(state.step);
  expect(entry).toMatchObject({ answer: null });
  expect(entry?.state).not.toBe("sent");
  expect(kept?.package).toEqual(sealed.package);
  expect(await device.ports.memory.checkpoint()).toBeNull();
  if (code !== undefined) expect(state).toMatchObject({ code });
}

/** A log of the liar's own, with the honest entries in it, under any origin. */
async function ownLog(submission: SealedSubmission, origin: string, seed: number) {
  const statement = parseStatement(submission.statement);
  if (!statement.ok) throw statement.error;
  const { package: packageDigest, summary, commitment } = statement.value;
  const log = makeLog(new Uint8Array(32).fill(seed));
  log.append({ v: 1, type: "package", package: packageDigest, summary, commitment });
  const tree = createMemoryTree();
  tree.append(log.entries);
  const signer = noteSigner(origin, new Uint8Array(32).fill(seed));
  const checkpoint = formatCheckpoint({ origin, size: 1, root: treeRoot(1, tree.getHash) }, signer);
  return formatProof({ index: 0, hashes: inclusionProof(0, 1, tree.getHash), checkpoint });
}

async function foreignTimestamp(octets: Uint8Array): Promise<string> {
  const authority = await makeTimestampAuthority({
    organisation: "Voorbeeld BV",
    notBefore: NOW - 1e9,
    notAfter: NOW + 1e12,
  });
  const response = await createTimestampResponse(timestampRequest(await sha256(octets), Uint8Array.of(1)), {
    key: authority.key,
    certificates: authority.certificates,
    serial: Uint8Array.of(1),
    time: NOW,
  });
  if (!response.ok) throw response.error;
  return toBase64(response.value);
}

async function otherReceipt(): Promise<ReceiptAnswer> {
  const reading = await device.reading();
  const other = await device.ports.engine.seal(
    {
      sources: [sourceOf("Subject: other\r\n\r\nother\r\n")],
      answers: NOT_ASKED,
      readers: { deskId: "security", leftOut: [] },
      directory: reading,
      checkpoint: null,
      language: "nl",
      reportedAt: NOW,
      timeZone: "Europe/Amsterdam",
      addIn: { version: "0.1.0", build: "test" },
    },
    () => {},
    new AbortController().signal,
  );
  return device.receiptFor(other.submission);
}

test("the honest intake, for comparison: done, the octets given up, the checkpoint remembered", async () => {
  const { state, steps, entry, kept } = await reportTo((honest) => honest);
  expect(steps).toEqual(["acquiring", "sealing", "storing", "sending", "checking", "done"]);
  expect(state).toMatchObject({ step: "done", timestampedAt: NOW });
  expect(entry).toMatchObject({ state: "sent", lastError: null });
  expect(kept).toBeNull();
  expect(await device.ports.memory.checkpoint()).toMatchObject({ origin: ORIGIN, size: 2 });
});

const lies: [string, string, Lie][] = [
  ["a receipt of another package", "RECEIPT_FOREIGN", () => otherReceipt()],
  [
    "the entry of another package with the right proof",
    "RECEIPT_FOREIGN",
    async (honest) => ({ ...honest, entry: (await otherReceipt()).entry }),
  ],
  [
    "the right entry with the proof of another",
    "PROOF_MISMATCH",
    async (honest) => ({ ...honest, proof: (await otherReceipt()).proof }),
  ],
  [
    "an entry that differs by a space",
    "ENTRY_INVALID",
    (honest) => ({ ...honest, entry: honest.entry.replace(",", ", ") }),
  ],
  [
    "an entry of another type",
    "ENTRY_INVALID",
    (honest, { packageDigest }) => ({
      ...honest,
      entry: `{"package":"${packageDigest}","type":"erased","v":1}`,
    }),
  ],
  [
    "an entry with another commitment",
    "RECEIPT_FOREIGN",
    (honest) => ({
      ...honest,
      entry: honest.entry.replace(/"commitment":"sha256:\w/, (found) =>
        found.endsWith("0") ? `${found.slice(0, -1)}1` : `${found.slice(0, -1)}0`,
      ),
    }),
  ],
  [
    "a log signed by another key, same origin",
    "CHECKPOINT_UNTRUSTED",
    async (honest, submission) => ({ ...honest, proof: await ownLog(submission, ORIGIN, 66) }),
  ],
  [
    "another organisation's log, rightly signed by its key",
    "RECEIPT_FOREIGN",
    async (honest, submission) => ({
      ...honest,
      proof: await ownLog(submission, "localhost/v1/other/log", 7),
    }),
  ],
  [
    "another host's log of the same organisation",
    "CHECKPOINT_UNTRUSTED",
    async (honest, submission) => ({
      ...honest,
      proof: await ownLog(submission, "elsewhere/v1/example/log", 66),
    }),
  ],
  [
    "its own anchors sent along",
    "CHECKPOINT_UNTRUSTED",
    async (honest, submission) => ({
      ...honest,
      proof: await ownLog(submission, ORIGIN, 66),
      policy: { logs: [{ origin: ORIGIN, key: makeLog(new Uint8Array(32).fill(66)).signer.vkey }] },
      verified: true,
      outcome: "verified",
    }),
  ],
  [
    "a checkpoint without a signature",
    "NOTE_INVALID",
    (honest) => ({ ...honest, proof: honest.proof.slice(0, honest.proof.indexOf("\n— ")) }),
  ],
  [
    "the timestamp of other octets",
    "TIMESTAMP_MISMATCH",
    async (honest) => ({ ...honest, timestamp: await device.world.stamp(utf8("other octets")) }),
  ],
  [
    "a timestamp by an authority that the directory does not name",
    "TIMESTAMP_UNTRUSTED",
    async (honest, { package: sealed }) => ({
      ...honest,
      timestamp: await foreignTimestamp(sealed as Uint8Array),
    }),
  ],
  [
    "half a timestamp",
    "TIMESTAMP_INVALID",
    (honest) => ({ ...honest, timestamp: (honest.timestamp as string).slice(0, 400) }),
  ],
  ["a timestamp that is no base64", "TIMESTAMP_INVALID", (honest) => ({ ...honest, timestamp: "<html>" })],
  ["an acknowledgement that nobody signed", "RECEIPT_INVALID", (honest) => ({ ...honest, opened: "{}" })],
  ["a proof of ten million characters", "PROOF_INVALID", (honest) => ({ ...honest, proof: "A".repeat(1e7) })],
  [
    "an entry of ten million characters",
    "ENTRY_INVALID",
    (honest) => ({ ...honest, entry: "1".repeat(1e7) }),
  ],
];

test.each(lies)("%s: %s, never done, octets kept", async (_, code, lie) => {
  await expectNoSuccess(lie, code);
});

const garbage: [string, unknown][] = [
  ["null", null],
  ["undefined", undefined],
  ["an HTML page", "<!doctype html><title>Wi-Fi sign-in</title>"],
  ["an empty object", {}],
  ["a list", []],
  ["true", true],
  ["the words that we want to hear", { step: "done", verified: true, state: "sent" }],
  ["members of other types", { v: 1, entry: 5, proof: {}, timestamp: [], opened: 1, readToken: null }],
];

test.each(garbage)("instead of a receipt: %s", async (_, value) => {
  await expectNoSuccess(() => value);
});

test("one character changed, wherever in entry or proof: never done", async () => {
  const reading = await device.reading();
  const honest = await reportTo((answer) => answer);
  const answer = honest.entry?.answer as ReceiptAnswer;
  const { statement, packageDigest } = honest.sealed;
  const check = (changed: ReceiptAnswer) =>
    device.ports.engine.checkReceipt({
      answer: changed,
      statement,
      packageDigest,
      directory: reading,
      directoryRoot: device.anchors.directoryRoot,
    });
  expect(await check(answer)).toMatchObject({ verified: true });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("entry" as const, "proof" as const),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      async (member, position, character) => {
        const text = answer[member];
        const at = position % text.length;
        fc.pre(text[at] !== character);
        const changed = { ...answer, [member]: text.slice(0, at) + character + text.slice(at + 1) };
        expect(await check(changed)).toMatchObject({ verified: false });
      },
    ),
    { numRuns: 300 },
  );
});

describe("a server that refuses, redirects or disappears", () => {
  test.each([
    ["SERVER_ERROR", "waiting"],
    ["RATE_LIMITED", "waiting"],
    ["STORAGE_FULL", "waiting"],
    ["UNAUTHORISED", "waiting"],
    ["NETWORK_UNREACHABLE", "waiting"],
    ["RESPONSE_INVALID", "waiting"],
    ["STATEMENT_INVALID", "refused"],
    ["SUBMISSION_CONFLICT", "refused"],
    ["PACKAGE_TOO_LARGE", "refused"],
    ["DIGEST_MISMATCH", "refused"],
  ] as const)("%s: %s, octets kept", async (code, step) => {
    const { state, kept } = await reportTo(() => {
      throw new EvidenceError(code, "as the server says");
    });
    expect(state).toMatchObject({ step, code, kept: "device" });
    expect(kept).not.toBeNull();
  });
});
