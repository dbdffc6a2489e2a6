/** Large mail providers and sign-in services whose names are imitated. A list for comparing, not of who is to be believed. */

export interface KnownName {
  readonly label: string;
  readonly suffix: string;
  /** Long and unusual enough that a name one letter away is hardly chance. */
  readonly distinctive: boolean;
}

function known(label: string, suffix: string, distinctive = false): KnownName {
  return { label, suffix, distinctive };
}

export const FREE_PROVIDERS: readonly KnownName[] = [
  known("gmail", "com", true),
  known("googlemail", "com", true),
  known("google", "com"),
  known("yahoo", "com"),
  known("hotmail", "com", true),
  known("outlook", "com", true),
  known("icloud", "com"),
  known("protonmail", "com", true),
  known("proton", "me"),
  known("tutanota", "com", true),
  known("microsoft", "com", true),
  known("office365", "com", true),
  known("paypal", "com", true),
  known("amazon", "com"),
  known("apple", "com"),
];

const LABELS = new Set(FREE_PROVIDERS.map(({ label }) => label));

/** Other honest domains that lie next to one of the list. */
const NEIGHBOURS = new Set([
  "mail.com",
  "email.com",
  "ymail.com",
  "fmail.com",
  "gmx.com",
  "rocketmail.com",
  "protonmail.ch",
  "pm.me",
  "tuta.com",
]);

/**
 * The name itself under any suffix: yahoo.fr, outlook.de and google.nl belong to the same companies, and which ones do
 * not is not known here.
 */
export function isKnownDomain(domain: string): boolean {
  return NEIGHBOURS.has(domain) || LABELS.has(domain.slice(0, domain.indexOf(".")));
}
