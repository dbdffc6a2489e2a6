/** Each rule of Google's pages catches the answer that breaks it, and names the place. */
import * as fc from "fast-check";
import { cardFaults } from "../../../src/simulator/gmail/card-rules.ts";
import { changed, goodCard, goodClick, goodTrigger, pathOf } from "./samples.ts";

const CARD = "action.navigations[0].pushCard";
const FIRST = `${CARD}.sections[0]`;
const SECOND = `${CARD}.sections[1].widgets`;
const BUTTONS = `${SECOND}[7].buttonList.buttons`;
const TEXT = `${FIRST}.widgets[0].textParagraph.text`;

const divider = { divider: {} };
const button = { text: "x", onClick: { openLink: { url: "https://help.example/" } } };
const paragraph = { textParagraph: { text: "x" } };

describe("what is fine", () => {
  test("a trigger's answer with every widget", () => {
    expect(cardFaults(goodTrigger, { answers: "trigger" })).toEqual([]);
  });
  test("a click's answer with every navigation", () => {
    expect(cardFaults(goodClick, { answers: "click" })).toEqual([]);
  });
  test("a notification alone, a link alone", () => {
    expect(cardFaults({ renderActions: { action: { notification: { text: "done" } } } })).toEqual([]);
    expect(cardFaults({ renderActions: { action: { link: { url: "https://x.example/" } } } })).toEqual([]);
  });
  test("the question for scopes", () => {
    expect(cardFaults({ requesting_google_scopes: { scopes: ["openid"] } })).toEqual([]);
    expect(cardFaults({ requesting_google_scopes: { all_scopes: true } })).toEqual([]);
  });
  test("exactly 100 widgets, exactly 100 sections, exactly 100 items", () => {
    const sections = Array.from({ length: 100 }, () => ({ widgets: [divider] }));
    expect(cardFaults(changed(goodTrigger, pathOf(CARD), { sections }))).toEqual([]);
    const items = Array.from({ length: 100 }, (_, at) => ({ text: "x", value: `${at}` }));
    expect(cardFaults(changed(goodTrigger, pathOf(`${SECOND}[2].selectionInput.items`), items))).toEqual([]);
  });
});

/** Where, what is put there (undefined: nothing), where the fault is, and what it says. */
type Mutation = readonly [where: string, what: unknown, at: string, says: string];

