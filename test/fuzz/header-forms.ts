/** Bodies of header fields in the forms that servers and programs write, and in forms that none does. */
import type { Texts } from "./texts.ts";

type Form = (texts: Texts) => string;

/** By lower-case field name; a name that is not here gets any form. */
export const FORMS: Readonly<Record<string, Form>> = {
  received,
  "x-received": received,
  "received-spf": receivedSpf,
  "authentication-results": authenticationResults,
  "arc-authentication-results": (texts) => `i=${texts.number()}; ${authenticationResults(texts)}`,
  "dkim-signature": (texts) => signature(texts, "v=1"),
  "x-google-dkim-signature": (texts) => signature(texts, "v=1"),
  "arc-message-signature": (texts) => signature(texts, `i=${texts.number()}`),
  "arc-seal": (texts) =>
    signature(texts, `i=${texts.number()}; cv=${texts.random.pick(["none", "pass", "fail", "x"])}`),
  "message-id": messageId,
  "in-reply-to": messageId,
  references: (texts) => texts.random.times(texts.random.few(8), () => messageId(texts)).join(" "),
  date: (texts) => texts.date(),
  from: (texts) => texts.mailboxes(),
  to: (texts) => texts.mailboxes(),
  cc: (texts) => texts.mailboxes(),
  sender: (texts) => texts.mailbox(),
  "reply-to": (texts) => texts.mailboxes(),
  "return-path": (texts) => `<${texts.mailAddress()}>`,
  subject: (texts) =>
    texts.random.oneIn(2)
      ? texts.sentence()
      : texts.random.times(1 + texts.random.few(6), () => texts.encodedWord()).join(" "),
  "thread-index": threadIndex,
  "x-originating-ip": (texts) => texts.random.pick([`[${texts.ip()}]`, texts.ip()]),
  "content-type": contentType,
  "content-disposition": (texts) =>
    parameters(texts, texts.random.pick(["attachment", "inline", texts.word()]), [
      "filename",
      "filename*",
      "filename*0",
      "filename*1*",
      "size",
      "creation-date",
    ]),
  "content-transfer-encoding": (texts) =>
    texts.random.pick(["base64", "quoted-printable", "8bit", "binary", "x-uuencode", texts.word()]),
};

export function fieldBody(lowerName: string, texts: Texts): string {
  const form = Object.hasOwn(FORMS, lowerName) ? FORMS[lowerName] : undefined;
  // Now and then a form that belongs to another field.
  if (form !== undefined && !texts.random.oneIn(12)) return form(texts);
  return texts.random.oneOf([
    () => texts.sentence(),
    () => texts.mailbox(),
    () => tagList(texts),
    () => messageId(texts),
    () => texts.uuid(),
    () => texts.date(),
    () => texts.ip(),
    () => texts.host(),
    () => texts.number(),
    () => texts.base64(texts.random.few(120)),
    () => texts.random.pick(Object.values(FORMS))(texts),
  ]);
}

function received(texts: Texts): string {
  const { random } = texts;
  const from = random.oneOf([
    () => `from ${texts.host()} (${texts.host()} [${texts.ip()}])`,
    () => `from ${texts.host()} (HELO ${texts.host()}) (${texts.ip()})`,
    () => `from [${texts.ip()}] (port=${texts.number()} helo=${texts.word()})`,
    () => `from unknown (HELO ${texts.word()}) (${texts.mailAddress()}@${texts.ip()} with ${texts.word()})`,
    () => `from ${texts.number()} named ${texts.word()} by gmailapi.google.com`,
    () => `from ${texts.host()} (${texts.ip()}) by`,
    () => `(qmail ${texts.number()} invoked by uid ${texts.number()})`,
    () => "from",
    () => `from ${"(".repeat(random.few(50))}${texts.word()}${")".repeat(random.few(50))}`,
    () => "",
  ]);
  const rest = [
    random.oneIn(5) ? "" : `by ${texts.host()}${random.oneIn(3) ? ` (${texts.sentence(3)})` : ""}`,
    random.oneIn(6) ? `via ${texts.word()}` : "",
    random.oneIn(4)
      ? ""
      : `with ${random.pick(["ESMTPS", "SMTP", "HTTP", "HTTPREST", "LMTP", "local", "Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)", texts.word()])}`,
    random.oneIn(4)
      ? ""
      : `id ${random.oneOf([() => texts.word(), () => texts.uuid(), () => `${texts.token(6)}-${texts.token(6)}-${texts.token(2)}`, () => `${texts.hex(20)}si${texts.number()}.${random.below(200)}.${texts.date()}`])}`,
    random.oneIn(3) ? `for <${texts.mailAddress()}>` : "",
    random.oneIn(5) ? `(version=TLS1_3 cipher=${texts.word()} bits=${texts.number()}/${texts.number()})` : "",
    random.oneIn(8) ? `(envelope-from <${texts.mailAddress()}>)` : "",
  ].filter((part) => part !== "");
  const end = random.pick(["; ", ";", "\r\n\t; ", " ", ";;"]);
  return `${[from, ...rest].join(random.pick([" ", "\r\n\t", "\r\n        "]))}${end}${texts.date()}`;
}

function receivedSpf(texts: Texts): string {
  const { random } = texts;
  return `${random.pick(["Pass", "fail", "SoftFail", "none", texts.word()])} (${texts.sentence(6)}) client-ip=${texts.ip()}; envelope-from=${texts.mailAddress()}; helo=${texts.host()}; receiver=${texts.word()}`;
}

