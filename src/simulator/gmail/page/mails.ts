/** The list of mails and the open one: text only, nothing of it is ever read as HTML. */
import type { PlayedMail } from "../mail/mailbox.ts";
import { type Html, html, NOTHING } from "./html.ts";

/** Characters of a mail's text that are shown. */
const SHOWN = 200_000;

export function mailList(mails: readonly PlayedMail[], open: PlayedMail | null): Html {
  const rows = mails.map((one) => row(one, mails, open));
  return html`<nav class="mails" aria-label="Mails"><h2>Inbox</h2><ul>${rows}</ul>
<form method="post" action="/mails" enctype="multipart/form-data" class="upload">
<label for="upload">Put .eml files beside them</label>
<input type="file" id="upload" name="mails" accept=".eml,message/rfc822" multiple required>
<button class="button">Add</button></form></nav>`;
}

function row(
  { id, threadId, internalDate, mail }: PlayedMail,
  mails: readonly PlayedMail[],
  open: PlayedMail | null,
): Html {
  const inThread = mails.filter((one) => one.threadId === threadId).length;
  return html`<li><a href="/mail/${id}"${id === open?.id && html` aria-current="page"`}>
<span class="who">${nameOf(mail.from)}${inThread > 1 && html` <span class="count" title="Mails in this conversation">${inThread}</span>`}</span>
<time datetime="${isoOf(internalDate)}">${dayOf(internalDate)}</time>
<span class="subject">${mail.subject || mail.fileName}</span></a></li>`;
}

export function openMail(open: PlayedMail | null): Html {
  if (open === null)
    return html`<article class="mail none"><h2>No mail is open</h2><p>The add-on shows its homepage card. Open a mail to see what it does beside one.</p></article>`;
  const { mail, internalDate, octets } = open;
  const attached = mail.attachments.map((one) => html`<li>${one.name} (${one.octets.length} octets)</li>`);
  return html`<article class="mail"><p class="back"><a href="/">All mails</a></p>
<h2>${mail.subject || "(no subject)"}</h2>
<dl><dt>From</dt><dd>${nameOf(mail.from)} <span class="address">${mail.from.address}</span></dd>
<dt>To</dt><dd>${mail.to.map(({ address }) => address).join(", ") || "nobody"}</dd>
<dt>Date</dt><dd><time datetime="${isoOf(internalDate)}">${new Date(internalDate).toUTCString()}</time></dd></dl>
<pre class="body" tabindex="0" aria-label="Text of the mail">${mail.text.slice(0, SHOWN)}</pre>
${attached.length === 0 ? NOTHING : html`<h3>Attachments</h3><ul class="attachments">${attached}</ul>`}
<p class="dim">${mail.fileName}, ${octets.length} octets, message ${open.id}, conversation ${open.threadId}</p></article>`;
}

function nameOf({ name, address }: { readonly name: string; readonly address: string }): string {
  return name || address || "(nobody)";
}

function isoOf(time: number): string {
  return Math.abs(time) < 8e15 ? new Date(time).toISOString() : "";
}

function dayOf(time: number): string {
  return isoOf(time).slice(0, 10);
}
