/** Bodies: MIME trees, HTML and attachments, well-formed in part. Binary strings, one character an octet. */
import { contentType, fieldBody } from "./header-forms.ts";
import { octetsOf, type Texts } from "./texts.ts";

const TAGS = [
  "a",
  "img",
  "div",
  "span",
  "style",
  "script",
  "p",
  "br",
  "table",
  "td",
  "font",
  "svg",
  "base",
  "meta",
  "link",
  "form",
  "input",
  "iframe",
  "title",
  "!--",
  "!DOCTYPE html",
  "html",
  "body",
  "textarea",
  "noscript",
  "template",
];
const ATTRIBUTES = [
  "href",
  "src",
  "style",
  "class",
  "alt",
  "width",
  "height",
  "hidden",
  "background",
  "srcset",
  "action",
  "color",
  "bgcolor",
  "onclick",
  "content",
  "http-equiv",
  "aria-hidden",
  "data-x",
];
const STYLES = [
  "display:none",
  "color:#fff;background:white",
  "font-size:0",
  "visibility: hidden",
  "opacity:0",
  "mso-hide:all",
  "position:absolute;left:-9999px",
  "background:url(https://t.example/p.gif)",
  "color:rgb(255,255,255)",
  "max-height:0;overflow:hidden",
  "@import url(x)",
];
const SCHEMES = [
  "https://",
  "http://",
  "mailto:",
  "data:text/html;base64,",
  "javascript:",
  "cid:",
  "//",
  "hxxp://",
  "tel:",
  "ftp://",
  "HTTPS:\\\\",
  "",
];
const ENTITIES = [
  "&amp;",
  "&#x41;",
  "&#65",
  "&lt",
  "&nbsp;",
  "&#x110000;",
  "&#0;",
  "&bogus;",
  "&",
  "&#xD800;",
  "&zwnj;",
  "&shy;",
];
const MONEY = [
  "EUR 5.000,00",
  "$ 1,500",
  "0.05 BTC",
  "\u00e2\u0082\u00ac 2000",
  "binnen 48 uur",
  "within 24 hours",
  "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  "0x52908400098527886E0F7030069857D2E4169EE7",
  "+31 20 123 4567",
  "06-12345678",
  "NL91ABNA0417164300",
  "XMR",
  "TNVTdTSPRnXkDiagy7enti1KL75NU5AxC9",
];

export function body(texts: Texts, depth: number): { readonly fields: string[]; readonly body: string } {
  const { random } = texts;
  if (depth > 0 && random.oneIn(2)) return multipart(texts, depth);
  if (depth > 0 && random.oneIn(8)) {
    const inner = body(texts, depth - 1);
    return {
      fields: ["Content-Type: message/rfc822"],
      body: [...random.times(random.few(5), () => anyField(texts)), ...inner.fields, "", inner.body].join(
        "\r\n",
      ),
    };
  }
  return leaf(texts);
}

export function anyField(texts: Texts): string {
  const name = texts.random.oneIn(15) ? texts.word() : texts.random.pick(texts.dictionary.fieldNames);
  const gap = texts.random.pick([": ", ": ", ": ", ":", " : ", ":\r\n "]);
  return `${name}${gap}${fieldBody(name.toLowerCase(), texts)}`;
}

function multipart(texts: Texts, depth: number): { fields: string[]; body: string } {
  const { random } = texts;
  const boundary = random.oneOf([
    () => `000000000000${texts.hex(16)}`,
    () =>
      `----=_NextPart_000_${texts.hex(4).toUpperCase()}_01DC${texts.hex(4).toUpperCase()}.${texts.hex(8).toUpperCase()}`,
    () => `Apple-Mail-${texts.uuid().toUpperCase()}`,
    () => `----=_Part_${random.below(1e6)}_${random.below(1e9)}.${1_700_000_000_000 + random.below(1e11)}`,
    () => `===============${random.below(1e15)}==`,
    () => texts.word(),
    () => "x",
  ]);
  const parts = random.times(random.few(5), () => body(texts, depth - 1));
  const lines = random.oneIn(4) ? [texts.sentence()] : [];
  for (const part of parts)
    lines.push(`--${boundary}${random.oneIn(9) ? " \t" : ""}`, ...part.fields, "", part.body);
  if (!random.oneIn(5)) lines.push(`--${boundary}--`);
  if (random.oneIn(5)) lines.push(texts.sentence());
  const kind = random.pick(["mixed", "alternative", "related", "signed", "report", "digest", "x"]);
  return {
    fields: [`Content-Type: multipart/${kind}; boundary=${random.oneIn(3) ? boundary : `"${boundary}"`}`],
    body: lines.join(random.oneIn(6) ? "\n" : "\r\n"),
  };
}

