import * as fc from "fast-check";
import { readHeaderFields } from "../../../src/core/mail/header-fields.ts";
import {
  decodeEntity,
  type MimeEntity,
  type MimeTree,
  readMimeTree,
} from "../../../src/core/mail/mime-tree.ts";

const toOctets = (text: string) => new TextEncoder().encode(text);

function treeOf(octets: Uint8Array): MimeTree {
  return readMimeTree(octets, readHeaderFields(octets));
}

/** A message of these lines, with both line breaks: every test holds for either. */
function bothBreaks(lines: readonly string[]): [string, Uint8Array][] {
  return [
    ["CRLF", toOctets(lines.join("\r\n"))],
    ["LF", toOctets(lines.join("\n"))],
  ];
}

function bodyText(octets: Uint8Array, entity: MimeEntity | undefined): string {
  if (entity === undefined) throw new Error("no such part");
  return new TextDecoder().decode(decodeEntity(octets, entity, 10_000)).replaceAll("\r\n", "\n");
}

/** "multipart/mixed(text/plain,text/html)" */
function shape({ entities }: MimeTree, index = 0): string {
  const { mediaType, children } = entities[index] as MimeEntity;
  return children.length === 0
    ? mediaType
    : `${mediaType}(${children.map((child) => shape({ entities, truncated: false }, child)).join(",")})`;
}

const simple = [
  "From: one@example.org",
  "MIME-Version: 1.0",
  'Content-type: multipart/mixed; boundary="simple boundary"',
  "",
  "This is the preamble.  It is to be ignored.",
  "",
  "--simple boundary",
  "",
  "This is implicitly typed plain US-ASCII text.",
  "It does NOT end with a linebreak.",
  "--simple boundary",
  "Content-type: text/plain; charset=us-ascii",
  "",
  "This is explicitly typed plain US-ASCII text.",
  "It DOES end with a linebreak.",
  "",
  "--simple boundary--",
  "",
  "This is the epilogue.  It is also to be ignored.",
];

describe("RFC 2046, section 5.1.1", () => {
  test.each(bothBreaks(simple))("the simple example, %s", (_name, octets) => {
    const tree = treeOf(octets);
    expect(shape(tree)).toBe("multipart/mixed(text/plain,text/plain)");
    expect(bodyText(octets, tree.entities[1])).toBe(
      "This is implicitly typed plain US-ASCII text.\nIt does NOT end with a linebreak.",
    );
    expect(bodyText(octets, tree.entities[2])).toBe(
      "This is explicitly typed plain US-ASCII text.\nIt DOES end with a linebreak.\n",
    );
  });

  const mutate = (from: string, to: string) => simple.map((line) => (line === from ? to : line));
  test.each([
    ["white space after the delimiter", mutate("--simple boundary", "--simple boundary \t "), 3],
    ["not closed", simple.slice(0, 16), 3],
    ["cut off in the delimiter", [...simple.slice(0, 16), "--simple bound"], 3],
    ["boundary parameter missing", mutate(simple[2] as string, "Content-Type: multipart/mixed"), 1],
    [
      "boundary parameter empty",
      mutate(simple[2] as string, 'Content-Type: multipart/mixed; boundary=""'),
      1,
    ],
    ["delimiter not at the start of a line", mutate("--simple boundary", " --simple boundary"), 1],
    [
      "closed first: what follows is epilogue",
      [...simple.slice(0, 5), "--simple boundary--", ...simple.slice(5)],
      1,
    ],
    ["a line longer than the boundary", mutate("--simple boundary", "--simple boundary2"), 1],
    [
      "boundary by RFC 2231",
      mutate(
        simple[2] as string,
        "Content-Type: multipart/mixed; boundary*0*=us-ascii''simple%20; boundary*1=boundary",
      ),
      3,
    ],
  ])("mutation: %s", (_name, lines, parts) => {
    for (const [, octets] of bothBreaks(lines)) expect(treeOf(octets).entities).toHaveLength(parts);
  });

  test("a part without blank line ends at the delimiter, though that looks like a field", () => {
    const octets = toOctets(
      [
        'Content-Type: multipart/mixed; boundary="a:b"',
        "",
        "--a:b",
        "Content-Type: text/html",
        "--a:b",
        "",
        "x",
      ].join("\n"),
    );
    const tree = treeOf(octets);
    expect(shape(tree)).toBe("multipart/mixed(text/html,text/plain)");
    expect(bodyText(octets, tree.entities[1])).toBe("");
    expect(bodyText(octets, tree.entities[2])).toBe("x");
  });

  test("a boundary in other octets than ASCII", () => {
    const octets = toOctets('Content-Type: multipart/mixed; boundary="grüße"\n\n--grüße\n\nx\n--grüße--\n');
    expect(bodyText(octets, treeOf(octets).entities[1])).toBe("x");
  });
});

