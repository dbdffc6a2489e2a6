/** FRONTEND.md, "Content security": the console comes from this machine, strictly, to this machine only. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startConsole } from "../../src/cli/console-server.ts";

const folder = mkdtempSync(join(tmpdir(), "zegel-console-"));
const pages = join(folder, "console");
const constants = {
  organisation: "demo",
  intakeUrl: "https://intake.example",
  directoryRoot: "SHA256:x",
  allowDemo: false,
  version: "0.1.0",
};

let server: { url: string; close(): Promise<void> };
beforeAll(async () => {
  mkdirSync(join(pages, "assets"), { recursive: true });
  writeFileSync(join(pages, "index.html"), "<!doctype html>");
  writeFileSync(join(pages, "main.js"), 'JSON.parse(atob("@@ZEGEL_BUILD@@"))');
  writeFileSync(join(pages, "assets/icon.svg"), "<svg/>");
  writeFileSync(join(folder, "secret.txt"), "secret");
  server = await startConsole({
    host: "127.0.0.1",
    port: 0,
    pages,
    intakeUrl: constants.intakeUrl,
    constants,
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** fetch() would tidy the path and fix the Host. */
function get(path: string, host = new URL(server.url).host) {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const { port } = new URL(server.url);
      request({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
        );
      })
        .on("error", reject)
        .end();
    },
  );
}

test("the page, its script with the organisation's constants, its assets", async () => {
  expect(await get("/")).toMatchObject({ status: 200, body: "<!doctype html>" });
  const script = await get("/main.js");
  expect(script.headers["content-type"]).toContain("text/javascript");
  const written = /atob\("([^"]+)"\)/.exec(script.body)?.[1] ?? "";
  expect(JSON.parse(atob(written))).toMatchObject({ ...constants, enrolmentCode: null });
  expect(await get("/assets/icon.svg")).toMatchObject({ status: 200, body: "<svg/>" });
});

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/../../secret.txt",
  "//etc/passwd",
  "/assets",
  "/missing",
])("%s: 404, no path reaches the file system", async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain("secret");
});

test("another host name for this address (DNS rebinding): 421", async () => {
  const answer = await get("/main.js", "evil.example");
  expect(answer.status).toBe(421);
  expect(answer.body).not.toContain("atob");
});

test("the policy: nothing but this page, its own scripts, one intake", async () => {
  const { headers } = await get("/");
  const policy = String(headers["content-security-policy"]).split("; ");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self' https://intake.example");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy.join()).not.toContain("unsafe");
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
});

test("where the page is not built: FILE_MISSING", async () => {
  const none = { host: "127.0.0.1", port: 0, pages: join(folder, "none"), intakeUrl: constants.intakeUrl };
  await expect(startConsole(none)).rejects.toMatchObject({ code: "FILE_MISSING" });
});
