/** What Google is told of the add-on: no scope too many, and each address to the letter. */
import { deploymentFaults } from "../../../src/simulator/gmail/card-rules.ts";
import { gmailDeployment } from "../../../src/hosts/gmail/deployment.ts";

test("a deployment", () => {
  expect(gmailDeployment({ host: "https://gmail.example.org/zegel/" })).toEqual({
    oauthScopes: [
      "https://www.googleapis.com/auth/gmail.addons.execute",
      "https://www.googleapis.com/auth/gmail.addons.current.message.readonly",
      "openid",
      "https://www.googleapis.com/auth/userinfo.email",
      "https://www.googleapis.com/auth/script.locale",
    ],
    addOns: {
      common: {
        name: "Zegel",
        logoUrl: "https://gmail.example.org/zegel/logo.png",
        useLocaleFromApp: true,
        homepageTrigger: { runFunction: "https://gmail.example.org/zegel/home" },
      },
      gmail: {
        contextualTriggers: [
          { unconditional: {}, onTriggerFunction: "https://gmail.example.org/zegel/message" },
        ],
      },
      httpOptions: {
        authorizationHeader: "SYSTEM_ID_TOKEN",
        granularOauthPermissionSupport: "OPT_IN",
      },
    },
  });
});

test("with a report page: cards may open it, and nothing else", () => {
  const { common } = gmailDeployment({
    host: "https://gmail.example.org",
    name: "Meldpunt",
    logoUrl: "https://example.org/logo.png",
    reportPage: "https://report.example.org",
  }).addOns;
  expect(common).toMatchObject({
    name: "Meldpunt",
    logoUrl: "https://example.org/logo.png",
    universalActions: [{ label: "Meldpunt", openLink: "https://report.example.org/" }],
    openLinkUrlPrefixes: ["https://report.example.org/"],
  });
});

test("is one that Google takes", () => {
  const host = "https://gmail.example.org";
  expect(deploymentFaults(gmailDeployment({ host }))).toEqual([]);
  expect(deploymentFaults(gmailDeployment({ host, reportPage: "https://report.example.org/" }))).toEqual([]);
});

test.each([
  "gmail.example.org",
  "http://gmail.example.org",
  "ftp://gmail.example.org",
  "https://gmail.example.org/?x=1",
  "https://gmail.example.org/#x",
  "https://user:secret@gmail.example.org",
])("not at %s", (host) => {
  expect(() => gmailDeployment({ host })).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
  expect(() => gmailDeployment({ host: "https://x.example", reportPage: host })).toThrow("--report-page");
});
