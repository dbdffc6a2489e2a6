/** The deployment that tells Google where the add-on's endpoints are (projects.deployments of the Workspace Add-ons API). */
import { EvidenceError } from "../../core/base/errors.ts";

/** Paths below the add-on's public address. Each is an audience of its own in Google's tokens. */
export const ENDPOINTS = {
  home: "/home",
  message: "/message",
  report: "/report",
  again: "/again",
} as const;
export type EndpointName = keyof typeof ENDPOINTS;

/** The conversation that is open, while the add-on runs. */
export const READ_SCOPE = "https://www.googleapis.com/auth/gmail.addons.current.message.readonly";
/** With "openid": who asks. */
export const EMAIL_SCOPE = "https://www.googleapis.com/auth/userinfo.email";

/** Nothing wider: beside those two, to run in Gmail, and to know the reporter's language. */
export const SCOPES = [
  "https://www.googleapis.com/auth/gmail.addons.execute",
  READ_SCOPE,
  "openid",
  EMAIL_SCOPE,
  "https://www.googleapis.com/auth/script.locale",
] as const;

export interface DeploymentOptions {
  /** Public address of `zegel gmail`, without a slash at its end. */
  readonly host: string;
  readonly name?: string;
  /** https address of a PNG; the add-on's own unless given. */
  readonly logoUrl?: string;
  /** Cards may open this page only if its address stands here. */
  readonly reportPage?: string;
}

/** @throws EvidenceError INPUT_INVALID for an address that Google would not take. */
export function gmailDeployment({ host, name = "Zegel", logoUrl, reportPage }: DeploymentOptions) {
  const base = withoutSlash(addressOf(host, "--host"));
  const page = reportPage === undefined ? null : addressOf(reportPage, "--report-page");
  const at = (endpoint: EndpointName) => `${base}${ENDPOINTS[endpoint]}`;
  return {
    oauthScopes: [...SCOPES],
    addOns: {
      common: {
        name,
        logoUrl: logoUrl === undefined ? `${base}/logo.png` : addressOf(logoUrl, "--logo"),
        // With it, and the scope script.locale, events carry the reporter's language.
        useLocaleFromApp: true,
        homepageTrigger: { runFunction: at("home") },
        // https addresses that no prefix stands for are not opened; tel: is always. With its slash: without one the
        // prefix of a host would be that of others whose names begin like it.
        ...(page !== null && {
          universalActions: [{ label: name, openLink: page }],
          openLinkUrlPrefixes: [page],
        }),
      },
      gmail: {
        contextualTriggers: [{ unconditional: {}, onTriggerFunction: at("message") }],
      },
      httpOptions: {
        authorizationHeader: "SYSTEM_ID_TOKEN",
        // Required of add-ons on the HTTP runtime since 2025-12: a reporter may allow less than was asked.
        granularOauthPermissionSupport: "OPT_IN",
      },
    },
  };
}

function addressOf(text: string, option: string): string {
  const url = URL.parse(text);
  const wrong = (words: string) => new EvidenceError("INPUT_INVALID", `${option}: ${words}`);
  if (url === null) throw wrong("this is no address");
  const local = url.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname);
  if (url.protocol !== "https:" && !local) throw wrong("https is needed");
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    throw wrong("no query, fragment or user may stand in it");
  return url.href;
}

/** The endpoints' addresses are compared letter by letter with Google's tokens. */
function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
