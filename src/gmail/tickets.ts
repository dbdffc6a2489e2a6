/**
 * One ticket a form, one report a ticket. A card carries it through Google and back: sealed (AES-256-GCM) under a key of
 * this door's folder and bound to the reporter, so nobody can make, read, change or use another's. The report's key at the
 * sealer comes from its 128 random bits: a click that comes again, in whatever way, finds the report that there is.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import * as v from "valibot";
import { isGmailId, type OpenMessage } from "../hosts/gmail/event.ts";
import { readIfThere, replaceFile } from "../sealer/durable.ts";

export interface Ticket {
  /** Random, base64url. */
  readonly id: string;
  /** The mail that the form is about: what is open when the button is pressed may be another one. */
  readonly message: OpenMessage;
}

export type OpenedTicket =
  | { readonly kind: "good"; readonly ticket: Ticket }
  /** Made here for this reporter, too long ago. */
  | { readonly kind: "expired" }
  /** Everything else: made up, changed, somebody else's. */
  | { readonly kind: "foreign" };

export interface Tickets {
  /** @param subject - The reporter's number at Google. */
  issue(subject: string, message: OpenMessage): string;
  open(text: string | undefined, subject: string): OpenedTicket;
}

const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;
const DOMAIN = "zegel/gmail-ticket/v1\0";
/** Characters: a token of Gmail is some hundred, eight thousand at most. */
const TEXT_LIMIT = 16_384;

const contentSchema = v.strictObject({
  id: v.string(),
  message: v.strictObject({
    id: v.pipe(v.string(), v.check(isGmailId)),
    threadId: v.nullable(v.pipe(v.string(), v.check(isGmailId))),
    accessToken: v.nullable(v.string()),
  }),
  until: v.number(),
});

export interface TicketsDeps {
  /** 32 octets. */
  readonly secret: Uint8Array;
  readonly lastsMs: number;
  readonly now: () => number;
}

export function makeTickets({ secret, lastsMs, now }: TicketsDeps): Tickets {
  return {
    issue: (subject, message) => {
      const content = { id: randomBytes(16).toString("base64url"), message, until: now() + lastsMs };
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, secret, nonce).setAAD(boundTo(subject));
      const sealed = [cipher.update(JSON.stringify(content), "utf8"), cipher.final()];
      return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString("base64url");
    },
    open: (text, subject) => {
      const content = text === undefined ? null : unseal(text, subject);
      if (content === null) return { kind: "foreign" };
      const { until, ...ticket } = content;
      return until > now() ? { kind: "good", ticket } : { kind: "expired" };
    },
  };

  function unseal(text: string, subject: string): v.InferOutput<typeof contentSchema> | null {
    if (text.length > TEXT_LIMIT || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
    const octets = Buffer.from(text, "base64url");
    if (octets.length < NONCE + TAG) return null;
    try {
      const decipher = createDecipheriv(CIPHER, secret, octets.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(boundTo(subject))
        .setAuthTag(octets.subarray(-TAG));
      const parts = [decipher.update(octets.subarray(NONCE, -TAG)), decipher.final()];
      return v.parse(contentSchema, JSON.parse(Buffer.concat(parts).toString("utf8")));
    } catch {
      return null;
    }
  }
}

function boundTo(subject: string): Buffer {
  return Buffer.from(`${DOMAIN}${subject}`, "utf8");
}

/** Made at the first start, mode 0600. Whoever removes it makes the forms that are open useless, nothing else. */
export async function ticketSecret(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, "gmail-tickets.secret");
  const stored = await readIfThere(path);
  if (stored !== null && stored.length === 32) return stored;
  const made = randomBytes(32);
  await replaceFile(path, made);
  return made;
}
