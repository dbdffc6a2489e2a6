/** Which mails a report is about, and how each of them is fetched. */
import type { RequestedMail } from "../workflow/acquire-mails.ts";
import type { ItemSummary, MailSource } from "../workflow/ports.ts";
import type { PaneView } from "./pane-session.ts";
import type { PaneWorld, SourceOptions } from "./session-world.ts";

const UNKNOWN: ItemSummary = { subject: "", from: null };

/** How the source of a mail can be had here. */
export function acquisitionOf(world: Pick<PaneWorld, "host" | "series">): PaneView["acquisition"] {
  if (world.host.givesSource()) return "host";
  // Whoever can look for mails in the mailbox can read them there too.
  return world.series === null ? "none" : "sign-in";
}

/**
 * The selection, else the open mail and what was ticked of its series, each mail once.
 *
 * @param interactive - A window for signing in may be shown, where the source cannot be had without one.
 * @param options - For a report without a name: quiet.
 */
export function mailsOf(
  world: Pick<PaneWorld, "host" | "signIn">,
  view: Pick<PaneView, "item" | "selection" | "series" | "acquisition">,
  interactive: boolean,
  options: SourceOptions = {},
): readonly RequestedMail[] {
  const { host } = world;
  const { item, selection, series } = view;
  const fetched = (source: MailSource) =>
    view.acquisition === "sign-in" ? afterSignIn(world, source, interactive) : source;
  const listed = (mails: PaneView["selection"]) =>
    mails.map((mail) => ({
      source: fetched(host.sourceById(mail, options)),
      id: mail.id,
      summary: mail.summary,
    }));
  if (selection.length > 0) return listed(selection);
  const open = { source: fetched(host.source(options)), id: item?.id ?? null, summary: item ?? UNKNOWN };
  if (series.state !== "found") return [open];
  const { mails, ticked } = series;
  return [open, ...listed(mails.filter(({ id }) => ticked.includes(id) && id !== open.id))];
}

/** Where the mail itself lies behind a sign-in, that comes first: nothing could be sealed without. */
function afterSignIn(
  { signIn }: Pick<PaneWorld, "signIn">,
  source: MailSource,
  interactive: boolean,
): MailSource {
  return {
    acquire: async (signal, onProgress) => {
      await signIn?.token("graph", { interactive, signal });
      return source.acquire(signal, onProgress);
    },
  };
}
