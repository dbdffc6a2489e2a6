/** The played token service, asked as a sign-in window asks it. */
import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { GRAPH_AUDIENCE, resourceOf } from "../../src/simulator/cloud/entra.ts";
import { type Answer, type CloudServer, openCloud, PANE } from "./cloud-server.ts";

let server: CloudServer;
beforeAll(async () => {
  server = await openCloud();
});
afterAll(async () => {
  await server.close();
});

describe("token service", () => {
  const CLIENT = "11111111-2222-4333-8444-555555555555";
  const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: PANE };

  async function authorize(changes: Record<string, string> = {}) {
    const verifier = randomBytes(32).toString("base64url");
    const { authority } = server.issuer;
    const query = new URLSearchParams({
      client_id: CLIENT,
      response_type: "code",
      redirect_uri: `${PANE}/sign-in.html`,
      scope: "api://zegel-intake/Report.Submit openid profile",
      state: 'st"ate',
      nonce: "n-1",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      ...changes,
    });
    const path = `${authority.slice(server.url.length)}/oauth2/v2.0`;
    return { page: await server.ask(`${path}/authorize?${query}`), path, verifier };
  }

  /** Where the link leads that a person clicks. */
  function linkOf(page: Answer, id: string): URL {
    const href = new RegExp(`id="${id}" href="([^"]+)"`).exec(page.octets.toString())?.[1] ?? "";
    return new URL(href.replaceAll("&amp;", "&"));
  }

  test("its configuration names its own addresses", async () => {
    const { authority, issuer } = server.issuer;
    const path = authority.slice(server.url.length);
    const { json, headers } = await server.ask(`${path}/v2.0/.well-known/openid-configuration`);
    expect(json).toMatchObject({ issuer, token_endpoint: `${authority}/oauth2/v2.0/token` });
    expect(headers["access-control-allow-origin"]).toBe("*");
  });

  test("a code for whoever holds the verifier, once", async () => {
    const { page, path, verifier } = await authorize();
    const link = linkOf(page, "accept");
    const given = new URLSearchParams(link.hash.slice(1));
    expect([link.origin + link.pathname, given.get("state")]).toEqual([`${PANE}/sign-in.html`, 'st"ate']);
    const redeem = (code_verifier: string, code = given.get("code") ?? "") =>
      server.ask(`${path}/token`, {
        method: "POST",
        headers: form,
        body: new URLSearchParams({
          grant_type: "authorization_code",
          client_id: CLIENT,
          redirect_uri: `${PANE}/sign-in.html`,
          code,
          code_verifier,
        }).toString(),
      });
    const got = await redeem(verifier);
    const { access_token, id_token } = got.json as { access_token: string; id_token: string };
    expect(decodeJwt(access_token)).toMatchObject({ aud: "api://zegel-intake", scp: "Report.Submit" });
    expect(decodeJwt(id_token)).toMatchObject({ aud: CLIENT, nonce: "n-1" });
    expect((await redeem(verifier)).status).toBe(400);
    const other = linkOf((await authorize()).page, "accept");
    const code = new URLSearchParams(other.hash.slice(1)).get("code") ?? "";
    expect((await redeem("another verifier", code)).status).toBe(400);
  });

  test("cancelled", async () => {
    const link = linkOf((await authorize()).page, "cancel");
    expect(new URLSearchParams(link.hash.slice(1)).get("error")).toBe("access_denied");
  });

  test.each([
    [{ redirect_uri: "https://evil.example/sign-in.html" }],
    [{ redirect_uri: "javascript:alert(1)" }],
    [{ code_challenge_method: "plain" }],
    [{ response_type: "token" }],
  ])("%j is refused", async (changes) => {
    expect((await authorize(changes as unknown as Record<string, string>)).page.status).toBe(400);
  });

  test("what is asked for can not become markup", async () => {
    const { page } = await authorize({ scope: '"><script>x</script>' });
    expect(page.octets.toString()).not.toContain("<script");
  });

  test("the host's bridge is for the mailbox page alone", async () => {
    const bridge = (origin: string) =>
      server.ask("/entra/bridge", {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: origin },
        body: JSON.stringify({ clientId: CLIENT, scope: "Mail.Read" }),
      });
    expect((await bridge(server.url)).status).toBe(200);
    expect((await bridge(PANE)).status).toBe(403);
  });

  test.each([
    ["api://zegel-intake/Report.Submit openid", { aud: "api://zegel-intake", scp: "Report.Submit" }],
    [
      "Mail.Read https://graph.microsoft.com/Mail.Read.Shared",
      { aud: GRAPH_AUDIENCE, scp: "Mail.Read Mail.Read.Shared" },
    ],
    ["Mail.Read api://zegel-intake/Report.Submit", null],
    ["Mail.Send", null],
    ["openid", null],
    ["", null],
  ])("scope %j is for %j", (scope, expected) => {
    expect(resourceOf(scope)).toEqual(expected);
  });
});