const structure: readonly Mutation[] = [
  [CARD, [], CARD, "is an object"],
  [`${CARD}.tilte`, "x", `${CARD}.tilte`, "no such member"],
  [`${CARD}.header.title`, undefined, `${CARD}.header.title`, "required"],
  [`${CARD}.header.title`, " ", `${CARD}.header.title`, "empty"],
  [`${CARD}.header.title`, 7, `${CARD}.header.title`, "string"],
  [`${CARD}.header.imageUrl`, "http://x.example/i.png", `${CARD}.header.imageUrl`, "https"],
  [`${CARD}.header.imageType`, "ROUND", `${CARD}.header.imageType`, "SQUARE, CIRCLE"],
  [`${CARD}.name`, "", `${CARD}.name`, "empty"],
  [`${CARD}.sections`, undefined, `${CARD}.sections`, "required"],
  [
    `${CARD}.sections`,
    Array.from({ length: 101 }, () => ({ widgets: [divider] })),
    `${CARD}.sections`,
    "100",
  ],
  [`${CARD}.sectionDividerStyle`, "DOTTED", `${CARD}.sectionDividerStyle`, "SOLID_DIVIDER"],
  [
    `${CARD}.sectionDividerStyle`,
    "DIVIDER_STYLE_UNSPECIFIED",
    `${CARD}.sectionDividerStyle`,
    "not to be used",
  ],
  [`${CARD}.displayStyle`, "POP", `${CARD}.displayStyle`, "PEEK"],
  [`${CARD}.expressionData`, [], `${CARD}.expressionData`, "Studio"],
  [`${CARD}.peekCardHeader`, {}, `${CARD}.peekCardHeader.title`, "required"],
  [`${CARD}.cardActions[0].actionLabel`, undefined, `${CARD}.cardActions[0].actionLabel`, "required"],
  [`${CARD}.cardActions[0].onClick`, undefined, `${CARD}.cardActions[0].onClick`, "required"],
  [`${FIRST}.widgets`, undefined, `${FIRST}.widgets`, "required"],
  [`${FIRST}.widgets`, [], `${FIRST}.widgets`, "needs 1"],
  [`${FIRST}.widgets`, {}, `${FIRST}.widgets`, "list"],
  [`${FIRST}.widgets`, Array.from({ length: 101 }, () => divider), `${FIRST}.widgets`, "may hold 100"],
  [`${FIRST}.widgets`, Array.from({ length: 93 }, () => divider), CARD, "101 widgets"],
  [`${FIRST}.collapsible`, "true", `${FIRST}.collapsible`, "true or false"],
  [`${FIRST}.collapsible`, false, `${FIRST}.uncollapsibleWidgetsCount`, "no effect"],
  [`${FIRST}.uncollapsibleWidgetsCount`, -1, `${FIRST}.uncollapsibleWidgetsCount`, "from 0"],
  [`${FIRST}.uncollapsibleWidgetsCount`, 1.5, `${FIRST}.uncollapsibleWidgetsCount`, "whole number"],
  [`${FIRST}.uncollapsibleWidgetsCount`, 4, `${FIRST}.uncollapsibleWidgetsCount`, "fewer widgets"],
  [`${FIRST}.id`, "x", `${FIRST}.id`, "Studio"],
  [
    `${FIRST}.collapseControl`,
    { expandButton: button },
    `${FIRST}.collapseControl.collapseButton`,
    "required",
  ],
  [`${CARD}.fixedFooter`, {}, `${CARD}.fixedFooter.primaryButton`, "required"],
  [
    `${CARD}.fixedFooter.secondaryButton.color`,
    undefined,
    `${CARD}.fixedFooter.secondaryButton.color`,
    "required in a fixed footer",
  ],
  [
    `${CARD}.fixedFooter.primaryButton.icon`,
    { knownIcon: "STAR" },
    `${CARD}.fixedFooter.primaryButton.icon`,
    "text buttons",
  ],
];

