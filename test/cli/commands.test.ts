/** DESIGN section 6: what the commands promise to whoever runs or scripts them. */
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { Encrypter } from "age-encryption";
import { nodeVersionDefect } from "../../src/cli/node-version.ts";
import { makeWorkplace } from "./run-zegel.ts";

const place = makeWorkplace();
const { zegel, path } = place;
afterAll(() => place.remove());

describe("zegel", () => {
  test("--help names every command of the contract", async () => {
    const { code, stdout, stderr } = await zegel(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of [
      "analyse",
      "keygen",
      "seal",
      "open",
      "verify",
      "submit",
      "serve",
      "console",
      "directory",
      "log",
    ])
      expect(stdout).toMatch(new RegExp(`^ +${name} `, "m"));
  });

  test.each([
    "analyse",
    "keygen",
    "seal",
    "open",
    "verify",
    "submit",
    "serve",
    "console",
    "directory",
    "log",
  ])("%s --help: exit 0, on standard output", async (name) => {
    const { code, stdout, stderr } = await zegel([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: zegel ${name}`);
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await zegel(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each([
    [[]],
    [["frobnicate"]],
    [["__proto__"]],
    [["keygen", "--unknown"]],
    [["directory", "frobnicate"]],
    [["log"]],
  ])("%j: usage, exit 2, nothing on standard output", async (args) => {
    expect(await zegel(args)).toMatchObject({ code: 2, stdout: "" });
  });
});

test.each([
  ["24.7.0", true],
  ["24.21.0", true],
  ["25.0.0", true],
  ["24.6.9", false],
  ["22.18.0", false],
  ["20.11.1", false],
])("Node %s fits: %s; else it says what to install", (version, fits) => {
  const defect = nodeVersionDefect(version);
  expect(defect === null).toBe(fits);
  if (!fits) expect(defect).toMatch(/needs Node 24\.7 .*\n.*npm ci.*\n.*nodejs\.org/);
});

describe("keygen", () => {
  test("--plain: an identity file for its owner only, the public halves on standard output", async () => {
    const { code, stdout } = await zegel(["keygen", "--plain", "-o", "plain.txt"]);
    expect(code).toBe(0);
    const text = readFileSync(path("plain.txt"), "utf8");
    expect(stdout).toMatch(
      /^recipient: age1\S+\nsigning key: ssh-ed25519 \S+\nfingerprint: SHA256:\S{43}\n$/,
    );
    for (const line of stdout.split("\n").slice(0, 2)) expect(text).toContain(line);
    expect(stdout).not.toContain("AGE-SECRET-KEY");
    if (process.platform !== "win32") expect(statSync(path("plain.txt")).mode & 0o777).toBe(0o600);
  });

  test("an existing file is left alone, a link too", async () => {
    writeFileSync(path("mine"), "mine");
    symlinkSync("nowhere", path("link"));
    expect(await zegel(["keygen", "--plain", "-o", "mine"])).toMatchObject({ code: 2 });
    expect(await zegel(["keygen", "--plain", "-o", "link"])).toMatchObject({ code: 2 });
    expect(readFileSync(path("mine"), "utf8")).toBe("mine");
  });

  test("encrypts unless told not to: without a terminal or ZEGEL_PASSPHRASE nothing is written", async () => {
    const { code, stderr, stdout } = await zegel(["keygen", "-o", "none"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--plain");
    expect(() => statSync(path("none"))).toThrow();
  });

  test("encrypted: opens with the passphrase only", async () => {
    const made = await zegel(["keygen", "-o", "sealed.age"], {
      ZEGEL_PASSPHRASE: "vijf willekeurige woorden",
    });
    expect(made.code).toBe(0);
    expect(readFileSync(path("sealed.age"), "latin1")).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/,
    );
    const encrypter = new Encrypter();
    encrypter.addRecipient(/recipient: (\S+)/.exec(made.stdout)?.[1] ?? "");
    writeFileSync(path("no-package.age"), await encrypter.encrypt("x"));
    const open = (word: string) =>
      zegel(["open", "no-package.age", "-i", "sealed.age", "-o", "out"], { ZEGEL_PASSPHRASE: word });
    expect((await open("een ander woord")).stderr).toContain("PASSPHRASE_WRONG");
    expect((await open("vijf willekeurige woorden")).stderr).toContain("ZIP_NOT_CANONICAL");
  });

  test("--pq: a post-quantum recipient", async () => {
    expect((await zegel(["keygen", "--pq", "--plain", "-o", "pq.txt"])).stdout).toMatch(
      /^recipient: age1pq1/,
    );
  });

  test("age-keygen -y, where age is installed, reads the same recipient out of it", async () => {
    try {
      execFileSync("age-keygen", ["--version"]);
    } catch {
      return console.log("skipped: age is not installed");
    }
    const { stdout } = await zegel(["keygen", "--plain", "-o", "stock.txt"]);
    expect(stdout).toContain(
      execFileSync("age-keygen", ["-y", path("stock.txt")], { encoding: "utf8" }).trim(),
    );
  });
});

describe("directory", () => {
  const ORIGIN = "intake.example/v1/demo/log";
  let root = "";
  let options: string[] = [];

  beforeAll(async () => {
    const keys = new Map<string, string[]>();
    for (const name of ["root", "anna", "recovery"]) {
      const { stdout } = await zegel(["keygen", "--plain", "-o", `${name}.key`]);
      keys.set(
        name,
        stdout.split("\n").map((line) => line.slice(line.indexOf(": ") + 2)),
      );
    }
    root = keys.get("root")?.[2] ?? "";
    const logKey = (await zegel(["log", "keygen", "--origin", ORIGIN, "-o", "log.key"])).stdout.trim();
    options = ["--organisation", "demo", "--name", "Voorbeeld", "--holder", "Notaris", "--log-key", logKey];
    options.push("--recovery", keys.get("recovery")?.[0] ?? "", "--investigator");
    options.push(`anna;Anna;Onderzoeker;${keys.get("anna")?.[0]};${keys.get("anna")?.[1]}`);
    await zegel(["directory", "create", ...options, "-o", "draft.json"]);
    await zegel(["directory", "sign", "draft.json", "-k", "root.key", "-o", "first.json"]);
  });

  const draftWith = (change: (draft: Record<string, unknown>) => unknown) => {
    writeFileSync(
      path("changed.json"),
      JSON.stringify(change(JSON.parse(readFileSync(path("draft.json"), "utf8")))),
    );
    return zegel(["directory", "sign", "changed.json", "-k", "root.key", "-o", "never.json"]);
  };

  test("show: who reads, until when, by which root", async () => {
    const { code, stdout } = await zegel(["directory", "show", "first.json", "--root", root]);
    expect(code).toBe(0);
    expect(stdout).toContain("Voorbeeld (demo), version 1");
    expect(stdout).toContain("anna: Anna age1");
    expect(stdout).toContain(`root: ${root}`);
  });

  test("show with another root than the one that signed: refused", async () => {
    const shown = await zegel(["directory", "show", "first.json", "--root", `SHA256:${"A".repeat(43)}`]);
    expect(shown).toMatchObject({ code: 1, stdout: "" });
    expect(shown.stderr).toContain("DIRECTORY_SIGNATURE_INVALID");
  });

  test("policy never takes anchors from a directory whose root is not the one named", async () => {
    const made = await zegel([
      "directory",
      "policy",
      "first.json",
      "--root",
      "SHA256:x",
      "-o",
      "no-policy.json",
    ]);
    expect(made.code).toBe(1);
    expect(() => statSync(path("no-policy.json"))).toThrow();
  });

  test("the next version: created from the signed one, signed only with it", async () => {
    await zegel(["directory", "create", "--from", "first.json", "-o", "next.json"]);
    const sign = ["directory", "sign", "next.json", "-k", "root.key", "-o", "second.json"];
    expect((await zegel(sign)).code).toBe(2);
    expect((await zegel([...sign, "--previous", "first.json"])).stdout).toContain("version 2");
    const fork = [
      "directory",
      "sign",
      "next.json",
      "-k",
      "root.key",
      "--previous",
      "second.json",
      "-o",
      "fork.json",
    ];
    expect((await zegel(fork)).stderr).toContain("DIRECTORY_FORKED");
  });

  test("an incomplete draft is written, and signing names what is missing", async () => {
    expect((await zegel(["directory", "create", "-o", "empty.json"])).code).toBe(0);
    const signed = await zegel(["directory", "sign", "empty.json", "-k", "root.key", "-o", "never.json"]);
    expect(signed.code).toBe(1);
    expect(signed.stderr).toMatch(/DIRECTORY_INVALID: .*organisation/);
  });

  test("a mistyped recipient that only its checksum gives away is not signed", async () => {
    const signed = await draftWith((draft) => {
      const recovery = draft.recovery as { recipient: string };
      const last = recovery.recipient.endsWith("q") ? "p" : "q";
      return { ...draft, recovery: { ...recovery, recipient: recovery.recipient.slice(0, -1) + last } };
    });
    expect(signed.stderr).toContain("RECIPIENT_INVALID");
  });

  test("a log key whose id does not fit is not signed", async () => {
    const signed = await draftWith((draft) => ({
      ...draft,
      log: { origin: ORIGIN, key: `${ORIGIN}+00000000+${"A".repeat(44)}` },
    }));
    expect(signed.stderr).toContain("POLICY_INVALID");
  });
});

test.each([
  ["a demo directory off this machine", ["--intake", "https://intake.example", "--demo"]],
  ["an intake over a readable line", ["--intake", "http://intake.example"]],
  ["a root that is no fingerprint", ["--intake", "https://intake.example", "--root", "SHA256:short"]],
  ["a port that is none", ["--intake", "https://intake.example", "--port", "65536"]],
])("console refuses %s: INPUT_INVALID, exit 2", async (_, options) => {
  const root = `SHA256:${"A".repeat(43)}`;
  const { code, stderr } = await zegel(["console", "--organisation", "demo", "--root", root, ...options]);
  expect(code).toBe(2);
  expect(stderr).toContain("INPUT_INVALID");
});
