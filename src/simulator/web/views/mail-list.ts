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
        "aria-pressed": String(selected.has(mail.id)),
      },
      el("span", { class: "mail-from" }, mail.from.name || mail.from.address || mail.fileName),
      el("span", { class: "mail-subject" }, mail.subject || "(no subject)"),
      el("span", { class: "mail-date" }, mail.date === null ? "" : dateFormat.format(mail.date)),
    );
    row.addEventListener("click", (event) => choose(mailbox, mail.id, event));
    // The same by keyboard: browsers make no click of ctrl and space.
    row.addEventListener("keydown", (event) => {
      if (event.key !== " " || !(event.ctrlKey || event.shiftKey)) return;
      event.preventDefault();
      choose(mailbox, mail.id, event);
    });
    return el("li", {}, row);
  });
  container.replaceChildren(...rows);
  if (focused) container.querySelector<HTMLElement>(`[data-mail="${CSS.escape(focused)}"]`)?.focus();
}

/** Ctrl or ⌘ selects one more, shift a range, as in Outlook. */
function choose(
  mailbox: Mailbox,
  id: string,
  keys: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean },
): void {
  if (keys.ctrlKey || keys.metaKey) mailbox.toggleSelected(id);
  else if (keys.shiftKey) mailbox.selectTo(id);
  else mailbox.open(id);
}
