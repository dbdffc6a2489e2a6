/** Which elements are open, by the rules that decide where a style ends: end tags left out, and end tags too many. */

/** An element may be looked for this far down; deeper nesting serves only to exhaust. */
const MAX_LOOK_BACK = 200;

const TABLE_PARTS = new Set(["table", "tbody", "thead", "tfoot", "tr", "td", "th", "body", "html"]);
/** An end tag inside of these closes nothing outside (HTML standard, section 13.2.4.2). */
const SCOPES = new Set(["table", "td", "th", "caption"]);
/** What a start tag closes, as far up as these let it (section 13.1.2.4). */
const IMPLIED_END = new Map<
  string,
  { readonly closes: ReadonlySet<string>; readonly until: ReadonlySet<string> }
>();
const TABLE_ONLY = new Set(["table"]);
const BLOCKS = new Set(["table", "td", "th", "div", "ul", "ol", "blockquote", "body", "center"]);
for (const cell of ["td", "th"])
  IMPLIED_END.set(cell, { closes: new Set(["td", "th"]), until: new Set(["table", "tr"]) });
IMPLIED_END.set("tr", { closes: new Set(["tr"]), until: TABLE_ONLY });
IMPLIED_END.set("li", { closes: new Set(["li"]), until: BLOCKS });
for (const name of [
  "p",
  "div",
  "table",
  "ul",
  "ol",
  "blockquote",
  "center",
  "h1",
  "h2",
  "h3",
  "h4",
  "hr",
  "pre",
]) {
  IMPLIED_END.set(name, { closes: new Set(["p"]), until: BLOCKS });
}

export class ElementStack<State> {
  readonly #names: string[] = [];
  readonly #states: State[] = [];
  readonly #root: State;

  constructor(root: State) {
    this.#root = root;
  }

  /** State of the innermost open element. */
  get state(): State {
    return this.#states.at(-1) ?? this.#root;
  }

  push(name: string, state: State): void {
    this.#names.push(name);
    this.#states.push(state);
  }

  /** Closes what a start tag of this name ends without saying so. */
  closeImplied(name: string): void {
    const rule = IMPLIED_END.get(name);
    if (rule === undefined) return;
    const last = this.#names.length - 1;
    for (let i = last; i >= 0 && i > last - MAX_LOOK_BACK; i--) {
      const open = this.#names[i] as string;
      if (rule.closes.has(open)) return this.#cut(i);
      if (rule.until.has(open)) return;
    }
  }

  close(name: string): void {
    const until = TABLE_PARTS.has(name) ? NOTHING : SCOPES;
    const last = this.#names.length - 1;
    for (let i = last; i >= 0 && i > last - MAX_LOOK_BACK; i--) {
      const open = this.#names[i] as string;
      if (open === name) return this.#cut(i);
      if (until.has(open)) return;
    }
  }

  #cut(length: number): void {
    this.#names.length = length;
    this.#states.length = length;
  }
}

const NOTHING: ReadonlySet<string> = new Set();
