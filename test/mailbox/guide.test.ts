/** docs/deployment/mailbox.md holds: its configuration, its commands, the codes that it explains. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveConfig } from "../../src/mailbox/config.ts";
import { type MailboxConfig } from "../../src/mailbox/server.ts";
import { REFUSAL_CODES } from "../../src/mailbox/replies.ts";
import { certificateFingerprint } from "./certificate.ts";
import { openFarWorld } from "./far-world.ts";
import { threat, thunderbird } from "./forwards.ts";
import { guideBlocks, guideTable } from "./guide.ts";
import { until } from "./sink.ts";
import { deliver } from "./smtp-client.ts";

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), "zegel-guide-"));
afterAll(() => rmSync(folder, { recursive: true }));

const commands = (heading: string, nth: number) => guideBlocks(heading, "sh")[nth] as string;
function run(script: string): string {
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", script], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test("the configuration is one, and says what the guide says of it", () => {
  const [json = ""] = guideBlocks("## 3. The process", "json");
  const given = JSON.parse(json.replace("SHA256:…", `SHA256:${"a".repeat(43)}`)) as MailboxConfig;
  expect(resolveConfig(given)).toMatchObject({
    tls: { required: true },
    authentication: { dkim: true, trustedAuthservIds: [] },
    answers: { requireTls: true, interimAfterMs: 15 * 60_000, giveUpAfterMs: 5 * 86_400_000 },
    limits: { hops: 50, perSenderPerHour: 120, mailsPerForward: 100 },
  });
  for (const [, configuration] of guideTable("## 4. The relay in front of it")) {
    const members = JSON.parse(`{${configuration?.replaceAll("`", "")}}`) as Partial<MailboxConfig>;
    expect(resolveConfig({ ...given, ...members }).authentication).toMatchObject(
      members.authentication ?? {},
    );
  }
});

test("a code of its own", () => {
  const hash = run(commands("## 2. A code of its own", 0)).slice(0, 64);
  const code = readFileSync(join(folder, "mailbox.code"), "utf8").trim();
  expect(run(`printf %s ${code} | sha256sum`).slice(0, 64)).toBe(hash);
  expect(statSync(join(folder, "mailbox.code")).mode & 0o077).toBe(0);
});

describe("postfix, configured while it runs", () => {
  const certFile = join(folder, "mailbox.cert.pem");
  const keyFile = join(folder, "mailbox.key.pem");
  beforeAll(() => run(commands("## 3. The process", 0).replace(/^zegel .*$/m, "")));

  test("TLS to the certificate that was made, by its fingerprint", async () => {
    const printed = run((commands("### Postfix", 1).split("\n")[0] as string) ?? "");
    const fingerprint = certificateFingerprint({ keyFile, certFile });
    expect(printed).toContain(fingerprint);
    const world = await openFarWorld({ config: { tls: { keyFile, certFile } } });
    try {
      const block = commands("### Postfix", 1).replace(/^openssl .*$/m, "");
      world.postfix.configure(block, { "AA:BB:CC": fingerprint });
      expect(await world.send(thunderbird([threat()]))).toMatch(/^250/);
      await world.sink.until(1);
      const [opened] = await world.packages();
      expect(opened?.messages[0]?.acquisition.item["smtp.tls"]).toMatch(/^TLSv1\.[23] \S+$/);
    } finally {
      await world.close();
    }
  });

  test("it vouches for what comes from one server, and for that domain alone", async () => {
    const [, row = []] = guideTable("## 4. The relay in front of it");
    const { authentication } = JSON.parse(`{${row[1]?.replaceAll("`", "")}}`) as MailboxConfig;
    const world = await openFarWorld({
      config: { authentication, senders: { domains: ["org.example", "other.example"] } },
    });
    try {
      const mail = thunderbird([threat()]);
      // Without it nothing shows who sent a mail: the relay tells the sender.
      expect(await deliver(world.postfix.inside, mail)).toMatch(/^250/);
      await world.sink.until(1);
      expect(world.sink.mails[0]?.text.replace(/\s+/g, " ")).toContain("5.7.1 Nothing shows");
      world.postfix.configure(commands("### Postfix", 2), {
        "192.0.2.25": "127.0.0.1",
        "header.from=example.org": "header.from=org.example",
      });
      await until(
        async () => {
          const before = world.packageCount();
          await deliver(world.postfix.inside, thunderbird([threat()]));
          await until(() => world.postfix.queued() === 0, 20_000, "an empty queue");
          return world.packageCount() > before;
        },
        60_000,
        "a postfix with its new configuration",
      );
      const opened = (await world.packages()).at(-1);
      expect(opened?.messages[0]?.acquisition.item["forward.authenticatedBy"]).toBe("relay-dmarc");
      const before = world.packageCount();
      // The other domain may send, and is vouched for by nobody, whatever the mail brings along.
      const forged = Buffer.concat([
        Buffer.from("Authentication-Results: relay.example.org; dmarc=pass header.from=other.example\r\n"),
        thunderbird([threat()], { from: "x@other.example" }),
      ]);
      expect(await deliver(world.postfix.inside, forged, { mailFrom: "x@other.example" })).toMatch(/^250/);
      await until(() => world.postfix.queued() === 0, 20_000, "an empty queue");
      expect(world.packageCount()).toBe(before);
    } finally {
      await world.close();
    }
  });
});

test("the codes of its table are codes of the log, and every refusal by which somebody could be stopped is there", () => {
  const sources = ["answers.ts", "server.ts", "smtp.ts", "replies.ts"]
    .map((name) => readFileSync(join("src/mailbox", name), "utf8"))
    .join("\n");
  const explained = guideTable("## When something is wrong").flatMap(([seen = ""]) =>
    [...seen.matchAll(/`([a-z]+(?:-[a-z]+)+|busy)`/g)].map(([, code]) => code as string),
  );
  expect(
    explained.filter((code) => !sources.includes(`"${code}"`) && !sources.includes(`\n  ${code}:`)),
  ).toEqual([]);
  const administrators = [
    "relay-unknown",
    "tls-required",
    "sender-not-allowed",
    "sender-not-authenticated",
    "not-allowed",
    "keys-unavailable",
    "disk-full",
    "busy",
    "not-now",
  ];
  expect(administrators.filter((code) => !explained.includes(code))).toEqual([]);
  expect(administrators.filter((code) => !(REFUSAL_CODES as readonly string[]).includes(code))).toEqual([]);
});

test("the unit keeps plaintext off the disk", () => {
  const [unit = ""] = guideBlocks("## 3. The process", "ini");
  expect(unit.split("\n")).toEqual(
    expect.arrayContaining([
      "LimitCORE=0",
      "MemorySwapMax=0",
      "UMask=0077",
      "ProtectSystem=strict",
      "PrivateTmp=yes",
    ]),
  );
});
