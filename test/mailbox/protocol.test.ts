/** The protocol itself: smuggling, greed and slowness (CVE-2023-51764 and its family). */
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { type CertificateFiles, makeCertificate } from "./certificate.ts";
import { signed, threat, thunderbird } from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";
import { deliver, rawClient, stuffed } from "./smtp-client.ts";

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld();
});
afterAll(() => world.close());

async function inData() {
  const client = await rawClient(world.mailbox);
  for (const line of [
    "EHLO a.example\r\n",
    "MAIL FROM:<hr@org.example>\r\n",
    "RCPT TO:<zegel@org.example>\r\n",
    "DATA\r\n",
  ])
    expect(await client.say(line)).toMatch(/^[23]/);
  return client;
}

const SECOND = "MAIL FROM:<hr@org.example>\r\nRCPT TO:<zegel@org.example>\r\nDATA\r\n";

describe("a second mail hidden in the first", () => {
  test.each([
    ["LF . LF", "\n.\n"],
    ["LF . CRLF", "\n.\r\n"],
    ["CRLF . LF", "\r\n.\n"],
    ["CR . CR", "\r.\r"],
    ["CR . CRLF", "\r.\r\n"],
    ["LF . CR", "\n.\r"],
    ["CRLF . CR", "\r\n.\r"],
    ["CRLF NUL . CRLF", "\r\n\0.\r\n"],
    ["CRLF . NUL CRLF", "\r\n.\0\r\n"],
  ])("%s does not end the first", async (_, end) => {
    const before = world.sealer.reports.length;
    const client = await inData();
    const hidden = signed(thunderbird([threat({ subject: "smokkel" })]), world.key);
    client.write(
      Buffer.concat([
        stuffed(signed(thunderbird([threat()]), world.key).subarray(0, -2)),
        Buffer.from(end + SECOND),
        hidden,
      ]),
    );
    // One reply, for one mail, at the only end there is.
    expect(await client.say("\r\n.\r\n")).toMatch(/^5/);
    expect(await client.say("NOOP\r\n")).toMatch(/^250/);
    expect(world.sealer.reports.length).toBe(before);
    client.end();
  });

  test("the same, octet by octet over the wire", async () => {
    const client = await inData();
    for (const octet of "From: a@org.example\r\n\r\nx\n.\r\nMAIL FROM:<b@org.example>\r\n..\r\n") {
      client.write(octet);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await client.say(".\r\n")).toMatch(/^550 5\.6\.11/);
    client.end();
  });

  test("dots at the start of lines come back as they were", async () => {
    const original = threat({ text: ".\r\n..\r\n...\r\n.a\r\nx" });
    expect(await world.forward(thunderbird([original]))).toMatch(/^250/);
    expect(Buffer.from(world.sealer.reports.at(-1)?.sources[0]?.original?.octets ?? [])).toEqual(original);
  });

  test("a CR alone is content, and stays", async () => {
    const original = threat({ text: "a\rb\r.\rc" });
    expect(await world.forward(thunderbird([original]))).toMatch(/^250/);
    expect(Buffer.from(world.sealer.reports.at(-1)?.sources[0]?.original?.octets ?? [])).toEqual(original);
  });
});

