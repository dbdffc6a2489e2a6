/** Which mails go into which package, where one cannot hold them all. Pure. */
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";

/** Far below the 9,999 of the format: every mail brings its analysis along, and a phone must hold it all. */
export const MOST_MAILS = 2000;
/** Octets for the records of one mail, by which no package of so many mails becomes too large. */
const RECORDS = 20_000;
/** Octets of mails and records; the rest of a package's 192 MiB is left free for what is more than expected. */
const MOST_OCTETS = 180_000_000;

/**
 * @param octetsOf - Of one mail; what is not known is 0.
 * @param reserved - Octets that the reporter's own files take of the first part.
 * @returns The mails in their order, in at least one part; none of them empty, unless there are no mails.
 */
export function splitMails<T>(
  mails: readonly T[],
  octetsOf: (mail: T) => number,
  reserved: number,
): readonly (readonly T[])[] {
  const parts: T[][] = [[]];
  let octets = reserved;
  for (const mail of mails) {
    const size = octetsOf(mail);
    const part = parts.at(-1) ?? [];
    const records = (part.length + 1) * RECORDS;
    const fits =
      part.length < MOST_MAILS && octets + size <= MAX_MAIL_OCTETS && octets + size + records <= MOST_OCTETS;
    if (fits || part.length === 0) {
      part.push(mail);
      octets += size;
    } else {
      parts.push([mail]);
      octets = size;
    }
  }
  return parts;
}
