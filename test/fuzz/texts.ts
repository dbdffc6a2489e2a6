/** Random texts that senders choose: names, hosts, addresses, dates, encoded words. One character an octet. */
import type { Dictionary } from "./dictionary.ts";
import type { Random } from "./random.ts";

const ODD = [
  "",
  " ",
  "\t",
  "\0",
  "\r",
  "\n",
  "\r\n ",
  "\\",
  '"',
  "(",
  ")",
  "<",
  ">",
  "[",
  "]",
  ",",
  ";",
  ":",
  "@",
  ".",
  "=",
  "=?",
  "?=",
  "%",
  "{",
  "}",
  "\u0080",
  "\u00ff",
  "\u00c3\u00a9",
  "\u00e2\u0080\u00ae",
  "\u00ef\u00bb\u00bf",
  "__proto__",
  "constructor",
];
const NUMBERS = [
  "0",
  "-1",
  "1",
  "00",
  "99",
  "255",
  "256",
  "2147483648",
  "4294967296",
  "9007199254740993",
  "1e309",
  "999999999999",
  "0x10",
];
const HOSTS = [
  "mail.example.com",
  "example.org",
  "localhost",
  "mx.google.com",
  "mail-wr1-f41.google.com",
  "AM6PR0102MB3398.eurprd01.prod.exchangelabs.com",
  "sonic.gate.mail.ne1.yahoo.com",
  "mail-40131.protonmail.ch",
  "xn--80ak6aa92e.com",
  "host-203-0-113-7.dynamic.example.net",
  "a.b.c.d.e.f.example",
  "x".repeat(70),
  "-.-",
  "..",
  "example.com.",
];
const ADDRESSES = [
  "203.0.113.7",
  "192.0.2.255",
  "10.0.0.1",
  "127.0.0.1",
  "169.254.1.1",
  "100.64.0.1",
  "2001:db8::1",
  "::1",
  "::ffff:192.0.2.1",
  "IPv6:2001:db8::2",
  "fe80::1%eth0",
  "256.1.1.1",
  "1.2.3",
  "0.0.0.0",
  "2603:10a6:20b:5e::30",
  "1:2:3:4:5:6:7:8:9",
  "::",
  ":::",
  "01.02.03.04",
];
const CHARSETS = [
  "utf-8",
  "iso-8859-1",
  "windows-1252",
  "shift_jis",
  "gb18030",
  "utf-16",
  "utf-7",
  "koi8-r",
  "x-unknown",
  "utf-8*en",
  '"utf-8"',
  "",
];

export class Texts {
  readonly random: Random;
  readonly dictionary: Dictionary;

  constructor(random: Random, dictionary: Dictionary) {
    this.random = random;
    this.dictionary = dictionary;
  }

  odd(): string {
    return this.random.pick(ODD);
  }

  number(): string {
    return this.random.oneIn(2) ? this.random.pick(NUMBERS) : String(this.random.below(100_000));
  }

  word(): string {
    const { random } = this;
    return random.oneOf([
      () => random.pick(this.dictionary.words),
      () => random.pick(this.dictionary.words),
      () => this.token(1 + random.few(20)),
      () => this.odd(),
      () => this.number(),
      () => this.token(1 + random.few(8)).repeat(1 + random.few(60)),
    ]);
  }

  token(length: number, alphabet = "abcdefghijklmnopqrstuvwxyzABCDEF0123456789-_"): string {
    return this.random.times(length, () => alphabet[this.random.below(alphabet.length)]).join("");
  }

  hex(length: number): string {
    return this.token(length, "0123456789abcdef");
  }