const widgets: readonly Mutation[] = [
  [`${FIRST}.widgets[2]`, {}, `${FIRST}.widgets[2]`, "needs one of"],
  [`${FIRST}.widgets[2]`, { ...divider, ...paragraph }, `${FIRST}.widgets[2]`, "only one of"],
  [`${FIRST}.widgets[2].divider`, { x: 1 }, `${FIRST}.widgets[2].divider.x`, "no such member"],
  [
    `${FIRST}.widgets[2].horizontalAlignment`,
    "START",
    `${FIRST}.widgets[2].horizontalAlignment`,
    "unavailable",
  ],
  [`${FIRST}.widgets[2].visibility`, "HIDDEN", `${FIRST}.widgets[2].visibility`, "Studio"],
  [`${FIRST}.widgets[2]`, { carousel: {} }, `${FIRST}.widgets[2].carousel`, "unavailable"],
  [`${FIRST}.widgets[2]`, { text_paragraph: {} }, `${FIRST}.widgets[2].text_paragraph`, "no such member"],
  [
    `${FIRST}.widgets[2]`,
    { columns: { columnItems: [{ widgets: [paragraph] }] } },
    `${FIRST}.widgets[2].columns`,
    "side panel",
  ],
  [
    `${FIRST}.widgets[2]`,
    { columns: { columnItems: [{}, {}, {}] } },
    `${FIRST}.widgets[2].columns.columnItems`,
    "may hold 2",
  ],
  [`${FIRST}.widgets[0].textParagraph.text`, undefined, `${FIRST}.widgets[0].textParagraph.text`, "required"],
  [
    `${FIRST}.widgets[0].textParagraph.textSyntax`,
    "MARKDOWN",
    `${FIRST}.widgets[0].textParagraph.textSyntax`,
    "unavailable",
  ],
  [`${FIRST}.widgets[1].decoratedText.text`, undefined, `${FIRST}.widgets[1].decoratedText.text`, "required"],
  [`${FIRST}.widgets[1].decoratedText.button`, button, `${FIRST}.widgets[1].decoratedText`, "only one of"],
  [
    `${FIRST}.widgets[1].decoratedText.contentText`,
    {},
    `${FIRST}.widgets[1].decoratedText.contentText`,
    "unavailable",
  ],
  [`${FIRST}.widgets[1].decoratedText.icon`, {}, `${FIRST}.widgets[1].decoratedText.icon`, "deprecated"],
  [
    `${FIRST}.widgets[1].decoratedText.startIcon.knownIcon`,
    "SKULL",
    `${FIRST}.widgets[1].decoratedText.startIcon.knownIcon`,
    "AIRPLANE",
  ],
  [
    `${FIRST}.widgets[1].decoratedText.startIcon.materialIcon`,
    {},
    `${FIRST}.widgets[1].decoratedText.startIcon.materialIcon`,
    "unavailable",
  ],
  [
    `${FIRST}.widgets[1].decoratedText.switchControl.controlType`,
    "CHECKBOX",
    `${FIRST}.widgets[1].decoratedText.switchControl.controlType`,
    "not to be used",
  ],
  [
    `${FIRST}.widgets[1].decoratedText.switchControl.name`,
    undefined,
    `${FIRST}.widgets[1].decoratedText.switchControl.name`,
    "required",
  ],
  [`${SECOND}[0].textInput.name`, "kind", `${SECOND}[2].selectionInput.name`, "has this name already"],
  [`${SECOND}[0].textInput.name`, undefined, `${SECOND}[0].textInput.name`, "required"],
  [`${SECOND}[0].textInput.label`, undefined, `${SECOND}[0].textInput`, "label or hintText"],
  [`${SECOND}[0].textInput.type`, "HUGE", `${SECOND}[0].textInput.type`, "SINGLE_LINE"],
  [`${SECOND}[0].textInput.placeholderText`, "x", `${SECOND}[0].textInput.placeholderText`, "unavailable"],
  [`${SECOND}[1].textInput.type`, "MULTIPLE_LINE", `${SECOND}[1].textInput.type`, "always SINGLE_LINE"],
  [
    `${SECOND}[1].textInput.validation.characterLimit`,
    0,
    `${SECOND}[1].textInput.validation.characterLimit`,
    "from 1",
  ],
  [
    `${SECOND}[1].textInput.initialSuggestions`,
    {},
    `${SECOND}[1].textInput.initialSuggestions.items`,
    "required",
  ],
  [`${SECOND}[2].selectionInput.type`, "RADIO", `${SECOND}[2].selectionInput.type`, "CHECK_BOX"],
  [`${SECOND}[2].selectionInput.name`, undefined, `${SECOND}[2].selectionInput.name`, "required"],
  [`${SECOND}[2].selectionInput.items`, [], `${SECOND}[2].selectionInput.items`, "needs 1"],
  [
    `${SECOND}[2].selectionInput.items`,
    Array.from({ length: 101 }, (_, at) => ({ text: "x", value: `${at}` })),
    `${SECOND}[2].selectionInput.items`,
    "may hold 100",
  ],
  [
    `${SECOND}[2].selectionInput.items[1].value`,
    "threat",
    `${SECOND}[2].selectionInput.items[1].value`,
    "has the same",
  ],
  [
    `${SECOND}[2].selectionInput.items[1].value`,
    undefined,
    `${SECOND}[2].selectionInput.items[1].value`,
    "required",
  ],
  [
    `${SECOND}[2].selectionInput.items[1].selected`,
    true,
    `${SECOND}[2].selectionInput.items`,
    "only one item",
  ],
  [`${SECOND}[2].selectionInput.hintText`, "x", `${SECOND}[2].selectionInput.hintText`, "Studio"],
  [`${SECOND}[3].dateTimePicker.valueMsEpoch`, "soon", `${SECOND}[3].dateTimePicker.valueMsEpoch`, "whole"],
  [`${SECOND}[3].dateTimePicker.type`, "DATE", `${SECOND}[3].dateTimePicker.type`, "DATE_ONLY"],
  [`${SECOND}[4].image.imageUrl`, "data:image/png,x", `${SECOND}[4].image.imageUrl`, "https"],
  [`${SECOND}[5].grid.items`, [], `${SECOND}[5].grid.items`, "needs 1"],
  [`${SECOND}[5].grid.columnCount`, 0, `${SECOND}[5].grid.columnCount`, "from 1"],
  [
    `${SECOND}[5].grid.borderStyle.strokeColor.red`,
    255,
    `${SECOND}[5].grid.borderStyle.strokeColor.red`,
    "0 to 1",
  ],
  [
    `${SECOND}[5].grid.items[0].image.cropStyle.aspectRatio`,
    0,
    `${SECOND}[5].grid.items[0].image.cropStyle.aspectRatio`,
    "above 0",
  ],
  [`${SECOND}[6].chipList.chips`, [], `${SECOND}[6].chipList.chips`, "needs 1"],
  [`${SECOND}[6].chipList.chips[0].label`, undefined, `${SECOND}[6].chipList.chips[0]`, "label or icon"],
];

