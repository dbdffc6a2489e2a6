import { readFileSync } from "node:fs";
import { generateManifest, VARIANTS } from "../../src/manifest/generate.ts";
import { guidFor, manifestVersion, readHost } from "../../src/manifest/identity.ts";
import { validateManifest } from "../../src/manifest/validate.ts";
import { SPAM_OPTIONS as COMMANDS_OPTIONS } from "../../src/taskpane/commands/spam-answers.ts";
import { SPAM_OPTIONS } from "../../src/manifest/surfaces.ts";
import { DESCRIPTION, LONG_WORDS, NAMES, SHORT_WORDS } from "../../src/manifest/words.ts";
import { element, escapeXml, formatXml } from "../../src/manifest/xml.ts";
import { context, HOST, manifestOf } from "./sample.ts";

describe("what is generated", () => {
  test.each(VARIANTS)("%s has no fault", (variant) => {
    expect(validateManifest(manifestOf(variant), { ...context, variant })).toEqual([]);
    expect(validateManifest(manifestOf(variant), context)).toEqual([]);
  });

  test("the employee's asks for the open mail only, the others say why they ask for more", () => {
    expect(manifestOf("employee")).toContain("<Permissions>ReadItem</Permissions>");
    expect(manifestOf("employee")).not.toContain("SupportsMultiSelect");
    expect(manifestOf("hr")).toContain("<Permissions>ReadWriteMailbox</Permissions>");
    expect(manifestOf("hr")).toContain("<SupportsMultiSelect>true</SupportsMultiSelect>");
    expect(manifestOf("onprem")).toContain("<Permissions>ReadWriteMailbox</Permissions>");
  });

  test.each(VARIANTS)("%s has nothing in compose", (variant) => {
    expect(manifestOf(variant)).not.toMatch(/Compose|Organizer|FormType="Edit"/);
  });

  test("Exchange on-premises gets only what its schema has", () => {
    expect(manifestOf("onprem")).not.toMatch(/Supports|Runtime|Mobile|ReportPhishing/);
  });

  test("Outlook's own Report button stays where it is wanted", () => {
    const without = manifestOf("employee", { spamButton: false });
    expect(without).not.toMatch(/ReportPhishing|Runtime|onSpamReport/);
    expect(validateManifest(without, context)).toEqual([]);
  });

  test("manifest.xml is what the generator writes for the demo", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const host = "https://localhost:8444";
    expect(readFileSync("manifest.xml", "utf8")).toBe(manifestOf("employee", { host, version }));
  });

  test("a pane on localhost is named as a domain, or its dialogs do not open; another is not", () => {
    const local = manifestOf("employee", { host: "https://localhost:8444" });
    expect(local).toContain("<AppDomain>https://localhost:8444</AppDomain>");
    expect(validateManifest(local, context)).toEqual([]);
    expect(manifestOf("employee")).not.toContain("AppDomain");
    expect(manifestOf("employee")).toContain(`<SupportUrl DefaultValue="${HOST}/index.html"/>`);
  });

  test("options: a GUID, a help page, and what is refused", () => {
    const made = manifestOf("employee", {
      id: "11111111-2222-3333-4444-55555555555A",
      supportUrl: "https://help.example.org/?a=1&b=2",
    });
    expect(made).toContain("<Id>11111111-2222-3333-4444-55555555555a</Id>");
    expect(made).toContain('<SupportUrl DefaultValue="https://help.example.org/?a=1&#38;b=2"/>');
    expect(validateManifest(made, context)).toEqual([]);
    const base = { host: HOST, variant: "employee", version: "0.1.0" } as const;
    const refused = [
      { ...base, id: "not-a-guid" },
      { ...base, version: "next" },
      { ...base, supportUrl: "http://help.example.org/" },
      { ...base, supportUrl: "https://" },
      { ...base, host: "http://zegel.example.org" },
    ].map((options) => generateManifest(options));
    for (const one of refused) expect(one).toMatchObject({ ok: false, error: { code: "INPUT_INVALID" } });
  });
});

