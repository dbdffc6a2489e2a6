/** The few words of the sign-in window, in the browser's language: the pane's texts would be a second download. */
import type { SignInShown } from "./flow.ts";

const texts: Readonly<Record<string, Readonly<Record<SignInShown, string>>>> = {
  en: {
    working: "You are being signed in. Choose your work account when you are asked.",
    done: "You are signed in. You can close this window.",
    failed: "The sign-in did not work. Close this window and try again in Outlook. Your report is not lost.",
    stray: "This window belongs to Outlook. You can close it.",
  },
  nl: {
    working: "Je wordt ingelogd. Kies je werkaccount als daarom wordt gevraagd.",
    done: "Je bent ingelogd. Je kunt dit venster sluiten.",
    failed:
      "Het inloggen is niet gelukt. Sluit dit venster en probeer het opnieuw in Outlook. Je melding is niet weg.",
    stray: "Dit venster hoort bij Outlook. Je kunt het sluiten.",
  },
  de: {
    working: "Sie werden angemeldet. Wählen Sie Ihr Arbeitskonto, wenn Sie gefragt werden.",
    done: "Sie sind angemeldet. Sie können dieses Fenster schließen.",
    failed:
      "Die Anmeldung hat nicht funktioniert. Schließen Sie dieses Fenster und versuchen Sie es in Outlook noch einmal. Ihre Meldung ist nicht verloren.",
    stray: "Dieses Fenster gehört zu Outlook. Sie können es schließen.",
  },
  fr: {
    working: "La connexion est en cours. Choisissez votre compte professionnel si on vous le demande.",
    done: "Vous êtes connecté. Vous pouvez fermer cette fenêtre.",
    failed:
      "La connexion n’a pas fonctionné. Fermez cette fenêtre et réessayez dans Outlook. Votre signalement n’est pas perdu.",
    stray: "Cette fenêtre appartient à Outlook. Vous pouvez la fermer.",
  },
};

/** @param wanted - BCP 47 tags, best first. @returns English where none of them is spoken. */
export function signInTexts(wanted: readonly string[]): {
  readonly language: string;
  readonly of: Readonly<Record<SignInShown, string>>;
} {
  const languages = wanted.map((tag) => tag.split("-")[0]?.toLowerCase() ?? "");
  const language = languages.find((one) => Object.hasOwn(texts, one)) ?? "en";
  return { language, of: texts[language] as Readonly<Record<SignInShown, string>> };
}