const clicks: readonly Mutation[] = [
  [BUTTONS, [], BUTTONS, "needs 1"],
  [`${BUTTONS}[0].onClick`, undefined, `${BUTTONS}[0].onClick`, "required"],
  [`${BUTTONS}[0].onClick`, {}, `${BUTTONS}[0].onClick`, "needs one of"],
  [`${BUTTONS}[0].onClick.openLink`, { url: "https://x.example" }, `${BUTTONS}[0].onClick`, "only one of"],
  [`${BUTTONS}[0].text`, undefined, `${BUTTONS}[0]`, "text or icon"],
  [`${BUTTONS}[0].type`, "FILLED", `${BUTTONS}[0].type`, "unavailable"],
  [`${BUTTONS}[0].color.blue`, -1, `${BUTTONS}[0].color.blue`, "0 to 1"],
  [`${BUTTONS}[0].onClick.action.function`, undefined, `${BUTTONS}[0].onClick.action.function`, "required"],
  [`${BUTTONS}[0].onClick.action.function`, "onReport", `${BUTTONS}[0].onClick.action.function`, "absolute"],
  [
    `${BUTTONS}[0].onClick.action.function`,
    "http://add-on.example/report",
    `${BUTTONS}[0].onClick.action.function`,
    "https",
  ],
  [
    `${BUTTONS}[0].onClick.action.functionName`,
    "https://add-on.example/",
    `${BUTTONS}[0].onClick.action.functionName`,
    "no such member",
  ],
  [
    `${BUTTONS}[0].onClick.action.interaction`,
    "OPEN_DIALOG",
    `${BUTTONS}[0].onClick.action.interaction`,
    "entire card is stripped",
  ],
  [
    `${BUTTONS}[0].onClick.action.loadIndicator`,
    "LoadIndicator.SPINNER",
    `${BUTTONS}[0].onClick.action.loadIndicator`,
    "SPINNER, NONE",
  ],
  [
    `${BUTTONS}[0].onClick.action.parameters[1].key`,
    "ticket",
    `${BUTTONS}[0].onClick.action.parameters[1].key`,
    "has the same",
  ],
  [
    `${BUTTONS}[0].onClick.action.parameters[1].value`,
    2,
    `${BUTTONS}[0].onClick.action.parameters[1].value`,
    "string",
  ],
  [
    `${BUTTONS}[0].onClick.action.parameters`,
    { ticket: "1" },
    `${BUTTONS}[0].onClick.action.parameters`,
    "list",
  ],
  [
    `${BUTTONS}[0].onClick.action.requiredWidgets[0]`,
    "nobody",
    `${BUTTONS}[0].onClick.action.requiredWidgets[0]`,
    "no input",
  ],
  [
    `${BUTTONS}[1].onClick.openLink.url`,
    "http://help.example/",
    `${BUTTONS}[1].onClick.openLink.url`,
    "https, mailto",
  ],
  [
    `${BUTTONS}[1].onClick.openLink.url`,
    "javascript:alert(1)",
    `${BUTTONS}[1].onClick.openLink.url`,
    "https, mailto",
  ],
  [
    `${BUTTONS}[1].onClick.openLink.url`,
    "https://bank.example@evil.example/",
    `${BUTTONS}[1].onClick.openLink.url`,
    "user",
  ],
  [`${BUTTONS}[1].onClick.openLink.openAs`, "TAB", `${BUTTONS}[1].onClick.openLink.openAs`, "FULL_SIZE"],
  [`${BUTTONS}[1].onClick.openLink.onClose`, "CLOSE", `${BUTTONS}[1].onClick.openLink.onClose`, "NOTHING"],
  [
    `${BUTTONS}[4].onClick.card.sections[0].widgets`,
    [],
    `${BUTTONS}[4].onClick.card.sections[0].widgets`,
    "needs 1",
  ],
  [
    `${BUTTONS}[5].onClick.overflowMenu.items[0].onClick`,
    { overflowMenu: { items: [] } },
    `${BUTTONS}[5].onClick.overflowMenu.items[0].onClick.overflowMenu`,
    "cannot contain another",
  ],
];

