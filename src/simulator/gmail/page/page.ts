/** The whole page: mails on the left, the open one, and the add-on's side panel. */
import type { Panel, Toast } from "../add-on/panel.ts";
import { top } from "../add-on/stack.ts";
import type { PlayedMail } from "../mail/mailbox.ts";
import type { Switches } from "../switches.ts";
import { renderCard } from "./card.ts";
import { command, drawer } from "./drawer.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { linkOf, picture } from "./link.ts";
import { mailList, openMail } from "./mails.ts";

export interface PageParts {
  readonly mails: readonly PlayedMail[];
  readonly open: PlayedMail | null;
  /** Null: no add-on is installed. */
  readonly panel: Panel | null;
  readonly panels: readonly Panel[];
  readonly switches: Switches;
  /** What is said once, of this page. */
  readonly notices: readonly string[];
  readonly deploymentFaults: readonly string[];
}

export function page(parts: PageParts): string {
  const { mails, open, panel, switches } = parts;
  const scheme = switches.theme === "auto" ? NOTHING : html` data-theme="${switches.theme}"`;
  return html`<!doctype html>
<html lang="en"${scheme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${open === null ? "Inbox" : open.mail.subject || "Mail"} - a page that plays Gmail</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head>
<body class="${switches.platform.toLowerCase()} ${open === null ? "inbox" : "reading"}">
<a class="skip" href="#add-on">To the add-on</a>
<header class="bar"><h1>Mail</h1><p>This page plays Gmail. It is not Gmail, and nothing here is Google's.</p></header>
${parts.notices.map((one) => html`<p class="toast" role="status">${one}</p>`)}
<main>${mailList(mails, open)}${openMail(open)}${sidePanel(parts, panel)}</main>
${drawer(switches, panel)}</body></html>`.html;
}

function sidePanel({ panels, switches, deploymentFaults }: PageParts, panel: Panel | null): Html {
  if (panel === null)
    return html`<aside id="add-on" aria-label="Add-on" tabindex="-1">${faultBox("The deployment", deploymentFaults)}<p>No add-on is installed.</p></aside>`;
  const { installed } = panel;
  const [last] = panel.exchanges();
  const fromAddOn = last?.faults ?? [];
  return html`<aside id="add-on" aria-label="Add-on" tabindex="-1">${rail(panels, panel)}
<div class="panel-bar"><h2>${picture(installed.logoUrl, "")} ${installed.name}</h2>${panel.stack().length > 1 && command("/back", "← Back")}${menu(panel)}</div>
${toast(panel.takeToast(), installed.openLinkUrlPrefixes)}
${faultBox("The deployment", deploymentFaults)}${faultBox("The add-on's answer", fromAddOn)}
<div lang="${switches.locale}" class="cards">${content(panel)}</div></aside>`;
}

function content(panel: Panel): Html {
  const error = panel.error();
  const current = top(panel.stack());
  const card = current === null ? NOTHING : renderCard(current, panel.installed).html;
  if (error !== null)
    return html`<div class="error" role="alert" lang="en"><h3>Error with the add-on.</h3><p>Run time error. ${error}</p>${command("/refresh", "Try again")}</div>${card}`;
  const consent = panel.consent();
  return consent === null
    ? card
    : html`<div class="consent" lang="en"><h3>${panel.installed.name} needs your permission</h3><p>It asks for:</p><ul>${consent.map(
        (one) => html`<li>${one}</li>`,
      )}</ul>${command("/allow", "Allow")}</div>${card}`;
}

function faultBox(what: string, faults: readonly string[]): Html {
  return faults.length === 0
    ? NOTHING
    : html`<div class="faults" role="alert"><h3>${what} breaks Google's rules</h3><ul>${faults.map((one) => html`<li>${one}</li>`)}</ul></div>`;
}

function toast(said: Toast | null, prefixes: readonly string[]): Html {
  if (said === null) return NOTHING;
  const href = said.link === "" ? null : linkOf(said.link, prefixes);
  return html`<p class="toast" role="status">${said.text}${
    said.link !== "" &&
    (href === null
      ? html` (Gmail does not open ${said.link})`
      : html` <a href="${href}" target="_blank" rel="noopener noreferrer">Gmail opens ${said.link}</a>`)
  }</p>`;
}

function rail(panels: readonly Panel[], active: Panel): Html {
  if (panels.length < 2) return NOTHING;
  return html`<form method="post" action="/choose" class="rail">${panels.map(
    (one, index) =>
      html`<button class="button${one === active && " filled"}" name="add-on" value="${index}">${one.installed.name}</button>`,
  )}</form>`;
}

function menu({ installed }: Panel): Html {
  if (installed.menu.length === 0) return NOTHING;
  const items = installed.menu.map(({ label, openLink }, index) => {
    const href = openLink === "" ? null : linkOf(openLink, installed.openLinkUrlPrefixes);
    return href === null
      ? html`<form method="post" action="/menu"><button class="button" name="item" value="${index}">${label}</button></form>`
      : html`<a class="button" href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`;
  });
  return html`<details class="menu"><summary class="button">Menu</summary><div class="buttons">${items}</div></details>`;
}
