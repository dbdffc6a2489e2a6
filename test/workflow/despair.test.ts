/** A help line for those who write such words, and for nobody who writes of a threat. REPORTER.md. */
import * as fc from "fast-check";
import { showsDespair } from "../../src/workflow/despair.ts";

test.each([
  "Ik wil niet meer leven.",
  "Door dit alles wil ik dood",
  "soms wil ik gewoon dood zijn",
  "ik was liever dood",
  "Ik maak er een einde aan.",
  "ik denk erover zelfmoord te plegen",
  "Ik denk steeds vaker aan zelfmoord",
  "ze zijn beter af zonder mij",
  "ik zie geen uitweg meer",
  "ik ben bang dat ik mezelf iets aan doe",
  "I don't want to live anymore",
  "I don’t want to live any more",
  "honestly I just want to die",
  "I'm suicidal since this mail",
  "i keep thinking about suicide",
  "I might kill myself over this",
  "everyone would be better off without me",
  "there is nothing left to live for",
  "Ich will nicht mehr leben",
  "ich möchte nur noch sterben",
  "Ich bringe mich um",
  "ich denke daran, mir das Leben zu nehmen",
  "ich habe Suizidgedanken",
  "Je ne veux plus vivre",
  "j'ai envie de mourir",
  "je pense à mettre fin à mes jours",
  "je vais me suicider",
  "J’ai des idées suicidaires",
  "WISH I WAS DEAD",
  "I am going to end my life",
  "Maybe I'll end my life",
  "I'm thinking of taking my own life",
  "ik wil een eind maken aan mijn leven",
  "manchmal will ich mich einfach umbringen",
  "ich denke daran, mich umzubringen",
  "meine Kinder wären ohne mich besser dran",
  "je n'ai plus envie de vivre",
])("%s", (text) => {
  expect(showsDespair(text)).toBe(true);
  expect(showsDespair(`Dit is de derde mail.\n\n${text}\nGroet`)).toBe(true);
});

test.each([
  "",
  "He says he will kill me and my family",
  "I don't want to die",
  "I do not want to die because of this man",
  "ik wil niet dood",
  "Hij zegt dat hij mij dood wil hebben",
  "hij wil mij dood",
  "Ik word met de dood bedreigd",
  "ik krijg doodsbedreigingen",
  "De afzender schrijft dat ik dood moet",
  "er moet een einde aan komen",
  "dit moet stoppen, maak er een einde aan",
  "he wants me dead",
  "the deadline is on Friday and I live in fear",
  "Er will mich umbringen",
  "er droht, mich umzubringen",
  "il veut me tuer",
  "il a menacé de me tuer",
  "je vis dans la peur",
  "I can't live with the noise of this office",
  "ik leef niet meer op mijn oude adres",
  "we killed the process itself",
  "he says he is going to end my life",
  "he wants to take my life from me",
  "they wrote that the company is better off without me",
  "the sender wrote that he will commit suicide",
  "I don't want to live in fear",
  "ik wil niet meer leven in angst",
  "hij wil een einde aan mijn leven maken",
  "de afzender dreigt zelfmoord te plegen",
  "ik wil er een einde aan maken, aan deze mails",
  "er will mir etwas antun",
  "Er droht, mir das Leben zu nehmen",
  "il menace de mettre fin à mes jours",
  "il a envie de me tuer",
  "I wanted to die of embarrassment",
  "Suicide Squad is the name of the sender's account",
])("not: %s", (text) => {
  expect(showsDespair(text)).toBe(false);
});

test("whatever is typed, however long: an answer", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      expect(typeof showsDespair(text)).toBe("boolean");
    }),
  );
  for (const piece of ["ik wil ", "i ", "denk a ", "wil ik liever ", "want ", "'t", " "])
    expect(showsDespair(piece.repeat(100_000))).toBe(false);
});

test("more than the first 20,000 characters are not looked at", () => {
  expect(showsDespair(`${"a ".repeat(10_000)}kill myself`)).toBe(false);
  expect(showsDespair(`${"a ".repeat(9_900)}kill myself`)).toBe(true);
});
