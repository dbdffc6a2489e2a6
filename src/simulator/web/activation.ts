/** Where Outlook does not start add-ins at all (OUTLOOK, section 2): the button is grey then. */
import type { Mail } from "./mail/mail.ts";

/** @returns Why the add-in does not start on this mail, or null where it does. */
export function activationRefusal(mail: Mail): string | null {
  const headers = unfold(mail.headers);
  if (/^content-class:.*sharing/im.test(headers)) {
    return "Content-class: sharing. Outlook starts no add-in here (ojs#2416); the sender can do that.";
  }
  if (/^content-type:\s*multipart\/report/im.test(headers)) {
    return "A delivery report: Outlook starts no add-in here.";
  }
  return null;
}

function unfold(headers: string): string {
  return headers.replace(/\r?\n[ \t]+/g, " ");
}
