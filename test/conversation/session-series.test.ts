/** "Did you get more from this sender?": offered, looked up after a click, ticked, sent along. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SeriesFinder, SeriesMail, SeriesQuery } from "../../src/workflow/ports.ts";
import { openSealed } from "../workflow/sealing.ts";
import { type Device, failing, makeDevice } from "../workflow/world.ts";
import { at, ITEM, listed, type Pane, startPane as startPaneOn, until, type Wish } from "./session-pane.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const startPane = (wish: Wish = {}) => startPaneOn(device, { code: null }, wish);
const FOUND: readonly SeriesMail[] = [1, 2, 3].map((number) => ({ ...listed(number), because: "sender" }));

function finder(mails: readonly SeriesMail[] = FOUND) {
  const queries: SeriesQuery[] = [];
  const series: SeriesFinder = {
    find: async (about, { interactive }) => {
      queries.push(about);
      if (!interactive) throw new TypeError("after a click a window may be shown");
      return mails;
    },
  };
  return { series, queries };
}

const series = ({ session }: Pane) => session.view.get().series;
const found = async (pane: Pane) => {
  await until(() => series(pane).state === "offered");
  pane.session.findSeries();
  await until(() => series(pane).state === "found");
};

test("unavailable without a mailbox to look into, without a mail, and of an appointment", async () => {
  const pane = startPane();
  await pane.session.ready;
  pane.session.findSeries();
  expect(series(pane)).toEqual({ state: "unavailable" });
  const other = startPane({ world: finder(), host: { item: () => ({ ...ITEM, kind: "appointment" }) } });
  await other.session.ready;
  expect(series(other)).toEqual({ state: "unavailable" });
});

test("found, none ticked by itself, and the ticked ones go along behind the open mail", async () => {
  const { series: finding, queries } = finder();
  const pane = startPane({ world: { series: finding } });
  await found(pane);
  expect(series(pane)).toEqual({ state: "found", mails: FOUND, ticked: [] });
  expect(queries).toMatchObject([
    { item: { ewsId: "open" }, senderAddress: "anon@example.org", conversationId: "c" },
  ]);
  pane.session.tickSeries("mail-3", true);
  pane.session.tickSeries("mail-1", true);
  pane.session.tickSeries("mail-2", true);
  pane.session.tickSeries("mail-2", false);
  pane.session.tickSeries("never found", true);
  expect(series(pane)).toMatchObject({ ticked: ["mail-3", "mail-1"] });
  pane.send();
  await at(pane, "done");
  const state = pane.session.report.get();
  if (state.step !== "done") throw new TypeError(state.step);
  const { messages } = await openSealed(device, state.sealed);
  const texts = messages.map(({ original }) => new TextDecoder().decode(original?.octets));
  expect(texts).toHaveLength(3);
  expect(texts[1]).toContain("Subject: mail-1");
  expect(texts[2]).toContain("Subject: mail-3");
});

test("the open mail among those found is taken once", async () => {
  const item = { ...ITEM, id: "mail-1" };
  const pane = startPane({ world: finder(), host: { item: () => item } });
  await found(pane);
  pane.session.tickSeries("mail-1", true);
  pane.session.tickSeries("mail-2", true);
  pane.send();
  await at(pane, "done");
  expect(pane.session.report.get()).toMatchObject({ sealed: { mails: 2 } });
});

test("signing in comes before everything else; once it worked no window is announced", async () => {
  const order: string[] = [];
  const signIn = {
    token: async (purpose: string, { interactive }: { readonly interactive: boolean }) => {
      order.push(`${purpose} ${interactive}`);
      return { token: "t", expiresAt: 0, subject: null };
    },
  };
  const identity = async () => {
    order.push("identity");
    return { ewsId: "open", graphId: "open", mailbox: null, size: null };
  };
  const pane = startPane({ world: { ...finder(), signIn }, host: { identity } });
  await until(() => series(pane).state === "offered");
  expect(series(pane)).toEqual({ state: "offered", signIn: true });
  await found(pane);
  expect(order).toEqual(["graph true", "identity"]);
  pane.events.item();
  expect(series(pane)).toEqual({ state: "offered", signIn: false });
});

test.each(["SIGN_IN_FAILED", "NETWORK_UNREACHABLE"] as const)(
  "a failure (%s) is shown, and can be tried again",
  async (code) => {
    const broken: SeriesFinder = { find: failing(code) };
    const pane = startPane({ world: { series: broken } });
    await until(() => series(pane).state === "offered");
    pane.session.findSeries();
    await until(() => series(pane).state === "failed");
    expect(series(pane)).toEqual({ state: "failed", code });
    broken.find = async () => FOUND;
    pane.session.findSeries();
    await until(() => series(pane).state === "found");
  },
);

test("a mail that cannot be looked into is looked for by what the host says of it", async () => {
  const { series: finding, queries } = finder();
  const source = () => ({ acquire: failing("SOURCE_TIMEOUT") });
  const pane = startPane({ world: { series: finding }, host: { source } });
  await found(pane);
  expect(queries[0]).toMatchObject({ senderAddress: "anon@example.org", words: [] });
});

test("a host that names no mail: said, not searched", async () => {
  const { series: finding, queries } = finder();
  const pane = startPane({ world: { series: finding }, host: { identity: async () => null } });
  await until(() => series(pane).state === "offered");
  pane.session.findSeries();
  await until(() => series(pane).state === "failed");
  expect(queries).toEqual([]);
});

test("another mail is opened while it searches: what comes belongs to nobody, and the search is told to stop", async () => {
  let signal: AbortSignal | null = null;
  let answer: (mails: readonly SeriesMail[]) => void = () => {};
  const waiting: SeriesFinder = {
    find: (_about, options) => {
      signal = options.signal;
      return new Promise((resolve, reject) => {
        answer = resolve;
        options.signal.addEventListener("abort", () => reject(new EvidenceError("CANCELLED", "stopped")));
      });
    },
  };
  const pane = startPane({ world: { series: waiting } });
  await until(() => series(pane).state === "offered");
  pane.session.findSeries();
  await until(() => signal !== null);
  pane.shown.item = { ...ITEM, subject: "another" };
  pane.events.item();
  expect(signal).toMatchObject({ aborted: true });
  answer(FOUND);
  await new Promise((resolve) => setImmediate(resolve));
  expect(series(pane)).toMatchObject({ state: "offered" });
});
