/** The name under which DNS publishes a DKIM key (RFC 6376, section 3.6.2.1). */

/** RFC 1035, section 2.3.4, without the root label. */
const MAX_NAME_CHARS = 253;
/** Letters, digits and hyphens; underscores stand in selectors and in some providers' domains. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** More labels than any real name has: bounds what one name may cost a resolver. */
const MAX_LABELS = 16;

export interface KeyName {
  /** Lower case, without a dot at the end. */
  readonly domain: string;
  readonly selector: string;
}

/**
 * The name that is asked for; null for anything that is no plain host name, since both halves are the sender's text.
 *
 * @param domain - d= of the signature; at least two labels.
 * @param selector - s= of the signature; may have several labels.
 */
export function keyName(domain: string, selector: string): string | null {
  if (domain.length > MAX_NAME_CHARS || selector.length > MAX_NAME_CHARS) return null;
  const name = `${selector}._domainkey.${domain}`.toLowerCase();
  if (name.length > MAX_NAME_CHARS) return null;
  const labels = domain.toLowerCase().split(".");
  const all = [...selector.toLowerCase().split("."), ...labels];
  const isPlain = labels.length >= 2 && all.length <= MAX_LABELS && all.every((label) => LABEL.test(label));
  return isPlain ? name : null;
}

/** Takes a name apart again; null where `keyName` would not have made it. */
export function splitKeyName(name: string): KeyName | null {
  // The last one: a selector may hold such a label too, a domain in use does not.
  const at = name.lastIndexOf("._domainkey.");
  if (at < 0) return null;
  const selector = name.slice(0, at);
  const domain = name.slice(at + "._domainkey.".length);
  return keyName(domain, selector) === name ? { domain, selector } : null;
}
