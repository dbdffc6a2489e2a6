import * as fc from "fast-check";
import { parseIp } from "../../../../src/core/analysis/network/ip-address.ts";
import { parseIpRange, rangeOf } from "../../../../src/core/analysis/network/ip-range.ts";

function holds(range: string, ip: string): boolean | null {
  const parsed = parseIpRange(range);
  return parsed === null ? null : rangeOf(ip, [parsed]) !== null;
}

test.each([
  ["192.0.2.0/24", "192.0.2.255", true],
  ["192.0.2.0/24", "192.0.3.0", false],
  ["192.0.2.77/25", "192.0.2.1", true],
  ["192.0.2.7", "192.0.2.7", true],
  ["192.0.2.7", "192.0.2.8", false],
  ["198.51.96.0/20", "198.51.111.255", true],
  ["198.51.96.0/20", "198.51.112.0", false],
  ["2001:db8:40::/42", "2001:db8:7f::1", true],
  ["2001:db8:40::/42", "2001:db8:80::1", false],
  ["2001:db8::1", "2001:db8::1", true],
  ["2001:db8::/32", "32.1.13.184", false],
  ["10.0.0.0/8", "2001:db8::1", false],
])("RFC 4632, section 3.1: %s holds %s: %p", (range, ip, expected) => {
  expect(holds(range, ip)).toBe(expected);
});

test.each([
  ["the whole internet", "0.0.0.0/0"],
  ["shorter than any organisation holds", "10.0.0.0/7"],
  ["the same for IPv6", "2000::/3"],
  ["prefix beyond the family", "192.0.2.0/33"],
  ["prefix beyond the family", "2001:db8::/129"],
  ["leading zero in an octet: octal to some", "010.0.0.1"],
  ["leading zero in the prefix", "192.0.2.0/024"],
  ["zone", "fe80::1%eth0/64"],
  ["brackets", "[2001:db8::1]/64"],
  ["white space", "192.0.2.0 /24"],
  ["a name", "own.example"],
  ["a mask", "192.0.2.0/255.255.255.0"],
  ["nothing", ""],
])("refused: %s (%s)", (_, text) => {
  expect(parseIpRange(text)).toBeNull();
});

test("an address is in each of its own prefixes", () => {
  const address = fc.oneof(
    fc.record({ ip: fc.ipV4(), size: fc.constant(32), prefix: fc.integer({ min: 9, max: 32 }) }),
    fc.record({ ip: fc.ipV6(), size: fc.constant(128), prefix: fc.integer({ min: 97, max: 128 }) }),
  );
  fc.assert(
    fc.property(address, ({ ip: text, prefix }) => {
      const ip = parseIp(text) as string;
      const family = ip.includes(":") ? prefix : Math.min(prefix, 32);
      const range = parseIpRange(`${ip}/${family}`);
      expect(range).not.toBeNull();
      expect(holds(`${ip}/${family}`, ip)).toBe(true);
    }),
  );
});

test("never throws", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789abcdef:./%[]") }),
      (text) => void parseIpRange(text),
    ),
  );
});
