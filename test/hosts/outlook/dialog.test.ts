/** The sign-in window over Outlook, and the line above a mail: what a host may do, and what must come of it. */
import { openDialog } from "../../../src/hosts/outlook/dialog.ts";
import { notify } from "../../../src/hosts/outlook/notify.ts";
import { fakeItem } from "./fake-item.ts";
import { EVENTS, installOffice, removeOffice } from "./fake-office.ts";

afterEach(removeOffice);

const URL_OF_OURS = "https://zegel.example.org/sign-in.html";

type Handler = (event: unknown) => void;

function playedDialog() {
  const handlers = new Map<string, Handler>();
  let closed = 0;
  const dialog = {
    addEventHandler: (type: string, handler: Handler) => handlers.set(type, handler),
    close: () => {
      closed++;
    },
  };
  return {
    dialog,
    say: (event: unknown) => handlers.get(EVENTS.DialogMessageReceived)?.(event),
    end: (event: unknown) => handlers.get(EVENTS.DialogEventReceived)?.(event),
    closed: () => closed,
    listening: async () => {
      while (handlers.size < 2) await Promise.resolve();
    },
  };
}

function install(result: unknown): void {
  installOffice({
    ui: { displayDialogAsync: (_url: string, _options: object, callback: Handler) => callback(result) },
  });
}

const signal = () => new AbortController().signal;

test("the message of our own page settles it, and the window is closed", async () => {
  const played = playedDialog();
  install({ status: "succeeded", value: played.dialog });
  const waiting = openDialog(URL_OF_OURS, signal());
  await played.listening();
  played.say({ message: "from elsewhere", origin: "https://evil.example" });
  played.say({ message: 7 });
  played.say({ message: "x".repeat(70_000), origin: "https://zegel.example.org" });
  played.say({ message: "ours", origin: "https://zegel.example.org" });
  expect(await waiting).toBe("ours");
  await Promise.resolve();
  expect(played.closed()).toBe(1);
});

test.each([
  ["closed by the person", { error: 12006 }, "CANCELLED"],
  ["another address", { error: 12002 }, "SIGN_IN_FAILED"],
  ["nothing that says why", null, "SIGN_IN_FAILED"],
])("%s", async (_name, event, code) => {
  const played = playedDialog();
  install({ status: "succeeded", value: played.dialog });
  const waiting = openDialog(URL_OF_OURS, signal());
  await played.listening();
  played.end(event);
  await expect(waiting).rejects.toMatchObject({ code });
});

test.each([
  ["declined in Outlook's own question", 12009, "CANCELLED"],
  ["a window is open already", 12007, "SIGN_IN_FAILED"],
  ["blocked", 12011, "SIGN_IN_FAILED"],
])("it does not open: %s", async (_name, code, expected) => {
  install({ status: "failed", error: { code, message: "words of the host" } });
  await expect(openDialog(URL_OF_OURS, signal())).rejects.toMatchObject({ code: expected });
});

test("a client without windows, one that never opens, one that is left open, and a reporter who stops", async () => {
  installOffice({ ui: {} });
  await expect(openDialog(URL_OF_OURS, signal())).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
  installOffice({ ui: { displayDialogAsync: () => {} } });
  await expect(openDialog(URL_OF_OURS, signal(), { openTimeoutMs: 20 })).rejects.toMatchObject({
    code: "SIGN_IN_FAILED",
  });
  const left = playedDialog();
  install({ status: "succeeded", value: left.dialog });
  await expect(openDialog(URL_OF_OURS, signal(), { timeoutMs: 20 })).rejects.toMatchObject({
    code: "SIGN_IN_FAILED",
  });
  const stop = new AbortController();
  const stopped = playedDialog();
  install({ status: "succeeded", value: stopped.dialog });
  const waiting = openDialog(URL_OF_OURS, stop.signal);
  await stopped.listening();
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: "CANCELLED" });
  await Promise.resolve();
  expect(stopped.closed()).toBe(1);
});

describe("the line above a mail", () => {
  type Replace = (key: string, details: { message: string; type: string }, callback: Handler) => void;
  const withLine = (replaceAsync: Replace) =>
    installOffice({
      mailbox: { item: fakeItem({ more: { itemType: "message", notificationMessages: { replaceAsync } } }) },
    });

  test("150 characters at most, no half character, a key of 32", async () => {
    const seen: { key: string; message: string }[] = [];
    withLine((key, { message }, callback) => {
      seen.push({ key, message });
      callback({ status: "succeeded" });
    });
    expect(await notify("k".repeat(40), "😀".repeat(100), "information")).toBe(true);
    expect(seen[0]?.key).toHaveLength(32);
    expect(seen[0]?.message.length).toBeLessThanOrEqual(150);
    expect(seen[0]?.message.isWellFormed()).toBe(true);
  });

  test.each<[string, Replace]>([
    ["refuses", (_key, _details, callback) => callback({ status: "failed", error: { code: 9003 } })],
    ["never answers", () => {}],
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
  ])("a host that %s: false, never an exception", async (_name, replace) => {
    withLine(replace);
    expect(await notify("zegel", "text", "error", { timeoutMs: 20 })).toBe(false);
  });

  test("without a mail there is no place for it", async () => {
    installOffice({ mailbox: { item: null } });
    expect(await notify("zegel", "text", "progress")).toBe(false);
  });
});
