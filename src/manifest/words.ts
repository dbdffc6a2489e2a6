/** Every text that Outlook itself shows for the add-in, in the four languages. */

/** The manifest's default, for every other language that Outlook runs in. */
export const DEFAULT_LOCALE = "en-US";

/** Full tags: Outlook does not honour a bare "de" everywhere. */
export const OVERRIDE_LOCALES = ["nl-NL", "de-DE", "fr-FR"] as const;

export type OverrideLocale = (typeof OVERRIDE_LOCALES)[number];

/** One text: the default is English. */
export type Words = { readonly "en-US": string } & Readonly<Record<OverrideLocale, string>>;

function words(english: string, dutch: string, german: string, french: string): Words {
  return { "en-US": english, "nl-NL": dutch, "de-DE": german, "fr-FR": french };
}

function same(text: string): Words {
  return words(text, text, text, text);
}

export const NAMES = {
  employee: same("Zegel"),
  hr: words("Zegel for HR", "Zegel voor HR", "Zegel für HR", "Zegel pour les RH"),
  onprem: same("Zegel"),
} as const;

export const DESCRIPTION = words(
  "Report a threatening mail. Its original is sealed on your device, and only the people that your organisation named can read it. The mail stays where it is.",
  "Meld een dreigmail. Het origineel wordt op je apparaat verzegeld, en alleen de mensen die je organisatie aanwees kunnen het lezen. De mail blijft staan.",
  "Eine Drohmail melden. Das Original wird auf Ihrem Gerät versiegelt; lesen können es nur die Personen, die Ihre Organisation benannt hat. Die Mail bleibt, wo sie ist.",
  "Signalez un mail de menace. L’original est scellé sur votre appareil ; seules les personnes désignées par votre organisation peuvent le lire. Le mail reste en place.",
);

/** At most 125 characters. Labels: at most 20, or ribbons cut them; on mobile at most 16. */
export const SHORT_WORDS = {
  "Text.Group": same("Zegel"),
  "Text.Report": words("Report threat", "Dreiging melden", "Drohung melden", "Signaler menace"),
  "Text.ReportTip": words(
    "Report a threatening mail",
    "Meld een dreigmail",
    "Eine Drohmail melden",
    "Signaler un mail de menace",
  ),
  "Text.Send": words("Report and send", "Melden en sturen", "Melden und senden", "Signaler, envoyer"),
  "Text.SendTip": words(
    "Report this mail at once",
    "Meld deze mail meteen",
    "Diese Mail sofort melden",
    "Signaler ce mail tout de suite",
  ),
  "Text.Spam": words("Report as threat", "Meld als dreiging", "Als Drohung melden", "Signaler menace"),
  "Text.SpamTip": words(
    "Report this mail as a threat",
    "Meld deze mail als dreiging",
    "Diese Mail als Drohung melden",
    "Signaler ce mail comme menace",
  ),
  "Text.Dialog": words(
    "Report a threatening mail",
    "Meld een dreigmail",
    "Eine Drohmail melden",
    "Signaler un mail de menace",
  ),
  "Text.Options": words(
    "What is it? You may skip this.",
    "Wat is het? Je mag dit overslaan.",
    "Worum geht es? Sie können das überspringen.",
    "De quoi s’agit-il ? Vous pouvez passer.",
  ),
  "Text.Violence": words(
    "Threat of violence",
    "Dreiging met geweld",
    "Androhung von Gewalt",
    "Menace de violence",
  ),
  "Text.Blackmail": words(
    "Blackmail or extortion",
    "Chantage of afpersing",
    "Erpressung",
    "Chantage ou extorsion",
  ),
  "Text.Defamation": words(
    "False accusations",
    "Valse beschuldigingen",
    "Falsche Anschuldigungen",
    "Fausses accusations",
  ),
  "Text.Stalking": words(
    "Stalking or harassment",
    "Stalking of lastigvallen",
    "Stalking oder Belästigung",
    "Harcèlement",
  ),
  "Text.Other": words("Something else", "Iets anders", "Etwas anderes", "Autre chose"),
  "Text.FreeText": words(
    "What should the readers know? You may skip this.",
    "Wat moeten de lezers weten? Je mag dit overslaan.",
    "Was sollen die Leser wissen? Sie können das überspringen.",
    "Que doivent savoir les lecteurs ? Vous pouvez passer.",
  ),
} as const satisfies Readonly<Record<string, Words>>;

/** At most 250 characters. */
export const LONG_WORDS = {
  "Long.Description": DESCRIPTION,
  "Long.Report": words(
    "See who will read it and what is sent, then report. Nothing leaves your device before you say so.",
    "Zie wie het leest en wat er meegaat, en meld dan. Er gaat niets van je apparaat voordat jij het zegt.",
    "Sehen Sie, wer es liest und was gesendet wird, und melden Sie dann. Nichts verlässt Ihr Gerät, bevor Sie zustimmen.",
    "Voyez qui lira et ce qui est envoyé, puis signalez. Rien ne quitte votre appareil sans votre accord.",
  ),
  "Long.ReportSelected": words(
    "Report one mail, or all that you selected as one report. See who will read it and what is sent first.",
    "Meld één mail, of alle mails die je selecteerde als één melding. Zie eerst wie het leest en wat er meegaat.",
    "Eine Mail melden, oder alle ausgewählten als eine Meldung. Sehen Sie zuerst, wer es liest und was gesendet wird.",
    "Signalez un mail, ou tous ceux que vous avez choisis en un seul signalement. Voyez d’abord qui lira et ce qui est envoyé.",
  ),
  "Long.Send": words(
    "Seals this mail on your device and sends it to your organisation’s desk in one step. The mail stays where it is.",
    "Verzegelt deze mail op je apparaat en stuurt hem in één stap naar het meldpunt van je organisatie. De mail blijft staan.",
    "Versiegelt diese Mail auf Ihrem Gerät und sendet sie in einem Schritt an die Meldestelle Ihrer Organisation. Die Mail bleibt, wo sie ist.",
    "Scelle ce mail sur votre appareil et l’envoie en une étape au point de signalement de votre organisation. Le mail reste en place.",
  ),
  "Long.Spam": words(
    "Reports this mail to your organisation’s desk for threats. The mail stays where it is.",
    "Meldt deze mail bij het meldpunt voor dreigingen van je organisatie. De mail blijft staan.",
    "Meldet diese Mail der Meldestelle für Drohungen Ihrer Organisation. Die Mail bleibt, wo sie ist.",
    "Signale ce mail au point de signalement des menaces de votre organisation. Le mail reste en place.",
  ),
  "Long.Dialog": words(
    "Zegel seals this mail’s original for the people that your organisation named, and then says whether it was sent. The mail stays where it is. In danger now? Call the emergency number first.",
    "Zegel verzegelt het origineel van deze mail voor de mensen die je organisatie aanwees, en zegt daarna of het verstuurd is. De mail blijft staan. Nu in gevaar? Bel eerst het alarmnummer.",
    "Zegel versiegelt das Original dieser Mail für die benannten Personen Ihrer Organisation und sagt dann, ob es gesendet wurde. Die Mail bleibt, wo sie ist. Jetzt in Gefahr? Rufen Sie zuerst den Notruf an.",
    "Zegel scelle l’original de ce mail pour les personnes désignées, puis dit s’il a été envoyé. Le mail reste en place. En danger maintenant ? Appelez d’abord le numéro d’urgence.",
  ),
} as const satisfies Readonly<Record<string, Words>>;

export type ShortId = keyof typeof SHORT_WORDS;
export type LongId = keyof typeof LONG_WORDS;
