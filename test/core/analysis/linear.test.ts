/**
 * DESIGN, section 7: time grows no faster than the mail, whatever its sender repeats in it. Growth is measured, not
 * time: see test/support/growth.ts for why that cannot fail by chance.
 */
import { nodeHash } from "../../../src/cli/node-hash.ts";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { attachment, html, plain, WHOLE, withFields } from "../../support/hostile-mail.ts";
import { FIELDS, FILES, REPEATED, TAGS, TEXTS } from "../../support/repetitions.ts";
import { growthExponent, MAX_EXPONENT } from "../../support/growth.ts";

const KEYS = () => Promise.resolve(null);
const OPTIONS = { provenance: "host-api", capture: "as-served", hash: nodeHash, keys: KEYS } as const;
const OWN = {
  ownHosts: ["mx.example.com"],
  organisation: {
    networks: { egress: ["203.0.113.0/24"], vpn: ["192.0.2.0/24"], domains: ["example.com"] },
    logRetention: {},
  },
} as const;

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function growth(make: (count: number) => string | Uint8Array, units: number): Promise<number> {
  const octets = (count: number) => {
    const made = make(count);
    return typeof made === "string" ? utf8(made) : made;
  };
  return growthExponent(octets, (mail) => analyseMessage(mail, { ...OPTIONS, ...OWN }), units);
}

/** Octets of the smaller mail where one short text is repeated. */
const SMALL = 8 * 1024;
/** The same where all fields have it. */
const SMALL_FIELD = 1024;

function repeated(text: string, count: number): string {
  return text.repeat(Math.ceil(count / utf8(text).length));
}

describe("time grows no faster than the mail", () => {
  test.each(WHOLE)("%s", async (_, make, units) => {
    expect(await growth(make, units)).toBeLessThan(MAX_EXPONENT);
  });

  test.each(REPEATED)("%j repeated in every field", async (text) => {
    const filled = (field: string, n: number) => `${field.replaceAll("…", repeated(text, n))}\r\n`;
    const all = (n: number) => withFields(FIELDS.map((field) => filled(field, n)).join(""));
    if ((await growth(all, SMALL_FIELD)) < MAX_EXPONENT) return;
    const slow: string[] = [];
    for (const field of FIELDS) {
      const exponent = await growth((n) => withFields(filled(field, n)), SMALL);
      if (exponent >= MAX_EXPONENT) slow.push(`${field}: n^${exponent.toFixed(2)}`);
    }
    throw new Error(`slow fields: ${slow.join(" | ") || "only together"}`);
  });

  test.each(TAGS)("HTML of %j", async (tag) => {
    expect(await growth((n) => html(repeated(tag, n)), SMALL)).toBeLessThan(MAX_EXPONENT);
  });

  test.each(TEXTS)("text of %j", async (text) => {
    expect(await growth((n) => plain(repeated(text, n)), SMALL)).toBeLessThan(MAX_EXPONENT);
  });

  test.each(FILES)("file %s beginning %j, with %j repeated", async (name, start, text) => {
    const make = (n: number) => Buffer.from(attachment(name, start + repeated(text, n)), "latin1");
    expect(await growth(make, SMALL)).toBeLessThan(MAX_EXPONENT);
  });
});
