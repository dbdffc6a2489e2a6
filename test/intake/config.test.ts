import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type IntakeConfig, loadConfig, resolveConfig } from "../../src/intake/config.ts";
import { temporaryFolder } from "./fixture.ts";

const minimal: IntakeConfig = {
  listen: { host: "127.0.0.1", port: 0 },
  dataDir: "data",
  organisations: [{ id: "acme", directoryFile: "d.json", logKeyFile: "log.key", enrolmentCodes: [] }],
};

describe("resolveConfig", () => {
  test("defaults: the built-in authority, no foreign pages, 192 MiB", () => {
    const config = resolveConfig(minimal);
    expect(config.timestamp).toEqual({ kind: "built-in" });
    expect(config.allowedOrigins).toEqual([]);
    expect(config.limits.packageOctets).toBe(192 * 1024 * 1024);
    expect(config.trustProxy).toBe(false);
  });

  const wrong: [string, unknown][] = [
    ["nothing", null],
    ["an unknown member", { ...minimal, pasword: "secret-canary" }],
    ["no organisation", { ...minimal, organisations: [] }],
    ["an id that is a path", withOrganisation({ id: "../x" })],
    ["a code instead of its hash", withOrganisation({ enrolmentCodes: ["secret-canary"] })],
    ["a short read token", withOrganisation({ readToken: "secret-canary" })],
    ["an origin with a path", { ...minimal, allowedOrigins: ["https://a.example/x"] }],
    ["an origin with a slash at its end", { ...minimal, publicOrigin: "https://a.example/" }],
    [
      "external timestamps without roots",
      { ...minimal, timestamp: { kind: "external", urls: ["https://a"], roots: [] } },
    ],
    ["a tenant that is everybody's", withEntra({ tenantId: "common" })],
    ["no audience", withEntra({ audience: [] })],
    ["two scopes in one", withEntra({ scope: "Report.Submit Report.Read" })],
    ["keys over a readable line", withEntra({ jwksUrl: "http://login.example.org/keys" })],
    ["keys from a name like this machine's", withEntra({ jwksUrl: "http://localhost.example.org/keys" })],
    ["a client secret, which nobody asked for", withEntra({ clientSecret: "secret-canary" })],
    ["a negative limit", { ...minimal, limits: { packageOctets: -1 } }],
    ["a log level that would log header fields", { ...minimal, logLevel: "trace" }],
    [
      "the same organisation twice",
      { ...minimal, organisations: [...minimal.organisations, ...minimal.organisations] },
    ],
  ];
  test.each(wrong)("%s: refused, and no value is quoted", (_name, value) => {
    expect(() => resolveConfig(value)).toThrow(/^configuration: /);
    expect(messageOf(() => resolveConfig(value))).not.toContain("secret-canary");
  });

  test("sign-in: a tenant and an audience are enough", () => {
    const config = resolveConfig(withEntra({ tenantId: "6F9D3C52-5B0A-4D7E-9C1F-0A52E7F1C0DE" }));
    expect(config.organisations[0]).toMatchObject({
      confidential: false,
      entra: {
        tenantId: "6f9d3c52-5b0a-4d7e-9c1f-0a52e7f1c0de",
        audience: "api://x",
        scope: "Report.Submit",
      },
    });
  });

  function withEntra(change: object): unknown {
    return withOrganisation({
      enrolmentCodes: undefined,
      entra: { tenantId: "6f9d3c52-5b0a-4d7e-9c1f-0a52e7f1c0de", audience: "api://x", ...change },
    });
  }

  function withOrganisation(change: object): unknown {
    return { ...minimal, organisations: [{ ...minimal.organisations[0], ...change }] };
  }
});

describe("loadConfig", () => {
  const folder = temporaryFolder();
  const file = join(folder.path, "intake.json");
  afterAll(() => folder.remove());

  test("paths are relative to the file's folder", async () => {
    writeFileSync(
      file,
      JSON.stringify({ ...minimal, timestamp: { kind: "built-in", keyFile: "keys/tsa.pem" } }),
    );
    const config = await loadConfig(file);
    expect(config.dataDir).toBe(join(folder.path, "data"));
    expect(config.organisations[0]?.logKeyFile).toBe(join(folder.path, "log.key"));
    expect(config.organisations[0]?.directoryFile).toBe(join(folder.path, "d.json"));
    expect(config.timestamp).toEqual({ kind: "built-in", keyFile: join(folder.path, "keys/tsa.pem") });
  });

  test("what is no JSON is not quoted", async () => {
    writeFileSync(file, '{"readToken": secret-canary}');
    await expect(loadConfig(file)).rejects.toThrow("configuration: the file is not JSON");
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was thrown");
}
