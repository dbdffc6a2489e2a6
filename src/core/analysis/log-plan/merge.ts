/** Several mails' plans as one: mails minutes apart are one occasion, so their windows are searched once. */
import type { LogPlanItem } from "../types.ts";
import { isTime } from "./zoned-time.ts";

export interface MailOfPlan {
  /** As the reader knows the mail: file name, reference or Message-ID. */
  readonly name: string;
  readonly logPlan: readonly LogPlanItem[];
}

export interface PlanItem extends LogPlanItem {
  /** Names of the mails that the window is for. */
  readonly mails: readonly string[];
}

export interface LogPlan {
  /** In the order of haste: by deadline, then by what usually goes first; what is not kept comes last. */
  readonly items: readonly PlanItem[];
  readonly mails: readonly string[];
}

/** What one item may list; more would not be searched by hand. */
const MAX_LOOK_FOR = 200;

/** An item that still grows: sets keep the joining of thousands of mails linear. */
interface Growing {
  first: LogPlanItem;
  to: number;
  marginMs: number;
  usualRetentionDays: number;
  deleteAfter: number | null;
  readonly lookFor: Set<string>;
  readonly mails: Set<string>;
}

export function planOf(mails: readonly MailOfPlan[]): LogPlan {
  const groups = new Map<string, { item: LogPlanItem; mail: string }[]>();
  for (const { name, logPlan } of mails) {
    for (const item of logPlan) {
      if (!isTime(item.from) || !isTime(item.to)) continue;
      // Windows of different reasons stay apart: they are different questions.
      const key = `${item.system} ${item.reason}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ item, mail: name }]);
      else group.push({ item, mail: name });
    }
  }
  const items = [...groups.values()].flatMap(mergeGroup).sort(byHaste);
  return { items, mails: [...new Set(mails.map(({ name }) => name))] };
}

function mergeGroup(group: { item: LogPlanItem; mail: string }[]): PlanItem[] {
  const merged: Growing[] = [];
  for (const { item, mail } of group.sort((a, b) => a.item.from - b.item.from)) {
    let last = merged.at(-1);
    if (last === undefined || item.from > last.to) {
      last = { ...item, first: item, deleteAfter: null, lookFor: new Set(), mails: new Set() };
      merged.push(last);
    }
    last.to = Math.max(last.to, item.to);
    last.marginMs = Math.max(last.marginMs, item.marginMs);
    last.usualRetentionDays = Math.min(last.usualRetentionDays, item.usualRetentionDays);
    if (item.deleteAfter !== null && isTime(item.deleteAfter))
      last.deleteAfter = Math.min(last.deleteAfter ?? item.deleteAfter, item.deleteAfter);
    last.mails.add(mail);
    for (const value of item.lookFor) if (last.lookFor.size < MAX_LOOK_FOR) last.lookFor.add(value);
  }
  return merged.map(({ first, lookFor, mails, ...grown }) => ({
    ...first,
    to: grown.to,
    marginMs: grown.marginMs,
    usualRetentionDays: grown.usualRetentionDays,
    deleteAfter: grown.deleteAfter,
    lookFor: [...lookFor],
    mails: [...mails],
  }));
}

function byHaste(a: PlanItem, b: PlanItem): number {
  if ((a.deleteAfter === null) !== (b.deleteAfter === null)) return a.deleteAfter === null ? 1 : -1;
  return (a.deleteAfter ?? 0) - (b.deleteAfter ?? 0) || a.urgency - b.urgency || a.from - b.from;
}
