/** Outlook's files from being handed in to being analysed: by a library, by Outlook itself, and without a header. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Analysis } from "../../../src/core/analysis/types.ts";
import { type FoundMail, foundMailSource } from "../../../src/hosts/file/found-mail.ts";
import { analyseSource } from "../../../src/workflow/message-evidence.ts";
import { HEADERS, outlookFile } from "../../core/analysis/outlook-message/outlook-files.ts";
import { contentOf, fileOf, reading } from "./handed-in.ts";

/** Files that Outlook saved, and that nobody here made: two packages of the registry carry them as their own test data. */
function foreign(name: string, path: string): Uint8Array {
  const file = join(dirname(createRequire(__filename).resolve(`${name}/package.json`)), path);
  if (!existsSync(file)) throw new Error(`${name} does not carry ${path} any more`);
  return readFileSync(file);
}

async function found(octets: Uint8Array): Promise<FoundMail> {
  const { mails, leftOut } = await reading([fileOf("threat.msg", octets)]);
  expect(leftOut).toEqual([]);
  return mails[0] as FoundMail;
}

async function analysed(mail: FoundMail) {
  const host = { application: "browser", version: "1", platform: "test", userAgent: "test" };
  const source = foundMailSource(mail, { clock: { now: () => 0 }, host });
  return analyseSource(await source.acquire(new AbortController().signal, () => {}));
}

async function analysisOf(octets: Uint8Array): Promise<Analysis> {
  const outcome = await analysed(await found(octets));
  if ("error" in outcome) throw new Error(outcome.error.code);
  return outcome.analysis;
}

describe("by a library", () => {
  test("the file's own octets are the original, and Outlook's making is said", async () => {
    const octets = outlookFile(HEADERS);
    const mail = await found(octets);
    expect(mail).toMatchObject({
      method: "file.msg",
      kind: "msg",
      capture: "converted",
      summary: {
        subject: "I know where you live",
        from: { name: "Jan", address: "jan.threat@gmail.com" },
      },
      receivedAt: Date.UTC(2026, 10, 3, 11, 34, 58),
      errors: [],
    });
    expect((await contentOf(mail)).equals(octets)).toBe(true);
  });

  test("the header that it carries is analysed; of the body nothing is said, whatever the signature is", async () => {
    const octets = outlookFile(HEADERS);
    const analysis = await analysisOf(octets);
    expect(analysis.hops.map(({ receivedAt }) => receivedAt)).toEqual([
      Date.UTC(2026, 10, 3, 11, 34, 58),
      Date.UTC(2026, 10, 3, 11, 34, 57),
    ]);
    expect(analysis.from?.address).toBe("jan.threat@gmail.com");
    expect(analysis.dkim).toMatchObject([{ domain: "gmail.com", bodyHash: "error" }]);
    expect(analysis.statements).toMatchObject({
      provenance: "supplied-file",
      capture: "converted",
      authentication: "none",
    });
    expect([analysis.body, analysis.attachments]).toEqual([null, []]);
    expect(analysis.sha256).toBe(createHash("sha256").update(octets).digest("hex"));
    expect(analysis.octets).toBe(octets.length);
  });

  test("a draft is sealed, and the reason why it is not analysed is said", async () => {
    const mail = await found(outlookFile(null));
    expect(mail.errors).toMatchObject([{ step: "msg", code: "HEADERS_MISSING" }]);
    expect(await analysed(mail)).toMatchObject({ error: { code: "HEADERS_MISSING" } });
  });
});

describe("by Outlook, made by none of us", () => {
  test("one that was received: trace, clocks, sender", async () => {
    const octets = foreign("msgreader", "data/test.msg");
    const mail = await found(octets);
    expect((await contentOf(mail)).equals(octets)).toBe(true);
    expect(mail.receivedAt).toBe(Date.UTC(2018, 2, 23, 16, 6, 30));
    const analysis = await analysisOf(octets);
    expect(analysis.hops).toMatchObject([
      { by: "smtp.gmail.com", receivedAt: Date.UTC(2018, 2, 23, 16, 6, 30) },
    ]);
    expect(analysis.embeddedTimes.map(({ source }) => source)).toContain("thread-index");
    expect(analysis.statements).toMatchObject({ capture: "converted", authentication: "none" });
  });

  test("one that was never sent: its subject, and that it has no header", async () => {
    const mail = await found(foreign("msg-parser", "test/Top level email.msg"));
    expect(mail.summary.subject).toBe("Top level email");
    expect(await analysed(mail)).toMatchObject({ error: { code: "HEADERS_MISSING" } });
  });
});

test("a compound file that is no mail is left out, a damaged one too", async () => {
  const damaged = outlookFile(HEADERS).slice(0, 600);
  const { mails, leftOut } = await reading([fileOf("a.msg", damaged)]);
  expect(mails).toEqual([]);
  expect(leftOut).toEqual([{ name: "a.msg", code: "not-a-mail" }]);
});
