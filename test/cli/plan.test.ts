import { runAnalyse } from "../../src/cli/analyse.ts";
import type { CliIo } from "../../src/cli/io.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { utf8 } from "../../src/core/base/bytes.ts";

const mail = (minute: number) =>
  [
    `Received: from box (h.test [8.8.4.4]) by mx.a.test; 3 Nov 2026 12:${minute}:00 +0000`,
    `Message-ID: <${minute}'; Remove-Item *@a.test>`,
    `Date: 3 Nov 2026 12:${minute}:00 +0000`,
    "From: a@a.test",
    "",
    "x",
  ].join("\r\n");

const FILES: Record<string, string> = {
  "a.eml": mail(10),
  "b.eml": mail(20),
  "profile.json": JSON.stringify({ logRetention: { firewall: 60, cctv: 0, typo: 1 } }),
  "wrong.json": JSON.stringify({ logRetention: { proxy: -1 } }),
};

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void err.push(text),
    now: () => Date.UTC(2026, 10, 4),
    readFile: async (path: string) => {
      const text = FILES[path];
      if (text === undefined) throw new EvidenceError("SOURCE_UNAVAILABLE", "no such file");
      return utf8(text);
    },
  } as CliIo;
  const code = await runAnalyse(args, io);
  return { code, out: out.join(""), err: err.join("") };
}

test("several files make one plan, in the language and zone asked for", async () => {
  const { code, out } = await run(
    ...["--plan", "--language", "nl", "--time-zone", "Europe/Amsterdam", "a.eml", "b.eml"],
  );
  expect(code).toBe(0);
  expect(out).toContain("Te bewaren logs");
  expect(out).toContain("Mails: a.eml, b.eml");
  expect(out).toContain("2026-11-03 12:40:00 +01:00 (Europe/Amsterdam)");
  expect(out.match(/^\d+\. Firewall$/gm)).toHaveLength(1);
  expect(out).toContain("-MessageId '<10'';Remove-Item*@a.test>'");
});

test("the organisation's own retention; a name that no log has is told", async () => {
  const { out, err } = await run("--plan", "--time-zone", "UTC", "--profile", "profile.json", "a.eml");
  expect(out).toContain("60 days, as the organisation states");
  expect(out).toContain("not kept, as the organisation states");
  expect(err).toContain('no log "typo"');
});

test.each([
  ["csv", /^"System",/],
  ["ics", /^BEGIN:VCALENDAR\r\n/],
])("--format %s", async (format, form) => {
  expect((await run("--plan", "--format", format, "a.eml")).out).toMatch(form);
});

test("a file that cannot be read does not stop the plan of the others", async () => {
  const { code, out, err } = await run("--plan", "missing.eml", "a.eml");
  expect([code, err.includes("missing.eml"), out.includes("a.eml")]).toEqual([1, true, true]);
});

test.each([
  [["--plan", "--json", "a.eml"]],
  [["--plan", "--language", "xx", "a.eml"]],
  [["--plan", "--format", "pdf", "a.eml"]],
  [["--plan", "--time-zone", "Nowhere/None", "a.eml"]],
  [["--format", "csv", "a.eml"]],
  [["--profile", "wrong.json", "a.eml"]],
  [["--profile", "a.eml", "a.eml"]],
])("usage: %j", async (args) => {
  expect((await run(...args)).code).toBe(2);
});
