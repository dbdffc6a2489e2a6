/** Checksums of currencies' addresses. Loaded only where a text holds something of their shape. */
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { base58, base58xmr, base58xrp, bech32, bech32m } from "@scure/base";

/** Version octets of Base58Check addresses, by their decoded length without checksum. */
const BASE58_VERSIONS: readonly { readonly prefix: readonly number[]; readonly currency: string }[] = [
  { prefix: [0x00], currency: "bitcoin" },
  { prefix: [0x05], currency: "bitcoin" },
  { prefix: [0x30], currency: "litecoin" },
  { prefix: [0x32], currency: "litecoin" },
  { prefix: [0x1e], currency: "dogecoin" },
  { prefix: [0x4c], currency: "dash" },
  { prefix: [0x41], currency: "tron" },
  { prefix: [0x1c, 0xb8], currency: "zcash" },
  { prefix: [0x1c, 0xbd], currency: "zcash" },
];
const HASH_OCTETS = 20;
const CHECKSUM_OCTETS = 4;

/** @returns The currency, or null where no checksum holds. */
export function currencyOf(address: string): string | null {
  if (address.startsWith("0x")) return isEthereum(address) ? "ethereum" : null;
  if (/^(?:bc|ltc)1/i.test(address)) return segwitCurrency(address);
  if (/^[qp][02-9ac-hj-np-z]{41}$/.test(address)) return isCashAddress(address) ? "bitcoin-cash" : null;
  if (/^[48]/.test(address)) return isMonero(address) ? "monero" : null;
  if (address.startsWith("r")) return isRipple(address) ? "xrp" : null;
  return base58Currency(address);
}

/** @returns The octets before the checksum of a double SHA-256; null where it fails. */
function withoutChecksum(decoded: Uint8Array): Uint8Array | null {
  if (decoded.length <= CHECKSUM_OCTETS) return null;
  const payload = decoded.subarray(0, -CHECKSUM_OCTETS);
  return startsWith(sha256(sha256(payload)), decoded.subarray(-CHECKSUM_OCTETS)) ? payload : null;
}

function startsWith(octets: Uint8Array, prefix: ArrayLike<number>): boolean {
  return Array.from(prefix).every((octet, i) => octets[i] === octet);
}

function decodeWith(coder: { decode(text: string): Uint8Array }, text: string): Uint8Array | null {
  try {
    return coder.decode(text);
  } catch {
    // Not of that alphabet or length: no address.
    return null;
  }
}

function base58Currency(address: string): string | null {
  // Decoding takes time by the square of the length; none of these is longer.
  const decoded = address.length <= 36 ? decodeWith(base58, address) : null;
  const payload = decoded === null ? null : withoutChecksum(decoded);
  if (payload === null) return null;
  const version = BASE58_VERSIONS.find(
    ({ prefix }) => payload.length === prefix.length + HASH_OCTETS && startsWith(payload, prefix),
  );
  return version?.currency ?? null;
}

function isRipple(address: string): boolean {
  const decoded = address.length <= 36 ? decodeWith(base58xrp, address) : null;
  const payload = decoded === null ? null : withoutChecksum(decoded);
  return payload?.length === HASH_OCTETS + 1 && payload[0] === 0;
}

/** Standard, integrated and sub-addresses of the main network. */
const MONERO_LENGTHS = new Map([
  [18, 69],
  [42, 69],
  [19, 77],
]);

function isMonero(address: string): boolean {
  const decoded = address.length === 95 || address.length === 106 ? decodeWith(base58xmr, address) : null;
  if (decoded === null || MONERO_LENGTHS.get(decoded[0] as number) !== decoded.length) return false;
  return startsWith(keccak_256(decoded.subarray(0, -CHECKSUM_OCTETS)), decoded.subarray(-CHECKSUM_OCTETS));
}

/** BIP 173 for version 0, BIP 350 for later ones; BIP 141 says which lengths a program may have. */
function segwitCurrency(address: string): string | null {
  for (const [coder, isExpected] of [
    [bech32, (version: number) => version === 0],
    [bech32m, (version: number) => version >= 1 && version <= 16],
  ] as const) {
    const decoded = coder.decodeUnsafe(address, 90);
    if (decoded === undefined) continue;
    const [version, ...words] = decoded.words;
    const program = coder.fromWordsUnsafe(words);
    if (version === undefined || !program || !isExpected(version)) return null;
    const fits =
      version === 0
        ? program.length === 20 || program.length === 32
        : program.length >= 2 && program.length <= 40;
    if (!fits) return null;
    return decoded.prefix === "bc" ? "bitcoin" : decoded.prefix === "ltc" ? "litecoin" : null;
  }
  return null;
}

const CASH_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CASH_GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];

/** CashAddr without its prefix "bitcoincash:", which the checksum covers all the same. */
function isCashAddress(address: string): boolean {
  const prefix = Array.from("bitcoincash", (letter) => letter.charCodeAt(0) & 31);
  const values = [...prefix, 0, ...Array.from(address, (letter) => CASH_ALPHABET.indexOf(letter))];
  let checksum = 1n;
  for (const value of values) {
    const top = checksum >> 35n;
    checksum = ((checksum & 0x07ffffffffn) << 5n) ^ BigInt(value);
    for (const [i, generator] of CASH_GENERATORS.entries())
      if ((top >> BigInt(i)) & 1n) checksum ^= generator;
  }
  return checksum === 1n;
}

/** EIP-55: in mixed case each letter's case is a bit of the hash. */
function isEthereum(address: string): boolean {
  const hex = address.slice(2);
  const lower = hex.toLowerCase();
  if (hex === lower || hex === hex.toUpperCase()) return true;
  const hash = keccak_256(new TextEncoder().encode(lower));
  return Array.from(hex).every((letter, i) => {
    const nibble = ((hash[i >> 1] as number) >> (i % 2 === 0 ? 4 : 0)) & 15;
    return /\d/.test(letter) || (letter === letter.toUpperCase()) === nibble >= 8;
  });
}
