/** Google, as far as the add-on sees it: signed tokens of a test issuer, and a mailbox that the Gmail emulator serves. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createServer as createEmulator } from "@emulators/core";
import { googlePlugin, type GoogleSeedMessage, seedFromConfig } from "@emulators/google";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { OAuth2Issuer } from "oauth2-mock-server";

export const PROJECT = "123456789012";
export const SERVICE_ACCOUNT = `service-${PROJECT}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`;
export const CLIENT_ID = "1234-abcd.apps.googleusercontent.com";
export const ISSUER = "https://accounts.google.com";
export const SUBJECT = "108234567890123456789";
export const MAILBOX = "noor@example.org";
/** What the reporter granted: the emulator knows whose mailbox it opens. */
export const OAUTH_TOKEN = "ya29.reporters-grant";
/** Of the open mail alone. */
export const MESSAGE_TOKEN = "message-token-of-gmail";

export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly messageToken: string | undefined;
}

export interface Google {
  readonly apiUrl: string;
  readonly jwksUrl: string;
  /** Questions to Gmail since the last `forget`. */
  readonly asked: readonly Asked[];
  /** Times that the keys were asked for. */
  keysAsked: number;
  /** Answers instead of Gmail; null for Gmail. */
  trouble: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
  /** Answers instead of the keys. */
  keyTrouble: ((response: ServerResponse) => void) | null;
  forget(): void;
  /** @param claims - Instead of the usual ones; undefined takes one away. */
  systemToken(audience: string, claims?: Claims, header?: Claims): Promise<string>;
  userToken(claims?: Claims, header?: Claims): Promise<string>;
  /** Signs with another key from now on; the old one is published still. */
  rotate(): Promise<void>;
  /** The JWK that signs now, private members included. */
  signingKey(): Record<string, unknown>;
  add(mails: readonly MailInBox[]): void;
  close(): Promise<void>;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface MailInBox {
  readonly id: string;
  readonly threadId?: string;
  readonly octets: Uint8Array;
  readonly labels?: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly internalDate?: number;
}

export async function startGoogle(): Promise<Google> {
  const issuer = new OAuth2Issuer();
  issuer.url = ISSUER;
  let kid = await addKey(issuer);
  const emulator = createEmulator(googlePlugin, {
    tokens: { [OAUTH_TOKEN]: { login: MAILBOX, id: 1, scopes: [] } },
  });
  const serve = getRequestListener(emulator.app.fetch);
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/keys") {
      google.keysAsked++;
      if (google.keyTrouble !== null) return google.keyTrouble(response);
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ keys: issuer.keys.toJSON() }));
    }
    const { authorization } = request.headers;
    const messageToken = request.headers["x-goog-gmail-access-token"] as string | undefined;
    asked.push({ path, authorization, messageToken });
    if (google.trouble?.(request, response) === true) return;
    void serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (claims: Claims, header: Claims = {}) =>
    issuer.buildToken({
      kid,
      expiresIn: 3600,
      scopesOrTransform: (head, payload) => {
        // Two of one second would be the same token: here each is another.
        change(payload, { jti: randomUUID(), ...claims });
        change(head, header);
      },
    });
  const google: Google = {
    apiUrl: url,
    jwksUrl: `${url}/keys`,
    asked,
    keysAsked: 0,
    trouble: null,
    keyTrouble: null,
    forget: () => void asked.splice(0),
    systemToken: (audience, claims, header) =>
      sign(
        {
          aud: audience,
          azp: "103438788618831168836",
          sub: "103438788618831168836",
          email: SERVICE_ACCOUNT,
          email_verified: true,
          scope: undefined,
          nbf: undefined,
          ...claims,
        },
        header,
      ),
    userToken: (claims, header) =>
      sign(
        {
          aud: CLIENT_ID,
          azp: CLIENT_ID,
          sub: SUBJECT,
          email: MAILBOX,
          email_verified: true,
          hd: "example.org",
          scope: undefined,
          nbf: undefined,
          ...claims,
        },
        header,
      ),
    rotate: async () => {
      kid = await addKey(issuer);
    },
    signingKey: () => issuer.keys.toJSON(true).find((one) => one.kid === kid) as Record<string, unknown>,
    add: (mails) => seedFromConfig(emulator.store, url, { messages: mails.map(seedOf) }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  seedFromConfig(emulator.store, url, { users: [{ email: MAILBOX, name: "Noor" }] });
  return google;
}

/** Its own `generate` takes no objects of another realm than jest's, which WebCrypto's are. */
async function addKey(issuer: OAuth2Issuer): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: "RS256" };
  const kid = await calculateJwkThumbprint(jwk);
  await issuer.keys.add({ ...jwk, kid, use: "sig" });
  return kid;
}

function change(target: object, changes: Claims): void {
  const members = target as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete members[name];
    else members[name] = value;
  }
}

function seedOf({ id, threadId, octets, labels, internalDate }: MailInBox): GoogleSeedMessage {
  return {
    id,
    thread_id: threadId ?? id,
    user_email: MAILBOX,
    raw: Buffer.from(octets).toString("base64url"),
    label_ids: [...(labels ?? ["INBOX", "UNREAD"])],
    internal_date: String(internalDate ?? Date.UTC(2026, 10, 23, 10)),
  };
}
