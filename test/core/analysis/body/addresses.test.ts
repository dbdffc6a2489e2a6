import * as fc from "fast-check";
import {
  findMailAddresses,
  findWebAddresses,
  hostShownInstead,
  readFoundAddress,
  readWebAddress,
} from "../../../../src/core/analysis/body/addresses.ts";

describe("an address, read as a browser does and shown so that nobody follows it", () => {
  test.each([
    ["plain", "https://Example.org/Path?q=1#f", "hxxps://example[.]org/Path?q=1#f", "example.org"],
    ["port", "http://a.example:8080/x", "hxxp://a[.]example:8080/x", "a.example"],
    ["without scheme", "//a.example/x", "hxxps://a[.]example/x", "a.example"],
    [
      "a name in front of @ is not the host",
      "https://bank.example@evil.example/x",
      "hxxps://bank.example@evil[.]example/x",
      "evil.example",
    ],
    ["backslashes", "https:\\\\a.example\\x", "hxxps://a[.]example\\x", "a.example"],
    ["line breaks and blanks", " ht\ntps://a.ex\r\nample/ ", "hxxps://a[.]example/", "a.example"],
    ["percent in the host", "https://%61.example/", "hxxps://a[.]example/", "a.example"],
    ["IDN", "https://pаypal.com/", "hxxps://xn--pypal-4ve[.]com/", "xn--pypal-4ve.com"],
    ["a number", "http://192.0.2.7/x", "hxxp://192[.]0[.]2[.]7/x", "192.0.2.7"],
    ["IPv6", "http://[2001:db8::7]:80/x", "hxxp://[2001:db8::7]:80/x", "[2001:db8::7]"],
    ["already defanged", "hxxp://a.example/", "hxxp://a[.]example/", "a.example"],
    ["code", "JavaScript:alert(1)", "javascript[:]alert(1)", ""],
    ["a document", "data:text/html,x", "data[:]text/html,x", ""],
    ["a wallet", "bitcoin:1abc?amount=1", "bitcoin[:]1abc?amount=1", ""],
  ])("%s", (_name, written, defanged, host) => {
    expect(readWebAddress(written, null)).toEqual({ defanged, host });
  });

  test.each(["", "#top", "page.html", "cid:abc", "mailto:a@b.example", "tel:112", "https://", "about:blank"])(
    "leads nowhere: %s",
    (written) => {
      expect(readWebAddress(written, null)).toBeNull();
    },
  );

  test("a relative one is read against the part's base", () => {
    expect(readWebAddress("/x?y", "https://b.example/a/")?.defanged).toBe("hxxps://b[.]example/x?y");
    expect(readWebAddress("/x", "file:///etc")).toBeNull();
  });

  test("a very long one is cut", () => {
    expect(readWebAddress(`https://a.example/${"x".repeat(100_000)}`, null)?.defanged).toHaveLength(2_001);
  });
});

describe("in running text", () => {
  const found = (text: string) =>
    findWebAddresses(text).map(({ start, end }) => readFoundAddress(text.slice(start, end))?.defanged);
  test.each([
    ["between words", "see https://a.example/x, or not", ["hxxps://a[.]example/x"]],
    ["in brackets", "(see <http://a.example/x>)", ["hxxp://a[.]example/x"]],
    ["at the end of a sentence", "Go to www.a.example. Now", ["hxxp://www[.]a[.]example"]],
    ["stuck to a word", "linkhttps://a.example/", ["hxxps://a[.]example/"]],
    [
      "a messenger",
      "t.me/someone or wa.me/31600000000",
      ["hxxp://t[.]me/someone", "hxxp://wa[.]me/31600000000"],
    ],
    ["none", "about://x ://y www. list.me/z", []],
  ])("%s", (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("100,000 schemes in a row", () => {
    expect(findWebAddresses("http://".repeat(100_000)).length).toBeLessThanOrEqual(500);
  });

  test.each([
    ["between words", "write to A.B+c@mail.example, please", ["A.B+c@mail.example"]],
    ["two", "a@b.example;c@d.example", ["a@b.example", "c@d.example"]],
    ["none", "@a a@ a@b @@ a@.example 1@2.3", []],
  ])("mail addresses, %s", (_name, text, expected) => {
    expect(findMailAddresses(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe("a link's text that shows another host", () => {
  test.each([
    ["https://bank.example/login", "evil.example", "bank.example"],
    ["www.bank.com", "evil.com", "www.bank.com"],
    ["bank.com", "evil.com", "bank.com"],
    ["bank.com/login?x", "bank.com.evil.net", "bank.com"],
    ["pаypal.com", "paypal.com", "xn--pypal-4ve.com"],
  ])("%s leads to %s", (text, host, shown) => {
    expect(hostShownInstead(text, host)).toBe(shown);
  });
  test.each([
    ["www.bank.com", "bank.com"],
    ["bank.com", "click.bank.com"],
    ["Click here", "evil.com"],
    ["invoice.pdf", "files.example"],
    ["Mr.Smith wrote", "a.example"],
    ["me@bank.com", "evil.com"],
    ["bank.com", ""],
  ])("%s leading to %s shows none", (text, host) => {
    expect(hostShownInstead(text, host)).toBeNull();
  });
});

test("whatever stands there, places lie within and addresses are shown without a live scheme", () => {
  const piece = fc.constantFrom(
    "http",
    "https",
    "://",
    "www.",
    "t.me/",
    "a",
    ".",
    "@",
    "/",
    ":",
    "[",
    "]",
    "%",
    "%zz",
    "é",
    " ",
    "\\",
    "javascript:",
    "xn--",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      for (const { start, end } of [...findWebAddresses(text), ...findMailAddresses(text)]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      const read = readWebAddress(text, "https://b.example/");
      if (read !== null) expect(read.defanged).not.toMatch(/^(?:https?|ftp|javascript|data):/);
    }),
    { numRuns: 500 },
  );
});
