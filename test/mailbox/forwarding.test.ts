/** What is taken of a forward, program by program: octets, order, names, the forwarder's words. */
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { AcquiredSource } from "../../src/workflow/ports.ts";
import {
  appleMail,
  gmail,
  inlineForward,
  makeSigningKey,
  outlook,
  signed,
  threat,
  thunderbird,
  withFile,
} from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld();
});
afterAll(() => world.close());

const originalsOf = (sources: readonly AcquiredSource[]) =>
  sources.map(({ original }) => Buffer.from(original?.octets ?? []).toString("latin1"));
const last = () => world.sealer.reports.at(-1) as (typeof world.sealer.reports)[number];

const PROGRAMS = { Thunderbird: thunderbird, Outlook: outlook, "Apple Mail": appleMail, Gmail: gmail };

describe.each(Object.entries(PROGRAMS))("%s", (name, compose) => {
  test.each([1, 5])("%i originals, octet by octet and in order", async (count) => {
    const originals = Array.from({ length: count }, () => threat());
    expect(await world.forward(compose(originals))).toMatch(/^250 2\.6\.0/);
    expect(originalsOf(last().sources)).toEqual(originals.map((one) => one.toString("latin1")));
    for (const { record } of last().sources) {
      expect(record).toMatchObject({
        method: "smtp.attached",
        provenance: "fetched-by-service",
        capture: "as-served",
      });
      expect(record.item).toMatchObject({
        "forward.from": "hr@org.example",
        "forward.authenticatedBy": "dkim",
        "smtp.peer": "127.0.0.1",
        "smtp.helo": "relay.org.example",
        "smtp.tls": null,
        "smtp.body": "8bitmime",
        "attachment.transferEncoding": name === "Gmail" ? "base64" : name === "Outlook" ? "7bit" : "8bit",
      });
      expect(record.item["smtp.receivedAt"]).toEqual(record.endedAt);
    }
  });

  test("the forwarder's own words are the comment, and nothing was asked", async () => {
    await world.forward(compose([threat()], { text: "Dit kwam vanochtend binnen." }));
    const { answers, custodian } = last();
    expect(answers.comment).toEqual({ state: "answered", value: "Dit kwam vanochtend binnen." });
    expect(
      [answers.kind, answers.urgency, answers.actions, answers.suspicion].map(({ state }) => state),
    ).toEqual(Array(4).fill("not-asked"));
    expect(custodian).toEqual({ role: "hr", subject: "hr@org.example" });
  });

  test("eight-bit and control octets stay as they are", async () => {
    const octets = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((i) => i !== 10 && i !== 13));
    const original = Buffer.concat([threat(), octets, Buffer.from("\r\n.\r\n..\r\n")]);
    await world.forward(compose([original]));
    expect(originalsOf(last().sources)).toEqual([original.toString("latin1")]);
  });

  test("a signature of the original still verifies", async () => {
    const key = makeSigningKey("threat.example");
    await world.forward(compose([signed(threat(), key)]));
    const octets = last().sources[0]?.original?.octets as Uint8Array;
    const { dkim } = await analyseMessage(octets, {
      provenance: "fetched-by-service",
      capture: "as-served",
      keys: async () => ({ record: key.record, source: "test", at: 0 }),
    });
    expect(dkim).toMatchObject([{ bodyHash: "match", signature: "pass", aligned: true }]);
  });
});

test("a mail attached to an attached mail is part of it", async () => {
  const inner = threat({ subject: "binnen" });
  const outer = thunderbird([inner], { from: "anon@threat.example", subject: "buiten" });
  await world.forward(thunderbird([outer]));
  expect(originalsOf(last().sources)).toEqual([outer.toString("latin1")]);
});

test("a colleague's forward is kept whole, and what hangs on it is taken as well", async () => {
  const inner = threat();
  const colleague = outlook([inner], { from: "Piet <piet@org.example>" });
  const other = threat();
  await world.forward(thunderbird([colleague, other]));
  expect(originalsOf(last().sources)).toEqual([colleague, inner, other].map((one) => one.toString("latin1")));
  expect(last().sources.map(({ record }) => record.item["attachment.insideOf"])).toEqual([
    undefined,
    1,
    undefined,
  ]);
});

test.each([
  ["application/octet-stream", "bewijs.eml"],
  ["application/octet-stream", "bewijs"],
  ["text/plain", "bewijs.eml"],
  ["message/global", "bewijs"],
])("a mail as a file: %s %s", async (type, name) => {
  const original = threat();
  await world.forward(withFile(original, { type, name }));
  expect(originalsOf(last().sources)).toEqual([original.toString("latin1")]);
  expect(last().sources[0]?.record.item).toMatchObject({
    "attachment.name": name,
    "attachment.mediaType": type,
  });
});

test("files beside the originals travel as the reporter's own", async () => {
  const picture = Buffer.from("\x89PNG not really", "latin1");
  const mail = thunderbird([threat()])
    .toString("latin1")
    .replace(
      "--------------0Q7dQ3xAz1--",
      '--------------0Q7dQ3xAz1\r\nContent-Type: image/png; name="scherm.png"\r\nContent-Disposition: attachment; filename="scherm.png"\r\n' +
        `Content-Transfer-Encoding: base64\r\n\r\n${picture.toString("base64")}\r\n--------------0Q7dQ3xAz1--`,
    );
  await world.forward(Buffer.from(mail, "latin1"));
  const [extra] = last().extras ?? [];
  expect(extra).toMatchObject({ name: "scherm.png", mediaType: "image/png" });
  const { file } = extra as { readonly file: Blob };
  expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
});

test("a note that only looks like a header is no mail", async () => {
  await world.forward(
    withFile(Buffer.from("Let op: dit is een notitie\r\n\r\nmeer\r\n"), {
      type: "application/octet-stream",
      name: "notitie",
    }),
  );
  expect(last().sources[0]?.record.method).toBe("smtp.inline");
});

describe("an ordinary forward", () => {
  test("its text is kept as parts, without a header that would be the forwarder's", async () => {
    expect(await world.forward(inlineForward("Betaal, of iedereen hoort ervan."))).toMatch(/^250/);
    const [source] = last().sources;
    expect(source?.record).toMatchObject({ method: "smtp.inline", capture: "parts" });
    expect([...(source?.parts.keys() ?? [])]).toEqual(["body.txt"]);
    expect(Buffer.from(source?.parts.get("body.txt")?.octets ?? []).toString()).toContain(
      "Betaal, of iedereen",
    );
    expect(source?.parts.get("body.txt")?.mediaType).toBe("text/plain; charset=utf-8");
    expect(last().answers.comment).toEqual({ state: "not-answered" });
  });

  test("text, HTML and files each by themselves", async () => {
    await world.forward(withFile(Buffer.from("%PDF-1.7"), { type: "application/pdf", name: "brief.pdf" }));
    const [source] = last().sources;
    expect([...(source?.parts.keys() ?? [])]).toEqual(["body.txt", "attachments/0001"]);
    expect(source?.parts.get("attachments/0001")).toMatchObject({
      name: "brief.pdf",
      mediaType: "application/pdf",
    });
  });
});

test("the same octets again are the same report; another mail is another", async () => {
  const mail = signed(thunderbird([threat()]), world.key);
  const before = world.sealer.reports.length;
  const { deliver } = await import("./smtp-client.ts");
  expect(await deliver(world.mailbox, mail)).toMatch(/^250/);
  expect(await deliver(world.mailbox, mail)).toMatch(/^250/);
  expect(world.sealer.reports.length - before).toBe(1);
  expect(world.logged).toContain("known {}");
});
