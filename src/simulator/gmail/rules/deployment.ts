/**
 * The deployment that tells Google where an add-on is. Source: "REST Resource: projects.deployments" (Google Workspace
 * add-ons API), CommonAddOnManifest, GmailAddOnManifest, HttpOptions, extension points; scopes: GMAIL, "Scopes".
 *
 * | rule | from |
 * |---|---|
 * | gmail.addons.execute is needed to run in Gmail at all | "Scopes" (Google Workspace add-ons) |
 * | a contextual trigger that reads mails needs gmail.addons.current.message.readonly; useLocaleFromApp needs script.locale | "Event objects", "Scopes" |
 * | composeTrigger needs a scope that is not asked for | GmailAddOnManifest.compose_trigger |
 * | httpOptions.granularOauthPermissionSupport is OPT_IN | "Manage granular permissions"; needed since 2025-12-01 (Workspace updates, 2025-05-06) |
 * | authorizationHeader is SYSTEM_ID_TOKEN, nothing but Gmail is extended | this project's own decision |
 */
import {
  anyString,
  bool,
  type Fields,
  fault,
  faultsOf,
  filled,
  into,
  list,
  member,
  message,
  type Options,
  oneOf,
  type Place,
  type Rule,
} from "./shapes.ts";
import { endpoint, filledPlain, image, link } from "./text.ts";

const GOOGLE = "https://www.googleapis.com/auth/";
const EXECUTE = `${GOOGLE}gmail.addons.execute`;
const READ = `${GOOGLE}gmail.addons.current.message.readonly`;
const LOCALE = `${GOOGLE}script.locale`;
const SCOPES: readonly string[] = [EXECUTE, READ, "openid", `${GOOGLE}userinfo.email`, LOCALE];

const scope: Rule = (value, place) => {
  if (typeof value !== "string" || !SCOPES.includes(value))
    fault(place, "is a scope that this add-on may not ask for");
};

const oauthScopes: Rule = (value, place) => {
  list(scope, { min: 1 })(value, place);
  if (!Array.isArray(value)) return;
  if (new Set(value).size < value.length) fault(place, "a scope is listed twice");
  if (!value.includes(EXECUTE)) fault(place, "gmail.addons.execute is needed to run in Gmail");
};

const homepageTrigger = message(
  "HomepageExtensionPoint",
  { runFunction: endpoint, enabled: bool },
  { required: ["runFunction"] },
);

const OTHER_HOSTS = "this add-on extends nothing but Gmail";

const color: Rule = (value, place) => {
  if (typeof value !== "string" || !/^#[0-9a-f]{6}$/i.test(value)) fault(place, 'is a colour like "#ff0000"');
};

const prefix: Rule = (value, place) => {
  const given = typeof value === "string" && !value.includes("://") ? `https://${value}` : value;
  const { allowLocalhost = false } = place.options;
  link(given, { ...place, options: { allowLocalhost } });
};

const common = message(
  "CommonAddOnManifest",
  {
    name: filledPlain,
    logoUrl: image,
    layoutProperties: message("LayoutProperties", { primaryColor: color, secondaryColor: color }),
    addOnWidgetSet: message("AddOnWidgetSet", { usedWidgets: list(anyString) }),
    useLocaleFromApp: bool,
    homepageTrigger,
    universalActions: list(
      message(
        "UniversalActionExtensionPoint",
        { label: filledPlain, openLink: link, runFunction: endpoint },
        { required: ["label"], one: ["openLink", "runFunction"] },
      ),
    ),
    openLinkUrlPrefixes: list(prefix),
  },
  { required: ["name", "logoUrl"] },
);

const gmail = message(
  "GmailAddOnManifest",
  {
    homepageTrigger,
    contextualTriggers: list(
      message(
        "ContextualTrigger",
        { unconditional: message("UnconditionalTrigger", {}), onTriggerFunction: endpoint },
        { required: ["unconditional", "onTriggerFunction"] },
      ),
      { min: 1 },
    ),
    universalActions: list(
      message(
        "UniversalAction",
        { text: filledPlain, openLink: link, runFunction: endpoint },
        { required: ["text"], one: ["openLink", "runFunction"] },
      ),
    ),
    authorizationCheckFunction: endpoint,
  },
  {
    required: ["contextualTriggers"],
    unavailable: { composeTrigger: "needs a scope that this add-on may not ask for" },
  },
);

const httpOptions = message(
  "HttpOptions",
  { authorizationHeader: oneOf(["SYSTEM_ID_TOKEN"]), granularOauthPermissionSupport: oneOf(["OPT_IN"]) },
  { required: ["authorizationHeader", "granularOauthPermissionSupport"] },
);

const addOns = message(
  "AddOns",
  { common, gmail, httpOptions },
  {
    required: ["common", "gmail", "httpOptions"],
    unavailable: Object.fromEntries(
      ["drive", "calendar", "docs", "sheets", "slides", "chat", "meet"].map((host) => [host, OTHER_HOSTS]),
    ),
    also: (fields, place) => {
      if (homeOf(fields, "common") === undefined && homeOf(fields, "gmail") === undefined)
        fault(into(place, "common"), "a homepageTrigger is needed, here or in gmail");
    },
  },
);

function homeOf(fields: Fields, host: string): unknown {
  const manifest = member(fields, host);
  return typeof manifest === "object" && manifest !== null
    ? member(manifest as Fields, "homepageTrigger")
    : undefined;
}

const deployment = message(
  "Deployment",
  { name: filled, etag: anyString, oauthScopes, addOns },
  { required: ["oauthScopes", "addOns"], also: checkScopes },
);

function checkScopes(fields: Fields, place: Place): void {
  const scopes = member(fields, "oauthScopes");
  if (!Array.isArray(scopes)) return;
  const at = into(place, "oauthScopes");
  if (!scopes.includes(READ))
    fault(at, "contextual triggers read the open mail: current.message.readonly is needed");
  if (!scopes.includes(LOCALE)) fault(at, "script.locale is needed for the reporter's language");
}

/** @returns What is wrong with the JSON of a deployment, each "path: rule". */
export function deploymentFaults(json: unknown, options: Options = {}): string[] {
  return faultsOf(json, deployment, options);
}
