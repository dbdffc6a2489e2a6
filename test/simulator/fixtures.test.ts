/** The mails under test/fixtures/mail are ours: invented people on reserved names, octets as on the wire. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { headerBlock, readMail } from "../../src/simulator/web/mail/mail.ts";
import { fixturesDir } from "./stage.ts";

const names = readdirSync(fixturesDir).filter((name) => name.endsWith(".eml"));
const asIs = (html: string) => html;
const read = (name: string) => readFileSync(join(fixturesDir, name));

/** Hosts of public providers, whose forms the analysis knows, and names reserved by RFC 2606 and RFC 6761. */
const allowedDomain =
  /(^|\.)(gmail\.com|google\.com|1e100\.net|proton\.me|protonmail\.ch|microsoft\.com|outlook\.com|office365\.com|example|example\.(com|net|org))$/i;

test.each(names)("%s has CRLF line ends only", (name) => {
  const text = read(name).toString("latin1");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test.each(names)("%s names nobody real", (name) => {
  const text = read(name).toString("latin1");
  const domains = [...text.matchAll(/@([a-z0-9.-]+\.[a-z]{2,})/gi)].map((match) => match[1] as string);
  expect(domains.length).toBeGreaterThan(0);
  expect(domains.filter((domain) => !allowedDomain.test(domain))).toEqual([]);
});

test.each(names)("%s can be read: subject, sender, text, message id", async (name) => {
  const mail = await readMail(name, new Uint8Array(read(name)), "1", asIs);
  expect(mail.subject).not.toBe("");
  expect(mail.from.address).toContain("@");
  expect(mail.messageId).toMatch(/^<.+@.+>$/);
  expect(mail.date).not.toBeNull();
});

test("the follow-up names the first mail, the third does not", async () => {
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map((n) => readMail("", new Uint8Array(read(`accusation-${n}.eml`)), String(n), asIs)),
  );
  expect(second?.headers).toContain(`In-Reply-To: ${first?.messageId}`);
  expect(third?.headers).not.toContain("In-Reply-To");
  expect(new Set([first, second, third].map((mail) => mail?.from.address)).size).toBe(1);
});

test("a header block ends before the empty line, bare LF included, and is all where there is none", () => {
  expect(headerBlock(Buffer.from("A: 1\r\nB: 2\r\n\r\nC: 3\r\n"))).toBe("A: 1\r\nB: 2\r\n");
  expect(headerBlock(Buffer.from("A: 1\nB: 2\n\nC: 3\n"))).toBe("A: 1\nB: 2\r\n");
  expect(headerBlock(Buffer.from("A: \xe9", "latin1"))).toBe("A: é\r\n");
});