function authenticationResults(texts: Texts): string {
  const { random } = texts;
  const result = () => {
    const method = random.pick([
      "spf",
      "dkim",
      "dmarc",
      "arc",
      "compauth",
      "auth",
      "iprev",
      "x-tls",
      texts.word(),
    ]);
    const properties = random.times(
      random.few(5),
      () =>
        `${random.pick(["smtp.mailfrom", "header.d", "header.i", "header.from", "header.b", "action", "reason", "smtp.auth", "policy.iprev", texts.word()])}=${random.oneOf([() => texts.host(), () => `"${texts.sentence(3)}"`, () => texts.mailAddress(), () => texts.word()])}`,
    );
    return `${method}=${random.pick(["pass", "fail", "none", "softfail", "temperror", texts.word()])} ${random.oneIn(2) ? `(${texts.sentence(5)}) ` : ""}${properties.join(random.pick([" ", ";", "  "]))}`;
  };
  const head = random.oneIn(5) ? "" : `${random.pick(["mx.google.com", "spf=pass", texts.host()])}; `;
  return head + random.times(1 + random.few(5), result).join(random.pick(["; ", ";\r\n       "]));
}

function tagList(texts: Texts): string {
  const { random } = texts;
  const tag = () =>
    `${random.pick(["CIP", "CTRY", "SCL", "SFV", "CAT", "IPV", "PTR", "h", "b", "bh", "d", "s", "t", "x", "l", "i", "a", "c", "v", texts.word()])}${random.pick(["=", ":", " = "])}${texts.word()}`;
  return random.times(random.few(20), tag).join(random.pick([";", "; ", ",", "\r\n ;"]));
}

function signature(texts: Texts, first: string): string {
  const { random } = texts;
  const names = random.times(random.few(12), () =>
    random.pick([...texts.dictionary.fieldNames.slice(0, 12), texts.word()]),
  );
  const tags = [
    first,
    `a=${random.pick(["rsa-sha256", "rsa-sha1", "ed25519-sha256", "rsa-sha512", texts.word()])}`,
    `c=${random.pick(["relaxed/relaxed", "simple/simple", "relaxed", "relaxed/simple", "x/y/z", texts.word()])}`,
    `d=${texts.host()}`,
    `s=${random.pick(["20230601", "selector1", texts.word()])}`,
    `h=${names.join(":")}`,
    `bh=${random.oneIn(3) ? texts.word() : `${texts.base64(43)}=`}`,
    `b=${texts.base64(random.few(350))}`,
    `t=${texts.number()}`,
    `x=${texts.number()}`,
    `l=${texts.number()}`,
    `i=${texts.mailAddress()}`,
  ].filter(() => !random.oneIn(6));
  return tags.join(random.pick(["; ", ";", ";\r\n\t"]));
}

function messageId(texts: Texts): string {
  const { random } = texts;
  const local = random.oneOf([
    () => texts.uuid(),
    () => `CA${texts.base64(40)}@mail.gmail.com`,
    () => `${random.below(2 ** 31)}.${random.below(1e7)}.${1_600_000_000_000 + random.below(2e8)}`,
    () => `${texts.token(2)}.${texts.hex(2)}.${texts.number()}.${texts.hex(8)}`,
    () => `${texts.hex(8).toUpperCase()}.${random.below(1e7)}`,
    () => `trinity-${texts.uuid()}-${random.below(2e9)}@3c-app-gmx-bs01`,
    () => `0100${texts.hex(12)}-${texts.uuid()}-000000`,
    () => `${random.below(1e10)}.${random.below(1e6)}.${random.below(1e10)}.JavaMail.${texts.word()}`,
    () => texts.base64(random.few(60)),
    () => texts.word(),
  ]);
  return random.oneIn(10) ? local : `<${local}@${texts.host()}>`;
}

function threadIndex(texts: Texts): string {
  return texts.random.oneIn(3)
    ? texts.word()
    : `A${texts.base64(3 + 4 * texts.random.few(20))}${texts.random.pick(["", "=", "=="])}`;
}

export function contentType(texts: Texts): string {
  const type = texts.random.pick([
    "text/plain",
    "text/html",
    "multipart/mixed",
    "multipart/alternative",
    "message/rfc822",
    "image/jpeg",
    "application/pdf",
    "application/octet-stream",
    "text/calendar",
    "multipart/signed",
    texts.word(),
  ]);
  return parameters(texts, type, [
    "boundary",
    "charset",
    "name",
    "name*",
    "name*0*",
    "name*1*",
    "format",
    "protocol",
    "type",
  ]);
}

function parameters(texts: Texts, head: string, names: readonly string[]): string {
  const { random } = texts;
  const parameter = () => {
    const value = random.oneOf([
      () => texts.word(),
      () => `"${texts.sentence(2)}"`,
      () => `${texts.charset()}''${encodeURIComponent(texts.token(5))}%E2%80%AE%`,
      () => texts.encodedWord(),
    ]);
    return `${random.oneIn(8) ? texts.word() : random.pick(names)}=${value}`;
  };
  return [head, ...random.times(random.few(5), parameter)].join(random.pick(["; ", ";", ";\r\n\t"]));
}
