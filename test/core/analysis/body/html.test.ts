import * as fc from "fast-check";
import { type HtmlContent, readHtml } from "../../../../src/core/analysis/body/html/html-content.ts";

function visible(html: string): string {
  return readHtml(html).visible.text.replace(/\s+/g, " ").trim();
}

function hidden(html: string): [string, string][] {
  return readHtml(html).hidden.map(({ how, text }) => [how, text]);
}

describe("what is shown", () => {
  test.each([
    ["text and tags", "<p>Pay <b>now</b>!</p><p>Or else</p>", "Pay now! Or else"],
    ["a tag inside of a word does not part it", "be<b>taa</b>l", "betaal"],
    ["cells are parted", "<table><tr><td>one<td>two</table>", "one two"],
    ["line breaks of the source are blanks", "one\r\ntwo\n\tthree", "one two three"],
    ["character references", "a&amp;b &#233;&#xE9; &euro;5&nbsp;x &lt;b&gt;", "a&b éé €5 x <b>"],
    ["references of windows-1252 by number", "&#128;&#146;", "€’"],
    ["references without semicolon", "a &amp b &#65 c", "a & b A c"],
    ["no reference at all", "Q&A &nosuch; &#;", "Q&A &nosuch; &#;"],
    ["no tag at all", "1 < 2 <3 a<b", "1 < 2 <3 a"],
    [
      "script, style and title are not shown",
      "a<script>b<c</script><STYLE>p{}</Style ><title>t</title>d",
      "ad",
    ],
    ["a declaration, a processing instruction, a bogus comment", "<!DOCTYPE html><?xml x?></ x>a", "a"],
    ["comments, also with tags inside", "a<!-- <p>b --c> -->d", "ad"],
    ["empty comments", "a<!-->b<!--->c", "abc"],
    ["a comment that is not closed takes the rest", "a<!-- b", "a"],
    ["a quote that is not closed takes the rest", '<p title="a>b</p>', ""],
    ["a quoted > does not end the tag", `<p title="a>b" x='>'>c`, "c"],
    ["attributes without quotes and with odd names", '<p a=b/c d/e =f "g>x', "x"],
    ["text of a form field", "<textarea>typed <b></textarea>", "typed <b>"],
  ])("%s", (_name, html, text) => {
    expect(visible(html)).toBe(text);
  });
});

