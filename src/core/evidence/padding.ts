/** Padmé with a floor (docs/package-format.md, section 5; Nikitin et al., PETS 2019): a length tells little. */

/** Small reports are all alike. */
const FLOOR = 65_536;

/**
 * @param length - Octets of the whole ZIP with an empty padding; below 2^30.
 * @returns Octets of padding that bring it to a length of few significant bits.
 */
export function paddingLength(length: number): number {
  const least = Math.max(length, FLOOR);
  const exponent = 31 - Math.clz32(least);
  const significant = 32 - Math.clz32(exponent);
  const mask = 2 ** (exponent - significant) - 1;
  return ((least + mask) & ~mask) - length;
}
