/** What a mail that was found says of itself, as the session and the screens ask for it. Pure. */
import type { FoundMail } from "../hosts/file/found-mail.ts";
import type { ListedMail } from "../workflow/ports.ts";

export function listedMail({ id, summary, receivedAt }: FoundMail): ListedMail {
  return { id, summary: { ...summary, id }, receivedAt };
}

/** Octets of the original; 0 for none. */
export function octetsOf(mail: FoundMail | undefined): number {
  return mail?.octets.size ?? 0;
}

/**
 * How faithful it can be, which whoever hands it in should know: "file", the octets of a mail file; "apple" and "mailbox",
 * taken out of a larger file, where the second may have been changed by the program that wrote it; "converted", written
 * anew by Outlook or another program.
 */
export type Grade = "file" | "apple" | "mailbox" | "converted";

export function gradeOf({ method, capture }: Pick<FoundMail, "method" | "capture">): Grade {
  if (method === "file.mbox") return "mailbox";
  if (capture === "converted") return "converted";
  return method === "file.emlx" ? "apple" : "file";
}
