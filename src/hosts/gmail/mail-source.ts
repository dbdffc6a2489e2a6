/** The mail as Gmail keeps it, by its API and with the tokens of the reporter's own click. */
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { Clock, MailSource } from "../../workflow/ports.ts";

/** The part of Gmail's API that is asked; clients/gmail.ts speaks it. */
export interface GmailMailbox {
  /** @throws EvidenceError SOURCE_*, SIGN_IN_FAILED, RATE_LIMITED, SERVER_ERROR, NETWORK_UNREACHABLE, CANCELLED … */
  raw(id: string, options: { readonly signal: AbortSignal }): Promise<RawMail>;
  /** Ids of a conversation's mails, oldest first, without drafts. @throws EvidenceError as `raw`. */
  thread(threadId: string, options: { readonly signal: AbortSignal }): Promise<readonly string[]>;
}

export interface RawMail {
  readonly octets: Uint8Array<ArrayBuffer>;
  /** What Gmail says of the mail; names begin with "gmail.". */
  readonly facts: AcquisitionRecord["item"];
}

export interface GmailSourceDeps {
  readonly mailbox: GmailMailbox;
  readonly clock: Clock;
  /** "WEB", "IOS", "ANDROID". */
  readonly platform: string;
  /** What went wrong before this mail was asked for; stands in its record. */
  readonly errors?: AcquisitionRecord["errors"];
}

/** Said, not judged: the octets are kept, and the record holds both ids. */
const otherMail = {
  step: "messages.get",
  code: "OTHER_MAIL",
  detail: "the id of the answer is not the one that was asked for",
} as const;

function isOther(facts: RawMail["facts"], id: string): boolean {
  const answered = facts["gmail.id"];
  return answered !== undefined && answered !== id;
}

/**
 * As served: Gmail's `raw` is the message that it stores, to the octet. Provenance says that a service fetched it, and
 * the item says where it was sealed: not on the reporter's device.
 */
export function gmailMailSource(
  id: string,
  { mailbox, clock, platform, errors = [] }: GmailSourceDeps,
): MailSource {
  return {
    acquire: async (signal) => {
      const startedAt = clock.now();
      const { octets, facts } = await mailbox.raw(id, { signal });
      return {
        original: { kind: "eml", octets },
        parts: new Map(),
        record: {
          method: "gmail.format-raw",
          provenance: "fetched-by-service",
          capture: "as-served",
          startedAt,
          endedAt: clock.now(),
          host: { application: "Gmail", version: "", platform, userAgent: "" },
          item: { ...facts, "gmail.requestedId": id, "zegel.sealedAt": "server" },
          errors: isOther(facts, id) ? [...errors, otherMail] : errors,
        },
      };
    },
  };
}
