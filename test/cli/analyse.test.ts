import { runAnalyse } from "../../src/cli/analyse.ts";
import type { CliIo } from "../../src/cli/io.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";

const FILES: Record<string, string> = {
  "a.eml": "From: a@a.test\r\nSubject: een\r\n\r\nx",
  "b.eml": "From: b@b.test\r\nSubject: \u001b[2Jtwee\u202e\r\n\r\nx",
  "empty.eml": "",
  "list.txt": "b.eml\r\nmissing.eml\n\na.eml\n",
};

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void err.push(text),
    readFile: async (path: string) => {
      const text = FILES[path];
      if (text === undefined) throw new EvidenceError("SOURCE_UNAVAILABLE", "no such file");
      return utf8(text);
    },
  } as CliIo;
  const code = await runAnalyse(args, io);
  return { code, out: out.join(""), err: err.join("") };
}

function lines(out: string): Record<string, unknown>[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("DESIGN section 6: one object a line, in input order; bad input gives a line with error, exit 0", async () => {
  const { code, out } = await run("--json", "--files-from", "list.txt", "empty.eml");
  expect(code).toBe(0);
  const objects = lines(out);
  expect(objects.map(({ file, subject }) => [file, subject])).toEqual([
    ["b.eml", "\u001b[2Jtwee\u202e"],
    ["missing.eml", undefined],
    ["a.eml", "een"],
    ["empty.eml", undefined],
  ]);
  expect(objects[1]?.["error"]).toBe("SOURCE_UNAVAILABLE: no such file");
  expect(objects[3]?.["error"]).toBe("NOT_A_MESSAGE: no header field");
});

test("a file is supplied: nothing trusted", async () => {
  const [object] = lines((await run("--json", "a.eml")).out);
  expect(object?.["statements"]).toMatchObject({
    provenance: "supplied-file",
    capture: "as-served",
    authentication: "none",
  });
});

test("for people: words, and no control character of the sender reaches the terminal", async () => {
  const { code, out } = await run("b.eml");
  expect(code).toBe(0);
  expect(out).toContain("supplied-file · as-served · none");
  expect(out).toContain("\\u{1b}[2Jtwee\\u{202e}");
  expect(/[\u0000-\u0009\u000b-\u001f\u202e]/.test(out)).toBe(false);
});

test("for people: a file that cannot be analysed makes exit 1, the others are shown", async () => {
  const { code, out } = await run("missing.eml", "a.eml");
  expect(code).toBe(1);
  expect(out).toContain("cannot be analysed");
  expect(out).toContain("een");
});

test("usage: no file, unknown option, a list that is not there", async () => {
  expect((await run("--json")).code).toBe(2);
  expect((await run("--frobnicate", "a.eml")).code).toBe(2);
  expect((await run("--json", "--files-from", "nolist.txt")).code).toBe(1);
});
