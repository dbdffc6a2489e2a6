import * as fc from "fast-check";
import { kindOfIp, parseIp } from "../../../../src/core/analysis/network/ip-address.ts";

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["[192.0.2.1]", "192.0.2.1"],
  ["[192.0.2.1]:25", "192.0.2.1"],
  ["[IPv6:2001:db8::1]", "2001:db8::1"],
  ["?IPv6:2001:db8::1", "2001:db8::1"],
  ["[fe80::1%9]", "fe80::1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["256.0.0.1", null],
  ["1.2.3", null],
  ["1.2.3.4.5", null],
  ["2001:db8::1::2", null],
  ["1:2:3:4:5:6:7", null],
  ["1.2.3.4::", null],
  ["1:2:3:4:5:6:7:8:", null],
  ["::ffff:1.2.3.4:5", null],
  ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
  ["example.com", null],
  ["", null],
])("parseIp %p", (text, expected) => {
  expect(parseIp(text)).toBe(expected);
});

test.each([
  ["2001:0db8:0000:0000:0000:ff00:0042:8329", "2001:db8::ff00:42:8329"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
  ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["2001:DB8::A", "2001:db8::a"],
  ["::", "::"],
  ["1::", "1::"],
])("RFC 5952, section 4: %p", (text, expected) => {
  expect(parseIp(text)).toBe(expected);
});

test.each([
  ["10.1.2.3", "private"],
  ["172.31.255.255", "private"],
  ["172.32.0.0", "public"],
  ["192.168.31.91", "private"],
  ["100.64.0.1", "shared"],
  ["100.128.0.1", "public"],
  ["127.0.0.1", "loopback"],
  ["169.254.1.1", "link-local"],
  ["198.51.100.1", "documentation"],
  ["224.0.0.1", "multicast"],
  ["255.255.255.255", "reserved"],
  ["8.8.8.8", "public"],
  ["fe80::1", "link-local"],
  ["fd00::1", "private"],
  ["::1", "loopback"],
  ["2001:db8::1", "documentation"],
  ["2603:10b6::9", "public"],
])("RFC 6890: %s is %s", (ip, kind) => {
  expect(kindOfIp(ip)).toBe(kind);
});

test("every generated address is read, and reading is stable", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const ip = parseIp(text);
      expect(ip).not.toBeNull();
      expect(parseIp(ip as string)).toBe(ip);
    }),
  );
});
