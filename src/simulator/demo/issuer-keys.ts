import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestIssuer } from "../issuer.ts";

/** Gives the issuer's keys over http: the intake would not trust the certificate of this machine's own making. */
export async function serveIssuerKeys(
  issuer: TestIssuer,
  host: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(issuer.jwks()));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/keys`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
