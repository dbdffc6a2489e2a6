/** The Gmail add-on as the demo runs it, between the demo's intake and a page that plays Gmail and Google. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installationOf } from "../../cli/installation.ts";
import { logoOf, startGmail } from "../../gmail/server.ts";
import { gmailDeployment } from "../../hosts/gmail/deployment.ts";
import { type GmailPlayer, startGmailPlayer } from "../gmail/server.ts";
import { DEMO_ORGANISATION, type DemoOrganisation } from "./organisation.ts";

export interface DemoGmail {
  readonly player: GmailPlayer;
  close(): Promise<void>;
}

export interface DemoGmailOptions {
  readonly host: string;
  /** Of the page that plays Gmail. */
  readonly port: number;
  /** Of the add-on. */
  readonly addOnPort: number;
  /** Folder of the checkout. */
  readonly root: string;
  readonly dataDir: string;
  readonly organisation: DemoOrganisation;
  readonly intakeUrl: string;
  readonly reportPage: string;
}

export async function startDemoGmail(options: DemoGmailOptions): Promise<DemoGmail> {
  const { host, port, root, reportPage } = options;
  const player = await startGmailPlayer({ host, port, fixturesDir: join(root, "test/fixtures/mail") });
  const publicUrl = `http://localhost:${options.addOnPort}`;
  const addOn = await startAddOn(options, publicUrl, player).catch(async (cause: unknown) => {
    await player.close();
    throw cause;
  });
  player.addDeployment(gmailDeployment({ host: publicUrl, name: "Zegel (demo)", reportPage }));
  return {
    player,
    close: async () => {
      await player.close();
      await addOn.close();
    },
  };
}

async function startAddOn(
  { host, addOnPort, root, dataDir, organisation, intakeUrl, reportPage }: DemoGmailOptions,
  publicUrl: string,
  { googleSettings }: GmailPlayer,
) {
  const { projectNumber, serviceAccountEmail, oauthClientId, ...google } = googleSettings;
  const folder = join(dataDir, "gmail");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const code = join(folder, "enrolment-code");
  writeFileSync(code, organisation.enrolmentCode, { mode: 0o600 });
  const { version } = await installationOf(root);
  const config = {
    listen: { host, port: addOnPort },
    publicUrl,
    projectNumber,
    serviceAccountEmail,
    oauthClientId,
    reportPage,
    sealer: {
      organisation: DEMO_ORGANISATION,
      intakeUrl,
      directoryRoot: organisation.directoryRoot,
      enrolmentCodeFile: code,
      dataDir: join(folder, "sealed"),
      allowDemo: true,
    },
    google,
    logLevel: "warn" as const,
  };
  return startGmail(config, { addIn: { version, build: "gmail" }, logo: await logoOf(root) });
}
