import * as fc from "fast-check";
import { parseParameters } from "../../../src/core/mail/content-type.ts";

function parameter(body: string, name: string): string | undefined {
  return parseParameters(body).parameters.get(name);
}

describe("RFC 2045, section 5.1: the field's syntax", () => {
  test.each([
    ["charset=us-ascii (Plain text)", "text/plain; charset=us-ascii (Plain text)", "us-ascii"],
    ["quoted", 'text/plain; charset="us-ascii"', "us-ascii"],
    ["name in capitals", "TEXT/PLAIN; CHARSET=us-ascii", "us-ascii"],
    ["blanks around the equals sign", "text/plain ; charset = us-ascii ; format=flowed", "us-ascii"],
    ["written twice: the first counts", "text/plain; charset=us-ascii; charset=utf-8", "us-ascii"],
    ["comment before the name", "text/plain; (which) charset=us-ascii", "us-ascii"],
    ["no semicolon after a quoted value", 'text/plain; format="flowed" charset="us-ascii"', "us-ascii"],
    ["a parameter without value before it", "text/plain; broken; charset=us-ascii", "us-ascii"],
    ["quote not closed", 'text/plain; charset="us-ascii', "us-ascii"],
  ])("%s", (_name, body, charset) => {
    expect(parseParameters(body).value).toBe("text/plain");
    expect(parameter(body, "charset")).toBe(charset);
  });

  test("quoted pairs are undone, and a semicolon inside of quotes is text", () => {
    expect(parameter(String.raw`a/b; name="a\"b; c=d\\.pdf"`, "name")).toBe(String.raw`a"b; c=d\.pdf`);
  });

  test("a file name without quotes keeps its blanks and parentheses, as senders mean it", () => {
    expect(parameter("a/b; name=Final notice (1).pdf; x=y", "name")).toBe("Final notice (1).pdf");
  });
});

describe("RFC 2231", () => {
  test("section 3: continuations", () => {
    const body =
      'message/external-body; access-type=URL; URL*0="ftp://";\r\n URL*1="cs.example/pub/moose.tar"';
    expect(parameter(body, "url")).toBe("ftp://cs.example/pub/moose.tar");
  });

  test("section 4: charset and language", () => {
    const body = "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A";
    expect(parameter(body, "title")).toBe("This is ***fun***");
  });

  const combined = [
    "title*0*=us-ascii'en'This%20is%20even%20more%20",
    "title*1*=%2A%2A%2Afun%2A%2A%2A%20",
    'title*2="isn\'t it!"',
  ];
  test("section 4.1: both together", () => {
    expect(parameter(`a/b; ${combined.join("; ")}`, "title")).toBe("This is even more ***fun*** isn't it!");
  });
  test("section 4.1, in another order: the numbers count", () => {
    expect(parameter(`a/b; ${combined.toReversed().join("; ")}`, "title")).toBe(
      "This is even more ***fun*** isn't it!",
    );
  });
  test("section 4.1, the second missing: what follows the gap is left out", () => {
    expect(parameter(`a/b; ${combined[0]}; ${combined[2]}`, "title")).toBe("This is even more ");
  });
  test("section 4.1, the first missing: no value", () => {
    expect(parameter(`a/b; ${combined[1]}; ${combined[2]}`, "title")).toBeUndefined();
  });

  test("a character split between two sections", () => {
    expect(parameter("a/b; name*0*=utf-8''caf%C3; name*1*=%A9", "name")).toBe("café");
  });
  test("beside a plain value the extended one counts", () => {
    expect(parameter(`a/b; name="cafe"; name*=iso-8859-1''caf%E9`, "name")).toBe("café");
  });
  test("an unknown charset and a broken escape stay as written", () => {
    expect(parameter("a/b; name*=x-none''caf%E9", "name")).toBe("caf%E9");
    expect(parameter("a/b; name*=utf-8''100%25%2", "name")).toBe("100%%2");
  });
});

test("every text gives a value and bounded parameters", () => {
  const piece = fc.constantFrom(
    ";",
    "=",
    '"',
    "\\",
    "(",
    ")",
    "*",
    "0",
    "1",
    "'",
    "%",
    "%41",
    "name",
    " ",
    "é",
    "\r\n ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const body = pieces.join("");
      const { value, parameters } = parseParameters(body);
      expect(value.length).toBeLessThanOrEqual(body.length);
      const characters = [...parameters].reduce((sum, [name, text]) => sum + name.length + text.length, 0);
      expect(characters).toBeLessThanOrEqual(body.length);
    }),
  );
});

test("a field of 100,000 parameters is read up to the limit", () => {
  const body = `a/b${Array.from({ length: 100_000 }, (_, i) => `; p${i}=1`).join("")}`;
  expect(parseParameters(body).parameters.size).toBe(200);
});
