/** Account numbers (ISO 13616) in the sentences of a mail that ask for money. */

/** Letters and digits: the shortest and the longest that countries have registered. */
const MIN_CHARS = 15;
const MAX_CHARS = 34;

/** In one run or in groups of four; a word in capitals behind it is cut off again below. */
const CANDIDATE = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/g;

/** @returns As written, each once, those whose check digits hold. Linear in the texts. */
export function ibansIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) =>
    [...text.matchAll(CANDIDATE)].flatMap(([match]) => ibanAtStart(match)),
  );
  return [...new Set(found)];
}

function ibanAtStart(candidate: string): readonly string[] {
  for (let end = candidate.length; end > 0; end = candidate.lastIndexOf(" ", end - 1)) {
    const written = candidate.slice(0, end);
    if (isIban(written.replaceAll(" ", ""))) return [written];
  }
  return [];
}

/** ISO 7064, MOD 97-10: the first four characters go to the end, letters count from ten. */
function isIban(iban: string): boolean {
  if (iban.length < MIN_CHARS || iban.length > MAX_CHARS) return false;
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
