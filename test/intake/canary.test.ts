/**
 * No plaintext on the intake: a phrase in subject, body, comment and attachment of a really sealed report is looked for in
 * everything that the intake writes or says, through success and every kind of failure.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnIntake } from "../crash/intake-process.ts";
import { getAs, postJson, signIn } from "./console-client.ts";
import { configOf, makeOrganisation, partsOf, putSubmission, temporaryFolder } from "./fixture.ts";
import { sealSubmission } from "./sealed.ts";

const WORDS = {
  subject: "KANARIE-onderwerp-7f3a",
  body: "KANARIE-tekst-91bc van de dreiging",
  comment: "KANARIE-toelichting-55de",
  attachment: "KANARIE-bijlage-c0ff",
};

/** A phrase as it may hide: raw, in three alignments of base64, percent- and JSON-escaped, UTF-16, hex, compressed never. */
function forms(phrase: string): [string, Buffer][] {
  const octets = Buffer.from(phrase, "utf8");
  const aligned = [0, 1, 2].map((shift): [string, Buffer] => {
    const base64 = Buffer.concat([Buffer.alloc(shift), octets]).toString("base64");
    // Characters at both ends depend on the neighbours.
    return [`base64, shifted by ${shift}`, Buffer.from(base64.slice(4, -4), "latin1")];
  });
  const utf16 = Buffer.from(phrase, "utf16le");
  return [
    ["raw", octets],
    ["UTF-16LE", utf16],
    ["UTF-16BE", Buffer.from(utf16).swap16()],
    ["hex", Buffer.from(octets.toString("hex"), "latin1")],
    ["percent-encoded", Buffer.from(encodeURIComponent(phrase), "latin1")],
    ...aligned,
  ];
}

function found(haystacks: ReadonlyMap<string, Buffer>, words: readonly string[]): string[] {
  return [...haystacks].flatMap(([place, haystack]) =>
    words.flatMap((word) =>
      forms(word).flatMap(([form, needle]) =>
        haystack.includes(needle) ? [`${place}: ${word}, ${form}`] : [],
      ),
    ),
  );
}

describe("canary", () => {
  const folder = temporaryFolder();
  const said = new Map<string, Buffer>();
  const secrets: string[] = [];
  afterAll(() => folder.remove());

  async function keep(name: string, asked: Promise<Response>): Promise<void> {
    const response = await asked;
    const head = JSON.stringify([...response.headers]);
    said.set(
      `answer: ${name}`,
      Buffer.concat([Buffer.from(head), Buffer.from(await response.arrayBuffer())]),
    );
  }

  beforeAll(async () => {
    const acme = await makeOrganisation(folder.path, "acme");
    const configFile = join(folder.path, "config.json");
    writeFileSync(configFile, JSON.stringify({ ...configOf(folder.path, [acme]), logLevel: "debug" }));
    const intake = spawnIntake(configFile);
    const url = (await intake.url) as string;
    const sealed = await sealSubmission(acme, WORDS);
    await keep("submission", putSubmission(url, acme, sealed));
    await keep("same again", putSubmission(url, acme, sealed));
    const plain = Buffer.from(Object.values(WORDS).join(" "));
    const broken = partsOf(sealed).map((part) => ({ ...part, octets: new Uint8Array(plain) }));
    await keep("plain text instead of ciphertext", putSubmission(url, acme, sealed, broken));
    const named = partsOf(sealed).map((part) => ({ ...part, filename: `${WORDS.subject}.eml` }));
    await keep("a subject as file name", putSubmission(url, acme, sealed, named));
    const fields = partsOf(sealed).map((part) => ({ ...part, name: WORDS.subject }));
    await keep("a subject as part name", putSubmission(url, acme, sealed, fields));
    await keep("a subject in the path", fetch(`${url}/v1/acme/submissions/${WORDS.subject}`));
    await keep(
      "a comment in the query",
      fetch(`${url}/v1/acme/directory?c=${encodeURIComponent(WORDS.comment)}`),
    );
    await keep(
      "a body as code",
      putSubmission(url, { id: "acme", code: encodeURIComponent(WORDS.body) }, sealed),
    );
    const token = await signIn(url, acme);
    secrets.push(acme.code, token);
    const base = `${url}/v1/acme/console/packages`;
    await keep("list", getAs(base, token));
    for (const path of ["", "/summary", "/statement", "/receipt", "/custody"]) {
      await keep(`package${path}`, getAs(`${base}/${sealed.hex}${path}`, token));
    }
    await keep(
      "plain text as event",
      postJson(`${base}/${sealed.hex}/custody`, { event: WORDS.body, signature: WORDS.comment }, token),
    );
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = `{"event": ${WORDS.body}`;
    await keep("no JSON", fetch(`${base}/${sealed.hex}/custody`, { method: "POST", headers, body }));
    await intake.stop();
    said.set("log lines", Buffer.from(intake.words()));
  });

  const filesOf = (path: string) =>
    new Map(
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [
          join(entry.parentPath, entry.name),
          readFileSync(join(entry.parentPath, entry.name)),
        ]),
    );

  test("the search finds a phrase in every form it knows", () => {
    for (const [form, octets] of forms(WORDS.subject)) {
      const hit = found(new Map([["here", Buffer.concat([Buffer.from("xx"), octets])]]), [WORDS.subject]);
      expect(hit).toContainEqual(`here: ${WORDS.subject}, ${form}`);
    }
  });

  test("no file, database page or write-ahead log holds a phrase", () => {
    const files = filesOf(join(folder.path, "data"));
    expect([...files.keys()].some((name) => name.endsWith(".age"))).toBe(true);
    expect([...files.keys()].some((name) => name.endsWith("ledger.sqlite"))).toBe(true);
    expect(found(files, Object.values(WORDS))).toEqual([]);
  });

  test("no answer and no log line holds a phrase, also where the client sent it in the clear", () => {
    expect(said.size).toBeGreaterThan(14);
    expect(said.get("log lines")?.length).toBeGreaterThan(1000);
    expect(found(said, Object.values(WORDS))).toEqual([]);
  });

  test("log lines hold no address, no credential and no digest", () => {
    const text = said.get("log lines")?.toString("latin1") ?? "";
    expect(text.replace(/"msg":"Server listening at [^"]*"/, "")).not.toContain("127.0.0.1");
    expect(text).not.toMatch(/[0-9a-f]{64}/);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
