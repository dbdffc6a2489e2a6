/** Hosts that stand in the mails of everybody: a link to one connects nothing. */
import { organisationalDomain } from "./domains.ts";

const COMMON: ReadonlySet<string> = new Set([
  "adobe.com",
  "aka.ms",
  "amazon.com",
  "apple.com",
  "cloudflare.com",
  "facebook.com",
  "fb.com",
  "github.com",
  "gmail.com",
  "google.com",
  "googleapis.com",
  "googleusercontent.com",
  "gstatic.com",
  "instagram.com",
  "linkedin.com",
  "live.com",
  "microsoft.com",
  "mozilla.org",
  "office.com",
  "outlook.com",
  "paypal.com",
  "pinterest.com",
  "safelinks.protection.outlook.com",
  "tiktok.com",
  "twitter.com",
  "w3.org",
  "whatsapp.com",
  "wikipedia.org",
  "x.com",
  "yahoo.com",
  "youtube.com",
  "zoom.us",
]);

/** Files that anyone can put there are somebody's own, though the host is common. */
const OWN_CONTENT =
  /^(?:docs|drive|forms|sites|storage|script|firebasestorage)\.google(?:apis)?\.com$|\.(?:blob\.core\.windows\.net|web\.app|github\.io)$/;

/** Of such a host the organisational domain, where it is one of the list, is the last two labels. */
const PLAIN = /^[a-z0-9.-]*[a-z0-9-]$/;

/** The last two labels; of "safelinks.protection.outlook.com" they are on the list too. */
function lastLabels(host: string): string {
  const dot = host.lastIndexOf(".");
  return dot <= 0 ? host : host.slice(host.lastIndexOf(".", dot - 1) + 1);
}

/** @param host - In lower case. */
export function isCommonHost(host: string): boolean {
  if (!COMMON.has(lastLabels(host)) && PLAIN.test(host)) return false;
  if (OWN_CONTENT.test(host)) return false;
  const domain = organisationalDomain(host);
  return COMMON.has(host) || (domain !== null && COMMON.has(domain));
}
