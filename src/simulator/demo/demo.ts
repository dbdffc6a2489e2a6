/** Starts everything on this machine: intake, the doors and what plays their hosts, and console, each on its own origin. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { stamp } from "../../../tools/stamp.ts";
import { startConsole } from "../../cli/console-server.ts";
import { openNetworks } from "../../cli/networks.ts";
import { startIntake } from "../../intake/server.ts";
import { selfSignedCertificate } from "../certificate.ts";
import { ENTRA_PATH } from "../cloud/entra.ts";
import { ISSUER_AUDIENCE, ISSUER_SCOPE, makeTestIssuer, type TestIssuer } from "../issuer.ts";
import { startSimulator } from "../server.ts";
import { DEMO_MAILBOX, type DemoForwarding, startDemoForwarding } from "./forwarding.ts";
import { type DemoGmail, startDemoGmail } from "./gmail.ts";
import { serveIssuerKeys } from "./issuer-keys.ts";
import { DEMO_ORGANISATION, type DemoOrganisation, ensureDemoOrganisation } from "./organisation.ts";
import { startPaneServer } from "./pane-server.ts";
import { startReportServer } from "./report-server.ts";

export interface DemoPorts {
  readonly simulator: number;
  readonly pane: number;
  readonly console: number;
  readonly intake: number;
  readonly report: number;
  /** SMTP. Left away: no forwarding mailbox. */
  readonly mailbox?: number;
  /** The page that plays Gmail, and the add-on. One of them left away: no Gmail. */
  readonly gmail?: number;
  readonly gmailAddOn?: number;
}

export interface DemoOptions {
  /** Folder of the checkout. */
  readonly root: string;
  readonly dataDir: string;
  readonly ports: DemoPorts;
  /** DNS servers that the intake asks; the machine's own where they are left away, nobody where the list is empty. */
  readonly resolvers?: readonly string[];
  readonly logLevel?: "silent" | "error" | "warn" | "info";
  /** How the pane says who reports: by the demo's code, or by the played sign-in. "enrolment" unless given. */
  readonly authentication?: "enrolment" | "entra";
  /** Whether the intake takes reports of whoever says nothing of themselves; true unless given. */
  readonly confidential?: boolean;
}

export interface Demo {
  readonly urls: {
    readonly simulator: string;
    readonly pane: string;
    readonly console: string;
    readonly intake: string;
    readonly report: string;
  };
  readonly organisation: DemoOrganisation;
  /** Null where none was asked for. */
  readonly forwarding: DemoForwarding | null;
  readonly gmail: DemoGmail | null;
  /** Whose tokens intake and Graph take. */
  readonly issuer: TestIssuer;
  close(): Promise<void>;
}

/** Of the add-in at the played token service. */
export const DEMO_CLIENT_ID = "2f1f0c7e-6a0b-4a7f-8f57-2f0c4a3b9d10";

/** Name of the folder that a demo's data lie in: another shape gets another, and what an older one made stays unread. */
export const DEMO_DATA = "demo-3";

