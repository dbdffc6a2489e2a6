/**
 * Microsoft's React task pane template in the played Outlook, served as ours is: the same kind of server, office.js from
 * the page's own origin, a process of its own.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { extname, join } from "node:path";
import { selfSignedCertificate } from "../../../src/simulator/certificate.ts";
import { freePorts } from "../../../src/simulator/demo/demo.ts";
import { developmentOfficeFiles } from "../../../src/simulator/pane-support/index.ts";
import { startSimulator } from "../../../src/simulator/server.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".png": "image/png",
};

/** Where the template's page says office.js is: nothing leads there from here, and ours has it beside the pane too. */
const MICROSOFT = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

export interface Template {
  readonly mailbox: string;
  readonly origin: string;
}

/** @param folder - Its production build: `npm ci && npm run build` of OfficeDev/Office-Addin-TaskPane-React gives `dist/`. */
export async function startTemplate(
  folder: string,
  dataDir: string,
  closing: (() => Promise<unknown>)[],
): Promise<Template> {
  if (!existsSync(join(folder, "taskpane.html"))) throw new Error(`no built template in ${folder}`);
  const certificate = await selfSignedCertificate(join(dataDir, "template-certificate"));
  const read = contentsOf(folder);
  const server = createServer(certificate, (request, response) => {
    const path = new URL(request.url ?? "/", "https://localhost").pathname;
    const body = read(path);
    if (body === undefined) return response.writeHead(404).end();
    const mediaType = MEDIA_TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": mediaType, "origin-agent-cluster": "?1" }).end(body);
  });
  const { pane } = await freePorts();
  await new Promise<void>((resolve) => server.listen(pane, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const origin = `https://localhost:${pane}`;
  const simulator = await startSimulator({
    host: "127.0.0.1",
    port: 0,
    paneUrl: `${origin}/taskpane.html`,
    certificate,
    fixturesDir: "test/fixtures/mail",
  });
  closing.push(simulator.close);
  return { mailbox: simulator.url, origin };
}

/** Read once, as our server does. */
function contentsOf(folder: string): (path: string) => Buffer | string | undefined {
  const office = developmentOfficeFiles();
  const names = readdirSync(folder).filter((name) => extname(name) in MEDIA_TYPES);
  const files = new Map(names.map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const html = String(files.get("/taskpane.html"));
  if (!html.includes(MICROSOFT)) throw new Error("the template names another office.js");
  files.set("/taskpane.html", Buffer.from(html.replace(MICROSOFT, "/office.js")));
  return (path) => files.get(path) ?? office.get(path);
}
