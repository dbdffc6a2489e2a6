/** Gmail's API for the add-on: the emulator of @emulators/google, behind the checks and the failures that Gmail has. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "@emulators/core";
import { googlePlugin, seedFromConfig } from "@emulators/google";
import type { PlayedMail } from "../mail/mailbox.ts";
import type { Switches } from "../switches.ts";
import { type Grants, openGrants } from "./grants.ts";
import { REPORTER } from "./tokens.ts";

export interface GmailApi {
  readonly grants: Grants;
  add(mail: PlayedMail): void;
  /** @param request - Its url is that of Gmail: "/gmail/v1/users/me/…". */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const READ = "https://www.googleapis.com/auth/gmail.addons.current.message.readonly";

export function playGmailApi(switches: () => Switches): GmailApi {
  const emulator = createServer(googlePlugin);
  seedFromConfig(emulator.store, "", { users: [{ email: REPORTER.email, name: REPORTER.name }] });
  /** Conversation by message. */
  const threads = new Map<string, string>();
  let count = 0;
  const grants = openGrants((token) => {
    count += 1;
    emulator.tokenMap.set(token, { login: REPORTER.email, id: count, scopes: [] });
  });
  return {
    grants,
    add: (mail) => {
      threads.set(mail.id, mail.threadId);
      seedFromConfig(emulator.store, "", { messages: [seedOf(mail)] });
    },
    answer: async (request, response) => {
      const { api } = switches();
      const failed = refusalOf(request) ?? (Object.hasOwn(FAILURES, api) ? (FAILURES[api] as Failure) : null);
      if (failed !== null) return fail(response, failed);
      // The connection stays open until the other side gives up, or this page ends.
      if (api === "never") return;
      if (api === "slow4000") await new Promise((resolve) => setTimeout(resolve, 4000));
      const octets = await pass(request, response);
      if (api !== "cut") return void response.end(octets);
      // The connection breaks in the middle.
      response.write(octets.subarray(0, octets.length >> 1), () => response.destroy());
    },
  };

  /** @returns The octets of the emulator's answer, whose header fields are sent. */
  async function pass({ url = "/", headers }: IncomingMessage, response: ServerResponse): Promise<Buffer> {
    const path = switches().api === "other" ? otherMail(url) : url;
    const { authorization = "" } = headers;
    const asked = new Request(new URL(path, NOWHERE), { headers: { authorization } });
    const answer = await emulator.app.fetch(asked);
    const octets = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get("content-type") ?? "application/json";
    response.writeHead(answer.status, { "content-type": type, "content-length": octets.length });
    return octets;
  }

  function refusalOf(request: IncomingMessage): Failure | null {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (bearer === undefined || !grants.knows(bearer)) return FAILURES["401"] as Failure;
    const asked = askedFor(request);
    const token = String(request.headers["x-goog-gmail-access-token"] ?? "");
    if (asked !== null && token === "") return NO_ACCESS_TOKEN;
    const given = grants.byAccessToken(token);
    if (asked === null || given === null || !given.scopes.includes(READ)) return FAILURES["403"] as Failure;
    const thread = asked.kind === "threads" ? asked.id : threads.get(asked.id);
    // A mail that is not there is told by the emulator; one of another conversation is nobody's business.
    return thread === undefined || thread === given.threadId ? null : (FAILURES["403"] as Failure);
  }

  function otherMail(url: string): string {
    const id = askedFor({ method: "GET", url })?.id;
    const [other] = [...threads].find(([mail, thread]) => mail !== id && thread !== id) ?? [];
    return id === undefined || other === undefined ? url : url.replace(`/${id}`, `/${other}`);
  }
}

/** Only the paths count. */
const NOWHERE = "http://gmail.invalid";

/** The scope lets an add-on read messages and the conversation, nothing else. */
function askedFor({ method, url }: Pick<IncomingMessage, "method" | "url">): {
  readonly kind: "messages" | "threads";
  readonly id: string;
} | null {
  if (method !== "GET") return null;
  const { pathname } = new URL(url ?? "/", NOWHERE);
  const found = /^\/gmail\/v1\/users\/me\/(messages|threads)\/([A-Za-z0-9:_-]{1,128})$/.exec(pathname);
  return found === null ? null : { kind: found[1] as "messages" | "threads", id: found[2] as string };
}

function seedOf({ id, threadId, octets, internalDate }: PlayedMail) {
  return {
    id,
    thread_id: threadId,
    user_email: REPORTER.email,
    raw: Buffer.from(octets).toString("base64url"),
    label_ids: ["INBOX", "UNREAD"],
    internal_date: String(internalDate),
  };
}

interface Failure {
  readonly code: number;
  readonly body: object;
}

const REASONS: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "authError",
  PERMISSION_DENIED: "insufficientPermissions",
  NOT_FOUND: "notFound",
  RESOURCE_EXHAUSTED: "rateLimitExceeded",
  INTERNAL: "backendError",
  UNAVAILABLE: "backendError",
};

function failure(code: number, status: string, message: string): Failure {
  const errors = [{ message, domain: "global", reason: REASONS[status] ?? "backendError" }];
  return { code, body: { error: { code, message, errors, status } } };
}

const FAILURES: Readonly<Record<string, Failure>> = {
  "401": failure(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
  "403": failure(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes."),
  "404": failure(404, "NOT_FOUND", "Requested entity was not found."),
  "429": failure(429, "RESOURCE_EXHAUSTED", "User-rate limit exceeded."),
  "500": failure(500, "INTERNAL", "Internal error encountered."),
  "503": failure(503, "UNAVAILABLE", "The service is currently unavailable."),
};

const NO_ACCESS_TOKEN = failure(
  403,
  "PERMISSION_DENIED",
  "Missing access token for per message authorization.",
);

function fail(response: ServerResponse, { code, body }: Failure): void {
  const retry = code === 429 ? { "retry-after": "1" } : {};
  response.writeHead(code, { "content-type": "application/json; charset=UTF-8", ...retry });
  response.end(JSON.stringify(body));
}
