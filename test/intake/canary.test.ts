/**
 * No plaintext on the intake: a phrase in subject, body, comment and attachment of a really sealed report is looked for in
 * everything that the intake writes or says, through success and every kind of failure. So is what the token of a reporter
 * who signed in tells of them.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnIntake } from "../crash/intake-process.ts";
import { getAs, postJson, signIn } from "./console-client.ts";
import {
  configOf,
  formOf,
  makeOrganisation,
  makeSubmission,
  partsOf,
  putSubmission,
  sha256Hex,
  temporaryFolder,
} from "./fixture.ts";
import { sealSubmission } from "./sealed.ts";
import { startTokenService, type TokenService } from "./token-service.ts";

const WORDS = {
  subject: "KANARIE-onderwerp-7f3a",
  body: "KANARIE-tekst-91bc van de dreiging",
  comment: "KANARIE-toelichting-55de",
  attachment: "KANARIE-bijlage-c0ff",
};

/** Who signed in, as far as a token tells. */
const REPORTER = {
  oid: "0c4a7a21-0000-4000-8000-00000000f00d",
  sub: "KANARIE-sub-1d0e",
  name: "Noor Kanarie-Bakker",
  preferred_username: "noor.kanarie@example.org",
  upn: "n.kanarie@upn.example.org",
  family_name: "Kanarie-Familie",
  ipaddr: "198.51.100.233",
  sid: "KANARIE-sid-77aa",
  uti: "KANARIE-uti-4c1b",
};
const METRICS_TOKEN = "metrics-token";

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
  let service: TokenService;
  const personal: string[] = [];
  afterAll(async () => {
    folder.remove();
    await service.close();
  });

  async function keep(name: string, asked: Promise<Response>): Promise<void> {
    const response = await asked;
    const head = JSON.stringify([...response.headers]);
    said.set(
      `answer: ${name}`,
      Buffer.concat([Buffer.from(head), Buffer.from(await response.arrayBuffer())]),
    );
  }

  beforeAll(async () => {
    service = await startTokenService();
    const made = await makeOrganisation(folder.path, "acme");
    const acme = { ...made, config: { ...made.config, entra: service.entra } };
    const lost = await makeOrganisation(folder.path, "lost");
    // Nobody answers on port 1: the keys cannot be had.
    const entra = { ...service.entra, jwksUrl: "http://127.0.0.1:1/keys" };
    const config = {
      ...configOf(folder.path, [acme, { ...lost, config: { ...lost.config, entra } }]),
      metricsToken: sha256Hex(Buffer.from(METRICS_TOKEN)),
      logLevel: "debug",
    };
    const configFile = join(folder.path, "config.json");
    writeFileSync(configFile, JSON.stringify(config));
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
    await signedIn(url);
    await keep("metrics", getAs(`${url}/metrics`, METRICS_TOKEN));
    await intake.stop();
    said.set("log lines", Buffer.from(intake.words()));
  });

  /** Everything that a reporter who signs in may send, good and bad. */
  async function signedIn(url: string): Promise<void> {
    const { issuer } = service;
    const good = await issuer.token(REPORTER);
    const tokens = {
      good,
      expired: await issuer.token({ ...REPORTER, exp: 1 }),
      "an ID token": await issuer.token({ ...REPORTER, scp: undefined }),
      "of another tenant": await issuer.token({ ...REPORTER, tid: "KANARIE-tenant" }),
      foreign: await issuer.token(REPORTER, { key: "foreign" }),
      HS256: await issuer.token(REPORTER, { alg: "HS256" }),
      broken: good.slice(0, -20),
      huge: await issuer.token({ ...REPORTER, groups: "g".repeat(9000) }),
    };
    personal.push(...Object.values(REPORTER), issuer.tenantId, "KANARIE-tenant");
    for (const token of Object.values(tokens)) personal.push(...token.split(".").slice(1), token);
    for (const [name, token] of Object.entries(tokens)) {
      const headers = { authorization: `Bearer ${token}` };
      for (const organisation of ["acme", "lost"]) {
        const submission = makeSubmission(organisation);
        const path = `${url}/v1/${organisation}/submissions/${submission.hex}`;
        const body = formOf(partsOf(submission));
        await keep(`${name}, ${organisation}`, fetch(path, { method: "PUT", headers, body }));
        await keep(`${name}, receipt, ${organisation}`, fetch(`${path}/receipt`, { headers }));
      }
      await keep(`${name}, console`, getAs(`${url}/v1/acme/console/packages`, token));
      await keep(
        `${name}, dns`,
        postJson(`${url}/v1/acme/dns-key`, { domain: "a.example", selector: "k" }, token),
      );
      await keep(
        `${name}, in the path`,
        fetch(`${url}/v1/acme/submissions/${token.slice(0, 200)}`, { headers }),
      );
    }
  }

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

  test("nothing of whoever signed in is in a file, a database page, an answer, a metric or a log line", () => {
    const statuses = ["good, acme", "good, lost", "expired, acme", "huge, acme"].map((name) => codeIn(name));
    expect(statuses).toEqual([undefined, "SERVER_ERROR", "UNAUTHORISED", "UNAUTHORISED"]);
    expect(said.get("answer: metrics")?.toString()).toContain('status="201"');
    expect(personal.length).toBeGreaterThan(30);
    // Shorter pieces would be found anywhere.
    expect(Math.min(...personal.map((word) => word.length))).toBeGreaterThan(12);
    expect(found(said, personal)).toEqual([]);
    expect(found(filesOf(join(folder.path, "data")), personal)).toEqual([]);
  });

  function codeIn(name: string): unknown {
    const answer = said.get(`answer: ${name}`)?.toString() ?? "";
    return (JSON.parse(answer.slice(answer.indexOf("]]") + 2)) as { readonly code?: unknown }).code;
  }

  test("log lines hold no address, no credential and no digest", () => {
    const text = said.get("log lines")?.toString("latin1") ?? "";
    expect(text.replace(/"msg":"Server listening at [^"]*"/, "")).not.toContain("127.0.0.1");
    expect(text).not.toMatch(/[0-9a-f]{64}/);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
