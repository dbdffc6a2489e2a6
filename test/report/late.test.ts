/** Parts that come after the first screen: once for a language, the last one wanted wins, and a broken line is told. */
import { latePart } from "../../src/report/late.ts";

/** Answers by hand. */
function playFetching() {
  const asked: { readonly language: string; give: (ok: boolean) => void }[] = [];
  const part = latePart<string>(
    (language) =>
      new Promise((resolve, reject) => {
        asked.push({ language, give: (ok) => (ok ? resolve(language) : reject(new Error("no line"))) });
      }),
  );
  const give = async (index: number, ok = true) => {
    asked[index]?.give(ok);
    for (let turns = 0; turns < 5; turns++) await Promise.resolve();
  };
  return { part, asked, give };
}

test("asked for twice: fetched once", async () => {
  const { part, asked, give } = playFetching();
  void part.load("nl");
  void part.load("nl");
  await give(0);
  void part.load("nl");
  expect(asked.map(({ language }) => language)).toEqual(["nl"]);
  expect(part.state.get()).toEqual({ part: "nl", failed: false });
});

test("another language: the one before stays until it is there", async () => {
  const { part, give } = playFetching();
  void part.load("nl");
  await give(0);
  void part.load("fr");
  expect(part.state.get().part).toBe("nl");
  await give(1);
  expect(part.state.get().part).toBe("fr");
});

test("two languages on their way: the last one wanted is shown, whichever comes first", async () => {
  const { part, give } = playFetching();
  void part.load("nl");
  void part.load("fr");
  await give(1);
  await give(0);
  expect(part.state.get()).toEqual({ part: "fr", failed: false });
});

test("a line that breaks is told, and the next wish asks again; what came before stays", async () => {
  const { part, asked, give } = playFetching();
  void part.load("nl");
  await give(0, false);
  expect(part.state.get()).toEqual({ part: null, failed: true });
  void part.load("nl");
  expect(part.state.get().failed).toBe(false);
  await give(1);
  void part.load("fr");
  await give(2, false);
  expect(part.state.get()).toEqual({ part: "nl", failed: true });
  expect(asked).toHaveLength(3);
});
