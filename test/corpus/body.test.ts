/** What the body's analysis finds in a thousand public messages: counts to look at, places that must hold. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { analyseBody } from "../../src/core/analysis/body/analyse-body.ts";
import { plainText, withoutInvisible } from "../../src/core/analysis/body/visible-text.ts";
import type { BodyAnalysis, Quote } from "../../src/core/analysis/types.ts";
import { readHeaderFields } from "../../src/core/mail/header-fields.ts";
import { readMimeTree } from "../../src/core/mail/mime-tree.ts";

const FOLDER = "../shared/corpus/phishing/";
const LISTS = ["urls", "mailAddresses", "phones", "wallets", "quotes", "hidden", "remote", "forms"] as const;

/** Where nothing is encoded and no tag stands between: the quote, but for white space and what shows nothing. */
function readsAs(octets: Uint8Array, { basis }: Quote): string {
  const raw = octets.subarray(basis.offset, basis.offset + basis.octets);
  const visible = withoutInvisible(plainText(new TextDecoder().decode(raw)));
  return visible.text.replace(/\s+/g, " ").trim();
}

const present = existsSync(FOLDER);
if (!present) console.warn("skipped: no corpus beside the repository");

(present ? test : test.skip)("places hold, lists are bounded, numbers are few", async () => {
  const counts = new Map<string, number>();
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count);
  const wrong: string[] = [];
  let literal = 0;
  for (const name of readdirSync(FOLDER)) {
    const octets = new Uint8Array(readFileSync(FOLDER + name));
    const section = readHeaderFields(octets);
    const tree = readMimeTree(octets, section);
    const body = await analyseBody(octets, tree);
    if (body === null) continue;
    add(`language ${body.language?.code ?? "not told"}`, 1);
    for (const list of LISTS) {
      const quotes: readonly Quote[] = body[list];
      add(list, quotes.length);
      for (const { basis } of quotes) {
        if (basis.offset < section.bodyOffset || basis.offset + basis.octets > octets.length)
          wrong.push(name);
      }
    }
    const isPlain = tree.entities.length === 1 && tree.entities[0]?.mediaType === "text/plain";
    const isBare = isPlain && /^(?:7|8)bit$/.test(tree.entities[0]?.encoding ?? "");
    if (!isBare || new TextDecoder().decode(octets).includes("\ufffd")) continue;
    for (const quote of body.quotes as BodyAnalysis["quotes"]) {
      literal++;
      if (readsAs(octets, quote) !== quote.text) wrong.push(`${name}: ${quote.text}`);
    }
  }
  console.log(
    `body: ${[...counts].map(([key, count]) => `${count} ${key}`).join(", ")}; ${literal} quotes read back`,
  );
  expect(wrong).toEqual([]);
  // A checksum or a numbering plan that lets chance through would show here first.
  expect(counts.get("wallets")).toBe(0);
  expect(counts.get("phones")).toBeLessThan(40);
  expect(counts.get("language en")).toBeGreaterThan(400);
});
