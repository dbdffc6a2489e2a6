import * as fc from "fast-check";
import { formatReceiptLink, parseReceiptLink } from "../../../src/core/evidence/receipt-link.ts";

const LINK = {
  reference: "ZG-7K3M-92QF",
  packageDigest: `sha256:${"ab".repeat(32)}`,
  readToken: "a".repeat(21) + "_-Z9",
} as const;

test("a link survives being written and read, and everything of it stands behind the hash", () => {
  const text = formatReceiptLink("https://report.example.org/start", LINK);
  const url = new URL(text);
  expect(url.origin + url.pathname + url.search).toBe("https://report.example.org/start");
  expect(parseReceiptLink(url.hash)).toEqual(LINK);
});

test.each([
  "",
  "#",
  "#receipt=",
  `#receipt=${LINK.reference}.${"ab".repeat(32)}`,
  `#receipt=${LINK.reference}.${"AB".repeat(32)}.${LINK.readToken}`,
  `#receipt=${LINK.reference}.${"ab".repeat(32)}.${LINK.readToken}.more`,
  `#receipt=${LINK.reference}.${"ab".repeat(32)}.short`,
  `#receipt=ZG-0000.${"ab".repeat(32)}.${LINK.readToken}`,
  `#receipt=${LINK.reference}.${"ab".repeat(32)}.${"a".repeat(500)}`,
])("%s is no link", (fragment) => {
  expect(parseReceiptLink(fragment)).toBeNull();
});

test("never throws, whatever somebody appended to the address", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseReceiptLink(`#receipt=${text}`)));
});

test("what could not be read again is not written", () => {
  expect(() => formatReceiptLink("https://report.example.org/", { ...LINK, readToken: "a b" })).toThrow(
    TypeError,
  );
});
