/** What one package holds (docs/package-format.md, sections 2 and 6). Apart from sealing: the page asks before it fetches. */

/** 150 MiB of originals, parts, second copies and attachments together; a larger report is split. */
export const MAX_MAIL_OCTETS = 157_286_400;
/** Files that a reporter adds. */
export const MAX_EXTRAS = 50;
/** 50 MiB of them: they must not keep the mails out. */
export const MAX_EXTRAS_OCTETS = 52_428_800;
