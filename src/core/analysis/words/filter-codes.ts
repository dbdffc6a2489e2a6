/** Codes of what filters' reports say, and their explanations by language. */
import type { WordLanguage } from "./words.ts";

/** KEY=VALUE as the report writes it, KEY=RANGE, or KEY alone where the value is free: added, never renamed. */
export const FILTER_CODES = [
  // Microsoft: spam, phishing and bulk confidence
  "SCL=-1",
  "SCL=0",
  "SCL=1",
  "SCL=5",
  "SCL=6",
  "SCL=7",
  "SCL=8",
  "SCL=9",
  "PCL=1-3",
  "PCL=4-8",
  "BCL=0",
  "BCL=1-3",
  "BCL=4-7",
  "BCL=8-9",
  // Microsoft: verdict of the spam filter
  "SFV=BLK",
  "SFV=NSPM",
  "SFV=SFE",
  "SFV=SKA",
  "SFV=SKB",
  "SFV=SKI",
  "SFV=SKN",
  "SFV=SKQ",
  "SFV=SKS",
  "SFV=SPM",
  // Microsoft: policy that was applied
  "CAT=NONE",
  "CAT=AMP",
  "CAT=BIMP",
  "CAT=BULK",
  "CAT=DIMP",
  "CAT=FTBP",
  "CAT=GIMP",
  "CAT=HPHSH",
  "CAT=HSPM",
  "CAT=INTOS",
  "CAT=MALW",
  "CAT=OSPM",
  "CAT=PHSH",
  "CAT=SAP",
  "CAT=SPM",
  "CAT=SPOOF",
  "CAT=UIMP",
  "SFTY=9.19",
  "SFTY=9.20",
  "SFTY=9.25",
  // Microsoft: the connection
  "IPV=CAL",
  "IPV=NLI",
  "DIR=INB",
  "DIR=OUT",
  "DIR=INT",
  "SRV=BULK",
  "CIP",
  "CTRY",
  "LANG",
  "H",
  "PTR",
  "dest=I",
  "dest=J",
  "dest=C",
  "sid=pass",
  "sid=fail",
  "sid=none",
  // Microsoft: composite authentication and its reasons
  "compauth=pass",
  "compauth=softpass",
  "compauth=fail",
  "compauth=none",
  "reason=000",
  "reason=001",
  "reason=002",
  "reason=010",
  "reason=100",
  "reason=101",
  "reason=102",
  "reason=103",
  "reason=104",
  "reason=108",
  "reason=109",
  "reason=111",
  "reason=112",
  "reason=115",
  "reason=116",
  "reason=130",
  "reason=1xx",
  "reason=201",
  "reason=202",
  "reason=2xx",
  "reason=3xx",
  "reason=4xx",
  "reason=501",
  "reason=502",
  "reason=601",
  "reason=6xx",
  "reason=701-704",
  "reason=7xx",
  "reason=905",
  "reason=9xx",
  // SpamAssassin, rspamd, Proton
  "spam=yes",
  "spam=no",
  "spam-score",
  "spam-required",
  "spam-tests",
  "rspamd=reject",
  "rspamd=soft-reject",
  "rspamd=rewrite-subject",
  "rspamd=add-header",
  "rspamd=greylist",
  "rspamd=no-action",
  "pm-origin=external",
  "pm-origin=internal",
] as const;
export type FilterCode = (typeof FILTER_CODES)[number];

/** One or two sentences for the investigator; a filter's opinion is never a proof. */
export type FilterWords = Readonly<Record<FilterCode, string>>;

const KNOWN: ReadonlySet<string> = new Set(FILTER_CODES);

export function isFilterCode(code: string): code is FilterCode {
  return KNOWN.has(code);
}

/** Loads one language: a page carries only the words that it shows. */
export async function loadFilterWords(language: WordLanguage): Promise<FilterWords> {
  if (language === "nl") return (await import("./nl/filters.ts")).filterWords;
  if (language === "de") return (await import("./de/filters.ts")).filterWords;
  if (language === "fr") return (await import("./fr/filters.ts")).filterWords;
  return (await import("./en/filters.ts")).filterWords;
}
