/** The played mailbox: which mails there are, which is open, which are selected. */
import type { Mail } from "./mail/mail.ts";

export interface Mailbox {
  readonly mails: () => readonly Mail[];
  readonly openMail: () => Mail | null;
  readonly selected: () => readonly Mail[];
  readonly byId: (id: string) => Mail | null;
  /** Newest first, as Outlook lists them. */
  add(mail: Mail): void;
  open(id: string | null): void;
  /** Selects a mail beside the open one, or no longer. */
  toggleSelected(id: string): void;
  openNext(): void;
}

/** @param onChange - Called after every change; `opened` says whether another mail is open now. */
export function createMailbox(onChange: (opened: boolean) => void): Mailbox {
  let mails: readonly Mail[] = [];
  let openId: string | null = null;
  let selectedIds = new Set<string>();
  const byId = (id: string) => mails.find((mail) => mail.id === id) ?? null;

  return {
    mails: () => mails,
    openMail: () => (openId === null ? null : byId(openId)),
    selected: () => mails.filter((mail) => selectedIds.has(mail.id)),
    byId,
    add(mail) {
      mails = [...mails, mail].sort((a, b) => (b.date ?? 0) - (a.date ?? 0));
      onChange(false);
    },
    open,
    toggleSelected(id) {
      selectedIds = new Set(selectedIds);
      if (!selectedIds.delete(id)) selectedIds.add(id);
      onChange(false);
    },
    openNext() {
      const index = mails.findIndex((mail) => mail.id === openId);
      open(mails[(index + 1) % mails.length]?.id ?? null);
    },
  };

  function open(id: string | null): void {
    const changed = openId !== id;
    openId = id;
    selectedIds = new Set(id === null ? [] : [id]);
    onChange(changed);
  }
}
