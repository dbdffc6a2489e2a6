/** The organisation's relay, as answers leave by it. */
import { readFile } from "node:fs/promises";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { AnswersConfig } from "./config.ts";

export type RelayOutcome =
  | { readonly kind: "taken" }
  /** Try again: the relay is away, busy, or this process is set up wrongly. */
  | { readonly kind: "later"; readonly failure: unknown }
  /** The relay will never take this one. */
  | { readonly kind: "refused"; readonly failure: unknown };

export interface AnswerRelay {
  /** Never rejects. */
  send(mail: SendMailOptions): Promise<RelayOutcome>;
  close(): void;
}

/** Where the password is looked for if no file is named: never in the JSON. */
export const PASSWORD_VARIABLE = "ZEGEL_MAILBOX_PASSWORD";

const TIMEOUT_MS = 60_000;

/** @throws Error where a user is named and no password can be had. */
export async function answerRelay(answers: AnswersConfig, hostname: string): Promise<AnswerRelay> {
  const { host, port, secure, requireTls, user } = answers;
  // A password, and whatever is to be under TLS from the first octet, goes to nobody who did not prove their name.
  const proved = requireTls || secure || user !== undefined;
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: proved && !secure,
    // A relay on this machine offers STARTTLS with a certificate that it made itself: better than none, and no proof.
    tls: { rejectUnauthorized: proved },
    name: hostname,
    ...(user !== undefined && { auth: { user, pass: await passwordOf(answers) } }),
    // Words of the relay and of mails stay out of logs.
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(mail);
        return { kind: "taken" };
      } catch (failure) {
        return { kind: isFinal(failure) ? "refused" : "later", failure };
      }
    },
    close: () => transport.close(),
  };
}

/** About this mail or its addressee (5xx); about signing in or TLS, an administrator can put it right. */
function isFinal(failure: unknown): boolean {
  const { responseCode, code } = failure as { responseCode?: unknown; code?: unknown };
  return (
    typeof responseCode === "number" && responseCode >= 500 && (code === "EENVELOPE" || code === "EMESSAGE")
  );
}

async function passwordOf({ passwordFile }: AnswersConfig): Promise<string> {
  if (passwordFile !== undefined) {
    const text = await readFile(passwordFile, "utf8").catch(() => {
      throw new Error("configuration: answers.passwordFile cannot be read");
    });
    return text.replace(/\r?\n$/, "");
  }
  const password = process.env[PASSWORD_VARIABLE] ?? "";
  if (password === "")
    throw new Error(
      `configuration: neither answers.passwordFile nor ${PASSWORD_VARIABLE} holds the password of answers.user`,
    );
  return password;
}
