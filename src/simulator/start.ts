/** `npm start`: the main job on this machine with embedded defaults; no question asked. */
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { build, isStale } from "../../tools/build.ts";
import { DEMO_DATA, type Demo, type DemoPorts, startDemo } from "./demo/demo.ts";

const root = join(import.meta.dirname, "../..");
const dataRoot = process.env["ZEGEL_DATA"] ?? join(root, ".zegel");
const dataDir = join(dataRoot, DEMO_DATA);
const ports: DemoPorts = {
  simulator: 8443,
  pane: 8444,
  console: 8480,
  intake: 8490,
  report: 8481,
  mailbox: 8425,
  gmail: 8482,
  gmailAddOn: 8483,
};

for (const port of Object.values(ports)) {
  if (await isFree(port)) continue;
  process.stderr.write(`Port ${port} is in use: is Zegel running already? Stop that one first.\n`);
  process.exit(1);
}

if (isStale()) {
  process.stdout.write("Building the pages (half a minute, the first time)…\n");
  await build();
}

if (existsSync(join(dataRoot, "organisation"))) {
  process.stdout.write(
    `${dataRoot} holds an older demo's data too. It is not used any more: remove it as you like.\n`,
  );
}
const demo = await startDemo({ root, dataDir, ports });
printAddresses(demo);
const stop = () => {
  void demo.close().then(() => process.exit(0));
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);

/** Asked before anything starts: half a demo would hold the intake's folder and say so in words of its database. */
function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function printAddresses(demo: Demo): void {
  process.stdout.write(`
Zegel runs on this machine as a demo. Its keys lie in ${dataDir}: it protects nothing, use no real reports.

  Outlook   ${demo.urls.simulator}
            Open a mail, click "Report threat". The browser warns about the certificate, which was made here: accept it.
            Firefox wants that at ${demo.urls.pane} too, or the pane stays empty.
  Gmail     ${demo.gmail?.player.url}
            A page that plays Gmail: open a mail, report it on the add-on's card.
  Report    ${demo.urls.report}
            Drop a saved mail, a mailbox file, a folder or a ZIP of them. Loaded once, it works without a network.
  Mailbox   smtp://localhost:${demo.forwarding?.port}
            Forward mails there as attachments: npm run forward -- test/fixtures/mail/accusation-1.eml
            Its answers become files in ${demo.forwarding?.answers}
  Console   ${demo.urls.console}
            Unlock with the demo investigator's keys: ${demo.organisation.identityFiles[0]}
  Intake    ${demo.urls.intake}

Stop with Ctrl+C. Remove ${dataDir} to begin anew.
`);
}
