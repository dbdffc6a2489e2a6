/** What the reporter is told of the analysis at once: little, and nothing that accuses or reassures. */
import type { Analysis } from "../../src/core/analysis/types.ts";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { insightsOf } from "../../src/workflow/insights.ts";

const PLAIN = "From: Jan <jan@example.test>\r\nSubject: x\r\n\r\nhello\r\n";

async function analysed(changes: Partial<Analysis> = {}): Promise<Analysis> {
  const options = { provenance: "host-api", capture: "regenerated" } as const;
  return { ...(await analyseMessage(utf8(PLAIN), options)), logPlan: [], ...changes };
}

const codes = async (changes: Partial<Analysis>) =>
  insightsOf(await analysed(changes)).map(({ code }) => code);

const dkim = (changes: Partial<Analysis["dkim"][number]>) =>
  [{ domain: "example.test", aligned: true, signature: "pass", ...changes }] as unknown as Analysis["dkim"];

const statements = (authentication: Analysis["statements"]["authentication"]): Analysis["statements"] => ({
  provenance: "host-api",
  capture: "regenerated",
  authentication,
  reasons: [],
});

test("an analysis that failed: said, with the source preserved all the same", () => {
  expect(insightsOf(null)).toEqual([{ code: "unreadable", values: {} }]);
});

test("a mail that tells nothing: nothing is said", async () => {
  expect(await codes({})).toEqual([]);
});

const GMAIL: NonNullable<Analysis["provider"]> = {
  id: "gmail",
  account: null,
  confidence: "high",
  signs: [],
  samples: 1,
  reveals: [],
  hides: [],
  request: [],
};

test.each<["high" | "medium" | "low", string[]]>([
  ["high", ["provider"]],
  ["medium", ["provider"]],
  ["low", []],
])("a provider with %s confidence", async (confidence, expected) => {
  expect(
    await codes({
      provider: { ...GMAIL, confidence },
    }),
  ).toEqual(expected);
});

test("a provider by its own name, an unknown one by its id; that there is an account, never which", async () => {
  const of = async (id: string, account: string | null) =>
    insightsOf(await analysed({ provider: { ...GMAIL, id, account } }));
  expect(await of("outlook.com", null)).toEqual([{ code: "provider", values: { provider: "Outlook.com" } }]);
  expect(await of("mail-xy", "jan@gmail.com")).toEqual([
    { code: "provider-account", values: { provider: "mail-xy" } },
  ]);
});

test.each<[Analysis["statements"]["authentication"], string[]]>([
  ["signed", ["signed"]],
  ["mismatch", ["mismatch"]],
  ["mismatch-explained", []],
  // Forgeable by anyone: it raises nothing here either.
  ["body-fits", []],
  ["none", []],
])("statement %s", async (authentication, expected) => {
  expect(await codes({ statements: statements(authentication), dkim: dkim({}) })).toEqual(expected);
});

test.each<[string, Analysis["dkim"]]>([
  ["no signature", []],
  ["a signature of another domain", dkim({ aligned: false })],
  ["one that does not verify", dkim({ signature: "fail" })],
  ["one that names no domain", dkim({ domain: null })],
])('"signed" needs a domain to name: %s', async (_, signatures) => {
  expect(await codes({ statements: statements("signed"), dkim: signatures })).toEqual([]);
});

test.each<[string, Analysis["replyTo"], string[]]>([
  ["another address", [{ address: "other@example.test", name: null }], ["reply-elsewhere"]],
  ["the same in capitals", [{ address: "JAN@EXAMPLE.TEST", name: null }], []],
  [
    "one of two elsewhere",
    [
      { address: "jan@example.test", name: null },
      { address: "x@y.test", name: null },
    ],
    ["reply-elsewhere"],
  ],
  ["an unreadable one", [{ address: null, name: "x" }], []],
])("answers go to %s", async (_, replyTo, expected) => {
  expect(await codes({ replyTo })).toEqual(expected);
});

test("without a From there is nothing that an answer could differ from", async () => {
  expect(await codes({ from: null, replyTo: [{ address: "x@y.test", name: null }] })).toEqual([]);
});

test("traces are counted, and logs to be saved are mentioned with the shortest time that they live", async () => {
  const hop = {} as Analysis["hops"][number];
  const log = (usualRetentionDays: number) => ({ usualRetentionDays }) as Analysis["logPlan"][number];
  const said = async (logPlan: Analysis["logPlan"]) =>
    insightsOf(await analysed({ hops: [hop, hop], logPlan }));
  expect(await said([log(90), log(7)])).toEqual([
    { code: "logs-days", values: { count: 7 } },
    { code: "leads", values: { count: 2 } },
  ]);
  // 0: the organisation keeps none.
  expect(await said([log(0)])).toEqual([
    { code: "logs", values: {} },
    { code: "leads", values: { count: 2 } },
  ]);
});

test("a time limit in the text is said, not what it demands", async () => {
  const quotes = [
    { kind: "deadline", text: "before Friday or else" },
    { kind: "demand", text: "resign" },
  ];
  const body = { quotes } as unknown as Analysis["body"];
  expect(insightsOf(await analysed({ body }))).toEqual([{ code: "deadline", values: {} }]);
  expect(await codes({ body: { quotes: [{ kind: "demand" }] } as unknown as Analysis["body"] })).toEqual([]);
});

test("four sentences at most: first what the reporter can act on", async () => {
  const insights = await codes({
    body: { quotes: [{ kind: "deadline" }] } as unknown as Analysis["body"],
    replyTo: [{ address: "x@y.test", name: null }],
    provider: { ...GMAIL, account: "jan@gmail.com" },
    hops: [{} as Analysis["hops"][number]],
    logPlan: [{ usualRetentionDays: 7 } as Analysis["logPlan"][number]],
    statements: statements("signed"),
    dkim: dkim({}),
  });
  expect(insights).toEqual(["deadline", "reply-elsewhere", "provider-account", "logs-days"]);
});
