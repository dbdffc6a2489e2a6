/** What was said of an item while it was fetched, by who said it: the record's names carry that before a full stop. */
import type { AcquisitionRecord } from "../core/evidence/types.ts";

/**
 * "shared": the mail program, of the mailbox that the item lies in. "smtp": the connection that brought a forward.
 * "forward": the forwarding mail itself. "zip", "mbox": the file that the mail lay in. "host": the mail program, or what
 * a supplied file says of itself.
 */
export type Claimant = "graph" | "ews" | "gmail" | "smtp" | "forward" | "zip" | "mbox" | "shared" | "host";

export interface Claim {
  readonly name: string;
  readonly value: string | number | null;
}

export interface ClaimGroup {
  readonly by: Claimant;
  /** At most MAX_CLAIMS, values shortened. */
  readonly claims: readonly Claim[];
  /** Claims that are not listed. */
  readonly more: number;
}

const CLAIMANTS: readonly Claimant[] = [
  ...(["graph", "ews", "gmail", "smtp", "forward", "zip", "mbox", "shared", "host"] as const),
];
const MAX_CLAIMS = 200;
/** UTF-16 units. */
const MAX_VALUE = 2000;

/** Only groups that hold something, servers first. */
export function claimGroups(item: AcquisitionRecord["item"]): ClaimGroup[] {
  const all = Object.entries(item);
  return CLAIMANTS.flatMap((by) => {
    const own = all.filter(([name]) => claimantOf(name) === by);
    if (own.length === 0) return [];
    const claims = own.slice(0, MAX_CLAIMS).map(([name, value]) => ({ name, value: shown(value) }));
    return [{ by, claims, more: own.length - claims.length }];
  });
}

function claimantOf(name: string): Claimant {
  const before = name.split(".", 1)[0];
  return CLAIMANTS.find((one) => one === before) ?? "host";
}

function shown(value: Claim["value"]): Claim["value"] {
  return typeof value === "string" && value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
}
