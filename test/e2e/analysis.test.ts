/**
 * The analysis as the pane's worker makes it, under the pane's own content security policy: a mail that needs every part
 * that is loaded late (photograph, document, number, wallet) must be analysed as it is here, without the browser.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";
import { docx, photograph } from "../core/analysis/attachments/files.ts";
import { addMail, openMailbox, openWorld, readFixture, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
}, 120_000);

afterAll(async () => {
  await world?.close();
});

const LETTER = [
  "You have 48 hours. Pay 1,450 EUR to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
  "or call me at +31 20 624 1111.",
];

function base64(octets: Uint8Array): string {
  return (
    Buffer.from(octets)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n");
}

/** A fixture's header with another body. */
function letterWithFiles(): Buffer {
  const header = readFixture("accusation-1.eml").toString("latin1").split("\r\n\r\n")[0] as string;
  const kept = header.replace(/^(?:Content-[^\r]*|MIME-Version:[^\r]*)(?:\r\n[ \t][^\r]*)*\r\n/gim, "");
  const part = (type: string, name: string, octets: Uint8Array) =>
    `--edge\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(octets)}\r\n`;
  const mail = [
    `${kept}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n`,
    `--edge\r\nContent-Type: text/plain\r\n\r\n${LETTER.join("\r\n")}\r\n`,
    part("image/jpeg", "photo.jpg", photograph()),
    part("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "letter.docx", docx()),
    "--edge--\r\n",
  ];
  return Buffer.from(mail.join(""), "latin1");
}

test("the worker's analysis is the one made without a browser, late parts included", async () => {
  const octets = letterWithFiles();
  const reporter = await world.profile();
  const mailbox = await openMailbox(world, reporter);
  await addMail(mailbox, "letter.eml", octets);
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await mailbox.pane.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  expect(reporter.complaints).toEqual([]);

  const intake = join(world.dataDir, "intake");
  const [sealed] = readdirSync(intake, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".age"),
  );
  const out = join(world.dataDir, "opened");
  mkdirSync(world.dataDir, { recursive: true });
  const [identity] = world.demo.organisation.identityFiles as [string];
  expect(world.zegel("open", join(intake, sealed as string), "-i", identity, "-o", out)).toMatchObject({
    status: 0,
  });
  const folder = join(out, "data/messages/0001");
  const inPane = JSON.parse(readFileSync(join(folder, "analysis.json"), "utf8")) as Analysis;
  const { statements } = inPane;
  const here = await analyseMessage(new Uint8Array(octets), {
    provenance: statements.provenance,
    capture: statements.capture,
  });
  expect(inPane.attachments).toHaveLength(2);
  expect(inPane.attachments.every(({ metadata }) => metadata.length > 0)).toBe(true);
  expect(inPane.body?.wallets).toHaveLength(1);
  expect(inPane.body?.phones).toHaveLength(1);
  for (const member of [
    "hops",
    "embeddedTimes",
    "timeLine",
    "provider",
    "client",
    "body",
    "attachments",
  ] as const)
    expect([member, inPane[member]]).toEqual([member, JSON.parse(JSON.stringify(here[member]))]);
  await reporter.context.close();
}, 180_000);
