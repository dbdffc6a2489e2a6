/** What an administrator may write, and that nothing of a secret is ever repeated. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, resolveConfig } from "../../src/mailbox/config.ts";
import { answerRelay, PASSWORD_VARIABLE } from "../../src/mailbox/relay.ts";
import { nearConfig } from "./near-world.ts";

test("the defaults", () => {
  const config = resolveConfig(nearConfig());
  expect(config.limits).toMatchObject({ messageOctets: 157_286_400, hops: 50, mailsPerForward: 100 });
  expect(config.authentication).toMatchObject({
    dkim: true,
    trustedAuthservIds: [],
    resultsBelowReceived: false,
  });
});

test.each([
  ["relays", { relays: [] }],
  ["relays.0", { relays: ["0.0.0.0/0"] }],
  ["relays.0", { relays: ["org.example"] }],
  ["recipients", { recipients: [] }],
  ["recipients.0.address", { recipients: [{ address: "no address" }] }],
  ["senders", { senders: {} }],
  ["authentication", { authentication: { dkim: false } }],
  ["hostname", { hostname: "a b" }],
  ["answers.from", { answers: { host: "x", port: 25, from: "a\r\nBcc: b@c.example" } }],
  ["answers.fromName", { answers: { host: "x", port: 25, from: "a@b.example", fromName: "a\r\nBcc: x" } }],
  ["reportPage", { reportPage: "http://meld.example/" }],
  ["limits.connections", { limits: { connections: 0 } }],
  [
    "two recipients share an address",
    { recipients: [{ address: "a@b.example" }, { address: "A@b.example" }] },
  ],
  ["limits.octetsAtOnce", { limits: { octetsAtOnce: 10 } }],
  ["geheim", { geheim: "KANARIE" }],
])("%s", (place, changes) => {
  const wrong = () => resolveConfig({ ...nearConfig(), ...changes });
  expect(wrong).toThrow(place === "geheim" ? "configuration" : place);
  expect(wrong).not.toThrow("KANARIE");
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "zegel-config-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test("paths are the configuration's own", async () => {
    const config = {
      ...nearConfig(),
      tls: { keyFile: "key.pem", certFile: "/etc/cert.pem" },
      answers: { host: "x", port: 25, from: "a@b.example", user: "u", passwordFile: "password" },
      sealer: { ...nearConfig().sealer, enrolmentCodeFile: "code" },
    };
    const read = await loadConfig(write("mailbox.json", JSON.stringify(config)));
    expect(read.tls).toMatchObject({
      keyFile: join(folder, "key.pem"),
      certFile: "/etc/cert.pem",
      required: true,
    });
    expect(read.answers?.passwordFile).toBe(join(folder, "password"));
    expect(read.sealer).toMatchObject({
      dataDir: join(folder, "nowhere"),
      enrolmentCodeFile: join(folder, "code"),
    });
  });

  test("what is no JSON is not quoted", async () => {
    const wrong = loadConfig(write("broken.json", '{"answers": {"passwordFile": KANARIE'));
    await expect(wrong).rejects.toThrow("not JSON");
    await expect(wrong).rejects.not.toThrow("KANARIE");
  });

  test("a user without a password does not start", async () => {
    const answers = resolveConfig({
      ...nearConfig(),
      answers: { host: "x", port: 25, from: "a@b.example", user: "u" },
    }).answers;
    delete process.env[PASSWORD_VARIABLE];
    await expect(answerRelay(answers as never, "h.example")).rejects.toThrow(PASSWORD_VARIABLE);
    await expect(
      answerRelay({ ...answers, passwordFile: join(folder, "none") } as never, "h.example"),
    ).rejects.toThrow("passwordFile");
  });
});
