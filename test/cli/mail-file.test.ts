/** `zegel analyse` and Outlook's files. */
import { runAnalyse } from "../../src/cli/analyse.ts";
import type { CliIo } from "../../src/cli/io.ts";
import { HEADERS, outlookFile } from "../core/analysis/outlook-message/outlook-files.ts";

async function analyse(octets: Uint8Array): Promise<Record<string, unknown>> {
  const out: string[] = [];
  const io = { stdout: (text: string) => void out.push(text), readFile: async () => octets };
  expect(await runAnalyse(["--json", "--no-asn", "threat.msg"], io as unknown as CliIo)).toBe(0);
  return JSON.parse(out.join("")) as Record<string, unknown>;
}

test("the header that the file carries, said to be converted", async () => {
  expect(await analyse(outlookFile(HEADERS))).toMatchObject({
    file: "threat.msg",
    subject: "I know where you live",
    statements: { provenance: "supplied-file", capture: "converted", authentication: "none" },
  });
});

test("a draft, and a file that is damaged: why there is nothing to analyse", async () => {
  const draft = outlookFile(null);
  expect(await analyse(draft)).toEqual({
    file: "threat.msg",
    error: expect.stringContaining("HEADERS_MISSING: "),
  });
  expect(await analyse(draft.slice(0, 600))).toEqual({
    file: "threat.msg",
    error: expect.stringContaining("FORMAT_NOT_READ: "),
  });
});
