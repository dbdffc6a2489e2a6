/** The open mail, as text only: nothing of it is rendered, run or fetched. */
import { el } from "../dom.ts";
import type { Mail } from "../mail/mail.ts";

/** A text node of many megabytes stalls a browser; whoever needs all of it has the file. */
const SHOWN_CHARACTERS = 200_000;

export interface ReadingPaneOptions {
  readonly showSource: boolean;
  readonly onToggleSource: () => void;
  /** Mails selected in the list: several are never shown. */
  readonly selected: number;
}

export function renderReadingPane(
  container: HTMLElement,
  mail: Mail | null,
  options: ReadingPaneOptions,
): void {
  if (mail === null) {
    const words =
      options.selected > 1
        ? `${options.selected} mails are selected.`
        : "Select a mail, or drop an .eml file here.";
    container.replaceChildren(el("p", { class: "empty" }, words));
    return;
  }
  const toggle = el("input", { type: "checkbox", id: "show-source" });
  toggle.checked = options.showSource;
  toggle.addEventListener("change", options.onToggleSource);
  const source = () => new TextDecoder("latin1").decode(mail.octets.subarray(0, SHOWN_CHARACTERS));
  container.replaceChildren(
    el("h2", {}, mail.subject || "(no subject)"),
    el(
      "div",
      { class: "addresses" },
      el("div", {}, `From: ${mail.from.name} <${mail.from.address}>`),
      el("div", {}, `To: ${mail.to.map((one) => one.address).join(", ")}`),
    ),
    el("label", { class: "source-toggle" }, toggle, " Source"),
    ...attachments(mail),
    el(
      "pre",
      { class: options.showSource ? "source" : "body", tabindex: 0 },
      shorten(options.showSource ? source() : mail.text),
    ),
  );
}

function attachments(mail: Mail): HTMLElement[] {
  if (mail.attachments.length === 0) return [];
  const list = el(
    "ul",
    { class: "attachments", "aria-label": "Attachments" },
    ...mail.attachments.map((one) => el("li", {}, `${one.name} (${one.octets.length} octets)`)),
  );
  return [list];
}

function shorten(text: string): string {
  return text.length <= SHOWN_CHARACTERS
    ? text
    : `${text.slice(0, SHOWN_CHARACTERS)}\n[… shortened for display]`;
}
