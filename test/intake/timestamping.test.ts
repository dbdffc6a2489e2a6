import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { randomBytes } from "node:crypto";
import { fromBase64 } from "../../src/core/base/bytes.ts";
import { sha256 } from "../../src/core/base/digest.ts";
import { makeTimestampAuthority, type TimestampAuthority } from "../../src/core/timestamp/authority.ts";
import { timestampRequest } from "../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../src/core/timestamp/respond.ts";
import { openTimestamp, verifyTimestamp } from "../../src/core/timestamp/token.ts";
import { startIntake } from "../../src/intake/server.ts";
import { builtInAuthority, externalAuthorities } from "../../src/intake/timestamp-authorities.ts";
import type { CheckedAuthority } from "../../src/intake/timestamping.ts";
import {
  configOf,
  makeOrganisation,
  makeSubmission,
  NOW,
  putSubmission,
  receiptFrom,
  temporaryFolder,
  type TestOrganisation,
  type TestSubmission,
} from "./fixture.ts";

const DAY = 86_400_000;
let keys: TimestampAuthority;
let stranger: TimestampAuthority;

beforeAll(async () => {
  const options = { organisation: "Test", notBefore: NOW - DAY, notAfter: NOW + 3650 * DAY };
  keys = await makeTimestampAuthority(options);
  stranger = await makeTimestampAuthority(options);
});

describe("the built-in authority", () => {
  test("RFC 3161: its tokens verify against its root, carry the time, and say that they are for trying out", async () => {
    const subject = new Uint8Array(randomBytes(100));
    const token = await builtInAuthority(keys, () => NOW).stamp(await sha256(subject));
    const verified = await verifyTimestamp(token, subject, [keys.rootPem]);
    if (!verified.ok) throw verified.error;
    expect(verified.value.time).toBe(NOW);
    expect(verified.value.authority).toContain("Zegel built-in timestamps");
    expect((await verifyTimestamp(token, subject, [stranger.rootPem])).ok).toBe(false);
  });

  test("serial numbers differ", async () => {
    const authority = builtInAuthority(keys, () => NOW);
    const hash = await sha256(new Uint8Array());
    const serials = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const opened = await openTimestamp(await authority.stamp(hash), new Uint8Array());
      if (!opened.ok) throw opened.error;
      serials.add(opened.value.info.serial);
    }
    expect(serials.size).toBe(20);
  });
});

describe("an external authority (RFC 3161, section 3.4)", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  type Answer = (request: Uint8Array) => Promise<Uint8Array> | Uint8Array;

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve());
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  function answering(answer: Answer): Promise<string> {
    return serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk as Buffer));
      request.on("end", () => {
        expect(request.headers["content-type"]).toBe("application/timestamp-query");
        void Promise.resolve(answer(new Uint8Array(Buffer.concat(chunks)))).then((octets) =>
          response.end(octets),
        );
      });
    });
  }

  const honest =
    (authority: TimestampAuthority): Answer =>
    async (request) => {
      const { key, certificates } = authority;
      const response = await createTimestampResponse(request, {
        key,
        certificates,
        serial: Uint8Array.of(7),
        time: NOW,
      });
      if (!response.ok) throw response.error;
      return response.value;
    };
  const otherQuestion =
    (hash: Uint8Array, nonce: Uint8Array): Answer =>
    () =>
      honest(keys)(timestampRequest(hash, nonce));

  const subject = new Uint8Array(64);
  const ask = async (...urls: string[]) =>
    externalAuthorities({ urls, roots: [keys.rootPem], timeoutMs: 500 }).stamp(await sha256(subject));

  test("an honest answer is taken as it is", async () => {
    const token = await ask(await answering(honest(keys)));
    expect((await verifyTimestamp(token, subject, [keys.rootPem])).ok).toBe(true);
  });

  test("the next authority is asked where the first fails", async () => {
    const token = await ask(await answering(() => new Uint8Array(3)), await answering(honest(keys)));
    expect((await verifyTimestamp(token, subject, [keys.rootPem])).ok).toBe(true);
  });

  const dishonest: [string, string, () => Promise<Answer>][] = [
    ["another authority's token", "TIMESTAMP_UNTRUSTED", async () => honest(stranger)],
    [
      "a token over other octets",
      "TIMESTAMP_MISMATCH",
      async () => otherQuestion(new Uint8Array(32), Uint8Array.of(1)),
    ],
    [
      "an old token over the same octets: another nonce",
      "TIMESTAMP_INVALID",
      async () => otherQuestion(await sha256(subject), Uint8Array.of(1)),
    ],
    ["rubbish", "TIMESTAMP_INVALID", async () => () => new Uint8Array(randomBytes(500))],
    ["nothing", "TIMESTAMP_INVALID", async () => () => new Uint8Array()],
    ["an endless answer", "TSA_UNREACHABLE", async () => () => new Uint8Array(1 << 20)],
  ];
  test.each(dishonest)("%s: %s, and is not stored", async (_name, code, answer) => {
    await expect(ask(await answering(await answer()))).rejects.toMatchObject({ code });
  });

  test("no answer in time, a redirect, an error, nobody there: TSA_UNREACHABLE", async () => {
    const silent = await serve(() => undefined);
    const redirecting = await serve((_request, response) => {
      response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
    });
    const broken = await serve((_request, response) => {
      response.writeHead(500).end();
    });
    for (const url of [silent, redirecting, broken, "http://127.0.0.1:9/"]) {
      await expect(ask(url)).rejects.toMatchObject({ code: "TSA_UNREACHABLE", retry: "later" });
    }
  });
});

