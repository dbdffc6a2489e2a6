/** The list at the left. */
import { el } from "../dom.ts";
import type { Mailbox } from "../mailbox.ts";

const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export function renderMailList(container: HTMLElement, mailbox: Mailbox): void {
  const focused = document.activeElement?.getAttribute("data-mail");
  const selected = new Set(mailbox.selected().map((mail) => mail.id));
  const openId = mailbox.openMail()?.id;
  const rows = mailbox.mails().map((mail) => {
    const row = el(
      "button",
      {
        type: "button",
        class: "mail-row",
        "data-mail": mail.id,
        "data-file": mail.fileName,
        "aria-current": mail.id === openId ? "true" : null,
        "data-selected": selected.has(mail.id),
      },
      el("span", { class: "mail-from" }, mail.from.name || mail.from.address || mail.fileName),
      el("span", { class: "mail-subject" }, mail.subject || "(no subject)"),
      el("span", { class: "mail-date" }, mail.date === null ? "" : dateFormat.format(mail.date)),
    );
    // Ctrl or ⌘ selects more than one, as in Outlook.
    row.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) mailbox.toggleSelected(mail.id);
      else mailbox.open(mail.id);
    });
    return el("li", {}, row);
  });
  container.replaceChildren(...rows);
  if (focused) container.querySelector<HTMLElement>(`[data-mail="${CSS.escape(focused)}"]`)?.focus();
}