describe("what is hidden", () => {
  test.each([
    ["display-none", '<div style="display:none">x1a</div>shown'],
    ["display-none", '<div style="color:red; DISPLAY : NONE !important">x1a</div>shown'],
    ["display-none", '<div style="d\\69splay:none">x1a</div>shown'],
    ["display-none", '<div style="display:/**/none">x1a</div>shown'],
    ["display-none", '<div style="display&#58;none">x1a</div>shown'],
    ["display-none", "<div style=display:none><p>x1a</p></div>shown"],
    ["visibility-hidden", '<span style="visibility:hidden">x1a</span>shown'],
    ["opacity-zero", '<span style="opacity:0.0">x1a</span>shown'],
    ["font-size", '<span style="font-size:0">x1a</span>shown'],
    ["font-size", '<span style="font-size:1px">x1a</span>shown'],
    ["font-size", '<span style="font:0/0 a">x1a</span>shown'],
    ["off-screen", '<div style="position:absolute;left:-9999px">x1a</div>shown'],
    ["off-screen", '<div style="text-indent:-999em">x1a</div>shown'],
    ["zero-size", '<div style="max-height:0;overflow:hidden">x1a</div>shown'],
    ["clipped", '<div style="position:absolute;clip:rect(0 0 0 0)">x1a</div>shown'],
    ["clipped", '<div style="clip-path: inset(50%)">x1a</div>shown'],
    ["transparent", '<span style="color:transparent">x1a</span>shown'],
    ["same-colour", '<font color="white">x1a</font>shown'],
    ["same-colour", '<span style="color:#fefefe">x1a</span>shown'],
    ["same-colour", '<td bgcolor="336699"><span style="color:rgb(51, 102,153)">x1a</span></td>shown'],
    ["hidden-attribute", "<div hidden>x1a</div>shown"],
    ["style-sheet", "<style>.p{display:none}</style><div class='a p'>x1a</div>shown"],
    ["style-sheet", "<style>td, div#q { visibility: hidden }</style><div id=q>x1a</div>shown"],
    ["comment", "shown<!-- x1a -->"],
    ["conditional-comment", "<!--[if mso]><style>p{}</style><p>x1a</p><![endif]-->shown"],
  ])("%s: %s", (how, html) => {
    expect(hidden(html)).toEqual([[how, "x1a"]]);
    expect(visible(html)).toBe("shown");
  });

  test.each([
    ["white on a dark cell", '<td bgcolor="#000000"><font color="white">x</font></td>'],
    ["white on a picture", '<td background="https://a.example/p.png"><font color="white">x</font></td>'],
    [
      "white on a background of the style sheet",
      "<style>.b{background:#000}</style><font color=white>x</font>",
    ],
    ["hidden on small screens only", "<style>@media (max-width:9px){.m{display:none}}</style><p class=m>x"],
    [
      "an inner element shows its text again",
      '<div style="font-size:0"><p style="font-size:14px">x</p></div>',
    ],
    ["an inner shorthand too", '<div style="font-size:0"><p style="font:700 17px/25px a">x</p></div>'],
    ["a box without height that lets its text out", '<div style="height:0">x</div>'],
    ["a percentage is no pixel", '<div style="width:1%;opacity:0.5;text-indent:-5px">x</div>'],
  ])("shown: %s", (_name, html) => {
    expect(hidden(html)).toEqual([]);
    expect(visible(html)).toBe("x");
  });

  test("ends with its element: an end tag left out, one too many, one inside of a cell", () => {
    expect(visible('<p style="display:none">a<p>b')).toBe("b");
    expect(visible('</b></i><div style="display:none">a</span></div>b')).toBe("b");
    expect(visible('<table><tr><td style="display:none">a<td>b</table>')).toBe("b");
    expect(visible('<div style="display:none"><div>a</div>b</div>c')).toBe("c");
    expect(visible('<div style="display:none"><table><tr><td></div>a</td></tr></table></div>b')).toBe("b");
    expect(visible('<img style="display:none">b')).toBe("b");
  });

  test("pieces without anything shown between are one", () => {
    expect(hidden('<div style="display:none">a<b>b</b> c</div><div style="display:none">d</div>')).toEqual([
      ["display-none", "a b c d"],
    ]);
  });
});

describe("what would be loaded, linked and sent", () => {
  const addresses = (html: string) => readHtml(html).addresses.map(({ kind, address }) => [kind, address]);
  test.each<[string, string, [string, string][]]>([
    [
      "a picture",
      '<img src="https://a.example/p?x=1&amp;y=2" width="600">',
      [["image", "https://a.example/p?x=1&y=2"]],
    ],
    ["a pixel", "<img src=https://a.example/p width=1 height=1>", [["tracker", "https://a.example/p"]]],
    [
      "a hidden one",
      '<img src="https://a.example/p" style="display:none">',
      [["tracker", "https://a.example/p"]],
    ],
    ["a background", '<body background="https://a.example/p">', [["image", "https://a.example/p"]]],
    ["a style", `<p style="background:url('https://a.example/p')">`, [["image", "https://a.example/p"]]],
    [
      "several sizes",
      '<img srcset="https://a.example/1 1x, https://a.example/2 2x">',
      [
        ["image", "https://a.example/1"],
        ["image", "https://a.example/2"],
      ],
    ],
    [
      "a style sheet",
      '<style>@import "https://a.example/s"; p{background:URL( "https://a.example/p" )}</style>',
      [
        ["style", "https://a.example/p"],
        ["style", "https://a.example/s"],
      ],
    ],
    [
      "a linked style sheet",
      '<link rel=stylesheet href="https://a.example/s">',
      [["style", "https://a.example/s"]],
    ],
    ["a frame", '<iframe src="https://a.example/f"></iframe>', [["other", "https://a.example/f"]]],
    [
      "sent on",
      '<meta http-equiv=refresh content="0; URL=https://a.example/r">',
      [["other", "https://a.example/r"]],
    ],
    [
      "a form",
      '<form method=post action="https://a.example/f"><input name=p>',
      [["form", "https://a.example/f"]],
    ],
  ])("%s", (_name, html, expected) => {
    expect(addresses(html)).toEqual(expected);
  });

  test("a link with its text, and the base that it is read against", () => {
    const { links, base } = readHtml(
      '<base href="https://b.example/"><a href="x&amp;y">go <b>there</b></a> after',
    );
    expect(base).toBe("https://b.example/");
    expect(links.map(({ href, text }) => [href, text])).toEqual([["x&y", "go there"]]);
  });
});