const answers: readonly Mutation[] = [
  ["action", undefined, "", "action (of a trigger)"],
  ["action", {}, "action", "does nothing"],
  ["action.navigations", [], "action.navigations", "needs 1"],
  ["action.navigations[0]", {}, "action.navigations[0]", "needs one of"],
  ["action.navigations[0].popToRoot", true, "action.navigations[0]", "only one of"],
  ["action.navigations[0]", { popToRoot: true }, "action.navigations", "pushes a card"],
  ["action.navigations[1]", { pop: true }, "action.navigations", "only pushes"],
  ["action.navigations[1]", { pop: false }, "action.navigations[1].pop", "is true"],
  ["action.navigations[1]", { popCard: true }, "action.navigations[1].popCard", "it is pop"],
  ["action.navigations[1]", { endNavigation: {} }, "action.navigations[1].endNavigation", "Chat"],
  ["action.notification", {}, "action.notification.text", "required"],
  ["action.notification", { text: "<b>done</b>" }, "action.notification.text", "tags are not read"],
  ["action.linkPreview", {}, "action.linkPreview", "Docs"],
  ["action.modifyOperations", [], "action.modifyOperations", "Chat"],
  ["hostAppAction", {}, "hostAppAction", "scope"],
  ["cards", [], "cards", "no such member"],
];

const texts: readonly (readonly [text: string, says: string])[] = [
  ['<a href="http://evil.example">your bank</a>', "https, mailto"],
  ["<a>nowhere</a>", "needs href"],
  ['<a href="https://x.example" onclick="x()">x</a>', "no attribute onclick"],
  ["<img src=x onerror=alert(1)>", "no tag"],
  ['<img src="https://x.example/pixel.png">', "only documented tags"],
  ["<script>x</script>", "only documented tags"],
  ["<strong>x</strong>", "only documented tags"],
  ["<!-- x -->", "not escaped"],
  ["From: A <a@example.org>", "not escaped"],
  ["1 < 2", "not escaped"],
  ["R&D", "is not escaped"],
  ["&nosuch;", "is not escaped"],
  ["<b>x", "not closed"],
  ["x</b>", "not open"],
  ["<b><i>x</b></i>", "not open"],
  ["<b/>x", "not closed"],
  ['<font color="red">x</font>', "no colour"],
  ["<font>x</font>", "needs color"],
  ['<font size="9">x</font>', "no attribute size"],
  ['<br clear="all">', "no attributes"],
  ["", "empty"],
];

function expectFault(faults: readonly string[], at: string, says: string): void {
  const path = at === "" ? "$" : `$.${at}`;
  expect(faults.filter((one) => one.startsWith(`${path}: `) && one.includes(says))).not.toEqual([]);
}

describe.each([
  ["cards and sections", structure],
  ["widgets", widgets],
  ["clicks", clicks],
  ["answers", answers],
] as const)("%s", (_, mutations) => {
  test.each(mutations)("%s = %j is found at %s: %s", (where, what, at, says) => {
    expectFault(cardFaults(changed(goodTrigger, pathOf(where), what)), at, says);
  });
});

