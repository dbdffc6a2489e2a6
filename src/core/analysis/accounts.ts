/** Accounts, scripts and customers that fields of the header name as the origin. */
import type { MessageView } from "./message-view.ts";
import type { AccountClaim, Hop } from "./types.ts";

export function readAccounts(_view: MessageView, _hops: readonly Hop[]): AccountClaim[] {
  return [];
}
