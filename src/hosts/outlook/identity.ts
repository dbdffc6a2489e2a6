/** How other services than office.js know an item: ids in their forms, and the mailbox that it lies in. */
import { fail, ok } from "../../core/base/result.ts";
import type { ItemIdentity } from "../../workflow/ports.ts";
import { type HostCallOptions, type HostOutcome, hostCall } from "./host-call.ts";
import { type Claims, type OutlookItem, textOrNull } from "./item-claims.ts";

/** Milliseconds: a convenience must not hold up a report. */
export const SHARED_TIMEOUT_MS = 5000;

/**
 * Id as Microsoft Graph takes it: base64 in the alphabet for addresses. Mailbox.convertToRestId does the same, and is
 * missing on mobile, where ids have that form already; converting twice changes nothing.
 */
export function restId(id: string): string {
  return id.replaceAll("/", "-").replaceAll("+", "_");
}

/** The form of office.js and EWS; the way back of restId. */
export function ewsId(id: string): string {
  return id.replaceAll("-", "/").replaceAll("_", "+");
}

/** @param mailbox - Address; null for the reporter's own. */
export function identityOf(id: unknown, mailbox: string | null, size: number | null): ItemIdentity | null {
  const text = textOrNull(id);
  if (text === null || text === "") return null;
  return { ewsId: ewsId(text), graphId: restId(text), mailbox, size };
}

export interface SharedFacts {
  readonly mailbox: string | null;
  /** "shared.owner", "shared.targetMailbox", "shared.delegatePermissions". */
  readonly claims: Claims;
}

export const NOT_SHARED: SharedFacts = { mailbox: null, claims: {} };

/**
 * Whose mailbox a shared item lies in (Mailbox 1.8). The method is there only on items of shared folders.
 *
 * @throws EvidenceError CANCELLED once the signal aborts.
 */
export async function sharedFacts(
  item: OutlookItem,
  options: HostCallOptions,
): Promise<HostOutcome<SharedFacts>> {
  if (typeof item.getSharedPropertiesAsync !== "function") return ok(NOT_SHARED);
  const answer = await hostCall<Office.SharedProperties | null>(
    (settle) => item.getSharedPropertiesAsync?.((result) => settle(result)),
    options,
  );
  if (!answer.ok) return answer;
  const shared = answer.value;
  const mailbox = textOrNull(shared?.targetMailbox) || textOrNull(shared?.owner) || null;
  if (mailbox === null) return fail({ code: "EMPTY", detail: "succeeded without a mailbox" });
  return ok({
    mailbox,
    claims: {
      "shared.owner": textOrNull(shared?.owner),
      "shared.targetMailbox": textOrNull(shared?.targetMailbox),
      "shared.delegatePermissions": permissionsOf(shared?.delegatePermissions),
    },
  });
}

function permissionsOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
