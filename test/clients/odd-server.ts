/** A server on a free port of this machine that answers whatever a test tells it to, and remembers what it was sent. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface OddServer {
  readonly url: string;
  readonly heard: Heard[];
  answer: (heard: Heard, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startOddServer(): Promise<OddServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks) };
      heard.push(one);
      odd.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("no address");
  const odd: OddServer = {
    url: `http://127.0.0.1:${address.port}`,
    heard,
    answer: (_, response) => response.end(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return odd;
}

/** Answers every request alike. */
export function say(status: number, body: string | Uint8Array, headers: Record<string, string> = {}) {
  return (_: Heard, response: ServerResponse) => void response.writeHead(status, headers).end(body);
}

export function problem(status: number, members: object) {
  return say(status, JSON.stringify({ type: "about:blank", title: "x", status, ...members }), {
    "content-type": "application/problem+json",
  });
}

/** Never ends: octets until the client hangs up. */
export function pourForever(status = 200) {
  return (_: Heard, response: ServerResponse) => {
    response.writeHead(status);
    const chunk = Buffer.alloc(1 << 16, "x");
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", pour);
    pour();
  };
}
