/** A policy is the caller's: read strictly, so that a mistyped member does not silently trust less, or more. */
import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import { cosigner } from "../../../src/core/log/cosignature.ts";
import { noteSigner } from "../../../src/core/log/note.ts";
import { type TrustPolicy, parsePolicy } from "../../../src/core/verify/policy.ts";
import { failed, joinReports, makeReport, notChecked, passed } from "../../../src/core/verify/report.ts";
import { codeOf, ORIGIN, seedOf } from "../log/sample.ts";
import { builtIn } from "../timestamp/sample.ts";
import { DEVICE, policyOctets } from "./sample.ts";

let policy: TrustPolicy;
beforeAll(async () => {
  const { rootPem } = await builtIn();
  const { name, vkey } = cosigner("witness.example/w1", seedOf(8));
  policy = {
    v: 1,
    logs: [{ origin: ORIGIN, key: noteSigner(ORIGIN, seedOf(1)).vkey }],
    timestampRoots: [rootPem],
    directoryRoots: [DEVICE],
    devices: [DEVICE],
    investigators: [DEVICE],
    witnesses: [{ name, key: vkey }],
    witnessQuorum: 1,
  };
});

describe("parsePolicy", () => {
  test("reads every member, and the least", () => {
    expect(parsePolicy(policyOctets(policy))).toEqual({ ok: true, value: policy });
    const least = { v: 1, logs: [], timestampRoots: [], directoryRoots: [] };
    expect(parsePolicy(policyOctets(least))).toEqual({ ok: true, value: least });
  });
  test.each([
    ["another version", { v: 2 }],
    ["a member that does not exist", { logKeys: [] }],
    ["no logs", { logs: undefined }],
    ["a log key of the wrong form", { logs: [{ origin: ORIGIN, key: "x" }] }],
    ["a witness's key for a log", { logs: [{ origin: ORIGIN, key: cosigner("w", seedOf(8)).vkey }] }],
    ["a root that is no certificate", { timestampRoots: ["x"] }],
    ["a device that is no fingerprint", { devices: ["SHA256:x"] }],
    ["a witness under another name", { witnesses: [{ name: "other", key: cosigner("w", seedOf(8)).vkey }] }],
    ["a quorum that cannot be met", { witnessQuorum: 2 }],
    ["a quorum that is no number", { witnessQuorum: "1" }],
    ["a negative quorum", { witnessQuorum: -1 }],
  ])("%s: POLICY_INVALID", (_, change) => {
    expect(codeOf(parsePolicy(policyOctets({ ...policy, ...change })))).toBe("POLICY_INVALID");
  });
  test("the same witness twice makes no quorum of two", () => {
    const [witness] = policy.witnesses ?? [];
    const doubled = { ...policy, witnesses: [witness, witness], witnessQuorum: 2 };
    expect(codeOf(parsePolicy(policyOctets(doubled)))).toBe("POLICY_INVALID");
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.json(), (text) => expect(codeOf(parsePolicy(utf8(text)))).toBe("POLICY_INVALID")),
    );
    fc.assert(fc.property(fc.uint8Array(), (octets) => expect(parsePolicy(octets).ok).toBe(false)));
  });
});

describe("reports", () => {
  const check = fc.oneof(
    fc.constant(passed("a", "")),
    fc.constant(passed("b", "")),
    fc.constant(notChecked("a", "")),
    fc.constant(failed("b", "INPUT_INVALID", "")),
  );
  test("verified only if nothing failed and everything needed passed", () => {
    fc.assert(
      fc.property(fc.array(check), (checks) => {
        const { outcome } = makeReport(checks, ["a", "b"]);
        const hasFailed = checks.some(({ status }) => status === "failed");
        const hasPassed = ["a", "b"].every((claim) =>
          checks.some((one) => one.claim === claim && one.status === "passed"),
        );
        expect(outcome).toBe(hasFailed ? "not-verified" : hasPassed ? "verified" : "consistent");
      }),
    );
  });
  test("no claim needed means nothing to verify: consistent", () => {
    expect(makeReport([passed("a", "")], []).outcome).toBe("consistent");
    expect(makeReport([], []).outcome).toBe("consistent");
  });
  test("several reports are as good as the worst", () => {
    const [good, half, bad] = [
      makeReport([passed("a", "")], ["a"]),
      makeReport([], ["a"]),
      makeReport([failed("a", "INPUT_INVALID", "")], ["a"]),
    ];
    expect(joinReports(good, good).outcome).toBe("verified");
    expect(joinReports(good, half).outcome).toBe("consistent");
    expect(joinReports(half, good, bad).outcome).toBe("not-verified");
  });
});