describe("places", () => {
  test("every character of the text lies where it says, or is a reference or white space", () => {
    const piece = fc.constantFrom(
      "a",
      "b ",
      "é",
      "<p>",
      "</p>",
      "<b>",
      "&amp;",
      "&#233;",
      "\r\n",
      "<td style='display:none'>",
      "<!-- c -->",
      "<",
      "&",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = pieces.join("");
        const { text, sourceOf } = readHtml(html).visible;
        let last = -1;
        for (let i = 0; i < text.length; i++) {
          const source = sourceOf(i);
          expect(source).toBeGreaterThanOrEqual(last);
          last = source;
          if (/[a-b😀]/u.test(text[i] as string)) expect(html[source]).toBe(text[i]);
        }
      }),
    );
  });
});

describe("whatever the sender wrote", () => {
  const isBounded = (html: string, content: HtmlContent) => {
    expect(content.visible.text.length).toBeLessThanOrEqual(html.length * 2);
    for (const { start, end } of [...content.hidden, ...content.links, ...content.addresses]) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(html.length);
    }
    expect(content.hidden.length).toBeLessThanOrEqual(200);
    expect(content.links.length).toBeLessThanOrEqual(1_000);
    expect(content.addresses.length).toBeLessThanOrEqual(1_000);
  };

  test("any text gives a bounded content", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        '"',
        "'",
        "=",
        "<a href=",
        "<style>",
        "</style>",
        "url(",
        "@import",
        "{",
        "}",
        "style='",
        "display:none",
        "&#",
        "<table>",
        "<td>",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) =>
        isBounded(pieces.join(""), readHtml(pieces.join(""))),
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ["100,000 tags", "<b>".repeat(100_000)],
    ["100,000 end tags", "</b>".repeat(100_000)],
    ["100,000 nested divisions and their end tags", "<div>".repeat(100_000) + "</div>".repeat(100_000)],
    ["100,000 openers of comments", "<!--".repeat(100_000)],
    ["100,000 openers of tags", "<a ".repeat(100_000)],
    ["100,000 quotes", '<a b="'.repeat(100_000)],
    ["100,000 style elements", "<style>".repeat(100_000)],
    ["100,000 openers of url()", `<style>${"url(".repeat(100_000)}</style>`],
    ["100,000 braces", `<style>${"{".repeat(100_000)}</style>`],
    ["100,000 ampersands", "&".repeat(100_000)],
    ["100,000 attributes", `<a ${"b ".repeat(100_000)}>`],
    ["100,000 hidden pieces", '<i style="display:none">a</i>b'.repeat(100_000)],
    ["100,000 links", '<a href="https://a.example/">b</a>'.repeat(100_000)],
    ["a style of 1 MB", `<p style="${"color:red;".repeat(100_000)}">a`],
    ["an equals sign after 1 MB of white space", `<a b${" ".repeat(1_000_000)}=c>d`],
  ])("%s", (_name, html) => {
    isBounded(html, readHtml(html));
  });
});
