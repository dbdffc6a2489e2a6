/** `zegel gmail` as an administrator meets it, and its configuration. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolveConfig } from "../../src/gmail/config.ts";
import { deploymentFaults } from "../../src/simulator/gmail/card-rules.ts";
import { makeWorkplace, type Workplace } from "../cli/run-zegel.ts";

let place: Workplace;
beforeAll(() => {
  place = makeWorkplace();
});
afterAll(() => place.remove());

const GOOD = {
  listen: { host: "127.0.0.1", port: 0 },
  publicUrl: "https://gmail.example.org/",
  projectNumber: "123456789012",
  oauthClientId: "1-x.apps.googleusercontent.com",
  sealer: {
    organisation: "acme",
    intakeUrl: "https://intake.example.org",
    directoryRoot: `SHA256:${"A".repeat(43)}`,
    dataDir: "door",
  },
};

describe("deployment", () => {
  test("on standard output", async () => {
    const { code, stdout, stderr } = await place.zegel([
      "gmail",
      "deployment",
      "--host",
      "https://g.example",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(deploymentFaults(JSON.parse(stdout))).toEqual([]);
  });

  test("into a file, with a report page", async () => {
    const args = ["gmail", "deployment", "--host", "https://g.example"];
    const options = ["--report-page", "https://r.example/page", "--name", "Meldpunt", "-o", "d.json"];
    expect(await place.zegel([...args, ...options])).toMatchObject({ code: 0, stdout: "" });
    const json = JSON.parse(readFileSync(place.path("d.json"), "utf8"));
    expect(json.addOns.common.openLinkUrlPrefixes).toEqual(["https://r.example/page"]);
    expect(deploymentFaults(json)).toEqual([]);
    // It is left alone.
    expect((await place.zegel([...args, ...options])).code).not.toBe(0);
  });

  test.each([["--host", "http://g.example"], ["--host", "g.example"], []])(
    "refused: %s %s",
    async (...args) => {
      const { code, stdout, stderr } = await place.zegel(["gmail", "deployment", ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("--host");
    },
  );
});

describe("configuration", () => {
  test("defaults", () => {
    expect(resolveConfig(GOOD)).toMatchObject({
      publicUrl: "https://gmail.example.org",
      serviceAccountEmail: "service-123456789012@gcp-sa-gsuiteaddons.iam.gserviceaccount.com",
      reportPage: null,
      answerOnce: "all",
      google: {
        jwksUrl: "https://www.googleapis.com/oauth2/v3/certs",
        issuer: ["https://accounts.google.com", "accounts.google.com"],
        apiUrl: "https://gmail.googleapis.com",
      },
      limits: { answerMs: 22_000, concurrentReports: 4 },
    });
  });

  test("the report page's address is the deployment's, slash and all", () => {
    const { reportPage } = resolveConfig({ ...GOOD, reportPage: "https://report.example.org" });
    expect(reportPage).toBe("https://report.example.org/");
  });

  test.each<[string, object]>([
    ["publicUrl", { publicUrl: "http://gmail.example.org" }],
    ["publicUrl", { publicUrl: "https://gmail.example.org/?a" }],
    ["publicUrl", { publicUrl: "https://secret@gmail.example.org" }],
    ["projectNumber", { projectNumber: "my-project" }],
    ["serviceAccountEmail", { serviceAccountEmail: "nobody" }],
    ["oauthClientId", { oauthClientId: "" }],
    ["reportPage", { reportPage: "report.example.org" }],
    ["domains", { domains: [] }],
    ["google.apiUrl", { google: { apiUrl: "http://gmail.googleapis.com" } }],
    ["google.jwksUrl", { google: { jwksUrl: "http://10.0.0.1/keys" } }],
    ["limits.answerMs", { limits: { answerMs: 30_000 } }],
    ["sealer.organisation", { sealer: { ...GOOD.sealer, organisation: "../x" } }],
    ["sealer.enrolmentCode", { sealer: { ...GOOD.sealer, enrolmentCode: "secret-code" } }],
    ["answerOnce", { answerOnce: "never" }],
    ["tickets", { tickets: 1 }],
  ])("%s: %j is named, not repeated", (member, change) => {
    const failure = (() => {
      try {
        return resolveConfig({ ...GOOD, ...change });
      } catch (cause) {
        return String(cause);
      }
    })();
    expect(failure).toBe(`Error: configuration: ${member} is missing or not of its form`);
  });

  test.each([
    ["a file that is not there", null],
    ["no JSON", "{secret"],
    ["another form", '{"listen":"secret"}'],
    ["no enrolment code", JSON.stringify(GOOD)],
  ])("%s ends the command with one line", async (name, text) => {
    const file = `${name.replaceAll(" ", "-")}.json`;
    if (text !== null) writeFileSync(place.path(file), text);
    const { code, stdout, stderr } = await place.zegel(["gmail", "--config", file], { ZEGEL_ENROLMENT: "" });
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^zegel: INPUT_INVALID/);
    expect(stderr).not.toContain("secret");
  });
});
