/** tools/pane-headers.ts: what a web server must say, from the builder that the demo uses. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paneContentSecurityPolicy } from "../../src/pages/pane-policy.ts";

const pinned = join(process.cwd(), "node_modules/.bin/node");
const node = process.versions.node.startsWith("24.") || !existsSync(pinned) ? process.execPath : pinned;
const folder = mkdtempSync(join(tmpdir(), "zegel-headers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const constants = {
  intakeUrl: "https://intake.example.org",
  graphUrl: "https://graph.microsoft.com/v1.0",
  entra: { authority: "https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222" },
};

function run(content: object, ...args: string[]) {
  const file = join(folder, "constants.json");
  writeFileSync(file, JSON.stringify(content));
  return spawnSync(node, ["tools/pane-headers.ts", file, ...args], { encoding: "utf8" });
}

test("one policy for demo and production, framed by Outlook, and no X-Frame-Options", () => {
  const fields = JSON.parse(run(constants, "--format", "json").stdout) as Record<string, string>;
  expect(fields["Content-Security-Policy"]).toBe(
    paneContentSecurityPolicy({
      intakeUrl: constants.intakeUrl,
      graphUrl: constants.graphUrl,
      authority: constants.entra.authority,
      officeJs: "https://appsforoffice.microsoft.com/lib/1/hosted/office.js",
      frameAncestors: [
        "https://outlook.office.com",
        "https://outlook.office365.com",
        "https://outlook.cloud.microsoft",
        "https://outlook.live.com",
      ],
    }),
  );
  expect(fields["Content-Security-Policy"]).not.toMatch(/unsafe-|\*/);
  expect(Object.keys(fields)).not.toContain("X-Frame-Options");
});

test("an Exchange Server's own address replaces Outlook's; what is not asked is not named", () => {
  const made = run({ ...constants, graphUrl: null, entra: null }, "--frame", "https://mail.example.org");
  expect(made.stdout).toContain("frame-ancestors https://mail.example.org;");
  expect(made.stdout).toContain("connect-src 'self' https://intake.example.org;");
});

test.each([
  { ...constants, intakeUrl: "https://a.example; script-src *" },
  { ...constants, intakeUrl: 'https://a.example" always; add_header X "y' },
  { ...constants, intakeUrl: "http://intake.example.org" },
])("refuses what would end a directive or a value: %j", (content) => {
  expect(run(content)).toMatchObject({ stdout: "", status: 1 });
});
