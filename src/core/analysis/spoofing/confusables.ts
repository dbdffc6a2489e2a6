/** Characters that look like ASCII letters and digits (UTS #39, section 4), for comparing domain names by their looks. */

/**
 * Prototype, then the characters that look like it. Scope: lower-case letters and digits of the Basic Multilingual Plane
 * that a domain label may hold, whose prototype in Unicode's confusables.txt (13.0), lower case and without marks, is one
 * or two ASCII letters or digits. Scripts that look like capitals only (Lisu, Cherokee, runes…) are left out. Letters
 * with a mark ("é") are not listed: marks are removed first.
 */
const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ["2", "\u01bb"],
  ["6", "\u0431"],
  ["8", "\u0223\u09ea\u0a6a"],
  ["9", "\u09ed\u0a67\u0b68\u0d6d"],
  ["a", "\u0251\u03b1\u0430"],
  ["aa", "\ua733"],
  ["ae", "\u00e6\u04d5"],
  ["ao", "\ua735"],
  ["au", "\ua737"],
  ["av", "\ua739\ua73b"],
  ["ay", "\ua73d"],
  ["b", "\u0180\u0183\u0253\u0463\u048d"],
  ["c", "\u023c\u0441\u04ab\u1d04\u2ca5"],
  ["d", "\u0111\u018c\u0256\u0257\u0501"],
  ["dz", "\u02a3"],
  ["e", "\u0247\u0435\u04bd\u04bf\u2d39\uab32"],
  ["f", "\u0192\u0584\u1d6e\u1e9d\ua799\uab35"],
  ["g", "\u018d\u01e5\u0260\u0261\u0581\u1d83"],
  ["h", "\u0127\u0266\u045b\u04bb\u0570\ua695"],
  ["i", "\u0131\u0268\u0269\u026a\u03b9\u0456\u04cf\u1d7b\u1d7c\ua647"],
  ["j", "\u0249\u03f3\u0458"],
  ["k", "\u0199"],
  ["l", "\u0142\u019a\u01c0\u026b\u026d\u05d5\u05df\u0625\u0627\u0661\u0673\u06f1\u07ca\u2d4f"],
  ["ll", "\u01c1\u05f0"],
  ["ls", "\u02aa"],
  ["lz", "\u02ab"],
  ["n", "\u019e\u0273\u03b7\u0578\u057c\u1d70"],
  [
    "o",
    "\u00f8\u0275\u03b8\u03bf\u03c3\u043e\u0473\u04e9\u0585\u05e1\u0647\u0665\u06be\u06c1\u06d5\u06f5\u06ff\u07c0\u0966\u09e6\u0a66\u0ae6\u0b20\u0b66\u0be6\u0c66\u0ce6\u0d20\u0d66\u0e50\u0ed0\u1010\u101d\u1040\u10ff\u12d0\u1d0f\u1d11\u2c9f\u2d31\u2d41\u2d54\ua74b\uab3d\uab3e",
  ],
  ["oe", "\u0153"],
  ["oo", "\ua699\ua74f"],
  ["p", "\u01a5\u03c1\u0440\u1d7d\u2ca3"],
  ["q", "\u02a0\u051b\u0563\u0566\u2d55"],
  ["r", "\u024d\u027c\u027d\u0433\u0493\u1d26\u1d72\u2c85\uab47\uab48"],
  ["rn", "\u0271\u1d6f"],
  ["s", "\u01bd\u0282\u0455\u1d74\ua731"],
  ["t", "\u0167\u01ad\u1d75"],
  ["tf", "\ua777"],
  ["ts", "\u02a6"],
  ["u", "\u028b\u03c5\u057d\u1200\u1d1c\u1d7e\ua79f\uab4e\uab52"],
  ["ue", "\u1d6b"],
  ["uo", "\uab63"],
  ["v", "\u03bd\u0475\u05d8\u0667\u06f7\u1d20\u2d38"],
  ["w", "\u026f\u0461\u047d\u051d\u0561\u1d21\ua761"],
  ["x", "\u0445\u2d5d"],
  ["y", "\u01b4\u024f\u0263\u028f\u03b3\u0443\u04af\u04b1\u10e7\u1d8c\u1eff\uab5a"],
  ["z", "\u01b6\u0225\u0290\u1d22\u1d76"],
];

const PROTOTYPES: ReadonlyMap<string, string> = new Map(
  LOOK_ALIKES.flatMap(([prototype, characters]) =>
    Array.from(characters, (character) => [character, prototype] as const),
  ),
);

const NOT_ASCII = /[^\0-\x7f]/;

/** ASCII look-alikes in the type that programs show addresses in; "i" because a capital I passes for "l". */
const SINGLE: Readonly<Record<string, string>> = { "0": "o", "1": "l", i: "l", "5": "s" };

/**
 * A form that is equal for names that look alike: marks removed, foreign letters as the ASCII ones they look like, and
 * the usual swaps ("rn" for "m", "vv" for "w", "0" for "o", "1" and "i" for "l", "5" for "s"). Not for display.
 *
 * @param label - In lower case, Punycode already decoded.
 */
export function skeletonOf(label: string): string {
  const ascii = NOT_ASCII.test(label) ? asciiLooks(label) : label;
  return ascii
    .replace(/[01i5]/g, (character) => SINGLE[character] as string)
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Foreign letters replaced by the ASCII ones that they look like; what looks like none stays. */
export function asciiLooks(label: string): string {
  let out = "";
  for (const character of label
    .normalize("NFKC")
    .normalize("NFD")
    .replace(/\p{M}+/gu, ""))
    out += PROTOTYPES.get(character) ?? character;
  return out;
}
