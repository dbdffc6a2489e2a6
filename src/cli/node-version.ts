/** Says what to install before anything fails in a way that nobody understands. */

const NEEDED = [24, 7] as const;

/** @returns Words for the person at the terminal, or null where this Node fits. */
export function nodeVersionDefect(version: string): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return [
    `zegel needs Node ${NEEDED.join(".")} or newer; this is ${version}.`,
    "In a checkout, `npm ci` installs the right one beside the other packages and `npm run -s zegel -- …` uses it.",
    "Elsewhere install Node 24 from https://nodejs.org/ or your system's packages.",
    "",
  ].join("\n");
}
