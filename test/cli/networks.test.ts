/** Addresses in the tables that came with the installation, and over the console's own server. */
import * as fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressRanges } from "../../src/cli/address-ranges.ts";
import { startConsole } from "../../src/cli/console-server.ts";
import { openNetworks } from "../../src/cli/networks.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("ranges of a sorted table", () => {
  const TABLE = '10,19,1,"One, Inc."\n20,29,2,Two\n40,40,3,"a ""b"""\n100,199,4,\n';

  test.each([
    [9n, null],
    [10n, { number: 1, name: "One, Inc." }],
    [19n, { number: 1, name: "One, Inc." }],
    [20n, { number: 2, name: "Two" }],
    [30n, null],
    [40n, { number: 3, name: 'a "b"' }],
    [199n, { number: 4, name: "" }],
    [200n, null],
  ])("%s", (address, expected) => {
    expect(addressRanges(utf8(TABLE)).find(address)).toEqual(expected);
    expect(addressRanges(utf8(TABLE.replaceAll("\n", "\r\n"))).find(address)).toEqual(expected);
  });

  test("finds what a search line by line finds, whatever the gaps", () => {
    const gaps = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.nat(700), (list, address) => {
        let next = 0;
        const rows = list.map(([gap, size], i) => {
          const first = next + gap;
          next = first + size + 1;
          return { first, last: first + size, number: i };
        });
        const table = rows
          .map(({ first, last, number }) => `${first},${last},${number},n${number}\n`)
          .join("");
        const expected = rows.find(({ first, last }) => first <= address && address <= last);
        expect(addressRanges(utf8(table)).find(BigInt(address))?.number).toBe(expected?.number);
      }),
    );
  });

  test("ends on anything: empty, no lines, not numbers", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.bigInt({ min: 0n, max: 1n << 128n }),
        (octets, address) => {
          addressRanges(octets).find(address);
        },
      ),
    );
    expect(addressRanges(utf8("x\ny\n")).find(1n)).toBeNull();
  });
});

describe("the installed tables", () => {
  const networks = openNetworks(".");

  test("are there, with their makers' names", () => {
    expect(networks?.attribution).toMatch(
      /tables of 20\d\d-\d\d-\d\d, known to have errors: RouteViews, NRO, DB-IP .*CC BY 4\.0/,
    );
  });

  // Large holders that have had these addresses for decades.
  test.each([
    ["8.8.8.8", 15169, "US"],
    ["2001:4860:4860::8888", 15169, "US"],
    ["1.1.1.1", 13335, null],
    ["193.0.6.139", 3333, "NL"],
  ])("%s", (ip, asn, country) => {
    const found = networks?.find(ip);
    expect(found?.asn).toBe(asn);
    if (country !== null) expect(found?.country).toBe(country);
    expect(found?.source).toMatch(/^ip-location-db, tables of \d{4}-\d\d-\d\d, known to have errors$/);
  });

  test.each(["10.1.2.3", "192.0.2.1", "::1", "fe80::1", "not an address", "8.8.8.0/24", ""])(
    "nothing for %p",
    (ip) => {
      expect(networks?.find(ip) ?? null).toBeNull();
    },
  );

  test("an installation without them has none", () => {
    expect(openNetworks(tmpdir())).toBeNull();
  });
});

describe("POST /networks of the console's server", () => {
  const folder = mkdtempSync(join(tmpdir(), "zegel-networks-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");

  async function ask(networks: ReturnType<typeof openNetworks>, body: string, type = "application/json") {
    const intakeUrl = "https://intake.example";
    const server = await startConsole({ host: "127.0.0.1", port: 0, pages: folder, intakeUrl, networks });
    try {
      const url = `${server.url.replace("localhost", "127.0.0.1")}/networks`;
      const host = new URL(server.url).host;
      const { request } = await import("node:http");
      return await new Promise<{ status: number; headers: object; body: string }>((resolve, reject) => {
        const headers = { host, "content-type": type };
        const sent = request(url, { method: "POST", headers }, (response) => {
          let text = "";
          response.on("data", (chunk: Buffer) => (text += chunk.toString()));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        sent.on("error", reject);
        sent.end(body);
      });
    } finally {
      await server.close();
    }
  }

  test("answers what the tables have, and nothing for the rest", async () => {
    const { status, body } = await ask(openNetworks("."), JSON.stringify({ ips: ["8.8.8.8", "10.0.0.1"] }));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ networks: [{ ip: "8.8.8.8", network: { asn: 15169 } }] });
  });

  test("404 without tables", async () => {
    expect((await ask(null, '{"ips":[]}')).status).toBe(404);
  });

  test.each([
    ["too many", JSON.stringify({ ips: Array(501).fill("8.8.8.8") })],
    ["no list", "{}"],
    ["not JSON", "ips"],
  ])("400: %s", async (_, body) => {
    expect((await ask(openNetworks("."), body)).status).toBe(400);
  });

  test("a form of another site's page gets nothing, and no page of another origin may read the answer", async () => {
    expect((await ask(openNetworks("."), '{"ips":[]}', "text/plain")).status).toBe(400);
    const { headers } = await ask(openNetworks("."), '{"ips":[]}');
    expect(Object.keys(headers)).not.toContain("access-control-allow-origin");
  });
});
