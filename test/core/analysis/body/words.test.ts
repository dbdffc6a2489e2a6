import * as fc from "fast-check";
import { findQuotes } from "../../../../src/core/analysis/body/quotes.ts";
import { languageOf, scanWords } from "../../../../src/core/analysis/body/words.ts";

/** Written for this test: openings, bills, threats and small talk. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  en: [
    "I know where you live and what you did. You have 48 hours to pay.",
    "Dear colleague, please find the minutes of our last meeting below and let me know if anything is missing.",
    "Your parcel could not be delivered because nobody was at home when the driver came.",
    "We have been watching you for some time and this is the last letter that you will get from us.",
    "Thanks for the report. Could you send it to the board before the end of the week?",
  ],
  nl: [
    "Ik weet waar je woont en wat je hebt gedaan. Je hebt 48 uur om te betalen.",
    "Beste collega, hieronder staan de notulen van de vergadering; laat het me weten als er iets ontbreekt.",
    "Uw pakket kon niet worden bezorgd omdat er niemand thuis was toen de bezorger kwam.",
    "Wij houden u al een tijd in de gaten en dit is de laatste brief die u van ons krijgt.",
    "Bedankt voor het rapport. Kun je het voor het einde van de week naar het bestuur sturen?",
  ],
  de: [
    "Ich weiß wo du wohnst und was du getan hast. Du hast 48 Stunden um zu bezahlen.",
    "Liebe Kollegin, unten steht das Protokoll der Sitzung; bitte sagen Sie mir, wenn etwas fehlt.",
    "Ihr Paket konnte nicht zugestellt werden, weil niemand zu Hause war, als der Fahrer kam.",
    "Wir beobachten Sie schon eine Weile und das ist der letzte Brief, den Sie von uns bekommen.",
    "Danke für den Bericht. Können Sie ihn bis zum Ende der Woche an den Vorstand schicken?",
  ],
  fr: [
    "Je sais où vous habitez et ce que vous avez fait. Vous avez 48 heures pour payer.",
    "Chère collègue, vous trouverez ci-dessous le compte rendu de la réunion ; dites-moi s'il manque quelque chose.",
    "Votre colis n'a pas pu être livré parce que personne n'était à la maison quand le livreur est venu.",
    "Nous vous observons depuis quelque temps et ceci est la dernière lettre que vous recevrez de nous.",
    "Merci pour le rapport. Pouvez-vous l'envoyer au conseil avant la fin de la semaine ?",
  ],
  es: ["Sabemos dónde vives y lo que has hecho. Tienes dos días para pagar y no hables con nadie de esto."],
  it: [
    "Sappiamo dove abiti e che cosa hai fatto. Hai due giorni per pagare e non parlare con nessuno di questo.",
  ],
  pt: [
    "Sabemos onde você mora e o que fez. Você tem dois dias para pagar e não fale com ninguém sobre isso.",
  ],
  pl: [
    "Wiemy gdzie mieszkasz i co zrobiłeś. Masz dwa dni na to, by zapłacić, i nie mów o tym nikomu, bo to się źle skończy.",
  ],
  sv: [
    "Vi vet var du bor och vad du har gjort. Du har två dagar på dig att betala, och tala inte om det för någon.",
  ],
};

describe("language", () => {
  test.each(
    Object.entries(SAMPLES).flatMap(([code, texts]) => texts.map((text): [string, string] => [code, text])),
  )("%s: %s", (code, text) => {
    expect(languageOf(scanWords(text))?.code).toBe(code);
  });

  test("a longer text is sure, one sentence is not", () => {
    const texts = SAMPLES["nl"] as string[];
    expect(languageOf(scanWords(texts.join(" ")))?.confidence).toBe("high");
    expect(languageOf(scanWords("Dit is wel een heel erg korte zin, maar toch."))?.confidence).not.toBe(
      "high",
    );
  });

  test.each([
    ["nothing", ""],
    ["too short", "Betaal vandaag nog."],
    [
      "names and numbers",
      "Jansen Pietersen 12345 Amsterdam Rotterdam Utrecht Groningen Maastricht Eindhoven 2026",
    ],
    ["another script", "Мы знаем, где вы живёте и что вы сделали, у вас осталось два дня"],
    ["one word again and again", "betaal ".repeat(50)],
    [
      "half and half",
      "the and you your have this that with from not het een van ik je jij niet naar bij uit the and you het een ook",
    ],
  ])("not told: %s", (_name, text) => {
    expect(languageOf(scanWords(text))).toBeNull();
  });
});

const LETTERS: Readonly<Record<string, string>> = {
  en: "We know what you did last year. Pay €5,000 in Bitcoin within 48 hours. If you refuse, we will send everything to all your colleagues and to the press. You will regret it. Do not contact the police. Write to us on Telegram only.",
  nl: "Wij weten wat u vorig jaar hebt gedaan. Betaal 5.000 euro in bitcoin binnen twee dagen. Anders gaan wij naar de pers en sturen we alles aan uw familie. U zult er spijt van krijgen. Trek uw rapport in! Antwoord alleen via Telegram.",
  de: "Wir wissen, was Sie letztes Jahr getan haben. Überweisen Sie 5.000 Euro innerhalb von 48 Stunden. Sonst gehen wir an die Presse und schicken alles an Ihre Familie. Sie werden es bereuen. Löschen Sie Ihren Bericht! Antworten Sie nur über Telegram.",
  fr: "Nous savons ce que vous avez fait l'année dernière. Payez 5 000 euros avant vendredi. Sinon nous allons tout envoyer à la presse et à votre famille. Vous le regretterez. Retirez votre rapport ! Répondez seulement par Telegram.",
};

function quotesIn(text: string, wraps = false): [string, string][] {
  return findQuotes(text, scanWords(text), wraps).map(({ kind, start, end }) => [
    kind,
    text.slice(start, end),
  ]);
}

describe("sentences with words of a demand", () => {
  test.each(Object.keys(LETTERS))("%s: each kind is found, as the literal sentence", (language) => {
    const letter = LETTERS[language] as string;
    const quotes = quotesIn(letter);
    for (const kind of ["deadline", "demand", "threat", "amount", "contact"]) {
      expect(quotes.filter(([found]) => found === kind).length).toBeGreaterThan(0);
    }
    const sentences = letter.split(/(?<=[.!])\s/);
    for (const [, text] of quotes) expect(sentences).toContain(text);
  });

  test.each([
    ["deadline", "Do it by 5pm.", "Do it by 5pm."],
    ["deadline", "Het moet voor 12uur gedaan zijn.", "Het moet voor 12uur gedaan zijn."],
    ["deadline", "You have until Friday.", "You have until Friday."],
    ["deadline", "U krijgt nog drie dagen van ons.", "U krijgt nog drie dagen van ons."],
    ["deadline", "Das muss bis Freitag geschehen sein.", "Das muss bis Freitag geschehen sein."],
    ["deadline", "Il faut le faire d'ici lundi ou demain.", "Il faut le faire d'ici lundi ou demain."],
    ["demand", "Resign now. You are done.", "Resign now."],
    ["demand", "Maak het hele bedrag vandaag over. Klaar.", "Maak het hele bedrag vandaag over."],
    ["demand", "Treten Sie sofort zurück!", "Treten Sie sofort zurück!"],
    ["demand", "Supprimez cet article.", "Supprimez cet article."],
    ["threat", "I’ll make you pay for it.", "I’ll make you pay for it."],
    ["threat", "Ik maak je kapot.", "Ik maak je kapot."],
    ["threat", "Ich bringe dich irgendwann um.", "Ich bringe dich irgendwann um."],
    ["threat", "Je vais vous détruire.", "Je vais vous détruire."],
    ["amount", "It costs $1,500.00 or 0.2 BTC.", "It costs $1,500.00 or 0.2 BTC."],
    ["amount", "Das sind 300 € pro Tag", "Das sind 300 € pro Tag"],
  ])("%s: %s", (kind, text, sentence) => {
    expect(quotesIn(text)).toContainEqual([kind, sentence]);
  });

  test.each([
    "The minutes of the meeting are below. See you on Friday in the office, with all of the others.",
    "De notulen staan hieronder. Tot ziens op vrijdag op kantoor, met alle anderen die erbij waren.",
    "Das Protokoll steht unten. Wir sehen uns am Freitag im Büro, mit allen anderen, die dabei waren.",
    "Le compte rendu se trouve plus bas. Nous nous verrons vendredi au bureau, avec tous les autres.",
  ])("nothing in ordinary mail: %s", (text) => {
    expect(quotesIn(text)).toEqual([]);
  });

  test("words of another language than the text's do not count", () => {
    const text =
      "The Dutch word for a deadline is uiterlijk, and they would say betaal when they ask you to do so.";
    expect(quotesIn(text).map(([kind]) => kind)).toEqual(["deadline"]);
  });

  test("in a wrapped plain text a sentence goes on behind the line break, not behind an empty line", () => {
    const text = "Hello,\r\n\r\nYou have 48\r\nhours to decide\r\n\r\nGoodbye";
    expect(quotesIn(text, true)).toEqual([["deadline", "You have 48\r\nhours to decide"]]);
  });

  test("a sentence without end is cut at whole words around the place", () => {
    const text = `${"word ".repeat(200)}you have 48 hours ${"word ".repeat(200)}`;
    const [[, quote] = ["", ""]] = quotesIn(text);
    expect(quote).toContain("you have 48 hours");
    expect(quote.length).toBeLessThan(400);
    expect(quote).toMatch(/^word .* word$/);
  });

  test("of one kind at most 20", () => {
    expect(quotesIn("Pay me now. ".repeat(1_000))).toHaveLength(20);
  });
});

test("whatever stands there, places lie within", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(
      "pay",
      " ",
      "within",
      "48",
      "hours",
      "İ",
      ".",
      "\n",
      "€",
      "je",
      "hebt",
      "sonst",
      "you",
      "'ll",
      "betaal ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, wraps) => {
      const text = pieces.join("");
      for (const { start, end } of findQuotes(text, scanWords(text), wraps)) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(end - start).toBeLessThanOrEqual(600);
      }
    }),
    { numRuns: 500 },
  );
});