/** @returns Ports that were free a moment ago. */
export async function freePorts(): Promise<DemoPorts> {
  const servers = await Promise.all(
    Array.from({ length: 5 }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => {
        server.listen(0, "127.0.0.1", () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [simulator, pane, console, intake, report] = ports as [number, number, number, number, number];
  return { simulator, pane, console, intake, report };
}

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { root, dataDir, ports } = options;
  const host = "127.0.0.1";
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const organisation = await ensureDemoOrganisation(join(dataDir, "organisation"), Date.now());
  const certificate = await selfSignedCertificate(join(dataDir, "certificate"));
  const urls = {
    simulator: `https://localhost:${ports.simulator}`,
    pane: `https://localhost:${ports.pane}`,
    console: `http://localhost:${ports.console}`,
    intake: `http://localhost:${ports.intake}`,
    report: `http://localhost:${ports.report}`,
  };
  const issuer = await makeTestIssuer(`${urls.simulator}${ENTRA_PATH}`);
  const keys = await serveIssuerKeys(issuer, host);
  const byCode = (options.authentication ?? "enrolment") === "enrolment";
  const cloud = {
    entra: {
      clientId: DEMO_CLIENT_ID,
      authority: issuer.authority,
      scope: `${ISSUER_AUDIENCE}/${ISSUER_SCOPE}`,
      graphScopes: ["Mail.Read", "Mail.Read.Shared"],
    },
    graphUrl: `${urls.simulator}/graph/v1.0`,
    ews: true,
    reportPage: `${urls.report}/`,
    forwardTo: ports.mailbox === undefined ? null : DEMO_MAILBOX,
  };
  const pages = stampPages(root, dataDir, {
    organisation: DEMO_ORGANISATION,
    intakeUrl: urls.intake,
    directoryRoot: organisation.directoryRoot,
    allowDemo: true,
    enrolmentCode: byCode ? organisation.enrolmentCode : null,
    ...cloud,
  });

  const intake = await startIntake({
    listen: { host, port: ports.intake },
    dataDir: join(dataDir, "intake"),
    publicOrigin: urls.intake,
    allowedOrigins: [urls.pane, urls.report, urls.console],
    organisations: [
      {
        id: DEMO_ORGANISATION,
        directoryFile: organisation.directoryFile,
        directoryRoot: organisation.directoryRoot,
        logKeyFile: organisation.logKeyFile,
        enrolmentCodes: byCode ? [organisation.enrolmentHash] : [],
        entra: {
          tenantId: issuer.tenantId,
          audience: ISSUER_AUDIENCE,
          scope: ISSUER_SCOPE,
          issuer: issuer.issuer,
          jwksUrl: keys.url,
        },
        confidential: options.confidential ?? true,
      },
    ],
    timestamp: { kind: "built-in", keyFile: organisation.timestampKeyFile },
    dns: options.resolvers === undefined ? {} : { resolvers: [...options.resolvers] },
    logLevel: options.logLevel ?? "warn",
  });
  const pane = await startPaneServer({
    host,
    port: ports.pane,
    certificate,
    pages: pages.taskpane,
    root,
    policy: {
      intakeUrl: urls.intake,
      graphUrl: cloud.graphUrl,
      authority: issuer.authority,
      officeJs: null,
      frameAncestors: [urls.simulator],
    },
  });
  const simulator = await startSimulator({
    host,
    port: ports.simulator,
    paneUrl: urls.pane,
    certificate,
    pages: pages.simulator,
    fixturesDir: join(root, "test/fixtures/mail"),
    spamScript: join(pages.taskpane, "spam-report.js"),
    root,
    issuer,
  });
  const console = await startConsole({
    host,
    port: ports.console,
    pages: pages.console,
    intakeUrl: urls.intake,
    networks: openNetworks(root),
  });
  const report = await startReportServer({
    host,
    port: ports.report,
    pages: pages.report,
    policy: { intakeUrl: urls.intake },
  });
  const forwarding =
    ports.mailbox === undefined
      ? null
      : await startDemoForwarding({
          host,
          port: ports.mailbox,
          dataDir,
          organisation,
          intakeUrl: urls.intake,
          reportPage: cloud.reportPage,
        });
  const gmail =
    ports.gmail === undefined || ports.gmailAddOn === undefined
      ? null
      : await startDemoGmail({
          host,
          port: ports.gmail,
          addOnPort: ports.gmailAddOn,
          root,
          dataDir,
          organisation,
          intakeUrl: urls.intake,
          reportPage: cloud.reportPage,
        });

  return {
    urls,
    forwarding,
    gmail,
    organisation,
    issuer,
    async close() {
      await gmail?.close();
      await forwarding?.close();
      await Promise.all([simulator, pane, report, console, keys].map((one) => one.close()));
      await intake.close();
    },
  };
}

type PagePins = Omit<Parameters<typeof stamp>[2], "version" | "build">;

/** The console is given no code: only pane and report page hand reports in. */
function stampPages(root: string, dataDir: string, pins: PagePins) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const stamped = (page: "taskpane" | "report" | "console" | "simulator") => {
    const from = join(root, "dist", page);
    const to = join(dataDir, "pages", page);
    const handsIn = page === "taskpane" || page === "report";
    const enrolmentCode = handsIn ? pins.enrolmentCode : null;
    // Signing in is Outlook's window: the report page has none.
    const entra = page === "report" ? null : pins.entra;
    stamp(from, to, { ...pins, entra, enrolmentCode, version, build: buildHash(from) }, "/office.js");
    return to;
  };
  return {
    taskpane: stamped("taskpane"),
    report: stamped("report"),
    console: stamped("console"),
    simulator: stamped("simulator"),
  };
}

/** SHA-256 over the built files' names and contents, so that a report says which build sealed it. */
function buildHash(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    hash.update(`${name}\0`).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
