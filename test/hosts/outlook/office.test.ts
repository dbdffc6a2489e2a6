/** office.ts against a global `Office` of our own: absent, half there, or throwing. */
import {
  currentItem,
  currentItemSummary,
  hostDescription,
  hostLanguage,
  hostTheme,
  onItemChanged,
  supportsMailbox,
  whenOfficeReady,
} from "../../../src/hosts/outlook/office.ts";
import { fakeItem } from "./fake-item.ts";

const world = globalThis as { Office?: unknown };
afterEach(() => {
  delete world.Office;
});

function withMailbox(mailbox: object | undefined, more: object = {}): void {
  world.Office = {
    onReady: (callback: (info: object) => void) => {
      callback({ host: "Outlook", platform: "OfficeOnline" });
      return Promise.resolve();
    },
    EventType: { ItemChanged: "olkItemSelectedChanged" },
    context: { mailbox, ...more },
  };
}

test("office.js did not load: no host, no item, nothing supported, nothing thrown", async () => {
  expect(await whenOfficeReady()).toBe("none");
  expect(currentItem()).toBeNull();
  expect(currentItemSummary()).toBeNull();
  expect(hostLanguage()).toBeNull();
  expect(hostTheme()).toBeNull();
  expect(supportsMailbox("1.1")).toBe(false);
  expect(hostDescription()).toMatchObject({
    application: "unknown",
    version: "unknown",
    platform: "unknown",
  });
  onItemChanged(() => {})();
});

test("a handshake that never ends: no host after the time-out", async () => {
  world.Office = { onReady: () => new Promise(() => {}) };
  expect(await whenOfficeReady(5)).toBe("none");
});

test("ready in another Office application is no Outlook", async () => {
  world.Office = { onReady: (callback: (info: object) => void) => callback({ host: "Word" }) };
  expect(await whenOfficeReady()).toBe("none");
});

test.each([
  ["none", undefined],
  ["null: hidden shared mailbox", null],
  ["an appointment being written", { itemType: "appointment", subject: { getAsync() {} } }],
  ["a mail being written", { itemType: "message", subject: { getAsync() {} } }],
])("item %s: null", async (_name, item) => {
  withMailbox({ item });
  expect(await whenOfficeReady()).toBe("outlook");
  expect(currentItem()).toBeNull();
});

test("the open mail, summarised", () => {
  withMailbox({ item: { ...fakeItem(), itemType: "message" } });
  expect(currentItemSummary()).toEqual({
    subject: "Laatste kans",
    from: { name: "A", address: "a@example.org" },
    id: "AAMk1",
  });
});

test("a mail without a sender has none", () => {
  withMailbox({ item: { ...fakeItem({ more: { from: undefined } }), itemType: "message" } });
  expect(currentItemSummary()).toEqual({ subject: "Laatste kans", from: null, id: "AAMk1" });
});

test("item changes reach the listener until it stops listening", () => {
  const handlers: (() => void)[] = [];
  withMailbox({ addHandlerAsync: (_type: string, handler: () => void) => handlers.push(handler) });
  let calls = 0;
  const stop = onItemChanged(() => calls++);
  handlers[0]?.();
  stop();
  handlers[0]?.();
  expect(calls).toBe(1);
});

test("a host that throws for the event leaves the pane as it is", () => {
  withMailbox({
    addHandlerAsync() {
      throw new Error("not supported");
    },
  });
  let calls = 0;
  onItemChanged(() => calls++)();
  expect(calls).toBe(0);
});

test("the host's theme and language", () => {
  withMailbox(
    {},
    {
      displayLanguage: "nl-NL",
      officeTheme: { bodyBackgroundColor: "#1f1f1f", bodyForegroundColor: "#ffffff" },
    },
  );
  expect(hostTheme()).toBe("dark");
  expect(hostLanguage()).toBe("nl-NL");
});
