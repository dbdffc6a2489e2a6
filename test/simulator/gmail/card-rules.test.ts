/** The rules find each single fault in an answer that is good without it. */
import * as fc from "fast-check";
import { cardFaults, deploymentFaults } from "../../../src/simulator/gmail/card-rules.ts";

const act = {
  action: { function: "https://addon.example.org/report", parameters: [{ key: "a", value: "1" }] },
};
const widgets = () => [
  { textParagraph: { text: '<b>Bold</b> &amp; <a href="https://example.org">a link</a>' } },
  { decoratedText: { topLabel: "From", text: "a@example.org", wrapText: true } },
  { selectionInput: { name: "kind", label: "Kind", type: "DROPDOWN", items: [{ text: "A", value: "a" }] } },
  { textInput: { name: "comment", label: "Words", type: "MULTIPLE_LINE" } },
  { divider: {} },
  { buttonList: { buttons: [{ text: "Go", onClick: act }] } },
];
const card = (changes: object = {}) => ({
  header: { title: "Zegel" },
  sections: [{ header: "One", widgets: widgets() }],
  ...changes,
});
const trigger = (one: object = card()) => ({ action: { navigations: [{ pushCard: one }] } });
const reply = (action: object) => ({ renderActions: { action } });
const withWidget = (widget: object) => trigger(card({ sections: [{ widgets: [widget] }] }));
const button = (changes: object) =>
  withWidget({ buttonList: { buttons: [{ text: "Go", onClick: act, ...changes }] } });

test.each([
  ["a trigger's card", trigger()],
  [
    "an update with a toast",
    reply({ navigations: [{ updateCard: card() }], notification: { text: "Sent" } }),
  ],
  ["back to the start", reply({ navigations: [{ popToRoot: true }, { pushCard: card() }] })],
  ["a telephone number", button({ onClick: { openLink: { url: "tel:112" } } })],
])("%s has no faults", (_, answer) => {
  expect(cardFaults(answer)).toEqual([]);
});

const many = (count: number, one: object) => Array.from({ length: count }, () => one);

test.each<[string, unknown, RegExp]>([
  ["101 sections", trigger(card({ sections: many(101, { widgets: [{ divider: {} }] }) })), /sections/],
  ["101 widgets", trigger(card({ sections: [{ widgets: many(101, { divider: {} }) }] })), /widgets/],
  ["no sections", trigger(card({ sections: [] })), /sections/],
  ["no widgets", trigger(card({ sections: [{ widgets: [] }] })), /widgets/],
  [
    "a misspelt member",
    withWidget({ textParagraph: { text: "a" }, textparagraph: {} }),
    /textparagraph|Invalid key/,
  ],
  ["two kinds in one widget", withWidget({ textParagraph: { text: "a" }, divider: {} }), /exactly one/],
  ["no kind of widget", withWidget({}), /exactly one/],
  ["a script in a text", withWidget({ textParagraph: { text: "<script>1</script>" } }), /tag/],
  ["a sender's link", withWidget({ textParagraph: { text: '<a href="javascript:1">x</a>' } }), /tag/],
  ["a tag that never ends", withWidget({ textParagraph: { text: "<b" } }), /tag/],
  ["a bare ampersand", withWidget({ decoratedText: { text: "A & B" } }), /ampersand/],
  ["text that runs backwards", withWidget({ decoratedText: { text: "exe.\u202Egpj" } }), /turns/],
  ["http elsewhere", button({ onClick: { openLink: { url: "http://example.org" } } }), /url/],
  ["a relative function", button({ onClick: { action: { function: "/report" } } }), /function/],
  [
    "a click with two meanings",
    button({ onClick: { ...act, openLink: { url: "https://a.example" } } }),
    /exactly one/,
  ],
  ["a click with none", button({ onClick: {} }), /exactly one/],
  ["a button without words", button({ text: "" }), /text/],
  ["an unknown type", button({ type: "HUGE" }), /type/],
  [
    "items with one value",
    withWidget({
      selectionInput: { name: "a", type: "DROPDOWN", items: many(2, { text: "A", value: "a" }) },
    }),
    /share a value/,
  ],
  ["an input without a label", withWidget({ textInput: { name: "a" } }), /label/],
  [
    "inputs with one name",
    trigger(card({ sections: [{ widgets: many(2, { textInput: { name: "a", label: "A" } }) }] })),
    /share a name/,
  ],
  [
    "a toast of a trigger",
    { action: { navigations: [{ pushCard: card() }], notification: { text: "a" } } },
    /notification|key/,
  ],
  ["two navigations in one", reply({ navigations: [{ pushCard: card(), pop: true }] }), /exactly one/],
  ["a whole answer of another kind", { text: "hi" }, /action|key/],
])("%s is found", (_, answer, fault) => {
  expect(cardFaults(answer).join("\n")).toMatch(fault);
});

describe("deployment", () => {
  const good = () => ({
    oauthScopes: ["https://www.googleapis.com/auth/gmail.addons.execute", "openid"],
    addOns: {
      common: {
        name: "Zegel",
        logoUrl: "https://addon.example.org/logo.png",
        homepageTrigger: { runFunction: "https://addon.example.org/home" },
      },
      gmail: {
        contextualTriggers: [{ unconditional: {}, onTriggerFunction: "https://addon.example.org/mail" }],
      },
      httpOptions: { authorizationHeader: "SYSTEM_ID_TOKEN" },
    },
  });

  test("a good one has no faults", () => {
    expect(deploymentFaults(good())).toEqual([]);
  });

  test.each([
    ["a wider scope", { ...good(), oauthScopes: ["https://mail.google.com/"] }],
    [
      "a user's token instead",
      { ...good(), addOns: { ...good().addOns, httpOptions: { authorizationHeader: "NONE" } } },
    ],
    ["no trigger", { ...good(), addOns: { ...good().addOns, gmail: { contextualTriggers: [] } } }],
  ])("%s is found", (_, json) => {
    expect(deploymentFaults(json)).not.toEqual([]);
  });
});

test("never throws, whatever came", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      cardFaults(json);
      cardFaults({ action: { navigations: [{ pushCard: json }] } });
      deploymentFaults(json);
    }),
  );
});