function leaf(texts: Texts): { fields: string[]; body: string } {
  const { random } = texts;
  const [type, content] = random.oneOf<readonly [string, string]>([
    () => [`text/plain; charset=${texts.charset()}`, plain(texts)],
    () => [`text/html; charset=${texts.charset()}`, html(texts)],
    () => ["text/html", html(texts)],
    () => [contentType(texts), attachment(texts)],
    () => [
      `application/octet-stream; name="${texts.word()}.${random.pick(["pdf.exe", "docx", "jpg", "html", "zip", "iso", "eml"])}"`,
      attachment(texts),
    ],
    () => [contentType(texts), random.oneIn(2) ? plain(texts) : html(texts)],
  ]);
  const fields = [`Content-Type: ${type}`, ...random.times(random.few(3), () => anyField(texts))];
  if (random.oneIn(3)) return { fields, body: content };
  if (random.oneIn(2))
    return { fields: [...fields, "Content-Transfer-Encoding: base64"], body: inBase64(texts, content) };
  return {
    fields: [...fields, "Content-Transfer-Encoding: quoted-printable"],
    body: inQuotedPrintable(texts, content),
  };
}

function inBase64(texts: Texts, content: string): string {
  const text = Buffer.from(octetsOf(content)).toString("base64");
  const lines = text.match(/.{1,76}/g) ?? [""];
  const odd = texts.random.oneIn(4) ? texts.word().replace(/[^ -~\r\n]/g, "") : "";
  return lines.join(texts.random.oneIn(8) ? "" : "\r\n") + odd;
}

