/** A browser with the mailbox page and a bare pane of our own, over https: what the tests of this folder act on. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { type Browser, chromium, type Frame, type Page } from "playwright-core";
import type { TestIssuer } from "../../src/simulator/issuer.ts";
import { selfSignedCertificate } from "../../src/simulator/certificate.ts";
import { developmentOfficeFiles } from "../../src/simulator/pane-support/index.ts";
import { startSimulator } from "../../src/simulator/server.ts";
import { browserArguments, findBrowser } from "../support/browser.ts";

export const fixturesDir = "test/fixtures/mail";

/** The policy of the real pane, Trusted Types included. */
const panePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** As the real pane: its own script runs before office.js. */
const paneHtml = `<!doctype html><html><head><meta charset="utf-8"><title>pane</title>
<script src="/policy.js"></script>
<script type="module" src="/pane.js"></script>
<script defer src="/office.js"></script>
</head><body></body></html>`;

/** Lets office.js load its own files, nothing else. */
const policyScript = `window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
const own = /^(o15apptofilemappingtable|outlook-web-16\\.01|[a-z-]+\\/(office|outlook)_strings)\\.js$/;
trustedTypes.createPolicy("default", {
  createScriptURL: (url) => (url.startsWith(location.origin + "/") && own.test(url.slice(location.origin.length + 1)) ? url : null),
});`;

/** What the tests call by frame.evaluate: the adapter itself, unbundled. */
const paneScript = `import * as office from "/src/hosts/outlook/office.ts";
import { outlookMailSource } from "/src/hosts/outlook/mail-source.ts";
const hex = (buffer) => Array.from(new Uint8Array(buffer), (x) => x.toString(16).padStart(2, "0")).join("");
const digest = async (octets) => hex(await crypto.subtle.digest("SHA-256", octets));
let changes = 0;
async function acquire(deps = {}) {
  const source = outlookMailSource(office.currentItem(), {
    clock: { now: () => Date.now() }, host: office.hostDescription(), currentItem: office.currentItem,
    backOffMs: 1, ...deps,
  });
  try {
    const got = await source.acquire(new AbortController().signal, () => {});
    const parts = {};
    for (const [name, part] of got.parts) parts[name] = { ...part, octets: undefined, digest: await digest(part.octets), length: part.octets.length };
    return { digest: got.original && await digest(got.original.octets), parts, record: got.record };
  } catch (error) {
    return { code: error.code, cause: error.cause ?? null };
  }
}
window.loadMsal = () => import("/msal.js");
window.pane = { office, acquire, host: await office.whenOfficeReady(), changes: () => changes };
office.onItemChanged(() => { changes++; });`;

/** A page for functions of the ribbon that tells in completed() what it was given. */
const commandsHtml = `<!doctype html><html><head><meta charset="utf-8"><title>commands</title>
<script src="/policy.js"></script>
<script defer src="/commands.js"></script>
<script defer src="/office.js"></script>
</head><body></body></html>`;

const commandsScript = `const call = (run) => new Promise((resolve) => run(resolve));
async function reportAndSend(event) {
  const { item } = Office.context.mailbox;
  await call((done) => item.notificationMessages.addAsync("zegel", { type: "errorMessage", message: "Not sent" }, done));
  event.completed({ subject: item.subject });
}
async function onSpamReport(event) {
  const file = await call((done) => Office.context.mailbox.item.getAsFileAsync(done));
  event.completed({
    moveItemTo: "noMove",
    options: event.options, freeText: event.freeText, length: file.value?.length ?? null, code: file.error?.code ?? null,
    ...(event.freeText === "pane" ? { commandId: "ZegelReportButton", contextData: JSON.stringify({ kept: 1 }) } : {}),
    showPostProcessingDialog: { title: "Reported", description: "The mail is kept." },
  });
}
document.addEventListener("DOMContentLoaded", () => {
  Office.actions.associate("reportAndSend", reportAndSend);
  Office.actions.associate("onSpamReport", onSpamReport);
});`;

/** What classic Outlook would run: tells what its engine lacks. */
const classicScript = `Office.actions.associate("onSpamReport", function (event) {
  var lacks = ["document", "window", "localStorage", "indexedDB", "crypto", "Worker", "importScripts"].filter(
    function (name) { return typeof self[name] === "undefined"; });
  Office.context.mailbox.item.getAsFileAsync({ asyncContext: event }, function (result) {
    result.asyncContext.completed({ lacks: lacks, options: event.options, length: (result.value || "").length,
      subject: Office.context.mailbox.item.subject, pane: Office.context.requirements.isSetSupported("Mailbox", "1.15") });
  });
});`;

