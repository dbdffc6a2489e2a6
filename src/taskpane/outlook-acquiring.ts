/** One chunk: what fetches mails from Outlook. */
export { listedMailSource } from "../hosts/outlook/listed-mail.ts";
export { outlookMailSource } from "../hosts/outlook/mail-source.ts";
export { selectedMails, selectionProblem } from "../hosts/outlook/selection.ts";
