import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paneContentSecurityPolicy } from "../../src/pages/pane-policy.ts";
import { startPaneServer } from "../../src/simulator/demo/pane-server.ts";
import { selfSignedCertificate } from "../../src/simulator/certificate.ts";
import { developmentOfficeFiles } from "../../src/simulator/pane-support/index.ts";
import { startSimulator } from "../../src/simulator/server.ts";

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zegel-simulator-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("certificate of this machine", () => {
  test("is for localhost, 127.0.0.1 and ::1, signs itself, and is no authority", async () => {
    const { cert } = await selfSignedCertificate(folder, NOW);
    const read = new X509Certificate(cert);
    expect(read.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.ca).toBe(false);
    expect((Date.parse(read.validTo) - Date.parse(read.validFrom)) / DAY).toBeLessThan(398);
  });

  test("is kept, readable for its owner only", async () => {
    const first = await selfSignedCertificate(folder, NOW);
    expect(await selfSignedCertificate(folder, NOW + 200 * DAY)).toEqual(first);
    expect(statSync(join(folder, "localhost.key.pem")).mode & 0o077).toBe(0);
  });

  test("is renewed near its end, and where the kept one can not be read", async () => {
    const first = await selfSignedCertificate(folder, NOW);
    const second = await selfSignedCertificate(folder, NOW + 340 * DAY);
    expect(second.cert).not.toBe(first.cert);
    writeFileSync(join(folder, "localhost.cert.pem"), "broken");
    expect((await selfSignedCertificate(folder, NOW + 340 * DAY)).cert).not.toBe(second.cert);
  });
});

describe("office.js for development", () => {
  const files = developmentOfficeFiles();

  test("the stub comes before office.js, the shim after it", () => {
    const script = files.get("/office.js") ?? "";
    const places = ["window.Sys = {", "_OfficeAppFactory=", "addNewerMailboxApis"].map((text) =>
      script.indexOf(text),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test.each([
    "/outlook-web-16.01.js",
    "/nl-nl/office_strings.js",
    "/de-de/outlook_strings.js",
    "/MicrosoftAjax.js",
  ])("%s is there", (path) => {
    expect(files.get(path)).toMatch(/\S/);
  });

  test("no other path is", () => {
    expect(files.get("/../package.json")).toBeUndefined();
    expect(files.get("/excel-web-16.00.js")).toBeUndefined();
  });
});

describe("server of the mailbox page", () => {
  const fixtures = "test/fixtures/mail";

  async function serve(run: (url: string) => Promise<void>): Promise<void> {
    writeFileSync(join(folder, "index.html"), "<!doctype html>");
    writeFileSync(join(folder, "private.pem"), "key");
    const certificate = await selfSignedCertificate(join(folder, "keys"));
    const server = await startSimulator({
      host: "127.0.0.1",
      port: 0,
      paneUrl: "https://localhost:3001/pane.html",
      certificate,
      fixturesDir: fixtures,
      pages: folder,
    });
    try {
      await run(server.url);
    } finally {
      await server.close();
    }
  }

  test("mails come octet for octet, by the names that are listed", async () => {
    await serve(async (url) => {
      const names = JSON.parse((await fetchOctets(`${url}/mails.json`)).body.toString()) as string[];
      expect(names).toContain("accusation-1.eml");
      for (const name of names) {
        const { body } = await fetchOctets(`${url}/mails/${name}`);
        expect(body.equals(readFileSync(join(fixtures, name)))).toBe(true);
      }
    });
  });

  test.each([
    "/mails/..%2F..%2F..%2Fpackage.json",
    "/mails/none.eml",
    "/private.pem",
    "/..%2Findex.html",
    "/keys",
  ])("%s is not found", async (path) => {
    await serve(async (url) => {
      expect((await fetchOctets(url + path)).status).toBe(404);
    });
  });

  test("the page may frame the pane and load nothing from elsewhere", async () => {
    await serve(async (url) => {
      const { status, policy } = await fetchOctets(`${url}/`);
      expect(status).toBe(200);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-src https://localhost:3001;");
      expect(policy).not.toContain("unsafe");
    });
  });
});

describe("policy of the pane's pages", () => {
  const policy = {
    intakeUrl: "https://intake.example",
    graphUrl: "https://graph.microsoft.com/v1.0",
    authority: "https://login.microsoftonline.com/tenant",
    officeJs: "https://appsforoffice.microsoft.com/lib/1/hosted/office.js",
    frameAncestors: ["https://outlook.office.com"],
  };
  const directives = (given: Parameters<typeof paneContentSecurityPolicy>[0]) =>
    new Map(
      paneContentSecurityPolicy(given)
        .split("; ")
        .map((one) => [one.split(" ")[0], one.split(" ").slice(1)] as const),
    );

  test("connects to what the build names and to nothing else", () => {
    expect(directives(policy).get("connect-src")).toEqual([
      "'self'",
      "https://intake.example",
      "https://graph.microsoft.com/v1.0/",
      "https://login.microsoftonline.com/tenant/",
    ]);
    const bare = { ...policy, graphUrl: null, authority: null, officeJs: null };
    expect(directives(bare).get("connect-src")).toEqual(["'self'", "https://intake.example"]);
    expect(directives(bare).get("script-src")).toEqual(["'self'"]);
  });

  test("lets nothing unsafe through, in development or production", () => {
    for (const officeJs of [null, policy.officeJs]) {
      const text = paneContentSecurityPolicy({ ...policy, officeJs });
      expect(text).not.toMatch(/unsafe|\*|eval/);
      expect(text).toContain("require-trusted-types-for 'script'");
    }
  });

  test("the pane's server sends it with every page, and serves what was built", async () => {
    const pages = join(folder, "pages");
    mkdirSync(pages);
    for (const name of ["index.html", "commands.html", "sign-in.html", "spam-report.js"]) {
      writeFileSync(join(pages, name), name);
    }
    const certificate = await selfSignedCertificate(join(folder, "keys"));
    const server = await startPaneServer({
      host: "127.0.0.1",
      port: 0,
      certificate,
      pages,
      root: process.cwd(),
      policy: { ...policy, officeJs: null },
    });
    try {
      for (const name of ["", "commands.html", "sign-in.html", "spam-report.js"]) {
        const got = await fetchOctets(`${server.url}/${name}`);
        expect([got.status, got.body.toString()]).toEqual([200, name || "index.html"]);
        expect(got.policy).toBe(paneContentSecurityPolicy({ ...policy, officeJs: null }));
      }
      const allowed = await fetchOctets(`${server.url}/.well-known/microsoft-officeaddins-allowed.json`);
      expect(JSON.parse(allowed.body.toString())).toEqual({ allowed: [] });
    } finally {
      await server.close();
    }
  });
});

function fetchOctets(url: string): Promise<{ status: number; body: Buffer; policy: string }> {
  return new Promise((resolve, reject) => {
    // The certificate is its own root; this is the same machine.
    get(url, { rejectUnauthorized: false, family: 4 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
          policy: String(response.headers["content-security-policy"]),
        }),
      );
    }).on("error", reject);
  });
}