/** Opens sign-in.html as a dialog of office.js does, which then speaks to the pane that opened it. */
const dialogHtml = `<!doctype html><html><head><meta charset="utf-8"><title>dialog</title>
<script src="/policy.js"></script>
<script defer src="/office.js"></script>
<script defer src="/dialog.js"></script>
</head><body></body></html>`;

const dialogScript = `Office.onReady(() => Office.context.ui.messageParent(JSON.stringify({ token: "t" })));`;

export interface Stage {
  readonly browser: Browser;
  /** The bare pane's own address. */
  readonly paneUrl: string;
  /** Of the mailbox page's server. */
  readonly url: string;
  readonly issuer: TestIssuer;
  /** Opens the mailbox page, with the host's settings in the query, and waits until the mails are listed. */
  open(query?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const program = findBrowser();
  if (program === null) throw new Error("no Chromium: see test/run.ts");
  if (!existsSync("dist/simulator/index.html")) throw new Error("dist/simulator is missing: npm run build");
  const dataDir = mkdtempSync(join(tmpdir(), "zegel-stage-"));
  const certificate = await selfSignedCertificate(dataDir);
  const pane = await startPane(certificate);
  const spamScript = join(dataDir, "spam-report.js");
  writeFileSync(spamScript, classicScript);
  const simulator = await startSimulator({
    host: "127.0.0.1",
    port: 0,
    paneUrl: `${pane.url}/pane.html`,
    certificate,
    fixturesDir,
    spamScript,
  });
  const browser = await chromium.launch({ executablePath: program, args: browserArguments });
  return {
    browser,
    url: simulator.url,
    issuer: simulator.issuer,
    paneUrl: `${pane.url}/pane.html`,
    async open(query = "") {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      const page = await context.newPage();
      page.on("close", () => void context.close());
      await page.goto(`${simulator.url}/${query}`);
      await page.waitForSelector("html[data-ready]");
      return page;
    },
    async close() {
      await browser.close();
      await simulator.close();
      await pane.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function startPane(certificate: { key: string; cert: string }) {
  const app = fastify({
    serverFactory: (handler) => createServer(certificate, handler),
    forceCloseConnections: true,
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("Content-Security-Policy", panePolicy);
  });
  const script = "text/javascript; charset=utf-8";
  app.get("/pane.html", async (_request, reply) => reply.type("text/html").send(paneHtml));
  app.get("/policy.js", async (_request, reply) => reply.type(script).send(policyScript));
  app.get("/pane.js", async (_request, reply) => reply.type(script).send(paneScript));
  for (const [path, type, text] of [
    ["/commands.html", "text/html", commandsHtml],
    ["/commands.js", script, commandsScript],
    ["/dialog.html", "text/html", dialogHtml],
    ["/dialog.js", script, dialogScript],
  ] as const) {
    app.get(path, async (_request, reply) => reply.type(type).send(text));
  }
  app.get("/msal.js", async (_request, reply) =>
    reply.type(script).send(readFileSync("node_modules/@azure/msal-browser/lib/msal-browser.min.js")),
  );
  const office = developmentOfficeFiles();
  for (const path of office.paths) {
    app.get(path, async (_request, reply) => reply.type(script).send(office.get(path)));
  }
  app.get<{ Params: { "*": string } }>("/src/*", async (request, reply) =>
    reply.type(script).send(stripTypeScriptTypes(readFileSync(join("src", request.params["*"]), "utf8"))),
  );
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  if (address === null || typeof address !== "object") throw new Error("no port");
  return { url: `https://localhost:${address.port}`, close: () => app.close() };
}

/** Opens one of the listed mails. */
export async function openMail(page: Page, fileName: string): Promise<void> {
  await page.click(`[data-file="${fileName}"]`);
}

/** Presses the ribbon button and waits until the pane has shaken hands with its host. */
export async function openPane(page: Page): Promise<Frame> {
  await page.click("#report-threat");
  const handle = await page.waitForSelector("#pane");
  const frame = await handle.contentFrame();
  if (frame === null) throw new Error("no frame");
  await frame.waitForFunction(() => "pane" in window);
  return frame;
}