  base64(length: number): string {
    return this.token(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  }

  uuid(): string {
    const version = this.random.pick(["1", "4", "0", "7"]);
    return [this.hex(8), this.hex(4), version + this.hex(3), this.hex(4), this.hex(12)].join("-");
  }

  sentence(words = 12): string {
    return this.random
      .times(1 + this.random.few(words), () => this.word())
      .join(this.random.pick([" ", " ", "", "\t"]));
  }

  host(): string {
    return this.random.oneIn(4)
      ? `${this.token(1 + this.random.few(10))}.${this.random.pick(HOSTS)}`
      : this.random.pick(HOSTS);
  }

  ip(): string {
    if (this.random.oneIn(2)) return this.random.pick(ADDRESSES);
    return this.random.times(4, () => this.random.below(300)).join(".");
  }

  mailAddress(): string {
    return this.random.oneOf([
      () => `${this.token(1 + this.random.few(12))}@${this.host()}`,
      () => `"${this.word()}"@${this.host()}`,
      () => `${this.word()}@[${this.ip()}]`,
      () => this.word(),
      () => `@a,@b:${this.token(3)}@${this.host()}`,
    ]);
  }

  mailbox(): string {
    return this.random.oneOf([
      () => this.mailAddress(),
      () => `<${this.mailAddress()}>`,
      () => `${this.sentence(3)} <${this.mailAddress()}>`,
      () => `"${this.sentence(3)}" <${this.mailAddress()}>`,
      () => `${this.encodedWord()} <${this.mailAddress()}>`,
      () => `${this.mailAddress()} (${this.sentence(3)})`,
      () => `group: ${this.mailAddress()}, ${this.mailAddress()};`,
    ]);
  }

  mailboxes(): string {
    return this.random
      .times(1 + this.random.few(5), () => this.mailbox())
      .join(this.random.pick([",", ", ", ";", "\r\n ,"]));
  }

  encodedWord(): string {
    const encoding = this.random.pick(["B", "Q", "b", "q", "X", ""]);
    const text = this.random.oneIn(2)
      ? this.base64(this.random.few(40))
      : this.random
          .times(this.random.few(12), () =>
            this.random.pick(["=E2", "=82", "=AC", "_", "a", "=", "=GG", "=00"]),
          )
          .join("");
    return `=?${this.random.pick(CHARSETS)}?${encoding}?${text}?=`;
  }

  date(): string {
    const { random } = this;
    const two = (limit: number) => String(random.below(limit)).padStart(2, "0");
    const year = random.pick(["2026", "2026", "2025", "26", "1970", "9999", "0000", "275761", "126"]);
    const month = random.pick(["Jan", "Feb", "Nov", "Dec", "MAY", "Foo", "11"]);
    const zone = random.pick([
      "+0000",
      "+0100",
      "-0800",
      "GMT",
      "PST",
      "-0000",
      "+9999",
      "Z",
      "(CET)",
      "+0200 (CEST)",
      "",
      "UT",
      "+1",
    ]);
    return random.oneOf([
      () =>
        `${random.pick(["Mon", "Tue", "Sun", "Xyz"])}, ${random.below(33)} ${month} ${year} ${two(25)}:${two(61)}:${two(62)} ${zone}`,
      () => `${random.below(33)} ${month} ${year} ${two(24)}:${two(60)} ${zone}`,
      () => `${year}-${two(13)}-${two(33)}T${two(24)}:${two(60)}:${two(60)}.${random.below(1e9)}${zone}`,
      () =>
        `${year}-${two(13)}-${two(33)} ${two(24)}:${two(60)}:${two(60)}.${random.below(1e9)} +0000 UTC m=+${random.below(1e6)}.5`,
      () =>
        `${random.pick(["Mon", "Fri"])} ${month} ${random.below(32)} ${two(24)}:${two(60)}:${two(60)} ${year}`,
      () => String(random.next()),
      () => this.word(),
    ]);
  }

  charset(): string {
    return this.random.pick(CHARSETS);
  }
}

/** @param binary - One character an octet; what is beyond becomes UTF-8, as in sources of the analysis itself. */
export function octetsOf(binary: string): Uint8Array {
  return /[^\0-\u00ff]/.test(binary)
    ? new TextEncoder().encode(binary)
    : Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
