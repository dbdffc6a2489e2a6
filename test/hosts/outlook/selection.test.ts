/** Several mails selected: what the host says of them, and why it says nothing. */
import { itemAbsence, onSelectionChanged } from "../../../src/hosts/outlook/office.ts";
import { selectedMails, selectionProblem } from "../../../src/hosts/outlook/selection.ts";
import { answering, failed, fakeItem, never, succeeded } from "./fake-item.ts";
import { EVENTS, type FakeOffice, installOffice, removeOffice } from "./fake-office.ts";

afterEach(removeOffice);

const one = (number: number, more: object = {}) => ({
  itemId: `AAMk${number}`,
  itemMode: "Read",
  itemType: "message",
  subject: `Dreiging ${number}`,
  conversationId: "AAQk",
  internetMessageId: `<${number}@example.org>`,
  hasAttachment: number % 2 === 0,
  ...more,
});

const twenty = Array.from({ length: 20 }, (_, index) => one(index + 1));
const fast = { timeoutMs: 30, backOffMs: 1 };

function install(getSelectedItemsAsync: unknown, more: Partial<FakeOffice> & { item?: unknown } = {}): void {
  const { item = null, ...rest } = more;
  installOffice({ mailbox: { item, getSelectedItemsAsync }, sets: ["Mailbox 1.13"], ...rest });
}

async function problemOf(promise: Promise<unknown>): Promise<{ code: unknown; problem: unknown }> {
  const error = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  return { code: (error as { code?: unknown } | null)?.code, problem: selectionProblem(error) };
}

test("twenty, in their order, with the host's words kept", async () => {
  install(answering(succeeded(twenty)));
  const mails = await selectedMails(fast);
  expect(mails.map(({ id }) => id)).toEqual(twenty.map(({ itemId }) => itemId));
  expect(mails[1]).toEqual({
    id: "AAMk2",
    summary: { subject: "Dreiging 2", from: null, id: "AAMk2" },
    receivedAt: null,
    claims: {
      "selected.itemId": "AAMk2",
      "selected.itemMode": "Read",
      "selected.subject": "Dreiging 2",
      "selected.conversationId": "AAQk",
      "selected.internetMessageId": "<2@example.org>",
      "selected.hasAttachment": "true",
    },
  });
});

test("several selected: no item, and the absence says why; one or none: it does not", async () => {
  const answers = answering(succeeded([]), succeeded(twenty), succeeded([]), succeeded([one(1)]));
  install(answers);
  await selectedMails(fast);
  expect(itemAbsence()).toBe("none");
  await selectedMails(fast);
  expect(itemAbsence()).toBe("several");
  await selectedMails(fast);
  expect(itemAbsence()).toBe("none");
  await selectedMails(fast);
  expect(itemAbsence()).toBe("none");
});

test("one selected and open as usual: no selection", async () => {
  install(answering(succeeded([one(1)])), { item: { ...fakeItem(), itemType: "message" } });
  expect(await selectedMails(fast)).toEqual([]);
  expect(itemAbsence()).toBeNull();
});

test("one selected for which the host shows no item (hidden shared mailbox): given", async () => {
  install(answering(succeeded([one(1)])));
  expect((await selectedMails(fast)).map(({ id }) => id)).toEqual(["AAMk1"]);
});

test("a draft that is reported in read mode (ojs#6951) stays in, with the host's word", async () => {
  install(answering(succeeded([one(1), one(2, { subject: "Concept" }), one(3, { itemMode: "Compose" })])));
  const mails = await selectedMails(fast);
  expect(mails.map(({ claims }) => claims["selected.itemMode"])).toEqual(["Read", "Read", "Compose"]);
});

test("no ids, the same id twice, entries of other kinds: nothing is dropped but the same mail", async () => {
  install(answering(succeeded([one(1), one(1), { subject: 7 }, null, "x", one(2)])));
  const mails = await selectedMails(fast);
  expect(mails.map(({ id }) => id)).toEqual(["AAMk1", "", "", "", "AAMk2"]);
});

test("internal error in the view by conversations (ojs#4278) is retried", async () => {
  const getSelectedItems = answering(failed(5001), failed(5001), succeeded(twenty));
  install(getSelectedItems);
  expect(await selectedMails(fast)).toHaveLength(20);
  expect(getSelectedItems.calls).toBe(3);
});

test.each([
  [
    "the manifest asks for less (office.js throws)",
    () => {
      throw new Error("Verhoogde machtiging is vereist");
    },
  ],
  ["the host denies it (ojs#3688)", answering(failed(7000))],
  ["insufficient permissions on the item", answering(failed(9038))],
])("%s: permission", async (_name, getSelectedItemsAsync) => {
  install(getSelectedItemsAsync);
  expect(await problemOf(selectedMails(fast))).toEqual({ code: "INPUT_INVALID", problem: "permission" });
});

test.each([
  ["the method is missing", undefined, ["Mailbox 1.13"]],
  ["the requirement set is missing", answering(succeeded(twenty)), ["Mailbox 1.12"]],
])("%s: too old", async (_name, method, sets) => {
  install(method, { sets });
  expect(await problemOf(selectedMails(fast))).toEqual({ code: "INPUT_INVALID", problem: "too-old" });
});

test.each([
  ["5001 each time", answering(failed(5001)), "SOURCE_UNAVAILABLE"],
  ["never answers", never, "SOURCE_TIMEOUT"],
])("%s: a failure that may pass, no problem of the installation", async (_name, method, code) => {
  install(method);
  expect(await problemOf(selectedMails(fast))).toEqual({ code, problem: null });
});

test("a failure takes back what was known of the selection", async () => {
  install(answering(succeeded(twenty), failed(7000)));
  await selectedMails(fast);
  await problemOf(selectedMails(fast));
  expect(itemAbsence()).toBe("none");
});

test("cancelled: CANCELLED", async () => {
  install(never);
  const controller = new AbortController();
  const run = selectedMails({ timeoutMs: 500_000, signal: controller.signal });
  controller.abort();
  await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
});

test("without Outlook: none, and no problem", async () => {
  expect(await selectedMails(fast)).toEqual([]);
  expect(selectionProblem(undefined)).toBeNull();
  expect(selectionProblem(new Error("x"))).toBeNull();
});

test("changes of the selection reach the listener until it stops", () => {
  const handlers = new Map<string, () => void>();
  installOffice({
    mailbox: { addHandlerAsync: (type: string, handler: () => void) => handlers.set(type, handler) },
  });
  let calls = 0;
  const stop = onSelectionChanged(() => calls++);
  handlers.get(EVENTS.SelectedItemsChanged)?.();
  stop();
  handlers.get(EVENTS.SelectedItemsChanged)?.();
  expect(calls).toBe(1);
});
