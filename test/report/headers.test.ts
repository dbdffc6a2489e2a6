/** tools/report-headers.ts: what a web server must say of the page and of its worker, and that the demo's server says it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startReportServer } from "../../src/simulator/demo/report-server.ts";

const pinned = join(process.cwd(), "node_modules/.bin/node");
const node = process.versions.node.startsWith("24.") || !existsSync(pinned) ? process.execPath : pinned;
const folder = mkdtempSync(join(tmpdir(), "zegel-report-headers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const intakeUrl = "https://intake.example.org";

function run(content: object, ...args: string[]) {
  const file = join(folder, "constants.json");
  writeFileSync(file, JSON.stringify(content));
  return spawnSync(node, ["tools/report-headers.ts", file, ...args], { encoding: "utf8" });
}

/** What only https needs, and the demo has not. */
const OVER_HTTPS = ["Origin-Agent-Cluster", "Strict-Transport-Security"];

test.each([
  ["/", []],
  ["/service-worker.js", ["--worker"]],
])("%s: the demo's server sends the same", async (path, args) => {
  const fields = JSON.parse(run({ intakeUrl }, "--format", "json", ...args).stdout) as Record<string, string>;
  expect(fields["Content-Security-Policy"]).not.toMatch(/unsafe-|\*/);
  const pages = join(folder, "pages");
  const server = await startReportServer({
    host: "127.0.0.1",
    port: 0,
    pages: writePages(pages),
    policy: { intakeUrl },
  });
  const { headers } = await fetch(`${server.url}${path}`);
  await server.close();
  for (const [name, value] of Object.entries(fields))
    if (!OVER_HTTPS.includes(name)) expect([name, headers.get(name)]).toEqual([name, value]);
});

function writePages(pages: string): string {
  mkdirSync(pages, { recursive: true });
  for (const name of ["index.html", "service-worker.js"]) writeFileSync(join(pages, name), "x");
  return pages;
}

test("the page talks to the intake alone, its worker to the page's own server alone; nobody frames it", () => {
  const page = run({ intakeUrl }).stdout;
  expect(page).toContain(`connect-src ${intakeUrl};`);
  expect(page).toContain("frame-ancestors 'none'");
  const worker = run({ intakeUrl }, "--worker", "--format", "caddy").stdout;
  expect(worker).toContain("connect-src 'self';");
  expect(worker).not.toContain(intakeUrl);
});

test.each([
  { intakeUrl: "https://a.example; script-src *" },
  { intakeUrl: 'https://a.example" always; add_header X "y' },
  { intakeUrl: "http://intake.example.org" },
])("refuses what would end a directive or a value: %j", (content) => {
  expect(run(content)).toMatchObject({ stdout: "", status: 1 });
});

test("another format than it knows: how it is used, and exit 2", () => {
  expect(run({ intakeUrl }, "--format", "apache")).toMatchObject({ stdout: "", status: 2 });
});
