import { readTrace } from "../../../src/core/analysis/trace.ts";
import { viewMessage } from "../../../src/core/analysis/message-view.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

function trace(
  lines: readonly string[],
  provenance: "host-api" | "supplied-file" = "host-api",
  ownHosts: string[] = [],
) {
  const message = lines.map((line) => `Received: ${line}\r\n`).join("");
  return readTrace(viewMessage(utf8(`${message}\r\n`)), provenance, ownHosts);
}

function trusted(lines: readonly string[], ownHosts: string[] = []) {
  return trace(lines, "host-api", ownHosts).map((hop) => hop.trusted);
}

describe("delays", () => {
  const at = (time: string, by: string) => `from x.test by ${by}; Tue, 1 Jul 2003 ${time} +0000`;

  test("index 0 is the newest; the delay counts from the next older hop", () => {
    const hops = trace([at("10:00:07", "c.test"), at("10:00:05", "b.test"), at("09:59:00", "a.test")]);
    expect(hops.map((hop) => [hop.index, hop.by, hop.delayMs])).toEqual([
      [0, "c.test", 2000],
      [1, "b.test", 65_000],
      [2, "a.test", null],
    ]);
  });

  test("negative delays stay: clocks disagree", () => {
    const [hop] = trace([at("10:00:00", "b.test"), at("10:05:00", "a.test")]);
    expect(hop?.delayMs).toBe(-300_000);
    expect(hop?.flags).toContain("delay-negative");
  });

  test("flags: over an hour, missing and invalid date, internal address, HELO literal", () => {
    const hops = trace([
      at("12:00:01", "b.test"),
      at("11:00:00", "a.test"),
      "from x by y.test",
      "from [10.0.0.1] (x [10.0.0.2]) by z.test; soon",
    ]);
    expect(hops.map((hop) => hop.flags.filter((flag) => flag !== "gap" && flag !== "handover"))).toEqual([
      ["delay-over-1h"],
      [],
      ["date-missing"],
      ["date-invalid", "internal-address", "helo-literal"],
    ]);
  });
});

describe("trust boundary", () => {
  const date = "; Tue, 1 Jul 2003 10:00:00 +0000";

  test("supplied file: null everywhere", () => {
    expect(
      trace([`from a.test (192.0.2.1) by b.test${date}`], "supplied-file").map((hop) => hop.trusted),
    ).toEqual([null]);
  });

  test("the recipient's own hops down to the handover", () => {
    const lines = [
      `from gw.own.example (gw.own.example [192.0.2.9]) by store.own.example${date}`,
      `from bad.test (bad.test [198.51.100.1]) by gw.own.example${date}`,
      `from inner.own.example (10.0.0.1) by gw.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, false]);
    expect(trace(lines)[1]?.flags).toContain("handover");
  });

  test("a HELO with the recipient's name does not carry the boundary down", () => {
    const lines = [
      `from mx.own.example (unknown [198.51.100.1]) by mx.own.example${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("Microsoft's servers under several names; another's address ends it although it says HELO outlook.com", () => {
    const lines = [
      `from A.prod.outlook.com (2603:10b6:510::9) by B.prod.outlook.com${date}`,
      `from C.prod.outlook.com (2603:10b6:303::16) by D.outlook.office365.com${date}`,
      `from E.prod.outlook.com (198.51.100.1) by C.mail.protection.outlook.com${date}`,
      `from F.prod.outlook.com (2603:10b6:303::17) by E.prod.outlook.com${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, true, false]);
  });

  test("Microsoft's addresses are no inside for another mail system", () => {
    const lines = [
      `from A.prod.outlook.com (2603:10b6:510::9) by mx.own.example${date}`,
      `from x.test (192.0.2.1) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("ownHosts given: only those", () => {
    const lines = [`from a.test (192.0.2.1) by mx.other.example${date}`];
    expect(trusted(lines, ["own.example"])).toEqual([false]);
    expect(trusted(lines, ["other.example"])).toEqual([true]);
  });
});
