/** Which elements are open, by the rules that decide where a style ends: end tags left out, and end tags too many. */
import type { Tag } from "./tags.ts";

/** An element may be looked for this far down; deeper nesting serves only to exhaust. */
const MAX_LOOK_BACK = 200;

export class ElementStack<State> {
  readonly #tags: Tag[] = [];
  readonly #states: State[] = [];
  readonly #root: State;
  /** Open elements; what lies behind them in the lists is of closed ones. */
  #depth = 0;
  #state: State;

  constructor(root: State) {
    this.#root = root;
    this.#state = root;
  }

  /** State of the innermost open element. */
  get state(): State {
    return this.#state;
  }

  push(tag: Tag, state: State): void {
    this.#tags[this.#depth] = tag;
    this.#states[this.#depth++] = state;
    this.#state = state;
  }

  /** Closes what a start tag of this name ends without saying so. */
  closeImplied({ closes, closesUntil }: Tag): void {
    if (closes === null) return;
    const last = this.#depth - 1;
    const lowest = Math.max(0, last - MAX_LOOK_BACK + 1);
    for (let i = last; i >= lowest; i--) {
      const { id } = this.#tags[i] as Tag;
      if (closes[id] === 1) return this.#cut(i);
      if (closesUntil[id] === 1) return;
    }
  }

  close(tag: Tag): void {
    const last = this.#depth - 1;
    const lowest = Math.max(0, last - MAX_LOOK_BACK + 1);
    for (let i = last; i >= lowest; i--) {
      const open = this.#tags[i] as Tag;
      // Of a name that is not known, each tag is an object of its own.
      if (open === tag || (tag.id === 0 && open.name === tag.name)) return this.#cut(i);
      if (tag.endsWithin[open.id] === 1) return;
    }
  }

  #cut(length: number): void {
    this.#depth = length;
    this.#state = length === 0 ? this.#root : (this.#states[length - 1] as State);
  }
}
