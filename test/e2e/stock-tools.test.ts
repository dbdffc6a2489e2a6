/** A report made in the browser, checked with tools that none of us wrote: no line of ours reads package or receipt. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addMail, openMailbox, openWorld, readFixture, type World } from "./world.ts";

const TOOLS = ["age", "unzip", "sha256sum", "ssh-keygen", "openssl", "go"];
const missing = TOOLS.filter((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0);
if (!existsSync("/usr/share/gocode/src/golang.org/x/mod/sumdb")) missing.push("golang-golang-x-mod-dev");
if (missing.length > 0) console.log(`SKIPPED: stock tools, not installed: ${missing.join(", ")}`);

(missing.length === 0 ? describe : describe.skip)("a report from the pane", () => {
  let world: World;
  let folder: string;
  const mail = readFixture("blackmail-proton.eml");

  function run(tool: string, args: readonly string[], input?: Buffer) {
    const env = { ...process.env, GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOFLAGS: "" };
    const done = spawnSync(tool, args, { cwd: folder, input, env, maxBuffer: 1 << 26 });
    return { status: done.status, text: `${done.stdout}${done.stderr}` };
  }

  beforeAll(async () => {
    world = await openWorld();
    folder = world.dataDir;
    const profile = await world.profile();
    const mailbox = await openMailbox(world, profile);
    await addMail(mailbox, "chantage.eml", mail);
    await mailbox.page.click("#report-threat");
    await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
    await mailbox.pane.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
    const download = mailbox.page.waitForEvent("download");
    await mailbox.pane.getByRole("button", { name: "Save the receipt" }).click();
    await (await download).saveAs(join(folder, "receipt.zip"));
    const blob = readdirSync(join(folder, "intake"), { recursive: true, encoding: "utf8" }).find((name) =>
      name.endsWith(".age"),
    ) as string;
    writeFileSync(join(folder, "package.age"), readFileSync(join(folder, "intake", blob)));
    expect(run("unzip", ["-q", "receipt.zip", "-d", "receipt"]).status).toBe(0);
  }, 180_000);

  afterAll(async () => {
    await world?.close();
  });

  test("age -d, unzip, sha256sum -c, ssh-keygen -Y check-novalidate: the mail is the one that was reported", () => {
    const [identity] = world.demo.organisation.identityFiles as [string];
    expect(run("age", ["-d", "-i", identity, "-o", "package.zip", "package.age"]).text).toBe("");
    expect(run("unzip", ["-q", "package.zip", "-d", "bag"]).status).toBe(0);
    const [bag] = readdirSync(join(folder, "bag")).filter((name) => name.startsWith("ZG-")) as [string];
    const path = join(folder, "bag", bag);
    for (const manifest of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
      expect(run("sh", ["-c", `cd 'bag/${bag}' && sha256sum --strict -c ${manifest}`]).status).toBe(0);
    }
    const original = readFileSync(join(path, "data/messages/0001/original.eml"));
    expect(original.equals(mail)).toBe(true);
    const signature = join(path, "signatures/tagmanifest-sha256.txt.sig");
    const signed = readFileSync(join(path, "tagmanifest-sha256.txt"));
    const check = run(
      "ssh-keygen",
      ["-Y", "check-novalidate", "-n", "zegel-evidence", "-s", signature],
      signed,
    );
    expect(check.text).toContain('Good "zegel-evidence" signature with ECDSA key SHA256:');
  });

  test("the receipt's README says what it is, where the log is read, and with what", async () => {
    const readme = readFileSync(join(folder, "receipt/README.txt"), "utf8");
    for (const word of ["Received, content not seen.", "DEMO", "https://localhost/v1/demo/log/checkpoint"])
      expect(readme).toContain(word);
    const token = /Authorization: Read (\S+)/.exec(readme)?.[1] ?? "";
    const address = `${world.demo.urls.intake}/v1/demo/log/checkpoint`;
    expect((await fetch(address)).status).toBe(401);
    expect((await fetch(address, { headers: { authorization: `Read ${token}` } })).status).toBe(200);
  });

  test("openssl ts -verify: the timestamp covers the package, by the authority that the directory names", () => {
    const directory = JSON.parse(
      (JSON.parse(readFileSync(world.demo.organisation.directoryFile, "utf8")) as { directory: string })
        .directory,
    ) as { timestamp: { roots: string[] }; log: { key: string } };
    writeFileSync(join(folder, "root.pem"), directory.timestamp.roots[0] as string);
    const verify = ["ts", "-verify", "-in", "receipt/package.tsr", "-CAfile", "root.pem", "-data"];
    expect(run("openssl", [...verify, "package.age"]).text).toContain("Verification: OK");
    expect(run("openssl", [...verify, "receipt/entry.json"]).text).toContain("FAILED");
  });

  test("Go's sumdb: the receipt's proof holds against the directory's log key, an altered entry does not", () => {
    const directory = JSON.parse(
      (JSON.parse(readFileSync(world.demo.organisation.directoryFile, "utf8")) as { directory: string })
        .directory,
    ) as { log: { key: string } };
    const source = join(process.cwd(), "test/independent/tlogcheck/main.go");
    expect(run("go", ["build", "-o", join(folder, "tlogcheck"), source])).toMatchObject({ status: 0 });
    const entry = readFileSync(join(folder, "receipt/entry.json"), "utf8");
    const proof = readFileSync(join(folder, "receipt/receipt.tlog-proof"), "utf8");
    const sealed = createHash("sha256")
      .update(readFileSync(join(folder, "package.age")))
      .digest("hex");
    expect(entry).toContain(`"package":"sha256:${sealed}"`);
    const cases = [
      { entry, proof },
      { entry: entry.replace(sealed, "0".repeat(64)), proof },
    ];
    const input = Buffer.from(JSON.stringify({ key: directory.log.key, cases }));
    const [right, altered] = run(join(folder, "tlogcheck"), [], input).text.split("\n");
    expect(right).toBe("ok");
    expect(altered).not.toBe("ok");
  }, 180_000);
});
