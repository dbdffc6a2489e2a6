/** docs/deployment/report-page.md holds: its constants, its commands, what a page that is set up wrongly says, and its end. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed, openReportWorld, type ReportWorldOptions } from "./world.ts";

const GUIDE = readFileSync("docs/deployment/report-page.md", "utf8");
const blocks = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(
    ([, text]) => text as string,
  );

const ROOT = `SHA256:${"A".repeat(42)}E`;
const folder = mkdtempSync(join(tmpdir(), "zegel-report-guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @returns What it printed. @throws Error with what a command said. */
function run(script: string, cwd = folder): string {
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", script], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

describe("its commands, with its constants", () => {
  const [commands = "", ending = ""] = blocks("sh");

  beforeAll(() => {
    writeFileSync(join(folder, "constants.json"), (blocks("json")[0] ?? "").replace("SHA256:…", ROOT));
    // The pages were built before the tests began.
    const rest = commands.replace("npm run build\n", "");
    expect(rest).not.toBe(commands);
    run(rest.replaceAll("node tools/", `${process.execPath} ${process.cwd()}/tools/`));
  });

  test("stamp the organisation's page, with nothing left to fill in", () => {
    const pages = join(folder, "out/report");
    const scripts = readdirSync(pages).filter((name) => name.endsWith(".js"));
    const all = scripts.map((name) => readFileSync(join(pages, name), "utf8")).join("");
    expect(all).not.toMatch(/@@[A-Z_]+@@/);
    const stamped = [...all.matchAll(/atob\("([\w+/=]+)"\)/g)].map(([, text]) =>
      JSON.parse(Buffer.from(text ?? "", "base64").toString()),
    );
    expect(stamped).toContainEqual(expect.objectContaining({ directoryRoot: ROOT, allowDemo: false }));
  });

  test("write header fields for both servers, and digests that check", () => {
    const page = readFileSync(join(folder, "report-headers.conf"), "utf8");
    expect(page).toContain("connect-src https://intake.example.org;");
    expect(readFileSync(join(folder, "report-worker-headers.caddy"), "utf8")).toContain(
      "connect-src 'self';",
    );
    expect(run("sha256sum -c ../../report.sha256", join(folder, "out/report"))).not.toContain("FAILED");
  });

  test("every file that a server's block includes is one that a command writes", () => {
    const included = [...blocks("nginx"), ...blocks("caddyfile")].flatMap((block) =>
      [...block.matchAll(/(?:include|import) \/srv\/zegel\/([\w.-]+)/g)].map(([, name]) => name),
    );
    expect(new Set(included).size).toBe(4);
    expect(included.filter((name) => !readdirSync(folder).includes(name ?? ""))).toEqual([]);
  });

  test("its end: the next start of a kept page is what lies there now, and nothing of the page is kept", async () => {
    const world = await openReportWorld();
    const { context, open } = await world.profile();
    const page = await open();
    await installed(page);
    run(ending);
    await world.release("ended", (served) => {
      copyFileSync(join(folder, "out/report/service-worker.js"), join(served, "service-worker.js"));
      writeFileSync(join(served, "index.html"), "<p>Report by phone now.</p>");
    });
    await page.reload();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.waitForFunction(async () => (await caches.keys()).length === 0);
    await page.close();
    const next = await open();
    await next.getByText("Report by phone now.").waitFor();
    await context.close();
    await world.close();
  }, 90_000);
});

describe("what people see of a page that is set up wrongly, in the guide's words", () => {
  const codesOf = () => [...GUIDE.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);

  const wrong: Readonly<Record<string, ReportWorldOptions>> = {
    DIRECTORY_SIGNATURE_INVALID: { constants: { directoryRoot: ROOT } },
    DIRECTORY_DEMO_REFUSED: { constants: { allowDemo: false } },
    NETWORK_UNREACHABLE: {},
  };

  test.each(Object.entries(wrong))(
    "%s",
    async (code, options) => {
      expect(codesOf()).toContain(code);
      const world = await openReportWorld(options);
      const { context } = await world.profile();
      const page = await context.newPage();
      // This machine by its number: another origin, which the intake does not allow.
      const address =
        code === "NETWORK_UNREACHABLE" ? world.pageUrl.replace("localhost", "127.0.0.1") : world.pageUrl;
      await page.goto(address);
      await page.getByText(code).waitFor({ timeout: 30_000 });
      expect(await page.getByRole("button", { name: "Choose files" }).isVisible()).toBe(true);
      await context.close();
      await world.close();
    },
    60_000,
  );
});
