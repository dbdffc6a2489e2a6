/**
 * The event that Gmail posts to an add-on's endpoint. Members: "EventObject", "Event objects" (Google Workspace add-ons).
 * Locale and time zone are there only with useLocaleFromApp and the scope script.locale.
 */
import type { Grants } from "../google/grants.ts";
import type { PlayedTokens } from "../google/tokens.ts";
import type { PlayedMail } from "../mail/mailbox.ts";
import { offsetOf, type Switches } from "../switches.ts";
import type { Installed } from "./deployment.ts";
import type { FormInputs } from "./inputs.ts";

export interface EventDeps {
  readonly tokens: PlayedTokens;
  readonly grants: Grants;
  readonly switches: () => Switches;
}

export interface EventParts {
  readonly endpoint: string;
  readonly installed: Installed;
  readonly mail: PlayedMail | null;
  /** Of a click; null for a trigger. */
  readonly click: {
    readonly formInputs: FormInputs;
    readonly parameters: Readonly<Record<string, string>>;
  } | null;
}

export interface PlayedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const AUTH = "https://www.googleapis.com/auth/";
const LOCALE = `${AUTH}script.locale`;
const IDENTITY = ["openid", `${AUTH}userinfo.email`];

/** What the reporter allowed of what the deployment asks. */
function grantedScopes({ scopes }: Installed, granted: Switches["granted"]): string[] {
  const refused = {
    all: [],
    "no-read": [`${AUTH}gmail.addons.current.message.readonly`],
    "no-email": IDENTITY,
  }[granted] as readonly string[];
  return scopes.filter((one) => !refused.includes(one));
}

export async function makeRequest(deps: EventDeps, parts: EventParts): Promise<PlayedRequest> {
  const { tokens, grants, switches } = deps;
  const { endpoint, installed, mail, click } = parts;
  const { tokens: forged, granted } = switches();
  const scopes = grantedScopes(installed, granted);
  const grant = grants.give(mail?.threadId ?? null, scopes);
  const systemIdToken = await tokens.systemIdToken(endpoint, forged);
  const userIdToken = await tokens.userIdToken(forged);
  const event = {
    commonEventObject: {
      hostApp: "GMAIL",
      platform: switches().platform,
      ...(installed.useLocaleFromApp && scopes.includes(LOCALE) && localeParts(switches())),
      ...(click !== null && { formInputs: click.formInputs, parameters: click.parameters }),
    },
    authorizationEventObject: {
      userOAuthToken: grant.oauthToken,
      systemIdToken,
      // Nobody is told who reads mail here unless that was allowed.
      ...(IDENTITY.some((one) => scopes.includes(one)) && { userIdToken }),
      authorizedScopes: scopes,
    },
    ...(mail !== null && {
      gmail: { messageId: mail.id, threadId: mail.threadId, accessToken: grant.accessToken },
    }),
  };
  const bearer = { SYSTEM_ID_TOKEN: systemIdToken, USER_ID_TOKEN: userIdToken }[
    installed.authorizationHeader
  ];
  return {
    url: endpoint,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Google-gsuiteaddons",
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(event),
  };
}

function localeParts({ locale, timeZone }: Switches) {
  return {
    userLocale: locale,
    timeZone: { id: timeZone, offset: offsetOf(timeZone, Date.now()) ?? 0 },
  };
}
