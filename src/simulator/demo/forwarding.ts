/** The forwarding mailbox as the demo runs it, with a relay that plays the organisation's: its answers become files. */
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { type RunningMailbox, startMailbox } from "../../mailbox/server.ts";
import { DEMO_ORGANISATION, type DemoOrganisation } from "./organisation.ts";

/** Whose people may forward, and whose relay is believed: src/simulator/forward.ts plays both. */
export const DEMO_DOMAIN = "demo.example";
export const DEMO_MAILBOX = `melding@${DEMO_DOMAIN}`;
/** Another desk, for whoever does not trust the first one. */
export const DEMO_MAILBOX_OUTSIDE = `extern@${DEMO_DOMAIN}`;

export interface DemoForwarding {
  readonly port: number;
  /** Folder of the answers, one .eml each. */
  readonly answers: string;
  close(): Promise<void>;
}

export interface DemoForwardingOptions {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly organisation: DemoOrganisation;
  readonly intakeUrl: string;
  readonly reportPage: string;
}

export async function startDemoForwarding(options: DemoForwardingOptions): Promise<DemoForwarding> {
  const { host, dataDir, organisation } = options;
  const folder = join(dataDir, "mailbox");
  const answers = join(folder, "answers");
  mkdirSync(answers, { recursive: true, mode: 0o700 });
  const code = join(folder, "enrolment-code");
  writeFileSync(code, organisation.enrolmentCode, { mode: 0o600 });
  const outgoing = await startOutgoing(host, answers);
  const mailbox: RunningMailbox = await startMailbox({
    listen: { host, port: options.port },
    hostname: `zegel.${DEMO_DOMAIN}`,
    relays: ["127.0.0.1", "::1"],
    recipients: [{ address: DEMO_MAILBOX }, { address: DEMO_MAILBOX_OUTSIDE, desk: "external-agency" }],
    senders: { domains: [DEMO_DOMAIN] },
    authentication: { trustedAuthservIds: [DEMO_DOMAIN], dkim: false },
    answers: { host, port: outgoing.port, requireTls: false, from: DEMO_MAILBOX },
    reportPage: options.reportPage,
    sealer: {
      organisation: DEMO_ORGANISATION,
      intakeUrl: options.intakeUrl,
      directoryRoot: organisation.directoryRoot,
      enrolmentCodeFile: code,
      dataDir: join(folder, "sealed"),
      allowDemo: true,
    },
    logLevel: "warn",
  });
  return {
    port: mailbox.port,
    answers,
    close: async () => {
      await mailbox.close();
      await outgoing.close();
    },
  };
}

/** Takes what the mailbox sends, as the organisation's relay would, and keeps it where it can be read. */
async function startOutgoing(host: string, folder: string) {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomBytes(3).toString("hex")}.eml`;
        writeFileSync(join(folder, name), Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