describe("readHost", () => {
  test.each([
    ["https://zegel.example.org", "https://zegel.example.org"],
    ["https://zegel.example.org/", "https://zegel.example.org"],
    ["https://ZEGEL.example.org:443", "https://zegel.example.org"],
    ["https://localhost:8444", "https://localhost:8444"],
    ["https://zégel.example.org", "https://xn--zgel-bpa.example.org"],
    ["https://[::1]:8444", "https://[::1]:8444"],
  ])("%s", (text, origin) => {
    expect(readHost(text)).toEqual({ ok: true, value: origin });
  });

  test.each([
    "zegel.example.org",
    "http://zegel.example.org",
    "https://zegel.example.org/pane",
    "https://zegel.example.org?",
    "https://zegel.example.org#",
    "https://zegel.example.org/?x=1",
    "https://user@zegel.example.org",
    'https://a"onload="x.example.org',
    "https://a&amp;b.example.org",
    "https://a'b.example.org",
    "javascript:alert(1)",
    "",
  ])("refuses %s", (text) => {
    expect(readHost(text)).toMatchObject({ ok: false, error: { code: "INPUT_INVALID" } });
  });
});

describe("identity", () => {
  test("the same host and variant are the same add-in, for ever", () => {
    expect(guidFor(HOST, "employee")).toBe("ba8db137-d433-5cf4-b58b-0e3e2535dba5");
    const all = [HOST, "https://other.example.org"].flatMap((host) =>
      VARIANTS.map((one) => guidFor(host, one)),
    );
    expect(new Set(all).size).toBe(6);
    // RFC 9562: version 5, variant 10.
    for (const guid of all)
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each([
    ["0.1.0", "1.0.1.0"],
    ["12.3.45-rc.1", "1.12.3.45"],
    ["1.2", null],
    ["1.2.3.4", null],
    ["1.2.123456", null],
  ])("version %s", (version, expected) => {
    expect(manifestVersion(version)).toBe(expected);
  });
});

describe("words", () => {
  const all = [
    ...Object.values(NAMES),
    DESCRIPTION,
    ...Object.values(SHORT_WORDS),
    ...Object.values(LONG_WORDS),
  ];

  test("every text in four languages, calm", () => {
    for (const words of all) {
      expect(Object.keys(words).sort()).toEqual(["de-DE", "en-US", "fr-FR", "nl-NL"]);
      for (const text of Object.values(words)) expect(text).not.toContain("!");
    }
  });

  test("labels fit a ribbon and a phone", () => {
    for (const text of Object.values(SHORT_WORDS["Text.Report"])) expect(text.length).toBeLessThanOrEqual(16);
    for (const id of ["Text.Send", "Text.Spam"] as const)
      for (const text of Object.values(SHORT_WORDS[id])) expect(text.length).toBeLessThanOrEqual(20);
  });

  test("the spam button's answers are those of the commands page, in its order", () => {
    const ids: Record<string, string> = {
      violence: "Text.Violence",
      blackmail: "Text.Blackmail",
      defamation: "Text.Defamation",
      stalking: "Text.Stalking",
      other: "Text.Other",
    };
    expect(COMMANDS_OPTIONS.map((kind) => ids[kind])).toEqual([...SPAM_OPTIONS]);
  });
});

test("XML: what markup means is escaped, in text and in attributes", () => {
  expect(escapeXml(`<a href="x" b='y'>&\n`)).toBe("&#60;a href=&#34;x&#34; b=&#39;y&#39;&#62;&#38;&#10;");
  expect(formatXml(element("a", { b: '"' }, [element("c"), element("d", {}, "<")]))).toBe(
    '<a b="&#34;">\n  <c/>\n  <d>&#60;</d>\n</a>\n',
  );
});