function inQuotedPrintable(texts: Texts, content: string): string {
  const text = Buffer.from(octetsOf(content))
    .toString("latin1")
    .replace(
      /[^ -<>-~\r\n]/g,
      (character) => `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    );
  return texts.random.oneIn(4) ? text.replace(/ /g, "=\r\n ") : text;
}

function plain(texts: Texts): string {
  const { random } = texts;
  const piece = () =>
    random.oneOf([
      () => texts.sentence(20),
      () => random.pick(MONEY),
      () => url(texts),
      () => texts.mailAddress(),
      () => `> ${texts.sentence()}`,
      () => "-- ",
      () => "-----Original Message-----",
      () => texts.encodedWord(),
    ]);
  return random.times(1 + random.few(25), piece).join(random.pick([" ", "\r\n", "\n", "\r\n\r\n", ""]));
}

function url(texts: Texts): string {
  return `${texts.random.pick(SCHEMES)}${texts.random.oneIn(6) ? `${texts.word()}@` : ""}${texts.random.oneIn(5) ? texts.ip() : texts.host()}/${texts.random.oneIn(2) ? texts.word() : ""}`;
}

function html(texts: Texts): string {
  const { random } = texts;
  const attribute = () => {
    const value = random.oneOf([
      () => url(texts),
      () => random.pick(STYLES),
      () => texts.word(),
      () => random.pick(["0", "1", "1px", "0%"]),
    ]);
    const quote = random.pick(['"', "'", ""]);
    return ` ${random.oneIn(9) ? texts.word() : random.pick(ATTRIBUTES)}${random.pick(["=", " = ", ""])}${quote}${value}${random.oneIn(15) ? "" : quote}`;
  };
  const piece = () =>
    random.oneOf([
      () =>
        `<${random.pick(TAGS)}${random.times(random.few(4), attribute).join("")}${random.pick([">", ">", "/>", "", ">>"])}`,
      () => `</${random.pick(TAGS)}>`,
      () => texts.sentence(6),
      () => `<a href="${url(texts)}">${url(texts)}</a>`,
      () => `<!-- ${texts.sentence(3)}${random.pick(["-->", "--", "--!>"])}`,
      () =>
        `<style>${random.pick(STYLES)} .x{${random.pick(STYLES)}}${random.pick(["</style>", "</STYLE ", ""])}`,
      () => random.pick(ENTITIES),
      () => random.pick(MONEY),
      () => `<${random.pick(TAGS)}>`.repeat(random.few(30)),
    ]);
  return random.times(1 + random.few(40), piece).join(random.pick(["", " ", "\r\n"]));
}

/** The beginning of a known format, blocks with lengths true or false, and noise. */
function attachment(texts: Texts): string {
  const { random } = texts;
  const noise = () => random.times(random.few(200), () => String.fromCharCode(random.below(256))).join("");
  const two = (value: number) => String.fromCharCode((value >> 8) & 255, value & 255);
  const four = (value: number) => two(value >>> 16) + two(value);
  const little = (value: number) => [...four(value)].toReversed().join("");
  const length = (text: string) => (random.oneIn(4) ? random.next() : text.length);
  return random.oneOf([
    () => {
      const exif = `Exif\0\0${random.oneIn(2) ? "II*\0\b\0\0\0" : "MM\0*\0\0\0\b"}${noise()}`;
      return `\u00ff\u00d8\u00ff\u00e1${two(length(exif) + 2)}${exif}\u00ff\u00fe${two(9)}comment\u00ff\u00d9`;
    },
    () =>
      `\u0089PNG\r\n\u001a\n${random
        .times(random.few(4), () => {
          const data = noise();
          return `${four(length(data))}${random.pick(["IHDR", "tEXt", "iTXt", "eXIf", "tIME", "IEND"])}${data}${four(random.next())}`;
        })
        .join("")}`,
    () =>
      `%PDF-1.${random.below(10)}\n1 0 obj << /Title (${texts.sentence(3)}) /Author <${texts.hex(12)}> /CreationDate (D:2026${texts.number()}) /Producer (${texts.word()}) /JavaScript /OpenAction >> endobj\n/Encrypt ${texts.word()}\n%%EOF ${noise()}`,
    () => {
      const entries = random.times(random.few(4), () => {
        const name = random.pick([
          "docProps/core.xml",
          "docProps/app.xml",
          "word/document.xml",
          "word/vbaProject.bin",
          "[Content_Types].xml",
          "xl/workbook.xml",
          "../../x",
          texts.word(),
        ]);
        const data = `<cp:coreProperties><dc:creator>${texts.word()}</dc:creator><cp:lastModifiedBy>${texts.word()}</cp:lastModifiedBy><dcterms:created>${texts.date()}</dcterms:created></cp:coreProperties>`;
        return `PK\u0003\u0004\u0014\0${two(0)}${random.pick(["\0\0", "\b\0"])}${four(0)}${four(random.next())}${little(length(data))}${little(length(data))}${little(name.length).slice(0, 2)}\0\0${name}${data}`;
      });
      const directory = `PK\u0001\u0002${noise()}`;
      return `${entries.join("")}${directory}PK\u0005\u0006${two(0)}${two(0)}${little(entries.length).slice(0, 2)}${little(entries.length).slice(0, 2)}${little(length(directory))}${little(length(entries.join("")))}\0\0`;
    },
    () => `\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1${noise()}VBA${noise()}`,
    () => `{\\rtf1{\\info{\\author ${texts.word()}}{\\creatim\\yr2026\\mo1}}${"{".repeat(random.few(40))}`,
    () => `MZ${noise()}PE\0\0`,
    () =>
      `BEGIN:VCALENDAR\r\nORGANIZER;CN=${texts.word()}:mailto:${texts.mailAddress()}\r\nDTSTAMP:${texts.number()}Z\r\nEND:VCALENDAR`,
    () => `BEGIN:VCARD\r\nFN:${texts.word()}\r\nTEL:${texts.number()}\r\nEND:VCARD`,
    () => `RIFF${little(random.next())}WEBPEXIF${noise()}`,
    () => `\0\0\0\u0018ftypheic${noise()}`,
    () =>
      `${random.pick(["GIF89a", "7z\u00bc\u00af\u0027\u001c", "Rar!\u001a\u0007", "\u001f\u008b\b", "ID3", "OggS", "II*\0", "MM\0*", "BM", "<?xml version='1.0'?><svg", "#!/bin/sh\n", "L\0\0\0\u0001\u0014\u0002\0"])}${noise()}`,
    noise,
  ]);
}
