/** Mails into the mailbox: fixtures from the server, files dropped or chosen. */
import { fixtureId, freshId } from "./ids.ts";
import { type Mail, readMail } from "./mail.ts";

/** Through a document that loads nothing and runs nothing. */
function textOf(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll("script, style, title")) element.remove();
  return parsed.body.textContent.trim();
}

export async function fetchFixtures(): Promise<Mail[]> {
  const names = (await (await fetch("/mails.json")).json()) as string[];
  return Promise.all(
    names.map(async (name) => {
      const octets = new Uint8Array(await (await fetch(`/mails/${encodeURIComponent(name)}`)).arrayBuffer());
      return readMail(name, octets, fixtureId(name), textOf);
    }),
  );
}

export async function readFiles(files: Iterable<File>): Promise<Mail[]> {
  return Promise.all(
    Array.from(files, async (file) =>
      readMail(file.name, new Uint8Array(await file.arrayBuffer()), freshId(), textOf),
    ),
  );
}

/** Takes files dropped anywhere on the page; without this the browser would leave the page for the file. */
export function acceptDrops(onMails: (mails: Mail[]) => void): void {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (files !== undefined && files.length > 0) void readFiles(files).then(onMails);
  });
}