describe("nesting", () => {
  const nested = (outer: string, inner: string, middle: readonly string[] = []) =>
    toOctets(
      [
        `Content-Type: multipart/mixed; boundary="${outer}"`,
        "",
        `--${outer}`,
        `Content-Type: multipart/alternative; boundary="${inner}"`,
        "",
        `--${inner}`,
        "",
        "plain",
        `--${inner}`,
        "Content-Type: text/html",
        "",
        "<p>html",
        ...middle,
        `--${outer}`,
        "Content-Type: image/png",
        "",
        "picture",
        `--${outer}--`,
      ].join("\r\n"),
    );

  test.each([
    ["different boundaries", nested("outer", "inner", ["--inner--"])],
    ["the inner one not closed: the outer delimiter ends it", nested("outer", "inner")],
    ["the outer one begins like the inner one", nested("b", "b1", ["--b1--"])],
    ["the inner one begins like the outer one", nested("b1", "b", ["--b--"])],
    ["the inner one ends like a closed outer one", nested("b", "b--", ["--b----"])],
    ["an epilogue of the inner one", nested("outer", "inner", ["--inner--", "", "--inner", "not a part"])],
  ])("%s", (_name, octets) => {
    expect(shape(treeOf(octets))).toBe(
      "multipart/mixed(multipart/alternative(text/plain,text/html),image/png)",
    );
  });

  test("one boundary for both: the inner one counts, and the outer one again once that is closed", () => {
    const octets = nested("same", "same", ["--same--"]);
    expect(shape(treeOf(octets))).toBe(
      "multipart/mixed(multipart/alternative(text/plain,text/html),image/png)",
    );
  });

  test("RFC 2046, section 5.2.1: a message in a message, with absolute offsets", () => {
    const octets = toOctets(
      [
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "Subject: inner",
        'Content-Type: multipart/alternative; boundary="c"',
        "",
        "--c",
        "",
        "text",
        "--b--",
      ].join("\r\n"),
    );
    const tree = treeOf(octets);
    expect(shape(tree)).toBe("multipart/mixed(message/rfc822(multipart/alternative(text/plain)))");
    const subject = tree.entities[2]?.fields[0];
    expect(subject?.body).toBe("inner");
    expect(new TextDecoder().decode(octets.subarray(subject?.offset, subject?.bodyOffset))).toBe("Subject:");
    expect(bodyText(octets, tree.entities[3])).toBe("text");
  });

  test("RFC 2046, section 5.1.5: in a digest a part is a message unless it says otherwise", () => {
    const octets = toOctets(
      'Content-Type: multipart/digest; boundary="b"\n\n--b\n\nSubject: one\n\nfirst\n--b\nContent-Type: text/plain\n\nsecond\n--b--\n',
    );
    expect(shape(treeOf(octets))).toBe("multipart/digest(message/rfc822(text/plain),text/plain)");
  });

  test("deeper than 50 levels is not followed, and said", () => {
    const lines = Array.from({ length: 80 }, (_, i) => [
      `Content-Type: multipart/mixed; boundary=b${i}`,
      "",
      `--b${i}`,
    ]);
    const tree = treeOf(toOctets(lines.flat().join("\n")));
    expect(tree.truncated).toBe(true);
    expect(tree.entities.at(-1)?.depth).toBe(50);
  });

  test("of 10,000 parts 2,000 entities are listed, and what is left out is said", () => {
    const octets = toOctets(
      `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(10_000)}--b--\n`,
    );
    const tree = treeOf(octets);
    expect(tree).toMatchObject({ truncated: true });
    expect(tree.entities).toHaveLength(2_000);
    expect(bodyText(octets, tree.entities.at(-1))).toBe("x");
  });
});

