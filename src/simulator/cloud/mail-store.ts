/** The mails of the played mailbox as its servers know them: fixtures of a folder, and what pages put beside them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureId, restId } from "../web/mail/ids.ts";
import { type Mail, readMail } from "../web/mail/mail.ts";

/** Octets of one mail and of all that were put here; the oldest go first. */
export const MAIL_LIMIT = 64 << 20;
const TOTAL_LIMIT = 256 << 20;

export interface MailStore {
  /** @param id - As Graph names it (convertToRestId). */
  byId(id: string): Promise<Mail | null>;
  /** Newest first. */
  all(): Promise<readonly Mail[]>;
  put(id: string, octets: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** @param folder - Of *.eml files, read when they are first asked for. */
export function openMailStore(folder: string): MailStore {
  const dropped = new Map<string, Mail>();
  let fixtures: Promise<readonly Mail[]> | null = null;
  const all = async () => {
    fixtures ??= readFixtures(folder);
    return [...(await fixtures), ...dropped.values()].sort((a, b) => (b.date ?? 0) - (a.date ?? 0));
  };
  return {
    all,
    byId: async (id) => (await all()).find((mail) => restId(mail.id) === id) ?? null,
    async put(id, octets) {
      dropped.delete(id);
      dropped.set(id, await readMail("", octets, id, textOf));
      for (const oldest of dropped.keys()) {
        if (total(dropped) <= TOTAL_LIMIT) break;
        dropped.delete(oldest);
      }
    },
  };
}

function total(mails: ReadonlyMap<string, Mail>): number {
  return [...mails.values()].reduce((sum, mail) => sum + mail.octets.length, 0);
}

function readFixtures(folder: string): Promise<readonly Mail[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  return Promise.all(
    names.map((name) =>
      readMail(name, Uint8Array.from(readFileSync(join(folder, name))), fixtureId(name), textOf),
    ),
  );
}

/** Good enough to search in: nobody is shown it. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ");
}
