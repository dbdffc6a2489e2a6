/** For words that came out of evidence or from a server: they could steer the terminal, or turn the line round. */
export function printable(text: string, most = 300): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}").slice(0, most);
}
