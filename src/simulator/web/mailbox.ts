/** The played mailbox: which mails there are, which is open, which are selected. */
import type { Mail } from "./mail/mail.ts";

export interface Mailbox {
  readonly mails: () => readonly Mail[];
  /** Null too while several are selected: Outlook then shows none of them. */
  readonly openMail: () => Mail | null;
  readonly selected: () => readonly Mail[];
  readonly byId: (id: string) => Mail | null;
  /** Newest first, as Outlook lists them. */
  add(mail: Mail): void;
  open(id: string | null): void;
  /** Selects exactly these; one of them alone is opened. */
  select(ids: readonly string[]): void;
  /** Selects a mail beside the others, or no longer (ctrl-click). */
  toggleSelected(id: string): void;
  /** Selects from the mail that was clicked last to this one (shift-click). */
  selectTo(id: string): void;
  openNext(): void;
}

export interface MailboxChange {
  /** Another mail is open now, or none. */
  readonly opened: boolean;
  /** Other mails are selected now. */
  readonly selected: boolean;
}

export function createMailbox(onChange: (change: MailboxChange) => void): Mailbox {
  let mails: readonly Mail[] = [];
  let selectedIds: ReadonlySet<string> = new Set();
  /** Where a range begins. */
  let anchorId: string | null = null;
  const byId = (id: string) => mails.find((mail) => mail.id === id) ?? null;
  const selected = () => mails.filter((mail) => selectedIds.has(mail.id));

  return {
    mails: () => mails,
    openMail,
    selected,
    byId,
    add(mail) {
      mails = [...mails, mail].sort((a, b) => (b.date ?? 0) - (a.date ?? 0));
      onChange({ opened: false, selected: false });
    },
    open: (id) => select(id === null ? [] : [id]),
    select,
    toggleSelected(id) {
      const others = [...selectedIds].filter((one) => one !== id);
      const chosen = selectedIds.has(id) ? others : [...others, id];
      anchorId = id;
      change(chosen);
    },
    selectTo(id) {
      const from = mails.findIndex((mail) => mail.id === anchorId);
      const to = mails.findIndex((mail) => mail.id === id);
      if (from < 0 || to < 0) return select([id]);
      change(mails.slice(Math.min(from, to), Math.max(from, to) + 1).map((mail) => mail.id));
    },
    openNext() {
      const index = mails.findIndex((mail) => mail === openMail());
      const next = mails[(index + 1) % mails.length];
      select(next === undefined ? [] : [next.id]);
    },
  };

  function openMail(): Mail | null {
    const chosen = selected();
    return chosen.length === 1 ? (chosen[0] as Mail) : null;
  }

  function select(ids: readonly string[]): void {
    anchorId = ids[0] ?? null;
    change(ids);
  }

  function change(ids: readonly string[]): void {
    const before = { open: openMail(), ids: selectedIds };
    selectedIds = new Set(ids);
    const same = before.ids.size === selectedIds.size && [...selectedIds].every((id) => before.ids.has(id));
    onChange({ opened: before.open !== openMail(), selected: !same });
  }
}
