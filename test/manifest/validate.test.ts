import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { pngSize } from "../../src/manifest/png.ts";
import { MANIFEST_LIMIT } from "../../src/manifest/read.ts";
import { formatFinding, validateManifest } from "../../src/manifest/validate.ts";
import { assets, context, manifestOf } from "./sample.ts";

const employee = manifestOf("employee");

describe("arbitrary text", () => {
  test("comes back as findings and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: "grapheme", maxLength: 400 })),
        (text) => {
          expect(validateManifest(text, context).length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test("so does a manifest with arbitrary text put in, cut out or doubled", () => {
    const place = fc.nat(employee.length);
    const junk = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        "<",
        "</",
        "<a>",
        "</a>",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<?x",
        "&#0;",
        "&amp",
        "xmlns:a='b'",
        "\0",
        "\uD800",
      ),
    );
    fc.assert(
      fc.property(place, place, junk, (a, b, text) => {
        validateManifest(employee.slice(0, a) + text + employee.slice(b), context);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["deep elements", "<a>".repeat(20_000)],
    ["deep and closed", "<a>".repeat(5_000) + "</a>".repeat(5_000)],
    ["many attributes", `<OfficeApp ${Array.from({ length: 8_000 }, (_, n) => `a${n}=""`).join(" ")}/>`],
    [
      "many elements",
      `<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xsi:type="MailApp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${"<Id/>".repeat(60_000)}</OfficeApp>`,
    ],
    ["expanding entities", '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ["half a surrogate", "<a>\uD800</a>"],
    ["nothing", ""],
    ["too long", " ".repeat(MANIFEST_LIMIT + 1)],
  ])("%s are refused", (_, text) => {
    expect(validateManifest(text, context).length).toBeGreaterThan(0);
  });
});

describe("findings", () => {
  test("have the line on which the fault stands, in order", () => {
    const line = employee.slice(0, employee.indexOf(' id="Text.Report"')).split("\n").length;
    const wrong = employee.replace(
      'id="Text.Report" DefaultValue="Report threat"',
      'id="Text.Report" DefaultValue=""',
    );
    expect(validateManifest(wrong, context)).toEqual([
      { code: "TEXT_EMPTY", severity: "error", line, message: expect.any(String) },
    ]);
  });

  test("quote without acting on a terminal", () => {
    const wrong = employee.replace("<Hosts>", '<Hosts id="a">').replace("1.0.1.0", "1&#133;&#x202E;[2J");
    const [finding] = validateManifest(wrong, context);
    expect(formatFinding("m.xml", finding as never)).toBe(
      'm.xml:4: error VERSION_INVALID: Version: not four numbers: "1??[2J"',
    );
  });

  test("without a build the functions are said to be unchecked, once", () => {
    expect(validateManifest(employee, { assets, pane: null })).toMatchObject([
      { code: "BUNDLE_UNCHECKED", severity: "warning" },
    ]);
  });

  test("a function must be in the page, and for classic Windows in the script too", () => {
    const pane = {
      files: context.pane?.files ?? new Set(),
      commands: context.pane?.commands ?? "",
      spamReport: "",
    };
    expect(validateManifest(employee, { assets, pane })).toMatchObject([
      { code: "FUNCTION_UNKNOWN", message: expect.stringContaining("spam-report.js") },
    ]);
    const noPage = {
      ...pane,
      spamReport: context.pane?.spamReport ?? "",
      commands: "associate('onSpamReport')",
    };
    expect(validateManifest(employee, { assets, pane: noPage })).toMatchObject([
      { code: "FUNCTION_UNKNOWN", message: expect.stringContaining("commands.html") },
    ]);
  });

  test("an icon must be a PNG", () => {
    const broken = new Map(assets).set("/assets/icon-24.png", new Uint8Array(64));
    const codes = validateManifest(employee, { ...context, assets: broken }).map((one) => one.code);
    expect(new Set(codes)).toEqual(new Set(["ICON_FILE_INVALID"]));
  });
});

test("pngSize reads the header and nothing else", () => {
  const icon = assets.get("/assets/icon-48.png") as Uint8Array;
  expect(pngSize(icon)).toEqual({ width: 48, height: 48 });
  expect(pngSize(icon.subarray(0, 32))).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
      expect(pngSize(octets)).toBeNull();
    }),
  );
});

describe("npm run validate", () => {
  const pinned = join(process.cwd(), "node_modules/.bin/node");
  const node = process.versions.node.startsWith("24.") || !existsSync(pinned) ? process.execPath : pinned;
  const folder = mkdtempSync(join(tmpdir(), "zegel-manifest-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(...args: string[]) {
    return spawnSync(node, ["tools/validate-manifest.ts", ...args], { encoding: "utf8" });
  }

  test("prints what is wrong with a file and ends with 1", () => {
    const file = join(folder, "wrong.xml");
    writeFileSync(file, employee.replace(">ReadItem<", ">ReadWriteMailbox<"));
    const outcome = run(file);
    expect(outcome.stdout).toContain(`${file}:36: error PERMISSION_EXCESSIVE:`);
    expect(outcome.status).toBe(1);
  });

  test("manifest.xml and each variant fit the pane that is built", () => {
    const outcome = run();
    expect(outcome.stdout).toMatch(/manifest\.xml: fine\n/);
    expect(outcome).toMatchObject({ status: 0, stderr: "" });
  });

  test("looks into the build that it is given", () => {
    const file = join(folder, "right.xml");
    writeFileSync(file, `\uFEFF${employee}`);
    for (const name of ["index.html", "sign-in.html"]) writeFileSync(join(folder, name), "");
    writeFileSync(join(folder, "commands.html"), "<script defer src=commands.1.js></script>");
    writeFileSync(
      join(folder, "commands.1.js"),
      'o.associate("reportAndSend",a);o.associate("onSpamReport",b)',
    );
    expect(run("--dist", folder, file).stdout).toContain('spam-report.js has no function "onSpamReport"');
    writeFileSync(join(folder, "spam-report.js"), 'o.associate("onSpamReport",b)');
    expect(run("--dist", folder, file)).toMatchObject({ status: 0, stdout: `${file}: fine\n` });
    expect(run("--dist", join(folder, "nothing"), file).status).toBe(2);
  });
});

describe("the seal", () => {
  /** Relative luminance (WCAG 2.2). */
  function luminance(colour: string): number {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(a: string, b: string): number {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  }

  // Outlook's ribbons: white, its light grey, its dark greys. One icon must do: the manifest has no dark one.
  test.each(["seal", "seal-small", "seal-mono", "seal-mono-small"])(
    "%s is seen on light and on dark",
    (name) => {
      const wax = /<g fill="(#[0-9a-f]{6})"/.exec(readFileSync(`assets/${name}.svg`, "utf8"))?.[1] as string;
      for (const ribbon of ["#ffffff", "#f3f2f1", "#292929", "#1f1f1f"])
        expect(contrast(wax, ribbon)).toBeGreaterThanOrEqual(3);
    },
  );
});
