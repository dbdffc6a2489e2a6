/** A token service over HTTP: counts who asks for its keys, and can be out of order. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { IntakeConfig } from "../../src/intake/server.ts";
import { ISSUER_AUDIENCE, makeTestIssuer, type TestIssuer } from "../../src/simulator/issuer.ts";

export interface TokenService {
  readonly issuer: TestIssuer;
  readonly jwksUrl: string;
  /** An organisation's configuration that trusts it. */
  readonly entra: NonNullable<IntakeConfig["organisations"][number]["entra"]>;
  /** Times that the keys were asked for. */
  asked: number;
  /** Answers instead of the keys; null for the keys. */
  trouble: ((response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

export async function startTokenService(): Promise<TokenService> {
  const server = createServer((request, response) => {
    service.asked++;
    if (service.trouble !== null) return service.trouble(response);
    const answer = service.issuer.answer(request.url ?? "");
    response.writeHead(answer?.status ?? 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer?.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = await makeTestIssuer(base);
  const jwksUrl = `${issuer.authority}/discovery/v2.0/keys`;
  const service: TokenService = {
    issuer,
    jwksUrl,
    entra: { tenantId: issuer.tenantId, audience: ISSUER_AUDIENCE, issuer: issuer.issuer, jwksUrl },
    asked: 0,
    trouble: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return service;
}
