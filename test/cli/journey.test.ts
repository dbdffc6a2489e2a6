/** The whole way with the command line only: keys, directory, intake, seal, submit, verify, log. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { makeWorkplace } from "./run-zegel.ts";

const MAIL =
  "From: iemand@example.net\r\nTo: hr@example.org\r\nSubject: laatste waarschuwing\r\n\r\nU heeft een week.\r\n";
const CODE = "een-code-van-de-organisatie";
const READ_TOKEN = "een-leestoken-voor-het-logboek";
const ORIGIN = "intake.example/v1/demo/log";

const place = makeWorkplace();
const { zegel, path } = place;
let recipients: string[] = [];
let root = "";
let logKey = "";
let intake: { line: string; stop(): Promise<number | null> };
let address = "";
let reference = "";

const linesOf = (text: string) =>
  new Map(text.split("\n").map((line) => line.split(": ", 2) as [string, string]));

beforeAll(async () => {
  const made = new Map<string, Map<string, string>>();
  for (const name of ["root", "anna", "recovery"])
    made.set(name, linesOf((await zegel(["keygen", "--plain", "-o", name])).stdout));
  root = made.get("root")?.get("fingerprint") ?? "";
  const anna = made.get("anna");
  recipients = [anna?.get("recipient") ?? "", made.get("recovery")?.get("recipient") ?? ""];
  logKey = (await zegel(["log", "keygen", "--origin", ORIGIN, "-o", "log.key"])).stdout.trim();
  const draft = [
    "--organisation",
    "demo",
    "--name",
    "Voorbeeld BV",
    "--holder",
    "Notaris",
    "--log-key",
    logKey,
  ];
  const person = `anna;Anna de Vries;Onderzoeker;${recipients[0]};${anna?.get("signing key")}`;
  await zegel([
    "directory",
    "create",
    ...draft,
    "--recovery",
    recipients[1] ?? "",
    "--investigator",
    person,
    "-o",
    "draft",
  ]);
  await zegel(["directory", "sign", "draft", "-k", "root", "-o", "directory.json"]);
  await zegel(["directory", "policy", "directory.json", "--root", root, "-o", "policy.json"]);
  writeFileSync(path("intake.json"), JSON.stringify(intakeConfig()));
  intake = await place.start(["serve", "--config", "intake.json"]);
  address = intake.line.replace("intake: ", "");
  writeFileSync(path("mail.eml"), MAIL);
  const to = recipients.flatMap((one) => ["--to", one]);
  const sealed = await zegel([
    "seal",
    "mail.eml",
    ...to,
    "--organisation",
    "demo",
    "--save",
    "saved.zegel",
    "-o",
    "package.age",
  ]);
  reference = /ZG-\w{4}-\w{4}/.exec(sealed.stdout)?.[0] ?? "";
});

afterAll(async () => {
  await intake.stop();
  place.remove();
});

function intakeConfig() {
  return {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: path("data"),
    organisations: [
      {
        id: "demo",
        directoryFile: path("directory.json"),
        directoryRoot: root,
        logKeyFile: path("log.key"),
        enrolmentCodes: [createHash("sha256").update(CODE).digest("hex")],
        readToken: READ_TOKEN,
      },
    ],
    timestamp: { kind: "none" },
    logLevel: "silent",
  };
}

function submit(output: string, ...more: string[]) {
  return zegel(["submit", "saved.zegel", "--to", address, "--reference", reference, "-o", output, ...more]);
}

test("the address is on loopback, and the reference has its form", () => {
  expect(address).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+$/);
  expect(reference).toMatch(/^ZG-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
});

describe("submit", () => {
  test("with the organisation's anchors: verified, exit 0, a receipt", async () => {
    const sent = await submit("receipt.zip", "--enrolment", CODE, "--policy", "policy.json");
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(sent.stdout).toContain("verified: receipt.zip");
    expect(readFileSync(path("receipt.zip")).toString("latin1")).toContain("Voorbeeld BV");
  });

  test("again: the same entry, idempotent", async () => {
    const sent = await submit("again.zip", "--enrolment", CODE, "--policy", "policy.json");
    expect(sent.code).toBe(0);
    const entry = (name: string) => /\{"commitment".*?\}/.exec(readFileSync(path(name), "latin1"))?.[0];
    expect(entry("again.zip")).toBe(entry("receipt.zip"));
  });

  test("without anchors: exit 3, and never called verified", async () => {
    const sent = await submit("unanchored.zip", "--enrolment", CODE);
    expect(sent.code).toBe(3);
    expect(sent.stdout).toContain("NOT verified");
  });

  test("with another log key as anchor: exit 1, no receipt is written", async () => {
    const other = (await zegel(["log", "keygen", "--origin", ORIGIN, "-o", "other.key"])).stdout.trim();
    const policy = { v: 1, logs: [{ origin: ORIGIN, key: other }], timestampRoots: [], directoryRoots: [] };
    writeFileSync(path("other-policy.json"), JSON.stringify(policy));
    const sent = await submit("foreign.zip", "--enrolment", CODE, "--policy", "other-policy.json");
    expect(sent.code).toBe(1);
    expect(sent.stderr).toContain("take the report as NOT sent");
    expect(() => readFileSync(path("foreign.zip"))).toThrow();
  });

  test("with a wrong code: UNAUTHORISED, NOT sent", async () => {
    const sent = await submit("wrong.zip", "--enrolment", "geraden");
    expect(sent.code).toBe(1);
    expect(sent.stderr).toContain("NOT sent");
    expect(sent.stderr).toContain("UNAUTHORISED");
  });

  test("an existing receipt is left alone: exit 2 before anything is sent", async () => {
    writeFileSync(path("mine.zip"), "mine");
    const sent = await submit("mine.zip", "--enrolment", CODE);
    expect(sent.code).toBe(2);
    expect(readFileSync(path("mine.zip"), "utf8")).toBe("mine");
  });

  test("a changed .zegel file is not sent", async () => {
    const octets = readFileSync(path("saved.zegel"));
    for (const at of [10, 200, octets.length - 30_000, octets.length - 1]) {
      const changed = Uint8Array.from(octets);
      changed[at] = (changed[at] as number) ^ 1;
      writeFileSync(path("changed.zegel"), changed);
      const sent = await zegel([
        "submit",
        "changed.zegel",
        "--to",
        address,
        "--reference",
        reference,
        "--enrolment",
        CODE,
      ]);
      expect(sent.code).toBe(1);
      expect(sent.stderr).toMatch(/SAVED_SUBMISSION_INVALID|STATEMENT_INVALID|DIGEST_MISMATCH/);
    }
  });

  test("nobody there: NETWORK_UNREACHABLE, later, NOT sent", async () => {
    const sent = await zegel([
      "submit",
      "saved.zegel",
      "--to",
      "http://127.0.0.1:9",
      "--reference",
      reference,
    ]);
    expect(sent.code).toBe(1);
    expect(sent.stderr).toContain("NOT sent");
    expect(sent.stderr).toContain("NETWORK_UNREACHABLE");
    expect(sent.stderr).toContain("try again later");
  });
});

describe("verify", () => {
  const anchored = ["-i", "anna", "--policy", "policy.json"];

  test("package and receipt with key and anchors: exit 0", async () => {
    const verified = await zegel(["verify", "package.age", "receipt.zip", ...anchored]);
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(verified.stdout).toContain("VERIFIED against your anchors");
    expect(verified.stdout).toContain("It does not show that the mail was received");
  });

  test("the .zegel file in the package's place", async () => {
    expect((await zegel(["verify", "saved.zegel", "receipt.zip", ...anchored])).code).toBe(0);
  });

  test("a receipt without anchors: exit 3, never 0", async () => {
    expect((await zegel(["verify", "receipt.zip"])).code).toBe(3);
    expect((await zegel(["verify", "package.age", "receipt.zip", "-i", "anna"])).code).toBe(3);
  });

  test("another package beside the receipt: RECEIPT_FOREIGN, exit 1", async () => {
    await zegel(["seal", "mail.eml", "--to", recipients[0] ?? "", "-o", "another.age"]);
    const verified = await zegel(["verify", "another.age", "receipt.zip", ...anchored, "--json"]);
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain("RECEIPT_FOREIGN");
  });

  test("--json: one object a line", async () => {
    const verified = await zegel(["verify", "package.age", "receipt.zip", ...anchored, "--json"]);
    const objects = verified.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toEqual([expect.objectContaining({ path: "package.age", outcome: "verified" })]);
  });

  test("one changed octet of package or receipt: exit 1", async () => {
    for (const [name, other] of [
      ["package.age", "receipt.zip"],
      ["receipt.zip", "package.age"],
    ] as const) {
      const octets = readFileSync(path(name));
      for (const at of [3, 150, Math.floor(octets.length / 2), octets.length - 1]) {
        const changed = Uint8Array.from(octets);
        changed[at] = (changed[at] as number) ^ 1;
        writeFileSync(path("changed"), changed);
        expect((await zegel(["verify", "changed", other, ...anchored])).code).toBe(1);
      }
    }
  }, 120_000);

  test("the opened bag: exit 3, since nothing outside vouches for it; with a file more: exit 1", async () => {
    expect((await zegel(["open", "package.age", "-i", "anna", "-o", "bag"])).code).toBe(0);
    expect(readFileSync(path("bag/data/messages/0001/original.eml"), "utf8")).toBe(MAIL);
    expect((await zegel(["verify", "bag"])).code).toBe(3);
    writeFileSync(path("bag/data/messages/0001/extra.eml"), "x");
    expect((await zegel(["verify", "bag"])).code).toBe(1);
  });

  test.each([
    ["a path that is not there", ["verify", "gone.age"]],
    ["a policy that is none", ["verify", "package.age", "--policy", "mail.eml"]],
    ["an identity that is none", ["verify", "package.age", "-i", "mail.eml"]],
    ["no file", ["verify"]],
  ])("%s is usage, exit 2, and says nothing of the evidence", async (_, args) => {
    const verified = await zegel(args);
    expect(verified.code).toBe(2);
    expect(verified.stdout).toBe("");
  });
});

describe("log verify", () => {
  const url = () => `${address}/v1/demo/log`;

  test("recomputes the log, saves the checkpoint, and finds it again later", async () => {
    const first = await zegel([
      "log",
      "verify",
      url(),
      "--key",
      logKey,
      "--read-token",
      READ_TOKEN,
      "--save",
      "seen",
    ]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("package: 1");
    const again = await zegel(["log", "verify", url(), "--key", logKey, "--since", "seen"], {
      ZEGEL_READ_TOKEN: READ_TOKEN,
    });
    expect(again.stdout).toContain("seen earlier");
    expect(again.code).toBe(0);
  });

  test("without the read token: UNAUTHORISED", async () => {
    expect((await zegel(["log", "verify", url(), "--key", logKey])).stderr).toContain("UNAUTHORISED");
  });

  test("another key: refused", async () => {
    const other = (await zegel(["log", "keygen", "--origin", ORIGIN, "-o", "third.key"])).stdout.trim();
    const audit = await zegel(["log", "verify", url(), "--key", other, "--read-token", READ_TOKEN]);
    expect(audit.code).toBe(1);
    expect(audit.stderr).toContain("CHECKPOINT_UNTRUSTED");
  });
});
