/** Names of elements with what each means for reading a text, so that a tag in the source is looked up once. */

export interface Tag {
  /** Lower case. */
  readonly name: string;
  /** Of a known element; 0 for every other one. */
  readonly id: number;
  /** Has no content and no end tag. */
  readonly isVoid: boolean;
  /** Its text stands apart from what is before and after. */
  readonly breaks: boolean;
  /** Finds the end tag of content that holds no tags (HTML standard, sections 13.2.5.2 to 13.2.5.5); else null. */
  readonly rawEnd: RegExp | null;
  /** By id: the elements that its start tag closes without saying so (section 13.1.2.4). */
  readonly closes: TagSet | null;
  /** By id: what that closing does not reach beyond. */
  readonly closesUntil: TagSet;
  /** By id: what its end tag does not reach beyond (section 13.2.4.2). */
  readonly endsWithin: TagSet;
}

/** 1 at the ids of its members. */
export type TagSet = Uint8Array;

const VOID = "area base basefont bgsound br col embed frame hr img input link meta param source track wbr";
const BREAKS =
  "p div br tr td th li ul ol h1 h2 h3 h4 h5 h6 hr table blockquote center section article header footer pre " +
  "dt dd option textarea";
const RAW = "script style title textarea xmp iframe noembed noframes";
const TABLE_PARTS = "table tbody thead tfoot tr td th body html";
const SCOPES = "table td th caption";
/** Blocks that end a paragraph. */
const ENDS_PARAGRAPH = "p div table ul ol blockquote center h1 h2 h3 h4 hr pre";
const BLOCKS = "table td th div ul ol blockquote body center";
/** Known for their speed only: frequent in mail. */
const FREQUENT = "a b i u em font img o:p small span strong v:shape";

const IDS = new Map<string, number>();
for (const names of [VOID, BREAKS, RAW, TABLE_PARTS, SCOPES, ENDS_PARAGRAPH, BLOCKS, FREQUENT]) {
  for (const name of names.split(" ")) if (!IDS.has(name)) IDS.set(name, IDS.size + 1);
}
const COUNT = IDS.size + 1;
const MAX_NAME = Math.max(...[...IDS.keys()].map((name) => name.length));

function setOf(names: string): TagSet {
  const set = new Uint8Array(COUNT);
  for (const name of names.split(" ")) set[IDS.get(name) as number] = 1;
  return set;
}

const NOTHING: TagSet = new Uint8Array(COUNT);
const IS_VOID = setOf(VOID);
const IS_BREAK = setOf(BREAKS);
const IS_RAW = setOf(RAW);
const IS_TABLE_PART = setOf(TABLE_PARTS);
const IS_SCOPE = setOf(SCOPES);
const IS_BLOCK = setOf(BLOCKS);
const IS_TABLE = setOf("table");
const IMPLIED_ENDS = new Map<string, { readonly closes: TagSet; readonly until: TagSet }>();
for (const name of ENDS_PARAGRAPH.split(" ")) IMPLIED_ENDS.set(name, { closes: setOf("p"), until: IS_BLOCK });
for (const cell of ["td", "th"]) IMPLIED_ENDS.set(cell, { closes: setOf("td th"), until: setOf("table tr") });
IMPLIED_ENDS.set("tr", { closes: setOf("tr"), until: IS_TABLE });
IMPLIED_ENDS.set("li", { closes: setOf("li"), until: IS_BLOCK });

function makeTag(name: string, id: number): Tag {
  const implied = IMPLIED_ENDS.get(name);
  return {
    name,
    id,
    isVoid: IS_VOID[id] === 1,
    breaks: IS_BREAK[id] === 1,
    rawEnd: IS_RAW[id] === 1 ? new RegExp(`</${name}(?=[\\s/>])`, "gi") : null,
    closes: implied?.closes ?? null,
    closesUntil: implied?.until ?? NOTHING,
    endsWithin: IS_TABLE_PART[id] === 1 ? NOTHING : IS_SCOPE,
  };
}

/** Tags by a number made of their name; those of one number in one list. */
const TABLE_SIZE = 1_024;
const BY_HASH: (readonly Tag[] | undefined)[] = Array.from({ length: TABLE_SIZE });
for (const [name, id] of IDS) {
  const place = hashOf(name, 0, name.length);
  BY_HASH[place] = [...(BY_HASH[place] ?? []), makeTag(name, id)];
}

function hashOf(source: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + lowerCode(source, i)) | 0;
  return hash & (TABLE_SIZE - 1);
}

function lowerCode(source: string, place: number): number {
  const code = source.charCodeAt(place);
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** @param lower - ASCII in lower case. @returns Whether it stands there, in whatever letter case. */
export function standsAt(source: string, start: number, lower: string): boolean {
  for (let i = 0; i < lower.length; i++)
    if (lowerCode(source, start + i) !== lower.charCodeAt(i)) return false;
  return true;
}

/** @returns The tag whose name stands between the two places. */
export function tagBetween(source: string, start: number, end: number): Tag {
  if (end - start <= MAX_NAME) {
    const known = BY_HASH[hashOf(source, start, end)];
    if (known !== undefined) {
      for (const tag of known)
        if (tag.name.length === end - start && standsAt(source, start, tag.name)) return tag;
    }
  }
  return makeTag(source.slice(start, end).toLowerCase(), 0);
}