describe("what a part says of itself", () => {
  const partOf = (...fields: string[]) =>
    treeOf(toOctets(`${fields.join("\r\n")}\r\n\r\nbody`)).entities[0] as MimeEntity;

  test("RFC 2045, section 5.2: plain text where nothing or nothing readable is said", () => {
    for (const part of [
      partOf("Subject: x"),
      partOf("Content-Type: text"),
      partOf("Content-Type: ; charset=x"),
    ]) {
      expect(part).toMatchObject({
        mediaType: "text/plain",
        encoding: "7bit",
        disposition: null,
        fileName: null,
      });
    }
  });
  test("encoding in capitals with a comment", () => {
    expect(partOf("Content-Transfer-Encoding: BASE64 (as ever)").encoding).toBe("base64");
  });
  test.each([
    ["RFC 2183", 'Content-Disposition: attachment; filename="genome.jpeg"', "genome.jpeg"],
    ["RFC 2231", "Content-Disposition: attachment; filename*=utf-8''d%C3%A9mand.pdf", "démand.pdf"],
    [
      "RFC 2047 where it does not belong",
      'Content-Disposition: attachment; filename="=?utf-8?Q?d=C3=A9mand?="',
      "démand",
    ],
    ["only the type's name", 'Content-Type: application/pdf; name="demand.pdf"', "demand.pdf"],
    ["a path stays a name as sent", 'Content-Disposition: attachment; filename="../../etc/x"', "../../etc/x"],
  ])("file name, %s", (_name, field, fileName) => {
    expect(partOf(field).fileName).toBe(fileName);
  });
  test("Content-ID with its angle brackets", () => {
    expect(partOf("Content-ID: <foo4*foo1@example.org> (logo)").contentId).toBe("<foo4*foo1@example.org>");
    expect(partOf("Content-ID: bare").contentId).toBeNull();
  });
});

describe("whatever the sender wrote", () => {
  const line = fc.constantFrom(
    "--a",
    "--a--",
    "--b",
    "--b--",
    "--a ",
    "-",
    "--",
    "",
    "text",
    "Content-Type: text/html",
    "Content-Type: multipart/mixed; boundary=a",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: message/rfc822",
    "Content-Transfer-Encoding: base64",
    "Zm9v",
    " folded",
  );
  test("parts lie inside of what contains them, in order, and never overlap", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.constantFrom("\n", "\r\n"), (lines, lineBreak) => {
        const octets = toOctets(
          `Content-Type: multipart/mixed; boundary=a${lineBreak}${lines.join(lineBreak)}`,
        );
        const { entities } = treeOf(octets);
        for (const entity of entities) {
          expect(entity.offset).toBeLessThanOrEqual(entity.bodyOffset);
          expect(entity.bodyOffset).toBeLessThanOrEqual(entity.bodyEnd);
          expect(entity.bodyEnd).toBeLessThanOrEqual(octets.length);
          let previousEnd = entity.bodyOffset;
          for (const child of entity.children.map((index) => entities[index] as MimeEntity)) {
            expect(child.parent).toBe(entity.index);
            expect(child.offset).toBeGreaterThanOrEqual(previousEnd);
            previousEnd = child.bodyEnd;
          }
          expect(previousEnd).toBeLessThanOrEqual(entity.bodyEnd);
          expect(decodeEntity(octets, entity, 10).length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 500 },
    );
  });
  test("any octets give a message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (octets) => {
        expect(treeOf(octets).entities[0]).toMatchObject({ offset: 0, bodyEnd: octets.length });
      }),
    );
  });
});
