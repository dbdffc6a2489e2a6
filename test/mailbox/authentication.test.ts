/** The relay's word in Authentication-Results: believed where nobody outside can have written it, and nowhere else. */
import { thunderbird, threat } from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";
import { deliver } from "./smtp-client.ts";

const AR = "Authentication-Results: mx.org.example;";
const RECEIVED = "Received: from pc ([192.0.2.9]) by mx.org.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n";
const OLDER = "Received: from a by b.example; Mon, 23 Nov 2026 09:00:00 +0000\r\n";

const worlds: Record<"strict" | "below", NearWorld> = {} as never;
beforeAll(async () => {
  const trustedAuthservIds = ["MX.org.example"];
  worlds.strict = await openNearWorld({ authentication: { trustedAuthservIds, dkim: false } });
  worlds.below = await openNearWorld({
    authentication: { trustedAuthservIds, dkim: false, resultsBelowReceived: true },
  });
});
afterAll(async () => {
  await worlds.strict.close();
  await worlds.below.close();
});

async function taken(world: NearWorld, fields: string, from = "hr@org.example"): Promise<string | null> {
  const mail = Buffer.concat([Buffer.from(fields), thunderbird([threat()], { from })]);
  const reply = await deliver(world.mailbox, mail);
  if (!reply.startsWith("250")) {
    expect(reply).toMatch(/^550 5\.7\.1/);
    return null;
  }
  return String(world.sealer.reports.at(-1)?.sources[0]?.record.item["forward.authenticatedBy"]);
}

describe("above the relay's own Received", () => {
  test.each([
    ["dmarc=pass header.from=org.example", "relay-dmarc"],
    ["dkim=pass header.d=org.example", "relay-dkim"],
    ["dkim=pass header.i=@mail.org.example", "relay-dkim"],
    ["spf=pass smtp.mailfrom=hr@org.example", "relay-spf"],
    ["spf=pass smtp.mailfrom=org.example", "relay-spf"],
    ["dkim=fail header.d=org.example; spf=pass smtp.mailfrom=bounce@mail.org.example", "relay-spf"],
  ])("%s", async (results, how) => {
    expect(await taken(worlds.strict, `${AR} ${results}\r\n${RECEIVED}${OLDER}`)).toBe(how);
  });

  test.each([
    "dmarc=fail header.from=org.example",
    "dmarc=pass header.from=evil.example",
    "dkim=pass header.d=evil.example",
    "dkim=pass",
    "spf=pass smtp.mailfrom=hr@evil.example",
    "spf=pass smtp.helo=org.example",
    "arc=pass header.d=org.example",
    'dkim=fail reason="dmarc=pass header.from=org.example"',
    "dkim=fail (dmarc=pass header.from=org.example) header.d=org.example",
    "none",
  ])("not: %s", async (results) => {
    expect(await taken(worlds.strict, `${AR} ${results}\r\n${RECEIVED}`)).toBeNull();
  });

  test("of another server it is not believed", async () => {
    const other = "Authentication-Results: mx.other.example; dmarc=pass header.from=org.example\r\n";
    expect(await taken(worlds.strict, `${other}${RECEIVED}`)).toBeNull();
  });

  test("only the topmost field counts", async () => {
    const [fail, pass] = ["dmarc=fail", "dmarc=pass"].map(
      (result) => `${AR} ${result} header.from=org.example\r\n`,
    );
    expect(await taken(worlds.strict, `${fail}${pass}${RECEIVED}`)).toBeNull();
  });
});

describe("below it anybody could have written it", () => {
  const pass = `${AR} dmarc=pass header.from=org.example\r\n`;

  test.each([
    ["right below", `${RECEIVED}${pass}`],
    ["further below", `${RECEIVED}${OLDER}${pass}`],
    ["without any Received", pass],
    [
      "under the name of its original",
      `Authentication-Results-Original: mx.org.example; dmarc=pass header.from=org.example\r\n${RECEIVED}`,
    ],
    [
      "in ARC",
      `ARC-Authentication-Results: i=1; mx.org.example; dmarc=pass header.from=org.example\r\n${RECEIVED}`,
    ],
    [
      "as Received-SPF",
      `Received-SPF: pass receiver=mx.org.example; envelope-from=hr@org.example\r\n${RECEIVED}`,
    ],
  ])("%s", async (_, fields) => {
    expect(await taken(worlds.strict, fields)).toBeNull();
  });

  test("where the administrator says that the relay writes it there for every mail, the topmost counts", async () => {
    expect(await taken(worlds.below, `${RECEIVED}${pass}${OLDER}`)).toBe("relay-dmarc");
    expect(await taken(worlds.below, `${RECEIVED}${AR} dmarc=fail\r\n${pass}${OLDER}`)).toBeNull();
    expect(await taken(worlds.below, `${RECEIVED}${OLDER}${pass}`)).toBeNull();
  });
});
