/** Which mails a report is about: the open one, a selection, a series, and what the last report missed. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { ListedMail } from "../../src/workflow/ports.ts";
import { openSealed } from "../workflow/sealing.ts";
import { type Device, failing, makeDevice, mailSource, sourceOf } from "../workflow/world.ts";
import {
  at,
  ITEM,
  listed,
  mailOf,
  type Pane,
  startPane as startPaneOn,
  until,
  type Wish,
} from "./session-pane.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const startPane = (wish: Wish = {}) => startPaneOn(device, { code: null }, wish);
const TWENTY = Array.from({ length: 20 }, (_, index) => listed(index + 1));

/** Subjects of the originals, in the order of the package. */
async function subjects({ session }: Pane): Promise<readonly string[]> {
  const state = session.report.get();
  if (!("sealed" in state) || state.sealed === null) throw new TypeError(state.step);
  const { messages } = await openSealed(device, state.sealed);
  return messages.map(
    ({ original }) => /^Subject: (.*?)\r?$/m.exec(new TextDecoder().decode(original?.octets))?.[1] ?? "",
  );
}

/** The list with several mails selected: the host shows no item then. */
async function select(pane: Pane, mails: readonly ListedMail[]) {
  await pane.session.ready;
  pane.shown.item = null;
  pane.shown.selection = async () => mails;
  pane.events.selection();
  await until(() => pane.session.view.get().selection.length === mails.length);
}

describe("a selection", () => {
  test("twenty mails, one click, one report, in their order", async () => {
    const pane = startPane();
    await select(pane, TWENTY);
    expect(pane.session.view.get()).toMatchObject({ item: null, absence: "several", selectionProblem: null });
    const progress: string[] = [];
    pane.session.report.subscribe(() => {
      const state = pane.session.report.get();
      if (state.step === "acquiring" && state.mail !== undefined)
        progress.push(`${state.mail}/${state.mails}`);
    });
    pane.send();
    await at(pane, "done");
    expect(pane.session.report.get()).toMatchObject({ sealed: { mails: 20, missed: [] } });
    expect(await subjects(pane)).toEqual(TWENTY.map(({ id }) => id));
    expect(progress).toContain("20/20");
    expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
  });

  test("what was missed is told, and goes in a report of its own with the same answers", async () => {
    const broken = new Set(["mail-2", "mail-3"]);
    const sourceById = ({ id }: ListedMail) => ({
      acquire: async () => (broken.has(id) ? failing("SOURCE_TIMEOUT")() : sourceOf(mailOf(id))),
    });
    const pane = startPane({ host: { sourceById } });
    await select(pane, TWENTY.slice(0, 4));
    const answers = { ...NOTHING, comment: { state: "answered", value: "all four" } } as const;
    pane.send({ answers });
    await at(pane, "done");
    expect(pane.session.report.get()).toMatchObject({
      sealed: { mails: 2, missed: [{ id: "mail-2", code: "SOURCE_TIMEOUT" }, { id: "mail-3" }] },
    });
    expect(await subjects(pane)).toEqual(["mail-1", "mail-4"]);
    broken.clear();
    pane.session.sendMissed();
    expect(pane.session.report.get().step).toBe("acquiring");
    await at(pane, "done");
    expect(await subjects(pane)).toEqual(["mail-2", "mail-3"]);
    const state = pane.session.report.get();
    const { report } = await openSealed(device, state.step === "done" ? state.sealed : fail());
    expect(report.comment).toEqual(answers.comment);
  });

  test("nothing was missed: nothing is begun", async () => {
    const pane = startPane();
    pane.send();
    await at(pane, "done");
    pane.session.sendMissed();
    expect(pane.session.report.get().step).toBe("done");
  });

  test.each([
    ["permission", "permission"],
    ["too-old", "too-old"],
    [null, "SOURCE_TIMEOUT"],
  ] as const)("cannot be read (%s): said as %s", async (problem, shown) => {
    const pane = startPane({ host: { selectionProblem: () => problem } });
    await pane.session.ready;
    pane.shown.item = null;
    pane.shown.selection = failing("SOURCE_TIMEOUT");
    pane.events.selection();
    await until(() => pane.session.view.get().selectionProblem !== null);
    expect(pane.session.view.get()).toMatchObject({
      absence: "several",
      selection: [],
      selectionProblem: shown,
    });
    // The other event of the same click changes nothing.
    pane.events.item();
    await until(() => pane.session.view.get().selectionProblem === shown);
    pane.shown.item = ITEM;
    pane.events.item();
    expect(pane.session.view.get()).toMatchObject({ item: ITEM, absence: null, selectionProblem: null });
  });

  test("no mail is open and the list cannot be read: no mail, and no trouble", async () => {
    const pane = startPane({ host: { selection: failing("INPUT_INVALID") } });
    await pane.session.ready;
    pane.shown.item = null;
    pane.shown.absence = "compose";
    pane.events.item();
    expect(pane.session.view.get()).toMatchObject({ absence: "compose", selectionProblem: null });
    pane.shown.absence = "none";
    pane.events.item();
    expect(pane.session.view.get()).toMatchObject({ absence: "none", selectionProblem: null });
  });

  test("only the answer to the last question counts", async () => {
    const pane = startPane();
    await select(pane, TWENTY);
    let answer: (mails: readonly ListedMail[]) => void = () => {};
    pane.shown.selection = () => new Promise((resolve) => (answer = resolve));
    pane.events.selection();
    const late = answer;
    pane.shown.item = ITEM;
    pane.events.item();
    late(TWENTY);
    await Promise.resolve();
    expect(pane.session.view.get()).toMatchObject({ item: ITEM, absence: null, selection: [] });
  });

  test("another selection makes room for a new report, the same one does not", async () => {
    const pane = startPane();
    await select(pane, TWENTY.slice(0, 2));
    pane.send();
    await at(pane, "done");
    pane.events.selection();
    pane.events.item();
    await new Promise((resolve) => setImmediate(resolve));
    expect(pane.session.report.get().step).toBe("done");
    await select(pane, TWENTY.slice(0, 3));
    expect(pane.session.report.get().step).toBe("ready");
  });
});

