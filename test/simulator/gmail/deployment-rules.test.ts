/** A deployment that Google would not take, or that asks for too much, is found. */
import * as fc from "fast-check";
import { gmailDeployment } from "../../../src/hosts/gmail/deployment.ts";
import { deploymentFaults } from "../../../src/simulator/gmail/card-rules.ts";
import { changed, goodDeployment, pathOf } from "./samples.ts";

const scopes = goodDeployment.oauthScopes;
const COMMON = "addOns.common";
const GMAIL = "addOns.gmail";

const mutations: readonly (readonly [where: string, what: unknown, at: string, says: string])[] = [
  ["oauthScopes", [...scopes, "https://mail.google.com/"], "oauthScopes[5]", "may not ask"],
  ["oauthScopes", [...scopes, "openid"], "oauthScopes", "twice"],
  ["oauthScopes", scopes.slice(1), "oauthScopes", "execute"],
  ["oauthScopes", scopes.filter((one) => !one.includes("current")), "oauthScopes", "current.message"],
  ["oauthScopes", scopes.filter((one) => !one.includes("locale")), "oauthScopes", "script.locale"],
  ["oauthScopes", undefined, "oauthScopes", "required"],
  ["scopes", [], "scopes", "no such member"],
  ["addOns", undefined, "addOns", "required"],
  [`${COMMON}.name`, undefined, `${COMMON}.name`, "required"],
  [`${COMMON}.logoUrl`, "http://add-on.example/logo.png", `${COMMON}.logoUrl`, "https"],
  [`${COMMON}.layoutProperties.primaryColor`, "blue", `${COMMON}.layoutProperties.primaryColor`, "colour"],
  [`${COMMON}.homepageTrigger`, undefined, COMMON, "homepageTrigger"],
  [`${COMMON}.homepageTrigger.runFunction`, "home", `${COMMON}.homepageTrigger.runFunction`, "absolute"],
  [
    `${COMMON}.universalActions[0].runFunction`,
    "https://x.example/",
    `${COMMON}.universalActions[0]`,
    "only one",
  ],
  [`${COMMON}.universalActions[0].label`, undefined, `${COMMON}.universalActions[0].label`, "required"],
  [`${COMMON}.openLinkUrlPrefixes[0]`, "ftp://x.example", `${COMMON}.openLinkUrlPrefixes[0]`, "https"],
  [`${GMAIL}.contextualTriggers`, [], `${GMAIL}.contextualTriggers`, "needs 1"],
  [
    `${GMAIL}.contextualTriggers[0].unconditional`,
    undefined,
    `${GMAIL}.contextualTriggers[0].unconditional`,
    "required",
  ],
  [
    `${GMAIL}.contextualTriggers[0].onTriggerFunction`,
    "http://add-on.example/message",
    `${GMAIL}.contextualTriggers[0].onTriggerFunction`,
    "https",
  ],
  [`${GMAIL}.composeTrigger`, {}, `${GMAIL}.composeTrigger`, "scope"],
  ["addOns.drive", {}, "addOns.drive", "nothing but Gmail"],
  ["addOns.httpOptions.authorizationHeader", "NONE", "addOns.httpOptions.authorizationHeader", "SYSTEM_ID"],
  ["addOns.httpOptions", {}, "addOns.httpOptions.authorizationHeader", "required"],
  [
    "addOns.httpOptions.granularOauthPermissionSupport",
    undefined,
    "addOns.httpOptions.granularOauthPermissionSupport",
    "required",
  ],
];

test("a good one", () => {
  expect(deploymentFaults(goodDeployment)).toEqual([]);
});

test("the one that is generated, with and without a report page", () => {
  const host = "https://gmail.example.org/zegel";
  expect(deploymentFaults(gmailDeployment({ host }))).toEqual([]);
  expect(deploymentFaults(gmailDeployment({ host, reportPage: "https://report.example.org/" }))).toEqual([]);
  const local = gmailDeployment({ host: "http://localhost:8482" });
  expect(deploymentFaults(local, { allowLocalhost: true })).toEqual([]);
  expect(deploymentFaults(local)).not.toEqual([]);
});

test.each(mutations)("%s = %j is found at %s: %s", (where, what, at, says) => {
  const faults = deploymentFaults(changed(goodDeployment, pathOf(where), what));
  expect(faults.filter((one) => one.startsWith(`$.${at}: `) && one.includes(says))).not.toEqual([]);
});

test("never throws, whatever is there", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(deploymentFaults(value)).not.toEqual([]);
    }),
  );
});
