/** Makes a failing input small: takes out pieces, the large ones first, as long as it fails in the same way. */
const MAX_TRIES = 3_000;

export async function minimise(
  input: Uint8Array,
  stillFails: (octets: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let octets = input;
  let tries = 0;
  for (let span = octets.length >> 1; span > 0; span >>= 1) {
    for (let at = 0; at < octets.length && tries < MAX_TRIES; tries++) {
      const shorter = new Uint8Array([...octets.subarray(0, at), ...octets.subarray(at + span)]);
      if (await stillFails(shorter)) octets = shorter;
      else at += span;
    }
  }
  return octets;
}
