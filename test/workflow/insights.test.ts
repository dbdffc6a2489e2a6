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

test.each<["high" | "medium" | "low", string[]]>([
  ["high", ["provider"]],
  ["medium", ["provider"]],
  ["low", []],
])("a provider with %s confidence", async (confidence, expected) => {
  expect(
    await codes({
      provider: {
        id: "gmail",
        account: null,
        confidence,
        signs: [],
        samples: 1,
        reveals: [],
        hides: [],
        request: [],
      },
    }),
  ).toEqual(expected);
});

test("a provider by its own name, an unknown one by its id, its account never", async () => {
  const of = async (id: string) =>
    insightsOf(
      await analysed({
        provider: {
          id,
          account: "jan@gmail.com",
          confidence: "high",
          signs: [],
          samples: 1,
          reveals: [],
          hides: [],
          request: [],
        },
      }),
    );
  expect(await of("outlook.com")).toEqual([{ code: "provider", values: { provider: "Outlook.com" } }]);
  expect(await of("gmx")).toEqual([{ code: "provider", values: { provider: "gmx" } }]);
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

test("traces are counted, and logs to be saved are mentioned", async () => {
  const hop = {} as Analysis["hops"][number];
  const log = {} as Analysis["logPlan"][number];
  const insights = insightsOf(await analysed({ hops: [hop, hop], logPlan: [log] }));
  expect(insights).toEqual([
    { code: "leads", values: { count: 2 } },
    { code: "logs", values: {} },
  ]);
});
