/** The mailbox's own log: stable codes and counts. Never an address, a subject, a Message-ID or words of an error. */
import { pino } from "pino";

export interface MailboxLog {
  info(code: string, counts?: Readonly<Record<string, number | string>>): void;
  warn(code: string, failure?: unknown): void;
}

export function makeLog(level: string): MailboxLog {
  const log = pino({ level, base: null }, process.stderr);
  return {
    info: (code, counts = {}) => log.info(counts, code),
    warn: (code, failure) => log.warn(failure === undefined ? {} : failureForLog(failure), code),
  };
}

/** Names and codes of libraries; their messages quote what they stumbled over. */
export function failureForLog(error: unknown): Record<string, string | number> {
  if (!(error instanceof Error)) return { failure: typeof error };
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return {
    failure: error.name,
    ...(typeof code === "string" && /^[\w-]{1,60}$/.test(code) && { code }),
    ...(typeof responseCode === "number" && { reply: responseCode }),
  };
}
