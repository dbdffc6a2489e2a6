import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import type { Finding } from "../../../../src/core/analysis/types.ts";
import { BODY_CODES } from "../../../../src/core/analysis/words/body-codes.ts";
import { loadFindingWords } from "../../../../src/core/analysis/words/finding-code.ts";
import { fillIn, WORD_LANGUAGES } from "../../../../src/core/analysis/words/words.ts";
import { messageOf } from "../body/message.ts";

async function findingsOf(type: string, body: string): Promise<readonly Finding[]> {
  const { findings } = await analyseMessage(messageOf(type, body), {
    provenance: "supplied-file",
    capture: "as-served",
  });
  return findings.filter(({ code }) => (BODY_CODES as readonly string[]).includes(code));
}

const LINK = '<a href="http://192.0.2.7/x">www.bank.example</a>';
const CASES: readonly (readonly [code: string, html: string])[] = [
  ["link-shows-another-host", '<a href="https://evil.example/">https://bank.example</a>'],
  ["link-host-is-address", LINK],
  ["link-host-in-punycode", '<a href="https://pаypal.com/">here</a>'],
  ["link-runs-code", '<a href="javascript:alert(1)">here</a>'],
  ["form-in-mail", '<form action="https://f.example/"><input></form>'],
  ["hidden-text", '<p style="display:none">id 4711 of this copy</p>'],
  ["invisible-characters", "<p>pa\u200byment</p>"],
  ["tracking-picture", '<img src="https://t.example/p" width="1" height="1">'],
  ["remote-content", '<img src="https://i.example/p">'],
  ["wallet-address", "<p>bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4</p>"],
  ["threat-words", "<p>You will regret it.</p>"],
  ["demand-words", "<p>Pay us now.</p>"],
  ["deadline-words", "<p>You have 48 hours.</p>"],
  ["contact-elsewhere", "<p>Find us on Telegram</p>"],
  ["body-not-read-fully", "a ".repeat(300_000)],
];

describe("findings from the body", () => {
  test.each(CASES)("%s", async (code, html) => {
    const found = (await findingsOf("text/html", html)).filter((finding) => finding.code === code);
    expect(found).toHaveLength(1);
    if (code !== "body-not-read-fully") expect(found[0]?.basis[0]).toMatchObject({ field: "body" });
  });

  test("none in an ordinary letter", async () => {
    expect(
      await findingsOf("text/html", "<p>Dear all,<p>the minutes are <a href='https://a.example/'>here</a>."),
    ).toEqual([]);
  });

  test("comments, soft hyphens and lines of a list of words are no findings of their own", async () => {
    const html = "<!-- the template begins here --><p>Donau\u00addampf\u00adschiff</p>";
    expect(await findingsOf("text/html", html)).toEqual([]);
  });

  test("one finding for many places, which are counted and of which some are named", async () => {
    const found = await findingsOf("text/plain", "Pay us now. ".repeat(5) + "Pay me, too. Resign!");
    const demand = found.find(({ code }) => code === "demand-words");
    expect(demand?.details["count"]).toBe("3");
    expect(demand?.basis).toHaveLength(3);
  });

  test("hosts in words are defanged, and the reporter's sentence shows no quote of the threat", async () => {
    const html = CASES.map(([, piece]) => piece).join("");
    const words = await loadFindingWords("en");
    for (const { code, details } of await findingsOf("text/html", html)) {
      expect(fillIn(words[code].investigator, details)).not.toMatch(/https?:\/\/|evil\.example|192\.0\.2\.7/);
      expect(words[code].reporter).not.toContain("{quote}");
    }
  });

  test.each(WORD_LANGUAGES)("%s: every name in braces is filled", async (language) => {
    const words = await loadFindingWords(language);
    for (const [code, html] of CASES) {
      const found = (await findingsOf("text/html", html)).find((finding) => finding.code === code) as Finding;
      for (const text of Object.values(words[found.code]))
        expect(fillIn(text, found.details)).not.toMatch(/\{\w+\}/);
    }
  });
});