describe("a program that gives no source itself", () => {
  const host = { givesSource: () => false };
  const series = { find: async () => [] };

  test("what it comes down to is shown", async () => {
    const without = startPane({ host });
    await without.session.ready;
    expect(without.session.view.get().acquisition).toBe("none");
    const withSignIn = startPane({ host, world: { series } });
    await withSignIn.session.ready;
    expect(withSignIn.session.view.get().acquisition).toBe("sign-in");
  });

  test("the window for signing in comes first; without it nothing is begun", async () => {
    const asked: string[] = [];
    let refuses = true;
    const signIn = {
      token: async (purpose: string, { interactive }: { readonly interactive: boolean }) => {
        asked.push(`${purpose} ${interactive}`);
        if (refuses) throw new EvidenceError("SIGN_IN_FAILED", "no", { retry: "later" });
        return { token: "t", expiresAt: 0, subject: null };
      },
    };
    const source = () => ({
      acquire: async (...args: Parameters<ReturnType<typeof mailSource>["acquire"]>) => {
        asked.push("acquire");
        return mailSource().acquire(...args);
      },
    });
    const pane = startPane({ host: { ...host, source }, world: { series, signIn }, enrolmentCode: "code" });
    await pane.session.ready;
    pane.send();
    await at(pane, "failed");
    expect(pane.session.report.get()).toMatchObject({ code: "SIGN_IN_FAILED", kept: "mailbox" });
    expect(asked).toEqual(["graph true"]);
    refuses = false;
    pane.send();
    await at(pane, "done");
    expect(asked.slice(0, 3)).toEqual(["graph true", "graph true", "acquire"]);
  });
});

const NOTHING = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  suspicion: { state: "not-asked" },
} as const;

function fail(): never {
  throw new TypeError("there is no report");
}