describe("texts", () => {
  test.each(texts)("%j: %s", (text, says) => {
    expectFault(cardFaults(changed(goodTrigger, pathOf(TEXT), text)), TEXT, says);
  });
  test.each([
    `${CARD}.header.title`,
    `${CARD}.header.subtitle`,
    `${BUTTONS}[0].text`,
    `${SECOND}[0].textInput.label`,
    `${SECOND}[2].selectionInput.items[0].text`,
    `${FIRST}.widgets[1].decoratedText.topLabel`,
  ])("no tags in %s", (where) => {
    const answer = changed(goodTrigger, pathOf(where), '<a href="https://x.example">x</a>');
    expectFault(cardFaults(answer), where, "tags are not read here");
  });
});

test("a click is not answered like a trigger, nor the other way round", () => {
  expectFault(cardFaults(goodTrigger, { answers: "click" }), "renderActions", "required");
  expectFault(cardFaults(goodClick, { answers: "trigger" }), "action", "required");
});

test.each([
  [{ scopes: ["openid"], all_scopes: true }, "only one of"],
  [{}, "needs one of"],
])("scopes asked as %j", (asked, says) => {
  expectFault(cardFaults({ requesting_google_scopes: asked }), "requesting_google_scopes", says);
});

describe("options", () => {
  const link = (url: string) => ({ renderActions: { action: { link: { url } } } });
  const openLinkUrlPrefixes = ["https://report.example/zegel", "help.example"];

  test.each(["https://report.example/zegel/x", "https://help.example/any", "tel:+31201234567"])(
    "openLinkUrlPrefixes let %s through",
    (url) => expect(cardFaults(link(url), { openLinkUrlPrefixes })).toEqual([]),
  );
  test.each([
    "https://report.example/other",
    "https://report.example.evil.example/zegel",
    "https://help.example:8443/",
    "https://evil.example/?https://help.example",
  ])("openLinkUrlPrefixes stop %s", (url) => {
    expectFault(cardFaults(link(url), { openLinkUrlPrefixes }), "renderActions.action.link.url", "Prefixes");
  });
  test("http on this machine only where it is allowed, and elsewhere never", () => {
    expect(cardFaults(link("http://localhost:8481/"), { allowLocalhost: true })).toEqual([]);
    expectFault(cardFaults(link("http://localhost:8481/")), "renderActions.action.link.url", "https");
    const far = link("http://localhost.evil.example/");
    expectFault(cardFaults(far, { allowLocalhost: true }), "renderActions.action.link.url", "https");
  });
});

describe("whatever comes", () => {
  test("never throws, and says something of every JSON that is no answer", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(cardFaults(value)).not.toEqual([]);
      }),
    );
  });
  test("never throws where one place of a good answer holds anything", () => {
    const places = [...structure, ...widgets, ...clicks, ...answers].map(([where]) => where);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (where, value) => {
        for (const one of cardFaults(changed(goodTrigger, pathOf(where), value)))
          expect(one).toMatch(/^\$[^\n]*: /);
      }),
    );
  });
  test("names of Object's own members are members like others", () => {
    const answer = JSON.parse('{"action":{"__proto__":{},"constructor":1,"toString":2}}');
    const faults = cardFaults(answer);
    for (const name of ["__proto__", "constructor", "toString"])
      expectFault(faults, `action.${name}`, "no such member");
  });
  test("cards in cards end somewhere", () => {
    let card: unknown = goodCard;
    for (let depth = 0; depth < 2000; depth += 1)
      card = { sections: [{ widgets: [{ buttonList: { buttons: [{ text: "x", onClick: { card } }] } }] }] };
    const faults = cardFaults({ action: { navigations: [{ pushCard: card }] } });
    expect(faults.some((one) => one.includes("nested too deep"))).toBe(true);
  });
  test("a text of marks alone is read once, and faults are not listed without end", () => {
    const widget = { textParagraph: { text: `${"<".repeat(1_000_000)}>` } };
    const many = Array.from({ length: 100 }, () => widget);
    const answer = changed(goodTrigger, pathOf(CARD), { sections: [{ widgets: many }] });
    expect(cardFaults(answer).length).toBeLessThan(210);
  });
});
