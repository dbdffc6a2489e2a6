/** The token service of the tests itself: what a verifier that is not ours makes of its tokens. */
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import {
  ISSUER_AUDIENCE,
  ISSUER_SUBJECT,
  ISSUER_TENANT,
  makeTestIssuer,
  type TestIssuer,
} from "../../src/simulator/issuer.ts";

const BASE = "https://login.example.org";
let issuer: TestIssuer;

beforeEach(async () => {
  issuer = await makeTestIssuer(BASE);
});

function keys() {
  return createLocalJWKSet(issuer.jwks() as JSONWebKeySet);
}

async function verify(token: string) {
  return await jwtVerify(token, keys(), {
    issuer: issuer.issuer,
    audience: ISSUER_AUDIENCE,
    algorithms: ["RS256"],
  });
}

test("a token verifies against the published keys and says what Entra's access tokens say", async () => {
  const { payload, protectedHeader } = await verify(await issuer.token({ name: "Noor" }));
  expect(payload).toMatchObject({
    tid: ISSUER_TENANT,
    oid: ISSUER_SUBJECT,
    scp: "Report.Submit",
    ver: "2.0",
    name: "Noor",
  });
  expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
});

test("claims can be replaced and taken away", async () => {
  const { payload } = await verify(await issuer.token({ oid: "other", scp: undefined }));
  expect(payload.oid).toBe("other");
  expect(payload).not.toHaveProperty("scp");
});

test("a retired key stays published until the next rotation", async () => {
  const before = await issuer.token();
  await issuer.rotate();
  await expect(verify(before)).resolves.toBeDefined();
  await expect(verify(await issuer.token({}, { key: "retired" }))).resolves.toBeDefined();
  await issuer.rotate();
  await expect(verify(before)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
});

test("no key is retired before a rotation", async () => {
  await expect(issuer.token({}, { key: "retired" })).rejects.toThrow(TypeError);
});

test("forgeries are forgeries", async () => {
  await expect(verify(await issuer.token({}, { key: "foreign" }))).rejects.toThrow();
  const { kid } = decodeProtectedHeader(await issuer.token()) as { kid: string };
  await expect(verify(await issuer.token({}, { key: "foreign", kid }))).rejects.toMatchObject({
    code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  });
  await expect(verify(await issuer.token({}, { alg: "HS256" }))).rejects.toMatchObject({
    code: "ERR_JOSE_ALG_NOT_ALLOWED",
  });
  expect(await issuer.token({}, { alg: "none" })).toMatch(/^[\w-]+\.[\w-]+\.$/);
});

test("answers the two addresses of a tenant, and the configuration leads to the keys", () => {
  const configuration = issuer.answer(`/${ISSUER_TENANT}/v2.0/.well-known/openid-configuration`);
  expect(configuration).toMatchObject({ status: 200, body: { issuer: issuer.issuer } });
  const body = configuration?.body as { readonly jwks_uri: string } | undefined;
  expect(issuer.answer(String(body?.jwks_uri).slice(BASE.length))).toEqual({
    status: 200,
    body: issuer.jwks(),
  });
  expect(issuer.answer("/other/discovery/v2.0/keys")).toBeUndefined();
});

test("its address may be known later than its keys", async () => {
  let port = 1;
  const late = await makeTestIssuer(() => `http://localhost:${port}/entra`);
  port = 2;
  expect(late.issuer).toBe(`http://localhost:2/entra/${ISSUER_TENANT}/v2.0`);
  expect(late.authority).toBe(`http://localhost:2/entra/${ISSUER_TENANT}`);
});

test("the published keys hold no private member", () => {
  expect(JSON.stringify(issuer.jwks())).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
});
