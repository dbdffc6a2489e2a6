/** The boundary parameter of a Content-Type, without reading the rest of the field. */

/** Longer fields are cut: the parameter stands near the beginning. */
const MAX_CHARS = 4000;
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i;

/** @returns The boundary (RFC 2046, section 5.1.1), or null. */
export function boundaryOf(contentType: string): string | null {
  const m = BOUNDARY.exec(contentType.slice(0, MAX_CHARS));
  return m?.[1] ?? m?.[2] ?? null;
}
