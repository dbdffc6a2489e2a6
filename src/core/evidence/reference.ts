import type { Reference } from "./types.ts";

/** Crockford's base 32: no I, L, O, U, so that it can be read out over the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SHAPE = /^ZG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/**
 * A speakable name for a report, "ZG-7K3M-92QF": 40 bits. Printed on the receipt; not an identity.
 *
 * @param random - 5 random octets.
 */
export function makeReference(random: Uint8Array): Reference {
  if (random.length !== 5) throw new TypeError("a reference needs 5 random octets");
  // 40 bits stay exact in a double.
  let value = random.reduce((sum, octet) => sum * 256 + octet, 0);
  let text = "";
  for (let i = 0; i < 8; i++) {
    text = ALPHABET[value % 32] + text;
    value = Math.floor(value / 32);
  }
  return `ZG-${text.slice(0, 4)}-${text.slice(4)}`;
}

export function isReference(value: unknown): value is Reference {
  return typeof value === "string" && SHAPE.test(value);
}
