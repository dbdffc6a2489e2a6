/** test/vectors/log/receipt: one scenario a file, readable without our code. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "../../../src/core/base/bytes.ts";
import { verifyReceipt } from "../../../src/core/verify/receipt.ts";
import { NO_ANCHORS } from "./sample.ts";

const FOLDER = "test/vectors/log/receipt";
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

function readVector(name: string) {
  const text = readFileSync(join(FOLDER, name), "utf8");
  const match = /^expect: (.*)\norigin: (.*)\nkey: (.*)\nentry: (.*)\n\n/.exec(text);
  if (match === null) throw new Error(`${name} is no vector`);
  const [head, expected = "", origin = "", key = "", entry = ""] = match;
  return { expected, log: { origin, key }, entry, proof: text.slice(head.length) };
}

describe("receipts", () => {
  test.each(names)("%s", async (name) => {
    const { expected, log, entry, proof } = readVector(name);
    const policy = { ...NO_ANCHORS, logs: [log] };
    const report = await verifyReceipt({ entry, proof, timestamp: null, opened: null }, { policy });
    const refusal = report.checks.find(({ status }) => status === "failed");
    expect(refusal?.code ?? "ok").toBe(expected);
    expect(report.outcome).toBe(expected === "ok" ? "verified" : "not-verified");
  });
  test("every vector is there, right ones and wrong ones", () => {
    const expectations = names.map((name) => readVector(name).expected);
    expect(expectations.filter((expected) => expected === "ok").length).toBe(3);
    expect(names.length).toBeGreaterThanOrEqual(21);
    expect(names.every((name) => utf8(name).length === name.length)).toBe(true);
  });
});