describe("commands", () => {
  test("what is offered, and what is not", async () => {
    const client = await rawClient(world.mailbox);
    const offer = await client.say("EHLO a.example\r\n");
    expect(offer).toContain("8BITMIME");
    expect(offer).toContain("SMTPUTF8");
    expect(offer).toContain("SIZE 157286400");
    // CHUNKING would bring binary originals unchanged; smtp-server has none.
    expect(offer).not.toMatch(/AUTH|STARTTLS|CHUNKING|XCLIENT/);
    for (const line of [
      "AUTH PLAIN AGEAYg==",
      "XCLIENT ADDR=203.0.113.1",
      "STARTTLS",
      "WIZ x",
      "SHELL",
      "KILL",
      "EXPN all",
    ])
      expect(await client.say(`${line}\r\n`)).toMatch(/^50\d/);
    client.end();
  });

  test("ten commands that are none end the connection", async () => {
    const client = await rawClient(world.mailbox);
    client.write("FOO\r\n".repeat(20));
    await client.closed;
  });

  test("a line without an end", async () => {
    const client = await rawClient(world.mailbox);
    client.write(`MAIL FROM:<${"a".repeat(100_000)}`);
    expect(await client.reply()).toMatch(/^421/);
    await client.closed;
  });

  test("commands before the greeting, and a second DATA without recipients", async () => {
    const client = await inData();
    expect(await client.say("x\r\n.\r\nDATA\r\n")).toMatch(/^550/);
    expect(await client.reply()).toMatch(/^503/);
    client.end();
  });

  test.each([
    "MAIL FROM:<a@org.example\0>",
    "MAIL FROM:<a@org.example\x0b>",
    "EHLO a\0b",
    "RCPT TO:<zegel@org.example>",
  ])("%j is refused", async (line) => {
    const client = await rawClient(world.mailbox);
    if (!line.startsWith("EHLO")) await client.say("EHLO a.example\r\n");
    expect(await client.say(`${line}\r\n`)).toMatch(/^50[13]/);
    client.end();
  });
});

test("only relays may connect", async () => {
  const own = await openNearWorld({ relays: ["192.0.2.0/24"] });
  try {
    const socket = connect(own.mailbox.port, "127.0.0.1");
    const greeting = await new Promise<string>((resolve) => {
      socket.once("data", (chunk) => resolve(String(chunk)));
    });
    expect(greeting).toMatch(/^554 5\.7\.1/);
    await new Promise((resolve) => {
      socket.once("close", resolve);
    });
  } finally {
    await own.close();
  }
});

test("more connections than allowed are turned away, and none is kept for ever", async () => {
  const own = await openNearWorld({ limits: { connections: 2, connectionMs: 2_000 } });
  try {
    const open = [await rawClient(own.mailbox), await rawClient(own.mailbox)];
    const third = await rawClient(own.mailbox);
    await third.closed;
    await Promise.all(open.map((one) => one.closed));
    expect(await own.forward(thunderbird([threat()]))).toMatch(/^250/);
  } finally {
    await own.close();
  }
});

test("who says nothing is let go; who says an octet now and then, too", async () => {
  const own = await openNearWorld({ limits: { idleMs: 300, connectionMs: 2_000 } });
  try {
    const silent = await rawClient(own.mailbox);
    const slow = await rawClient(own.mailbox);
    const dripping = setInterval(() => slow.write("N"), 100);
    expect(await silent.reply()).toMatch(/^421/);
    await silent.closed;
    await slow.closed;
    clearInterval(dripping);
  } finally {
    await own.close();
  }
});

test("a connection that is lost after the last octet leaves one report, and the same mail again makes no second", async () => {
  let release: () => void = () => undefined;
  world.sealer.hold = new Promise((resolve) => {
    release = resolve;
  });
  const before = world.sealer.reports.length;
  const mail = signed(thunderbird([threat()]), world.key);
  const client = await inData();
  client.write(Buffer.concat([stuffed(mail), Buffer.from(".\r\n")]));
  await new Promise((resolve) => setTimeout(resolve, 300));
  client.end();
  const again = deliver(world.mailbox, mail);
  release();
  expect(await again).toMatch(/^250/);
  world.sealer.hold = Promise.resolve();
  expect(world.sealer.reports.length - before).toBe(1);
});

test("a connection that is lost before it leaves nothing", async () => {
  const before = world.sealer.reports.length;
  const client = await inData();
  client.write(signed(thunderbird([threat()]), world.key).subarray(0, 900));
  client.end();
  await client.closed;
  expect(await world.forward(thunderbird([threat()]))).toMatch(/^250/);
  expect(world.sealer.reports.length - before).toBe(1);
});

