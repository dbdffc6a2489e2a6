/** How to save a mail: every program in every language, and a guess that is only made where the browser tells enough. */
import { likelyProgram, type MailProgram, PROGRAMS, WAYS } from "../../src/report/how-to/programs.ts";
import { type HowToTexts, loadHowToTexts } from "../../src/report/how-to/texts.ts";

const LANGUAGES = ["nl", "en", "de", "fr"];
const UA = "Mozilla/5.0";

test.each<[string, MailProgram | null]>([
  [
    `${UA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1`,
    "phone",
  ],
  [
    `${UA} (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36`,
    "phone",
  ],
  [
    `${UA} (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
    "phone",
  ],
  [
    `${UA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
    "apple-mail",
  ],
  [
    `${UA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
    null,
  ],
  [`${UA} (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0`, null],
  [
    `${UA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
    null,
  ],
  [`${UA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, null],
  ["", null],
])("%s: %s", (userAgent, program) => {
  expect(likelyProgram(userAgent)).toBe(program);
});

describe.each(LANGUAGES)("%s", (language) => {
  let texts: HowToTexts;
  beforeAll(async () => {
    texts = await loadHowToTexts(language);
  });

  test.each(PROGRAMS)("%s: its name, its steps, and the entry that its picture marks", (program) => {
    expect(texts.names[program]).not.toBe("");
    expect(texts.steps[program].length).toBeGreaterThan(1);
    expect(texts.entry[program] === undefined).toBe(WAYS[program] !== "menu");
    // React tells steps apart by their words.
    expect(new Set(texts.steps[program]).size).toBe(texts.steps[program].length);
  });

  test("the numbers in a menu's picture are those of steps", () => {
    const menus = PROGRAMS.filter((program) => WAYS[program] === "menu");
    expect(menus.length).toBeGreaterThan(3);
    for (const program of menus) expect(texts.steps[program].length).toBeGreaterThanOrEqual(3);
  });

  test("a picture of a menu says which entry", () => {
    expect(texts.picture.menu).toContain("{{entry}}");
  });

  test("says that the mail is not to be deleted, and nowhere that it is", () => {
    expect(texts.keep).toMatch(/not delete|Verwijder hem niet|Löschen Sie sie nicht|Ne le supprimez pas/);
    expect(JSON.stringify(texts.steps)).not.toMatch(/delete|verwijder|lösch|supprim/i);
  });
});

test("a language that there is not: English; a region's: its language", async () => {
  expect(await loadHowToTexts("pl")).toBe(await loadHowToTexts("en"));
  expect(await loadHowToTexts("nl-BE")).toBe(await loadHowToTexts("nl"));
  expect(await loadHowToTexts("nl")).not.toBe(await loadHowToTexts("en"));
});
