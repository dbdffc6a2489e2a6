/** An add-on of a few lines: what it answers is the test's, what it is asked is kept. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** Members that tests read; each is asserted, not believed. */
export interface PostedEvent {
  readonly commonEventObject: Record<string, unknown> & {
    readonly formInputs?: Record<string, unknown>;
    readonly parameters?: Record<string, unknown>;
  };
  readonly authorizationEventObject: {
    readonly userOAuthToken: string;
    readonly systemIdToken: string;
    readonly userIdToken?: string;
    readonly authorizedScopes: readonly string[];
  };
  readonly gmail?: { readonly messageId: string; readonly threadId: string; readonly accessToken: string };
}

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: PostedEvent;
}

export interface FakeAddOn {
  readonly url: string;
  readonly asked: Asked[];
  /** By path; a number is a status, "never" no answer, a function is asked. */
  readonly answers: Map<string, unknown>;
  deployment(changes?: object): object;
  close(): Promise<void>;
}

export async function startFakeAddOn(): Promise<FakeAddOn> {
  const asked: Asked[] = [];
  const answers = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const path = request.url ?? "";
      if (request.method !== "POST") return void response.writeHead(404).end();
      const one = { path, headers: request.headers, body, event: JSON.parse(body) };
      asked.push(one);
      const given = answers.get(path) ?? 404;
      const answer = typeof given === "function" ? given(one) : given;
      if (answer === "never") return;
      response.writeHead(typeof answer === "number" ? answer : 200, { "content-type": "application/json" });
      response.end(
        typeof answer === "number" ? "" : typeof answer === "string" ? answer : JSON.stringify(answer),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    answers,
    deployment: (changes = {}) => ({
      oauthScopes: [
        "https://www.googleapis.com/auth/gmail.addons.execute",
        "https://www.googleapis.com/auth/gmail.addons.current.message.readonly",
        "openid",
        "https://www.googleapis.com/auth/userinfo.email",
        "https://www.googleapis.com/auth/script.locale",
      ],
      addOns: {
        common: {
          name: "Fake",
          logoUrl: `${url}/logo.png`,
          useLocaleFromApp: true,
          homepageTrigger: { runFunction: `${url}/home` },
          openLinkUrlPrefixes: ["https://help.example/"],
        },
        gmail: { contextualTriggers: [{ unconditional: {}, onTriggerFunction: `${url}/message` }] },
        httpOptions: { authorizationHeader: "SYSTEM_ID_TOKEN", granularOauthPermissionSupport: "OPT_IN" },
      },
      ...changes,
    }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function pushed(card: object): object {
  return { action: { navigations: [{ pushCard: card }] } };
}

export function clicked(...navigations: readonly object[]): object {
  return { renderActions: { action: { navigations } } };
}

/** A card of one paragraph. */
export function saying(text: string): { sections: { widgets: object[] }[] } {
  return { sections: [{ widgets: [{ textParagraph: { text } }] }] };
}
