/** What an endpoint answers: triggers and clicks have different forms (RenderActions, GMAIL: replies). */
import type { Card } from "./card.ts";

type Navigation = { readonly pushCard: Card } | { readonly updateCard: Card } | { readonly popToRoot: true };

export type Reply =
  | { readonly action: { readonly navigations: readonly Navigation[] } }
  | {
      readonly renderActions: {
        readonly action: {
          readonly navigations: readonly Navigation[];
          readonly notification?: { readonly text: string };
        };
      };
    }
  | { readonly requesting_google_scopes: { readonly scopes: readonly string[] } };

/** To a homepage or contextual trigger. */
export function opened(card: Card): Reply {
  return { action: { navigations: [{ pushCard: card }] } };
}

/** To a click: the new card takes the old one's place, so that going back never leads to a form that was sent. */
export function replaced(card: Card): Reply {
  return { renderActions: { action: { navigations: [{ updateCard: card }] } } };
}

/** Gmail asks the reporter for what they had not allowed, and calls again (granular consent). */
export function scopesNeeded(scopes: readonly string[]): Reply {
  return { requesting_google_scopes: { scopes } };
}
