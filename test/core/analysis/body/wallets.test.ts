import { keccak_256 } from "@noble/hashes/sha3.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base58, base58xrp } from "@scure/base";
import * as fc from "fast-check";
import { findWallets } from "../../../../src/core/analysis/body/wallets.ts";

async function walletsIn(text: string): Promise<[string, string][]> {
  return (await findWallets(text)).map(({ currency, start, end }) => [currency, text.slice(start, end)]);
}

/** Published in the specifications named, or on the first block. */
const PUBLISHED: readonly (readonly [string, string, string])[] = [
  ["bitcoin", "first block", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
  ["bitcoin", "BIP 13", "3P14159f73E4gFr7JterCCQh9QjiTjiZrG"],
  ["bitcoin", "BIP 173, version 0", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
  ["bitcoin", "BIP 173, in capitals", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"],
  ["bitcoin", "BIP 350, version 1", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"],
  ["ethereum", "EIP-55", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"],
  ["ethereum", "EIP-55", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"],
  ["ethereum", "without checksum", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"],
  ["bitcoin-cash", "CashAddr", "qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy"],
  ["xrp", "first account", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"],
  [
    "monero",
    "the project's donations",
    "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
  ],
];

test.each(PUBLISHED)("%s, %s: %s", async (currency, _source, address) => {
  expect(await walletsIn(`Send it to ${address}, now`)).toEqual([[currency, address]]);
});

test.each(PUBLISHED.filter(([, source]) => source !== "without checksum"))(
  "%s, %s, one character changed: nothing",
  async (_currency, _source, address) => {
    const at = address.length - 3;
    const changed = address[at] === "2" ? "3" : "2";
    expect(await walletsIn(address.slice(0, at) + changed + address.slice(at + 1))).toEqual([]);
  },
);

test("EIP-55, one letter's case changed: nothing", async () => {
  expect(await walletsIn("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")).toEqual([]);
});

function base58Check(prefix: readonly number[], hash: Uint8Array, coder: typeof base58): string {
  const payload = Uint8Array.from([...prefix, ...hash]);
  return coder.encode(Uint8Array.from([...payload, ...sha256(sha256(payload)).subarray(0, 4)]));
}

test("any hash of 20 octets under each version", async () => {
  const versions: [string, number[], typeof base58][] = [
    ["bitcoin", [0x00], base58],
    ["bitcoin", [0x05], base58],
    ["litecoin", [0x30], base58],
    ["litecoin", [0x32], base58],
    ["dogecoin", [0x1e], base58],
    ["dash", [0x4c], base58],
    ["tron", [0x41], base58],
    ["zcash", [0x1c, 0xb8], base58],
    ["xrp", [0x00], base58xrp],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 20, maxLength: 20 }).filter((hash) => hash[0] !== 0),
      fc.constantFrom(...versions),
      async (hash, [currency, prefix, coder]) => {
        const address = base58Check(prefix, hash, coder);
        expect(await walletsIn(`(${address})`)).toEqual([[currency, address]]);
        expect(await walletsIn(`${address}x`)).toEqual([]);
      },
    ),
  );
});

test("any Ethereum address in the case of its checksum", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 20, maxLength: 20 }), async (octets) => {
      const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
      const hash = Array.from(keccak_256(new TextEncoder().encode(hex)), (octet) =>
        octet.toString(16).padStart(2, "0"),
      ).join("");
      const address = `0x${Array.from(hex, (letter, i) => (Number.parseInt(hash[i] as string, 16) >= 8 ? letter.toUpperCase() : letter)).join("")}`;
      expect(await walletsIn(address)).toEqual([["ethereum", address]]);
    }),
  );
});

test.each([
  ["words and numbers", "Rechnung 1234567890123456789012345678901234 Donaudampfschifffahrtsgesellschaft"],
  [
    "a part of a longer run",
    `x1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ${"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa".repeat(9)}`,
  ],
  ["a test network", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"],
  [
    "BIP 350: version 1 with the checksum of version 0",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
  ],
])("nothing: %s", async (_name, text) => {
  expect(await walletsIn(text)).toEqual([]);
});

test("hostile: 1 MB of one run, and 20,000 candidates", async () => {
  expect(await walletsIn("1".repeat(1_000_000))).toEqual([]);
  expect(await walletsIn("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ".repeat(20_000))).toEqual([]);
});
