/**
 * What an HTTP add-on of Google Workspace may answer, written from Google's reference (google.apps.card.v1 and the
 * add-on's action responses), not from our cards: an independent eye on them. A union has exactly one member; a member
 * that the reference does not name is a fault, so that a misspelling is found. Widgets that no reporting card needs
 * (grid, columns, carousel, chips, date pickers) are left out, and so are faults here.
 */
import * as v from "valibot";

/** "Card: at most 100 sections", "Section: at most 100 widgets"; a longer card is cut without a word. */
const MOST = 100;
/** By inference: what shows on a phone without being cut. */
const MAX_TITLE = 200;
const MAX_TEXT = 4000;
const MAX_TOAST = 1000;

/** Formatting tags that cards document: b, i, u, s, font color, a href, br. A sender's text must have none of its own. */
const TAG = /<[^>]*>?/g;
const ALLOWED_TAG =
  /^<(?:\/?(?:b|i|u|s)|br\s*\/?|font color="#[0-9a-fA-F]{6}"|\/font|a href="(?:https:|tel:|mailto:)[^"<>]*"|\/a)>$/;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;

const plain = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const formatted = v.pipe(
  v.string(),
  v.maxLength(MAX_TEXT),
  v.check(
    (text) => (text.match(TAG) ?? []).every((tag) => ALLOWED_TAG.test(tag)),
    "a tag that cards do not document, or a sender's own",
  ),
  v.check((text) => !BARE_AMPERSAND.test(text), "an ampersand that is not escaped"),
  v.check((text) => !/[\u202a-\u202e\u2066-\u2069]/.test(text), "a character that turns the text round"),
);
const isWeb = (text: string) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname));
};
/** http on this machine alone: while it is tried out. */
const webUrl = v.pipe(v.string(), v.check(isWeb, "https only"));
const linkUrl = v.pipe(
  v.string(),
  v.check(
    (text) => isWeb(text) || /^(?:tel:\+?[0-9()-]+|mailto:[^\s<>"]+)$/.test(text),
    "https, tel or mailto",
  ),
);
const most = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.minLength(1), v.maxLength(MOST));

/** A union field of a protocol buffer: exactly one member is set. */
const oneOf = (members: readonly string[]) =>
  v.check<Record<string, unknown>, string>(
    (value) => members.filter((name) => value[name] !== undefined).length === 1,
    `exactly one of ${members.join(", ")}`,
  );

const action = v.strictObject({
  function: webUrl,
  parameters: v.optional(v.array(v.strictObject({ key: plain(100), value: v.string() }))),
  loadIndicator: v.optional(v.picklist(["SPINNER", "NONE"])),
  persistValues: v.optional(v.boolean()),
  interaction: v.optional(v.picklist(["INTERACTION_UNSPECIFIED", "OPEN_DIALOG"])),
  requiredWidgets: v.optional(v.array(plain(100))),
  allWidgetsAreRequired: v.optional(v.boolean()),
});
const openLink = v.strictObject({
  url: linkUrl,
  openAs: v.optional(v.picklist(["FULL_SIZE", "OVERLAY"])),
  onClose: v.optional(v.picklist(["NOTHING", "RELOAD"])),
});
const onClick = v.pipe(
  v.strictObject({ action: v.optional(action), openLink: v.optional(openLink) }),
  oneOf(["action", "openLink"]),
);
const icon = v.pipe(
  v.strictObject({
    knownIcon: v.optional(v.pipe(v.string(), v.regex(/^[A-Z_]+$/))),
    iconUrl: v.optional(webUrl),
    materialIcon: v.optional(v.strictObject({ name: plain(60), fill: v.optional(v.boolean()) })),
    altText: v.optional(plain(MAX_TITLE)),
  }),
  oneOf(["knownIcon", "iconUrl", "materialIcon"]),
);
const button = v.strictObject({
  text: plain(MAX_TITLE),
  icon: v.optional(icon),
  color: v.optional(
    v.strictObject({ red: v.number(), green: v.number(), blue: v.number(), alpha: v.optional(v.number()) }),
  ),
  onClick,
  disabled: v.optional(v.boolean()),
  altText: v.optional(plain(MAX_TITLE)),
  type: v.optional(v.picklist(["OUTLINED", "FILLED", "FILLED_TONAL", "BORDERLESS"])),
});
const selection = v.pipe(
  v.strictObject({
    name: plain(100),
    label: v.optional(plain(MAX_TITLE)),
    type: v.picklist(["CHECK_BOX", "RADIO_BUTTON", "SWITCH", "DROPDOWN", "MULTI_SELECT"]),
    items: most(
      v.strictObject({ text: plain(MAX_TITLE), value: plain(200), selected: v.optional(v.boolean()) }),
    ),
    onChangeAction: v.optional(action),
  }),
  v.check(
    ({ items }) => new Set(items.map(({ value }) => value)).size === items.length,
    "two items share a value",
  ),
  v.check(
    ({ items, type }) =>
      type === "CHECK_BOX" || type === "MULTI_SELECT" || items.filter(({ selected }) => selected).length <= 1,
    "one choice, several selected",
  ),
);
const textInput = v.pipe(
  v.strictObject({
    name: plain(100),
    label: v.optional(plain(MAX_TITLE)),
    hintText: v.optional(plain(MAX_TITLE)),
    value: v.optional(v.string()),
    type: v.optional(v.picklist(["SINGLE_LINE", "MULTIPLE_LINE"])),
    onChangeAction: v.optional(action),
  }),
  // "Label: required if hintText is unspecified."
  v.check(
    ({ label, hintText }) => label !== undefined || hintText !== undefined,
    "neither label nor hintText",
  ),
);
const decoratedText = v.strictObject({
  icon: v.optional(icon),
  startIcon: v.optional(icon),
  topLabel: v.optional(formatted),
  text: formatted,
  wrapText: v.optional(v.boolean()),
  bottomLabel: v.optional(formatted),
  onClick: v.optional(onClick),
  button: v.optional(button),
});
const WIDGETS = [
  ...["textParagraph", "image", "decoratedText", "buttonList", "textInput", "selectionInput", "divider"],
] as const;
const widget = v.pipe(
  v.strictObject({
    textParagraph: v.optional(v.strictObject({ text: formatted, maxLines: v.optional(v.number()) })),
    image: v.optional(
      v.strictObject({
        imageUrl: webUrl,
        altText: v.optional(plain(MAX_TITLE)),
        onClick: v.optional(onClick),
      }),
    ),
    decoratedText: v.optional(decoratedText),
    buttonList: v.optional(v.strictObject({ buttons: most(button) })),
    textInput: v.optional(textInput),
    selectionInput: v.optional(selection),
    divider: v.optional(v.strictObject({})),
    horizontalAlignment: v.optional(v.picklist(["START", "CENTER", "END"])),
  }),
  oneOf(WIDGETS),
);
const section = v.pipe(
  v.strictObject({
    header: v.optional(formatted),
    widgets: most(widget),
    collapsible: v.optional(v.boolean()),
    uncollapsibleWidgetsCount: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.check(
    ({ collapsible, uncollapsibleWidgetsCount }) =>
      uncollapsibleWidgetsCount === undefined || collapsible === true,
    "uncollapsibleWidgetsCount counts in a collapsible section alone",
  ),
);
const card = v.pipe(
  v.strictObject({
    header: v.optional(
      v.strictObject({
        title: plain(MAX_TITLE),
        subtitle: v.optional(plain(MAX_TITLE)),
        imageUrl: v.optional(webUrl),
        imageType: v.optional(v.picklist(["SQUARE", "CIRCLE"])),
        imageAltText: v.optional(plain(MAX_TITLE)),
      }),
    ),
    sections: most(section),
    sectionDividerStyle: v.optional(v.picklist(["SOLID_DIVIDER", "NO_DIVIDER"])),
    cardActions: v.optional(most(v.strictObject({ actionLabel: plain(MAX_TITLE), onClick }))),
    name: v.optional(plain(100)),
    fixedFooter: v.optional(v.strictObject({ primaryButton: button, secondaryButton: v.optional(button) })),
  }),
  v.check(({ sections }) => {
    const names = sections.flatMap(({ widgets: all }) =>
      all.flatMap(({ textInput: typed, selectionInput: chosen }) => nameOf(typed) ?? nameOf(chosen) ?? []),
    );
    return new Set(names).size === names.length;
  }, "two inputs share a name"),
);
const navigation = v.pipe(
  v.strictObject({
    pushCard: v.optional(card),
    updateCard: v.optional(card),
    pop: v.optional(v.literal(true)),
    popToRoot: v.optional(v.literal(true)),
    popToCard: v.optional(plain(100)),
  }),
  oneOf(["pushCard", "updateCard", "pop", "popToRoot", "popToCard"]),
);
const notification = v.strictObject({ text: plain(MAX_TOAST) });
/** Of a trigger: cards to show, and nothing else ("RenderActions.Action"). */
const triggerAnswer = v.strictObject({ action: v.strictObject({ navigations: most(navigation) }) });
/** Of a widget's action. */
const actionAnswer = v.strictObject({
  renderActions: v.strictObject({
    action: v.strictObject({
      navigations: v.optional(most(navigation)),
      notification: v.optional(notification),
      link: v.optional(openLink),
    }),
  }),
});
const answer = v.union([triggerAnswer, actionAnswer]);

function nameOf(input: unknown): unknown {
  return typeof input === "object" && input !== null && "name" in input ? input.name : null;
}

function faultsOf(schema: v.GenericSchema, value: unknown): string[] {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return [];
  return parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "(whole)"}: ${issue.message}`);
}

/**
 * @returns Nothing for an answer that Google would show; else each fault with its place. Never throws.
 */
export function cardFaults(response: unknown): string[] {
  const isAction = typeof response === "object" && response !== null && "renderActions" in response;
  return faultsOf(isAction ? actionAnswer : triggerAnswer, response);
}

/** Scopes that a deployment may ask for: nothing wider. */
const SCOPES = [
  "https://www.googleapis.com/auth/gmail.addons.execute",
  "https://www.googleapis.com/auth/gmail.addons.current.message.readonly",
  "openid",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/script.locale",
] as const;

const deployment = v.strictObject({
  oauthScopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
  addOns: v.strictObject({
    common: v.strictObject({
      name: plain(100),
      logoUrl: webUrl,
      homepageTrigger: v.optional(v.strictObject({ runFunction: webUrl })),
      universalActions: v.optional(
        most(
          v.strictObject({
            label: plain(100),
            runFunction: v.optional(webUrl),
            openLink: v.optional(webUrl),
          }),
        ),
      ),
      layoutProperties: v.optional(
        v.strictObject({ primaryColor: plain(20), secondaryColor: v.optional(plain(20)) }),
      ),
    }),
    gmail: v.strictObject({
      contextualTriggers: most(
        v.strictObject({ unconditional: v.strictObject({}), onTriggerFunction: webUrl }),
      ),
      homepageTrigger: v.optional(v.strictObject({ runFunction: webUrl })),
    }),
    httpOptions: v.strictObject({ authorizationHeader: v.literal("SYSTEM_ID_TOKEN") }),
  }),
});

/** As `cardFaults`, of a deployment's JSON. */
export function deploymentFaults(json: unknown): string[] {
  return faultsOf(deployment, json);
}

export type CardAnswer = v.InferOutput<typeof answer>;
