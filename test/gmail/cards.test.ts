/** The cards in four languages, and beside mails whose senders want more of them than to be read. */
import { readFileSync } from "node:fs";
import type { Finding } from "../../src/core/analysis/types.ts";
import { mostTelling } from "../../src/gmail/look.ts";
import { wordsFor } from "../../src/gmail/words.ts";
import type { Texts } from "../../src/ui/translator.ts";
import {
  type Door,
  eventFor,
  linksOf,
  openDoor,
  openMail,
  post,
  cardOf,
  press,
  primaryOf,
  textOf,
  widgetsOf,
} from "./world.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor(
    {},
    {
      emergency: [
        {
          country: "NL",
          number: "112",
          label: { en: "police, fire, ambulance", nl: "politie, brandweer, ambulance" },
        },
        { country: "NL", number: "0900-8844", label: { en: "police, no hurry" } },
      ],
      contacts: [{ name: "Bea <b>", phone: "+31 20 123 4567", label: { en: "trusted person" } }],
    },
  );
  for (const name of ["accusation-3", "blackmail-proton", "phishing-invoice"])
    door.google.add([{ id: name, octets: readFileSync(`test/fixtures/mail/${name}.eml`) }]);
});
afterAll(() => door.end());

const LANGUAGES = ["en", "nl", "de", "fr"] as const;

async function textsOf(language: string): Promise<Texts> {
  const module = (await import(`../../src/gmail/locales/${language}.ts`)) as { gmail: Texts };
  return module.gmail;
}

/** Every key with its text. */
function leaves(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

describe.each(LANGUAGES)("%s", (language) => {
  test("has every text, with the same places for values", async () => {
    const english = leaves(await textsOf("en"));
    const own = new Map(leaves(await textsOf(language)));
    const places = (text = "") => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
    expect([...own.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
    for (const [key, text] of english) expect([key, places(own.get(key))]).toEqual([key, places(text)]);
    if (language !== "en") {
      const same = english.filter(([key, text]) => own.get(key) === text && !key.startsWith("desk"));
      expect(same).toEqual([]);
    }
  });

  test("form, receipt, home and trouble say nothing but words: no key, no place left open", async () => {
    const locale = { en: "en-US", nl: "nl-NL", de: "de-AT", fr: "fr-CA" }[language];
    const form = await openMail(door, "blackmail-proton", { locale });
    const receipt = await press(
      door,
      primaryOf(form),
      { kind: ["bomb"], urgency: ["deadline"], comment: ["I want to die"], leftOut: ["an"] },
      { locale },
    );
    const home = `${door.publicUrl}/home`;
    const homepage = cardOf(await post(home, await eventFor(door.google, home, { locale })));
    door.google.trouble = (_, response) => {
      response.writeHead(500).end();
      return true;
    };
    const failed = await press(
      door,
      primaryOf(await openMail(door, "accusation-3", { locale })),
      {},
      { locale },
    );
    door.google.trouble = null;
    for (const card of [form, receipt, homepage, failed]) {
      expect(card.header).toEqual({ title: "Zegel" });
      expect(textOf(card)).not.toMatch(/\b(?:gmail|pane|later|common)\.\w|\{\{|undefined|\[object/);
    }
    const words = await wordsFor(locale);
    expect(textOf(form)).toContain(words.t("gmail.sealedHere"));
    expect(textOf(receipt)).toContain(words.t("pane.done.heading"));
    expect(textOf(receipt)).toContain(words.t("later.despair.text"));
  });
});

test("danger comes first: numbers of the directory, and one person", async () => {
  const form = await openMail(door, "accusation-3");
  const [first] = form.sections;
  expect(first?.widgets[0]).toEqual({ textParagraph: { text: "<b>Are you in danger now?</b>" } });
  expect(linksOf({ ...form, sections: first === undefined ? [] : [first] }).slice(0, 3)).toEqual([
    "tel:112",
    "tel:09008844",
    "tel:+31201234567",
  ]);
  expect(textOf(form)).toContain("Bea &lt;b&gt;, trusted person: +31 20 123 4567");
});

test("says who it claims to be from, what is most telling, who reads it, and where it is sealed", async () => {
  const form = await openMail(door, "phishing-invoice");
  const text = textOf(form);
  expect(text).toContain("It says it is from");
  expect(text).toContain("An (Beveiliging)");
  expect(text).toContain("not on this device");
  expect(linksOf(form)).toContain("https://report.example.org/");
  const seen = form.sections.find(({ header }) => header === "What could be seen already");
  expect(seen?.widgets.length).toBeGreaterThanOrEqual(1);
  expect(seen?.widgets.length).toBeLessThanOrEqual(3);
  expect(new Set(seen?.widgets.map((one) => JSON.stringify(one))).size).toBe(seen?.widgets.length);
});

test("one primary button, and everything else optional", async () => {
  const form = await openMail(door, "accusation-3");
  expect(form.fixedFooter?.primaryButton).toMatchObject({ text: "Report threat", color: expect.any(Object) });
  const selected = widgetsOf(form)
    .flatMap((one) => ("selectionInput" in one ? one.selectionInput.items : []))
    .filter((one) => one.selected)
    .map(({ value }) => value);
  expect(selected).toEqual(["open", "open"]);
});

test.each([
  ["a link", '"<a href=https://evil.example>Click</a>" <a@evil.example>'],
  ["an encoded link", "=?utf-8?B?PGEgaHJlZj0iaHR0cHM6Ly9ldmlsLmV4YW1wbGUiPng8L2E+?= <a@evil.example>"],
  ["an address of a page", '"https://evil.example www.evil.example" <a@evil.example>'],
  ["text that turns round", "=?utf-8?B?4oCuZ3BqLmV4ZQ==?= <a@evil.example>"],
  ["a page of a name", `"${"A&<".repeat(3000)}" <a@evil.example>`],
  ["controls", "=?utf-8?Q?a=00=1B=0Ab?= <a@evil.example>"],
  ["no address", "undisclosed"],
  ["two senders", "a@evil.example, b@evil.example"],
])("a sender's name with %s is text", async (name, from) => {
  const id = `from-${name.replaceAll(" ", "-")}`;
  door.google.add([{ id, octets: Buffer.from(`From: ${from}\r\nSubject: x\r\n\r\nPay.\r\n`) }]);
  const form = await openMail(door, id);
  const text = textOf(form);
  expect(text).not.toMatch(/<a\b|https?:\/\/evil|www\.evil/);
  expect(linksOf(form).filter((one) => one.includes("evil"))).toEqual([]);
});

test("a mail that is no mail opens a card all the same", async () => {
  const octets = [
    Buffer.from([0]),
    Buffer.alloc(5000, 0xff),
    Buffer.from("\n\n\n"),
    Buffer.from(": :\r\n".repeat(500)),
  ];
  for (const [at, one] of octets.entries()) {
    door.google.add([{ id: `odd-${at}`, octets: one }]);
    expect(textOf(await openMail(door, `odd-${at}`))).toContain("Report threat");
  }
});

test("the most telling first, the same observation once, nothing for information alone", () => {
  const make = (code: string, severity: string, confidence: string) =>
    ({ code, severity, confidence, details: {}, basis: [] }) as unknown as Finding;
  const list = [
    make("a", "notice", "high"),
    make("b", "info", "high"),
    make("c", "warning", "low"),
    make("d", "warning", "high"),
    make("d", "warning", "medium"),
    make("e", "notice", "medium"),
  ];
  expect(mostTelling(list).map(({ code, confidence }) => [code, confidence])).toEqual([
    ["d", "high"],
    ["c", "low"],
    ["a", "high"],
  ]);
});
