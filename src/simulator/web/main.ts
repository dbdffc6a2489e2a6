/** The mailbox page: wires list, reading pane, ribbon, drawer and the played host together. */
import "./simulator.css";
import { activationRefusal } from "./activation.ts";
import { type AddIn, type Completed, createAddIn } from "./add-in.ts";
import { byId, el } from "./dom.ts";
import type { HostNotification } from "./host/methods.ts";
import { type HostSettings, readSettings, writeSettings } from "./host/settings.ts";
import { acceptDrops, fetchFixtures, readFiles } from "./mail/incoming.ts";
import type { Mail } from "./mail/mail.ts";
import { createMailbox } from "./mailbox.ts";
import { fetchConfiguration, type PageConfiguration, sendMail, sendSwitches } from "./server-link.ts";
import { renderMailList } from "./views/mail-list.ts";
import { renderReadingPane } from "./views/reading-pane.ts";
import { renderSettings } from "./views/settings-drawer.ts";

const query = readSettings(new URLSearchParams(location.search));
let settings: HostSettings = query.settings;
let showSource = false;
let configuration: PageConfiguration = { paneUrl: "", classicScript: false };

const mailbox = createMailbox(({ opened, selected }) => {
  render();
  if (opened) {
    // They belong to the mail above which they stood.
    showNotifications([]);
    // An unpinned pane closes when the reader goes on, as in Outlook.
    if (settings.pinned) addIn.session()?.itemChanged();
    else addIn.closePane();
  }
  if (selected) addIn.session()?.selectionChanged();
});

const addIn: AddIn = createAddIn({
  world: {
    settings: () => settings,
    openMail: mailbox.openMail,
    selectedMails: mailbox.selected,
    mailById: mailbox.byId,
    openNext: mailbox.openNext,
    otherMail: () => mailbox.mails().find((mail) => mail !== mailbox.openMail()) ?? null,
    showNotifications,
  },
  configuration: () => configuration,
});

function showNotifications(notifications: readonly HostNotification[]): void {
  byId("notifications").replaceChildren(
    ...notifications.map(({ key, type, message }) =>
      el("p", { "data-key": key, "data-type": type }, message),
    ),
  );
}

function render(): void {
  const mail = mailbox.openMail();
  const selected = mailbox.selected();
  const { dataset } = document.documentElement;
  dataset.theme = settings.theme;
  dataset.client = settings.client;
  renderMailList(byId("mail-list"), mailbox);
  byId("select-all").setAttribute("aria-pressed", String(selected.length === mailbox.mails().length));
  renderReadingPane(byId("reading-pane"), mail, {
    showSource,
    onToggleSource: toggleSource,
    selected: selected.length,
  });
  renderRibbon(selected);
}

/** The pane serves several mails, functions of the ribbon one. Phones have neither functions nor spam reporting. */
function renderRibbon(selected: readonly Mail[]): void {
  const [first] = selected;
  const refusal =
    first === undefined ? "No mail is open." : selected.length > 1 ? null : activationRefusal(first);
  const several = selected.length > 1 ? "Open one mail for this." : null;
  for (const [id, reason] of [
    ["report-threat", refusal],
    ["report-and-send", refusal ?? several],
    ["report-spam", refusal ?? several],
  ] as const) {
    const button = byId(id) as HTMLButtonElement;
    button.disabled = reason !== null;
    button.title = reason ?? "";
    button.hidden = settings.client === "mobile" && id !== "report-threat";
  }
}

function toggleSource(): void {
  showSource = !showSource;
  render();
}

function changeSettings(changed: HostSettings): void {
  const before = settings;
  settings = changed;
  // replaceState keeps the address a description of the situation, to be passed on or reloaded.
  history.replaceState(null, "", `?${writeSettings(settings)}`);
  void sendSwitches(settings);
  renderSettings(byId("settings"), settings, changeSettings);
  render();
  if (settings.theme !== before.theme) addIn.session()?.themeChanged();
  // Outlook reloads with its language, and the pane with it.
  if (settings.locale !== before.locale && addIn.session() !== null) addIn.openPane();
}

/** For tests and the browser's own console: what no button does. */
declare global {
  interface Window {
    simulator: Pick<AddIn, "invokeCommand"> & {
      readonly lastCompleted: Completed | null;
      /** @param ids - Of the host, or "all". */
      select(ids: readonly string[] | "all"): void;
    };
  }
}
window.simulator = {
  invokeCommand: addIn.invokeCommand,
  get lastCompleted() {
    return addIn.lastCompleted();
  },
  select: (ids) => mailbox.select(ids === "all" ? mailbox.mails().map((mail) => mail.id) : ids),
};

async function addMails(mails: readonly Mail[]): Promise<void> {
  await Promise.all(mails.map(sendMail));
  for (const mail of mails) mailbox.add(mail);
  const first = mails[0];
  if (first !== undefined) mailbox.open(first.id);
}

function connectControls(): void {
  byId("report-threat").addEventListener("click", () => addIn.openPane());
  byId("report-and-send").addEventListener("click", () => void addIn.reportAndSend());
  byId("report-spam").addEventListener("click", () => void addIn.reportSpam());
  byId("select-all").addEventListener("click", () => {
    const all = mailbox.selected().length === mailbox.mails().length;
    window.simulator.select(all ? [] : "all");
  });
  byId("pane-close").addEventListener("click", () => addIn.closePane());
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
  acceptDrops((mails) => void addMails(mails));
}

async function start(): Promise<void> {
  connectControls();
  renderSettings(byId("settings"), settings, changeSettings);
  configuration = await fetchConfiguration();
  await sendSwitches(settings);
  for (const mail of await fetchFixtures()) mailbox.add(mail);
  mailbox.open(mailbox.mails()[0]?.id ?? null);
  if (query.unknown.length > 0)
    byId("notifications").append(el("p", {}, `Not understood: ${query.unknown.join(", ")}`));
  document.documentElement.dataset.ready = "true";
}

void start();
