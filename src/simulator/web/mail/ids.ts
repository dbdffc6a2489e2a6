/** Ids as Exchange writes them: long, base64 with "/" and "+", so that code which assumes otherwise breaks here. */

const MAILBOX = "AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAADU/dW+";
const CONVERSATION = "AAQkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAQA";

/** Of a fixture: page and server give the same, without asking each other. */
export function fixtureId(fileName: string): string {
  return `${MAILBOX}${hash(fileName, 0)}${hash(fileName, 1)}AAA=`;
}

/** Of a mail that was dropped on the page: another one each time. */
export function freshId(): string {
  const random = crypto.getRandomValues(new Uint8Array(12));
  return `${MAILBOX}${btoa(String.fromCharCode(...random))}AAA=`;
}

/** Mails with one subject are one conversation, as Exchange decides where a mail names no earlier one. */
export function conversationIdOf(subject: string): string {
  const plain = normalizedSubject(subject);
  return `${CONVERSATION}${hash(plain, 0)}${hash(plain, 1)}=`;
}

export function normalizedSubject(subject: string): string {
  return subject.replace(/^((re|fw|fwd|antw|doorst|aw|wg|tr):\s*)+/i, "");
}

/** What convertToRestId makes of an id: the form that Microsoft Graph knows it by. */
export function restId(id: string): string {
  return id.replaceAll("/", "-").replaceAll("+", "_");
}

/** FNV-1a, eight characters: tells a few mails apart, nothing more. */
function hash(text: string, seed: number): string {
  let value = 0x811c9dc5 ^ seed;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) as number), 0x01000193);
  return (value >>> 0).toString(36).toUpperCase().padStart(8, "0");
}
