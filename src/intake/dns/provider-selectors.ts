/**
 * Under which names the large providers publish the keys that they sign their own users' mail with: what the snapshot
 * asks for unless the configuration says otherwise. First selectors were seen in signed mail of public archives up to
 * November 2026 for each provider's main domains; sister domains (yahoo.de, msn.com, mac.com, tuta.com, …) are taken to
 * use the same, and second ones of a pair ("selector2", "2a1hai", "s2", "protonmail2") are asked for because their
 * owners rotate between them. A name that is not there costs one NXDOMAIN. Selectors that went out of use
 * stay: DNS often keeps them, and reported mail can be old.
 *
 * proton.me mostly signs with selectors of its own making that change all the time (26 characters, then ".protonmail"):
 * no list can hold those. They are learned from opened mails, or asked for singly.
 */
export const PROVIDER_SELECTORS: Readonly<Record<string, readonly string[]>> = {
  "gmail.com": ["20251104", "20230601", "20221208", "20210112", "20161025"],
  "googlemail.com": ["20251104", "20230601", "20210112", "20161025"],
  // Google's seal on forwarded mail (ARC).
  "google.com": ["arc-20240605", "arc-20160816", "20230601", "20210112"],
  "yahoo.com": ["s2048"],
  "ymail.com": ["s2048"],
  "yahoo.co.uk": ["s2048"],
  "yahoo.de": ["s2048"],
  "yahoo.fr": ["s2048"],
  "aol.com": ["a2048"],
  "outlook.com": ["selector1", "selector2"],
  "hotmail.com": ["selector1", "selector2"],
  "live.com": ["selector1", "selector2"],
  "msn.com": ["selector1", "selector2"],
  // Microsoft's seal on forwarded mail (ARC).
  "microsoft.com": ["arcselector10001", "arcselector9901"],
  "icloud.com": ["1a1hai", "2a1hai"],
  "me.com": ["1a1hai", "2a1hai"],
  "mac.com": ["1a1hai", "2a1hai"],
  "protonmail.com": ["protonmail3", "protonmail", "protonmail2"],
  "proton.me": ["protonmail", "protonmail2", "protonmail3"],
  "pm.me": ["protonmail", "protonmail2", "protonmail3"],
  "tutanota.com": ["s1", "s2"],
  "tutamail.com": ["s1", "s2"],
  "tuta.io": ["s1", "s2"],
  "tuta.com": ["s1", "s2"],
  "gmx.net": ["s31663417", "badeba3b8450"],
  "gmx.de": ["s31663417", "badeba3b8450"],
  "gmx.com": ["s31663417", "badeba3b8450"],
  "web.de": ["s29768273", "dbaedf251592"],
  "fastmail.com": ["fm3", "fm1", "fm2"],
  "mail.ru": ["mail4", "mail2", "mail"],
  "yandex.ru": ["mail"],
};
