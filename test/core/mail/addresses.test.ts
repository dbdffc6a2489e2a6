import * as fc from "fast-check";
import { domainOf, parseAddresses } from "../../../src/core/mail/addresses.ts";

function pairs(body: string): (string | null)[][] {
  return parseAddresses(body).map(({ name, address }) => [name, address]);
}

describe("parseAddresses", () => {
  test.each([
    ["RFC 5322 A.1.1", "John Doe <jdoe@machine.example>", [["John Doe", "jdoe@machine.example"]]],
    [
      "RFC 5322 A.1.2, quoted name",
      '"Joe Q. Public" <john.q.public@example.com>',
      [["Joe Q. Public", "john.q.public@example.com"]],
    ],
    [
      "RFC 5322 A.1.2, a list",
      "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
      [
        ["Mary Smith", "mary@x.test"],
        [null, "jdoe@example.org"],
        ["Who?", "one@y.test"],
      ],
    ],
    [
      "RFC 5322 A.1.2, escaped quotes",
      '<boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>',
      [
        [null, "boss@nil.test"],
        ['Giant; "Big" Box', "sysservices@example.net"],
      ],
    ],
    [
      "RFC 5322 A.1.3, groups",
      "A Group:Ed Jones <joe@where.test>,joe@where.test,John <jdoe@one.test>;",
      [
        ["Ed Jones", "joe@where.test"],
        [null, "joe@where.test"],
        ["John", "jdoe@one.test"],
      ],
    ],
    ["RFC 5322 A.1.3, empty group", "Undisclosed recipients:;", []],
    [
      "RFC 5322 A.5, comments",
      "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
      [["Pete", "pete@silly.test"]],
    ],
    [
      "RFC 5322 A.6.1, source route",
      "Mary Smith <@node.test:mary@example.net>",
      [["Mary Smith", "mary@example.net"]],
    ],
    ["name in a comment", "jdoe@example.org (John Doe)", [["John Doe", "jdoe@example.org"]]],
    [
      "a quoted name with an @ is no address",
      '"a@b.test", <c@d.test>',
      [
        ["a@b.test", null],
        [null, "c@d.test"],
      ],
    ],
    ["quoted local part", '"john doe"@example.org', [[null, '"john doe"@example.org']]],
    ["encoded name", "=?utf-8?Q?Ren=C3=A9?= <rene@example.org>", [["René", "rene@example.org"]]],
    ["an address shown as name", '"ceo@example.com" <x@evil.test>', [["ceo@example.com", "x@evil.test"]]],
    ["name only", "Nobody", [["Nobody", null]]],
    ["unclosed angle", "John <jdoe@example.org", [["John", "jdoe@example.org"]]],
    ["unclosed quote", '"John <jdoe@example.org>', [['"John', "jdoe@example.org"]]],
    ["null path", "<>", []],
    ["nothing", "", []],
  ])("%s", (_, body, expected) => {
    expect(pairs(body)).toEqual(expected);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a@<>,;:"()\\ .=?') }),
        (body) => void parseAddresses(body),
      ),
      { numRuns: 2000 },
    );
  });

  test("stays linear: a million of each special character", () => {
    for (const text of ["<", "(", '"', ",", "\\", ":", 'a" ', "<a@b>,"]) {
      expect(parseAddresses(text.repeat(1_000_000)).length).toBeLessThanOrEqual(10_000);
    }
  });
});

test("domainOf takes what follows the last @, without a final dot", () => {
  expect(["a@B.Example.", '"x@y"@z.test', "nobody", null].map(domainOf)).toEqual([
    "b.example",
    "z.test",
    null,
    null,
  ]);
});
