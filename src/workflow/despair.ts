/**
 * Signs of despair in the reporter's own words, so that the screen can show who listens. Nothing is judged, kept or
 * sent; whoever writes of a threat against somebody is not meant, and a phrase that people say of work is not on the list.
 */

/** UTF-16 units: more than the screen lets anybody type. */
const MAX_CHARS = 20_000;

/**
 * Whole phrases without accents, apostrophes and case. Each says by itself that the writer means their own life: "he
 * wants to kill me" and "he will end my life" are threats, and have another screen.
 */
const SOME = "(?:[a-z]+ ){0,2}";

const ICH_WILL = `(?:ich (?:will|werde|mochte|konnte)|(?:will|werde|mochte|konnte) ich|ich (?:denke daran|uberlege)) ${SOME}`;
const I_MEAN_TO =
  "(?:i (?:want to|will|might|could|would|am going to)|im going to|ill|id|(?:i keep|i am|im) thinking (?:of|about)) ";
const JE_VEUX = "(?:je (?:veux|vais|voudrais|pense a|songe a)|j ?ai (?:envie de|pense a)) ";

const DUTCH = [
  "(?:ik wil|wil ik) (?:echt |gewoon )?niet meer (?:verder )?leven(?! in angst)",
  "(?:ik wil|wil ik) (?:liever |het liefst |gewoon |echt |soms )?dood",
  "(?:was ik|ik was) (?:maar |liever )+dood",
  "(?:ik wil|wil ik) (?:er )?niet meer (?:zijn|wakker worden)",
  "ik maak er (?:zelf )?een einde? aan",
  "er zelf een einde? aan (?:te )?maken",
  `(?:ik wil|wil ik|ik ga|ik maak|ik denk erover) ${SOME}een einde? (?:te )?(?:maken )?aan mijn leven`,
  "(?:mezelf|mijzelf) (?:van kant (?:te )?maken|(?:iets|wat) aan ?(?:te )?doe(?:n)?|ophangen|doden)",
  `ik ${SOME}zelfmoord (?:te )?plegen`,
  `ik pleeg ${SOME}zelfmoord|ik denk ${SOME}aan zelfmoord`,
  "ik (?:ben|voel me|voel mij) (?:echt |heel )?suicidaal",
  `ik (?:heb|krijg) ${SOME}(?:suicidale gedachten|zelfmoordgedachten)`,
  "mijn leven (?:heeft geen zin|hoeft(?: van mij| voor mij)? niet) meer",
  "(?:iedereen|de wereld|mijn [a-z]+|ze)(?: [a-z]+){0,2} beter af zonder mij",
  "ik zie (?:echt )?geen uitweg meer",
];

const ENGLISH = [
  "i (?:really |just |only )?(?:want to|wanna|wanted to|would like to) (?:just )?(?:die(?! of)|be dead)",
  "i wish i (?:was|were) dead|wish i was dead",
  "(?:kill|killing|hang|hanging) myself",
  `${I_MEAN_TO}${SOME}(?:end|ending|take|taking) my life`,
  "(?:end|ending|take|taking) my own life",
  "i (?:really )?(?:do not|dont) want to (?:live|go on living) (?:any ?more|any longer)",
  "i (?:really )?(?:do not|dont) want to be alive",
  "i have (?:no reason|nothing) (?:left )?to live(?: for)?|nothing left to live for",
  "(?:everyone|everybody|the world|my [a-z]+)(?: [a-z]+){0,2} better off without me",
  "(?:i am|im|i feel|i felt) suicidal|i have suicidal thoughts",
  `${I_MEAN_TO}(?:commit |committing )?suicide`,
];

const GERMAN = [
  "(?:ich will|will ich|ich mag|ich kann) (?:einfach )?nicht (?:mehr|langer) (?:weiter)?leben",
  "(?:ich will|will ich|ich mochte|mochte ich) (?:nur noch |lieber |einfach )?(?:sterben|tot sein)",
  "(?:ware ich|ich ware) (?:doch |lieber |am liebsten )tot",
  "ich bringe? mich (?:noch )?um|mich selbst um(?:zu)?bringen",
  `${ICH_WILL}mich ${SOME}um(?:zu)?bringen`,
  `mir selbst (?:et)?was an(?:zu)?tun|${ICH_WILL}mir (?:et)?was an(?:zu)?tun`,
  `${ICH_WILL}mir das leben (?:zu )?nehmen|nehme (?:ich )?mir das leben`,
  `${ICH_WILL}meinem leben ein ende (?:zu )?(?:setzen|machen)`,
  `${ICH_WILL}(?:selbstmord|suizid) (?:zu )?begehen`,
  `ich denke ${SOME}an (?:selbstmord|suizid)|ich habe ${SOME}(?:selbstmord|suizid)gedanken`,
  "ich bin (?:[a-z]+ )?suizidal",
  "(?:alle|jeder|die welt|meine [a-z]+)(?: [a-z]+){0,2} ohne mich besser dran",
  "ich sehe (?:[a-z]+ )?keinen ausweg mehr",
];

const FRENCH = [
  "(?:je (?:veux|voudrais)|j ?aimerais|j ?ai envie de) (?:juste |seulement )?mourir",
  "je (?:ne )?veux plus vivre(?! dans| ici)|j ?ai plus envie de vivre|je n ?ai plus envie de vivre",
  "je (?:[a-z]+ ){0,3}me suicider|me suicider",
  `${JE_VEUX}me (?:tuer|pendre|foutre en l air)`,
  `${JE_VEUX}mettre fin a (?:mes jours|ma vie)`,
  `${JE_VEUX}en finir avec la vie`,
  `j ?ai ${SOME}(?:idees|pensees) suicidaires`,
  `je (?:pense|songe) ${SOME}au suicide`,
  "(?:tout le monde|ma famille|mes enfants)(?: [a-z]+){0,3} mieux sans moi",
  "je preferais etre morte?|je prefererais etre morte?",
];

const PHRASES = new RegExp(
  `(?<![a-z])(?:${[...DUTCH, ...ENGLISH, ...GERMAN, ...FRENCH].join("|")})(?![a-z])`,
);

/** Sharp s and the ligatures have no accent to take away. */
const LETTERS: Readonly<Record<string, string>> = { ß: "ss", œ: "oe", æ: "ae" };

/** @param text - What the reporter typed; never the mail. Linear in its length. */
export function showsDespair(text: string): boolean {
  return PHRASES.test(plain(text.slice(0, MAX_CHARS)));
}

/** Lower case without accents; an apostrophe inside a word goes, all else between words is one space. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßœæ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/(?<=n)['’ʼ]t(?![a-z])/g, "t")
    .replace(/(?<=[a-z])['’ʼ](?=(?:m|d|ll)(?![a-z]))/g, "")
    .replace(/[^a-z0-9]+/g, " ");
}