describe("STARTTLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "zegel-tls-"));
  let secure: NearWorld;
  let files: CertificateFiles;
  beforeAll(async () => {
    files = makeCertificate(folder);
    secure = await openNearWorld({ tls: files });
  });
  afterAll(async () => {
    await secure.close();
    rmSync(folder, { recursive: true });
  });

  test("is offered, and without it nothing is taken", async () => {
    const client = await rawClient(secure.mailbox);
    expect(await client.say("EHLO a.example\r\n")).toContain("STARTTLS");
    expect(await client.say("MAIL FROM:<hr@org.example>\r\n")).toMatch(/^530 5\.7\.0/);
    client.end();
  });

  test("where it is not required, both ways are taken, and the record says which", async () => {
    const both = await openNearWorld({ tls: { ...files, required: false } });
    try {
      expect(await both.forward(thunderbird([threat()]))).toMatch(/^250/);
      expect(both.sealer.reports.at(-1)?.sources[0]?.record.item["smtp.tls"]).toBeNull();
      const client = await rawClient(both.mailbox);
      expect(await client.say("EHLO a.example\r\n")).toContain("STARTTLS");
      client.end();
    } finally {
      await both.close();
    }
  });

  test("is refused below TLS 1.2", async () => {
    const socket = connect(secure.mailbox.port, "127.0.0.1");
    const next = () =>
      new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(String(chunk))));
    await next();
    socket.write("EHLO a.example\r\n");
    await next();
    socket.write("STARTTLS\r\n");
    expect(await next()).toMatch(/^220/);
    const options = {
      socket,
      rejectUnauthorized: false,
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
    } as const;
    const tls = connectTls({ ...options, ciphers: "DEFAULT@SECLEVEL=0" });
    const outcome = await new Promise<string>((resolve) => {
      tls.once("secureConnect", () => resolve("connected"));
      tls.once("error", ({ message }) => resolve(message));
    });
    expect(outcome).toMatch(/protocol version|alert/);
    tls.destroy();
  });

  test("what was said before it is forgotten, and the record names protocol and cipher", async () => {
    const socket = connect(secure.mailbox.port, "127.0.0.1");
    const next = (from: NodeJS.ReadableStream) =>
      new Promise<string>((resolve) => from.once("data", (chunk) => resolve(String(chunk))));
    await next(socket);
    socket.write("EHLO a.example\r\n");
    await next(socket);
    // Injected in the same packet: it must not be run inside the TLS session.
    socket.write("STARTTLS\r\nRSET\r\n");
    expect(await next(socket)).toMatch(/^220/);
    const tls = connectTls({ socket, rejectUnauthorized: false });
    await new Promise((resolve) => {
      tls.once("secureConnect", resolve);
    });
    const say = async (octets: string | Buffer) => {
      tls.write(octets);
      return next(tls);
    };
    expect(await say("MAIL FROM:<hr@org.example>\r\n")).toMatch(/^503/);
    for (const line of [
      "EHLO a.example\r\n",
      "MAIL FROM:<hr@org.example>\r\n",
      "RCPT TO:<zegel@org.example>\r\n",
      "DATA\r\n",
    ])
      expect(await say(line)).toMatch(/^[23]/);
    expect(
      await say(Buffer.concat([stuffed(signed(thunderbird([threat()]), secure.key)), Buffer.from(".\r\n")])),
    ).toMatch(/^250/);
    expect(secure.sealer.reports.at(-1)?.sources[0]?.record.item["smtp.tls"]).toMatch(/^TLSv1\.[23] \S+$/);
    tls.destroy();
  });
});

test("healthz and readyz", async () => {
  const own = await openNearWorld({ health: { host: "127.0.0.1", port: 0 } });
  try {
    const base = `http://127.0.0.1:${own.mailbox.health?.port}`;
    const statuses = async () =>
      Promise.all(
        ["healthz", "readyz", "other"].map(async (path) => (await fetch(`${base}/${path}`)).status),
      );
    expect(await statuses()).toEqual([200, 200, 404]);
    own.sealer.allowed = false;
    expect(await statuses()).toEqual([200, 503, 404]);
    expect((await fetch(`${base}/readyz`, { method: "POST" })).status).toBe(405);
  } finally {
    await own.close();
  }
});
