/** The mailbox page: wires list, reading pane, ribbon, drawer and the played host together. */
import "./simulator.css";
import { activationRefusal } from "./activation.ts";
import { byId, el } from "./dom.ts";
import { type HostedPane, openPane } from "./host/frame.ts";
import type { HostWorld } from "./host/methods.ts";
import type { HostSession } from "./host/session.ts";
import { type HostSettings, readSettings, writeSettings } from "./host/settings.ts";
import { acceptDrops, fetchFixtures, readFiles } from "./mail/incoming.ts";
import type { Mail } from "./mail/mail.ts";
import { createMailbox } from "./mailbox.ts";
import { renderMailList } from "./views/mail-list.ts";
import { renderReadingPane } from "./views/reading-pane.ts";
import { renderSettings } from "./views/settings-drawer.ts";

const query = readSettings(new URLSearchParams(location.search));
let settings: HostSettings = query.settings;
let showSource = false;
let pane: HostedPane | null = null;
let paneUrl = "";

const mailbox = createMailbox((opened) => {
  render();
  if (!opened) return;
  // An unpinned pane closes when the reader goes on, as in Outlook.
  if (settings.pinned) pane?.session.itemChanged();
  else closePane();
});

const world: HostWorld = {
  settings: () => settings,
  openMail: mailbox.openMail,
  selectedMails: mailbox.selected,
  mailById: mailbox.byId,
  openNext: mailbox.openNext,
  otherMail: () => mailbox.mails().find((mail) => mail !== mailbox.openMail()) ?? null,
  showNotifications: (messages) =>
    byId("notifications").replaceChildren(...messages.map((message) => el("p", {}, message))),
};

function render(): void {
  const mail = mailbox.openMail();
  document.documentElement.dataset.theme = settings.theme;
  renderMailList(byId("mail-list"), mailbox);
  renderReadingPane(byId("reading-pane"), mail, { showSource, onToggleSource: toggleSource });
  const report = byId("report-threat") as HTMLButtonElement;
  const refusal = mail === null ? "No mail is open." : activationRefusal(mail);
  report.disabled = refusal !== null;
  report.title = refusal ?? "";
}

function toggleSource(): void {
  showSource = !showSource;
  render();
}

function changeSettings(changed: HostSettings): void {
  const themed = changed.theme !== settings.theme;
  settings = changed;
  // replaceState keeps the address a description of the situation, to be passed on or reloaded.
  history.replaceState(null, "", `?${writeSettings(settings)}`);
  renderSettings(byId("settings"), settings, changeSettings);
  render();
  if (themed) pane?.session.themeChanged();
}

function showPane(): void {
  closePane();
  const iframe = el("iframe", {
    title: "Task pane",
    id: "pane",
    sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads",
  });
  byId("pane-holder").replaceChildren(iframe);
  byId("pane-side").hidden = false;
  pane = openPane(iframe, paneUrl, world);
}

function closePane(): void {
  pane?.close();
  pane = null;
  byId("pane-side").hidden = true;
}

/** For tests and the browser's own console: what no button does. */
declare global {
  interface Window {
    simulator: Pick<HostSession, "invokeCommand">;
  }
}
window.simulator = {
  invokeCommand: async (commandId, functionName) =>
    (await pane?.session.invokeCommand(commandId, functionName)) ?? null,
};

function addMails(mails: readonly Mail[]): void {
  for (const mail of mails) mailbox.add(mail);
  const first = mails[0];
  if (first !== undefined) mailbox.open(first.id);
}

function connectControls(): void {
  byId("report-threat").addEventListener("click", showPane);
  byId("pane-close").addEventListener("click", closePane);
  byId("settings-toggle").addEventListener("click", (event) => {
    const drawer = byId("settings");
    drawer.hidden = !drawer.hidden;
    (event.currentTarget as HTMLElement).setAttribute("aria-expanded", String(!drawer.hidden));
  });
  const picker = byId("file-picker") as HTMLInputElement;
  picker.addEventListener("change", () => {
    void readFiles(picker.files ?? []).then(addMails);
    picker.value = "";
  });
  acceptDrops(addMails);
}

async function start(): Promise<void> {
  connectControls();
  renderSettings(byId("settings"), settings, changeSettings);
  const config = (await (await fetch("/config.json")).json()) as { paneUrl: string };
  paneUrl = config.paneUrl;
  for (const mail of await fetchFixtures()) mailbox.add(mail);
  if (query.unknown.length > 0)
    byId("notifications").append(el("p", {}, `Not understood: ${query.unknown.join(", ")}`));
  mailbox.open(mailbox.mails()[0]?.id ?? null);
  document.documentElement.dataset.ready = "true";
}

void start();