describe("receipts and timestamps", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let acme: TestOrganisation;
  beforeEach(async () => {
    folder = temporaryFolder();
    acme = await makeOrganisation(folder.path, "acme");
  });
  afterEach(() => folder.remove());

  test("an authority that does not answer does not hold up the receipt; the token is added by itself", async () => {
    const gate = gated();
    const intake = await startIntake(
      { ...configOf(folder.path, [acme]), timestampWaitMs: 20 },
      { authority: gate },
    );
    const submission = makeSubmission("acme");
    const answer = await receiptFrom(await putSubmission(intake.url, acme, submission));
    expect(answer.timestamp).toBeNull();
    gate.open();
    const token = await timestampOf(intake.url, submission);
    const verified = await verifyTimestamp(token, submission.package, [keys.rootPem]);
    expect(verified.ok).toBe(true);
    await intake.close();
  });

  test("a token that failed is asked for again by itself", async () => {
    let calls = 0;
    const authority: CheckedAuthority = {
      stamp: (hash) => {
        calls++;
        return calls <= 2
          ? Promise.reject(new Error("TSA down"))
          : builtInAuthority(keys, () => NOW).stamp(hash);
      },
    };
    const intake = await startIntake(configOf(folder.path, [acme]), { authority });
    const submission = makeSubmission("acme");
    await putSubmission(intake.url, acme, submission);
    expect((await timestampOf(intake.url, submission)).length).toBeGreaterThan(100);
    expect(calls).toBeGreaterThan(2);
    await intake.close();
  });

  test("what is late at the end of one process is taken up by the next", async () => {
    const down: CheckedAuthority = { stamp: () => Promise.reject(new Error("TSA down")) };
    const submission = makeSubmission("acme");
    const first = await startIntake(configOf(folder.path, [acme]), { authority: down });
    expect((await receiptFrom(await putSubmission(first.url, acme, submission))).timestamp).toBeNull();
    await first.close();
    const authority = builtInAuthority(keys, () => NOW);
    const second = await startIntake(configOf(folder.path, [acme]), { authority });
    expect((await timestampOf(second.url, submission)).length).toBeGreaterThan(100);
    await second.close();
  });

  test("without an authority there is none, and nothing waits", async () => {
    const intake = await startIntake({ ...configOf(folder.path, [acme]), timestamp: { kind: "none" } });
    const answer = await receiptFrom(await putSubmission(intake.url, acme, makeSubmission("acme")));
    expect(answer.timestamp).toBeNull();
    await intake.close();
  });

  /** Answers nobody until it is opened. */
  function gated(): CheckedAuthority & { open(): void } {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return {
      open,
      async stamp(hash) {
        await opened;
        return builtInAuthority(keys, () => NOW).stamp(hash);
      },
    };
  }

  /** Asks for the receipt until it holds a timestamp: the test's own time limit ends it. */
  async function timestampOf(url: string, { hex }: TestSubmission): Promise<Uint8Array> {
    const headers = { authorization: `Enrolment ${acme.code}` };
    for (;;) {
      const response = await fetch(`${url}/v1/acme/submissions/${hex}/receipt`, { headers });
      const { timestamp } = await receiptFrom(response);
      if (timestamp !== null) return fromBase64(timestamp) as Uint8Array;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
