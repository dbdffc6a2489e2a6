/** Obtains a mail that is not the open one: of the selection, or found beside it. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { AcquiredSource, ListedMail, MailSource } from "../../workflow/ports.ts";
import { ewsId, identityOf, restId } from "./identity.ts";
import type { Claims } from "./item-claims.ts";
import {
  acquireItem,
  nothingGiven,
  type Step,
  type StepErrors,
  wholeMail,
  WHOLE_TIMEOUT_MS,
} from "./ladder.ts";
import { type LoadedItem, type LoadItem, withLoadedItem } from "./loaded-item.ts";
import type { OutlookSourceDeps } from "./mail-source.ts";
import { outlookMailbox } from "./office.ts";
import type { SelectedMail } from "./selection.ts";
import { askWholes } from "./wholes.ts";

export interface ListedMailDeps extends OutlookSourceDeps {
  /** Address of the mailbox that the mail lies in, as far as known; null or left away: the reporter's own. */
  readonly mailbox?: string | null;
  /** Null: the host cannot load. Mailbox.loadItemByIdAsync unless given. */
  readonly load?: LoadItem | null;
  /** Milliseconds for loading; 20 s unless given. */
  readonly loadTimeoutMs?: number;
  /** Milliseconds for giving back; 5 s unless given. */
  readonly unloadTimeoutMs?: number;
}

/** Loaded for the time of the acquiring, one at a time; else by the other services, which know it by its id. */
export function listedMailSource(mail: ListedMail | SelectedMail, deps: ListedMailDeps): MailSource {
  return {
    async acquire(signal, onProgress) {
      const errors: StepErrors = [];
      // The item is loaded by its id: whatever the pane shows meanwhile has nothing to do with it.
      const step: Step = { signal, onProgress, errors, stillThere: () => true };
      onProgress(null);
      return (await acquireLoaded(mail, deps, step)) ?? acquireById(mail, deps, step);
    },
  };
}

/** @returns Null where the host does not load it; the reasons are in `errors`. */
async function acquireLoaded(
  mail: ListedMail,
  deps: ListedMailDeps,
  step: Step,
): Promise<AcquiredSource | null> {
  const load = deps.load === undefined ? hostLoad() : deps.load;
  if (load === null || mail.id === "") return null;
  const options = {
    signal: step.signal,
    timeoutMs: deps.loadTimeoutMs ?? 20_000,
    unloadTimeoutMs: deps.unloadTimeoutMs ?? 5000,
    backOffMs: deps.backOffMs ?? 500,
    onFailure: ({ error }: { readonly error: { readonly code: string; readonly detail: string } }) =>
      void step.errors.push({ step: "loadItemByIdAsync", ...error }),
  };
  const outcome = await withLoadedItem(load, ewsId(mail.id), options, (item) => {
    noteForeignItem(item, mail.id, step.errors);
    return acquireItem(item, deps, step, listedClaims(mail));
  });
  return outcome.ok ? outcome.value : null;
}

function hostLoad(): LoadItem | null {
  const box = outlookMailbox();
  if (typeof box?.loadItemByIdAsync !== "function") return null;
  return (id, callback) => box.loadItemByIdAsync?.(id, callback as never);
}

/** One mail can have several ids (OfficeDev/office-js#3859): said, not judged. */
function noteForeignItem(item: LoadedItem, id: string, errors: StepErrors): void {
  if (typeof item.itemId !== "string" || restId(item.itemId) === restId(id)) return;
  errors.push({
    step: "loadItemByIdAsync",
    code: "ITEM_ID_DIFFERS",
    detail: "the loaded item has another id than the listed one",
  });
}

function listedClaims(mail: ListedMail | SelectedMail): Claims {
  return "claims" in mail ? mail.claims : {};
}

/** The record then holds what the list said of it, and what the service says. */
async function acquireById(mail: ListedMail, deps: ListedMailDeps, step: Step): Promise<AcquiredSource> {
  const startedAt = deps.clock.now();
  const { errors } = step;
  const identity = identityOf(mail.id, deps.mailbox ?? null, null);
  if (identity === null) throw new EvidenceError("SOURCE_UNAVAILABLE", "the mail was listed without an id");
  const found = await askWholes(deps.wholes ?? [], identity, {
    ...step,
    timeoutMs: deps.wholeTimeoutMs ?? WHOLE_TIMEOUT_MS,
    note: (name, failure) => errors.push({ step: name, ...failure }),
  });
  if (found === null) throw nothingGiven(errors);
  const claims = { ...listedClaims(mail), itemId: mail.id, subject: mail.summary.subject };
  return wholeMail(found, { claims, startedAt, deps, step });
}
