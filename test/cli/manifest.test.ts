import { readFileSync } from "node:fs";
import { validateManifest } from "../../src/manifest/validate.ts";
import { context } from "../manifest/sample.ts";
import { makeWorkplace } from "./run-zegel.ts";

const place = makeWorkplace();
afterAll(() => place.remove());

const HOST = "https://meldpunt.example.nl";

describe("zegel manifest", () => {
  test("writes a manifest that holds, says what it may do, and leaves an existing file alone", async () => {
    const made = await place.zegel(["manifest", "--host", HOST, "--for", "hr", "-o", "own-hr.xml"]);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toContain("ReadWriteMailbox");
    const text = readFileSync(place.path("own-hr.xml"), "utf8");
    expect(validateManifest(text, { ...context, variant: "hr" })).toEqual([]);
    expect(text).toContain(`${HOST}/index.html`);

    const again = await place.zegel(["manifest", "--host", HOST, "--for", "employee", "-o", "own-hr.xml"]);
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toBe("zegel: INPUT_INVALID: own-hr.xml exists and is left alone\n");
    expect(readFileSync(place.path("own-hr.xml"), "utf8")).toBe(text);
  });

  test("takes a GUID and a help page, and leaves the Report button where it is", async () => {
    const id = "6f0c0d8e-5d0e-4a43-9d0b-0f2f6a9b7c11";
    const support = "https://intranet.example.nl/dreiging";
    const args = ["--id", id, "--support", support, "--no-spam-button", "-o", "own.xml"];
    const made = await place.zegel(["manifest", "--host", HOST, "--for", "employee", ...args]);
    expect(made.code).toBe(0);
    const text = readFileSync(place.path("own.xml"), "utf8");
    expect(text).toContain(`<Id>${id}</Id>`);
    expect(text).toContain(support);
    expect(text).not.toContain("ReportPhishing");
  });

  test("the commands in docs/deployment work as they stand there", async () => {
    const pages = ["microsoft-365", "exchange-on-premises"].map((name) =>
      readFileSync(`docs/deployment/${name}.md`, "utf8"),
    );
    const commands = pages.flatMap((page) => page.match(/^zegel manifest .*$/gm) ?? []);
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const args = command.split(" ").slice(1);
      expect(await place.zegel(args)).toMatchObject({ code: 0, stderr: "" });
      const written = readFileSync(place.path(args.at(-1) as string), "utf8");
      expect(validateManifest(written, context)).toEqual([]);
    }
  });

  test.each([
    ["a host by http", ["--host", "http://meldpunt.example.nl", "--for", "employee"]],
    ["a host with a path", ["--host", `${HOST}/pane`, "--for", "employee"]],
    ["an unknown variant", ["--host", HOST, "--for", "everyone"]],
    ["an id that is none", ["--host", HOST, "--for", "employee", "--id", "1"]],
  ])("refuses %s", async (_, args) => {
    const outcome = await place.zegel(["manifest", ...args, "-o", "never.xml"]);
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toMatch(/^zegel: INPUT_INVALID: /);
  });
});
