/**
 * Checks what an add-on on the HTTP runtime answers to Gmail, by Google's pages and not by any add-on's code.
 *
 * | rule | page |
 * |---|---|
 * | a trigger is answered with RenderActions: `{action: {navigations: [{pushCard}]}}` | "Build a Google Workspace add-on using HTTP endpoints" |
 * | a click is answered with SubmitFormResponse: `{renderActions: {action}, stateChanged}` | "Package google.apps.card.v1", SubmitFormResponse |
 * | a navigation does one thing: popToRoot, pop, popToCard, pushCard, updateCard | same, Navigation |
 * | linkPreview and links are for the editors, modifyOperations and endNavigation for Chat | same, RenderActions.Action, Navigation |
 * | hostAppAction changes drafts, for which no scope is asked | same, RenderActions; GmailAddOnManifest |
 * | missing scopes: `{requesting_google_scopes: {scopes} or {all_scopes: true}}` | "Manage granular permissions"; AuthorizationError |
 * | a trigger pushes at least one card and does nothing else with the stack; a click does something | by inference |
 *
 * rules/text.ts and rules/card.ts say the same of texts and cards. Google's pages name no limit for the octets of an
 * answer, nor for the characters of a text or the buttons in a list, that was found: there is no rule for them.
 */
import { card } from "./rules/card.ts";
import { openLink } from "./rules/clicks.ts";
import {
  anyString,
  bool,
  fault,
  faultsOf,
  filled,
  INFERRED,
  isFields,
  list,
  member,
  message,
  type Options,
  type Place,
  type Rule,
} from "./rules/shapes.ts";
import { filledPlain } from "./rules/text.ts";

export { deploymentFaults } from "./rules/deployment.ts";

export interface CardOptions extends Options {
  /** What is answered; told by the answer's own form unless given. */
  readonly answers?: "trigger" | "click";
}

const yes: Rule = (value, place) => {
  if (value !== true) fault(place, `is true ${INFERRED}`);
};

const NAVIGATIONS = ["popToRoot", "pop", "popToCard", "pushCard", "updateCard"];
const navigation = message(
  "Navigation",
  { popToRoot: yes, pop: yes, popToCard: filled, pushCard: card, updateCard: card },
  {
    one: NAVIGATIONS,
    unavailable: {
      endNavigation: "for add-ons in Google Chat",
      popCard: "in the reference's examples only: it is pop",
    },
  },
);

const action = message(
  "RenderActions.Action",
  {
    navigations: list(navigation, { min: 1, why: INFERRED }),
    link: openLink,
    notification: message("Notification", { text: filledPlain }, { required: ["text"] }),
  },
  {
    unavailable: {
      linkPreview: "for Google Docs, Sheets and Slides",
      links: "for Google Docs",
      modifyOperations: "for add-ons in Google Chat",
    },
    also: (fields, place) => {
      if (Object.keys(fields).length === 0) fault(place, `does nothing ${INFERRED}`);
    },
  },
);

const renderActions = message(
  "RenderActions",
  { action, schema: anyString },
  { required: ["action"], unavailable: { hostAppAction: "needs a scope that is not asked for" } },
);

const ofClick = message(
  "SubmitFormResponse",
  { renderActions, stateChanged: bool, schema: anyString },
  { required: ["renderActions"] },
);

const ofTrigger: Rule = (value, place) => {
  renderActions(value, place);
  const given = isFields(value) ? member(value, "action") : undefined;
  const navigations = isFields(given) ? member(given, "navigations") : undefined;
  checkPushes(navigations, { ...place, path: `${place.path}.action.navigations` });
};

function checkPushes(navigations: unknown, place: Place): void {
  const pushes = Array.isArray(navigations)
    ? navigations.filter((one) => isFields(one) && member(one, "pushCard") !== undefined)
    : [];
  if (pushes.length === 0) fault(place, `a trigger's answer pushes a card ${INFERRED}`);
  else if (pushes.length < (navigations as unknown[]).length)
    fault(place, `a trigger's answer only pushes cards ${INFERRED}`);
}

const scopesAsked = message(
  "AuthorizationError",
  {
    requesting_google_scopes: message(
      "RequestingGoogleScopes",
      { scopes: list(filled, { min: 1, why: INFERRED }), all_scopes: bool },
      { one: ["scopes", "all_scopes"] },
    ),
  },
  { required: ["requesting_google_scopes"] },
);

/**
 * @param response - The JSON of an answer.
 * @returns What is wrong with it, each "path: rule"; rules that no page of Google's says end in "[by inference]".
 */
export function cardFaults(response: unknown, options: CardOptions = {}): string[] {
  return faultsOf(response, ruleFor(response, options.answers), options, card);
}

function ruleFor(response: unknown, answers: CardOptions["answers"]): Rule {
  if (!isFields(response)) return message("an answer", {});
  if (member(response, "requesting_google_scopes") !== undefined) return scopesAsked;
  if (answers !== undefined) return answers === "trigger" ? ofTrigger : ofClick;
  if (member(response, "renderActions") !== undefined) return ofClick;
  if (member(response, "action") !== undefined) return ofTrigger;
  return (_, place) => fault(place, "an answer holds action (of a trigger) or renderActions (of a click)");
}
