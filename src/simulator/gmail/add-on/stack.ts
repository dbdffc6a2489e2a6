/** Gmail's stack of cards and what a navigation does to it ("Package google.apps.card.v1", Navigation). */
import { keptValues, type Values } from "./inputs.ts";
import { type Fields, fieldsOf, isFields, isTrue, textOf } from "./read.ts";

export interface Shown {
  /** Tells one card on the page from the next: a form of an older one is not taken. */
  readonly serial: number;
  readonly card: Fields;
  /** Filled in, where it differs from what the card says itself. */
  readonly values: Values;
}

export type Stack = readonly Shown[];

/** Cards that are kept; an add-on that only ever pushes loses its oldest. */
const MAX_STACK = 50;

let serials = 0;

export function shown(card: Fields, values: Values = new Map()): Shown {
  serials += 1;
  return { serial: serials, card, values };
}

export function top(stack: Stack): Shown | null {
  return stack[stack.length - 1] ?? null;
}

export function push(stack: Stack, card: Fields): Stack {
  return [...stack, shown(card)].slice(-MAX_STACK);
}

/** The root stays: there is always a card where there was one. */
export function pop(stack: Stack): Stack {
  return stack.length > 1 ? stack.slice(0, -1) : stack;
}

export function navigate(stack: Stack, navigations: readonly unknown[]): Stack {
  return navigations.reduce<Stack>((before, one) => step(before, one), stack);
}

function step(stack: Stack, navigation: unknown): Stack {
  if (!isFields(navigation)) return stack;
  const pushed = fieldsOf(navigation, "pushCard");
  if (pushed !== null) return push(stack, pushed);
  const updated = fieldsOf(navigation, "updateCard");
  if (updated !== null) {
    const values = keptValues(top(stack)?.values ?? new Map(), updated);
    return [...stack.slice(0, -1), shown(updated, values)];
  }
  if (isTrue(navigation, "popToRoot")) return stack.slice(0, 1);
  if (isTrue(navigation, "pop")) return pop(stack);
  const name = textOf(navigation, "popToCard");
  const at = name === "" ? -1 : stack.findLastIndex(({ card }) => textOf(card, "name") === name);
  return at < 0 ? stack : stack.slice(0, at + 1);
}
