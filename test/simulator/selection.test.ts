/** Several mails, shared mailboxes and entries of the calendar, as the real office.js tells of them. */
import type { Frame, Page } from "playwright-core";
import { openMail, openPane, openStage, type Stage } from "./stage.ts";

interface Result<T> {
  readonly status: string;
  readonly value: T;
  readonly error?: { readonly code: number };
}
type Callback = (result: Result<never>) => void;
/** The parts of the mailbox that npm's types of 2022 lack, or whose types get in the way here. */
interface Box {
  item: Record<string, unknown> & { getSharedPropertiesAsync?(done: Callback): void };
  getSelectedItemsAsync(done: Callback): void;
  loadItemByIdAsync(id: string, done: Callback): void;
  addHandlerAsync(type: unknown, handler: () => void, done?: Callback): void;
  removeHandlerAsync(type: unknown, done?: Callback): void;
}

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});
afterEach(async () => {
  await page?.close();
});

async function start(query = "?permission=read-write-mailbox"): Promise<Frame> {
  page = await stage.open(query);
  await openMail(page, "accusation-1.eml");
  return openPane(page);
}

/** Counts the event, and keeps what the item was when it came. */
async function listen(frame: Frame): Promise<void> {
  await frame.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const seen: unknown[] = [];
        (window as never as { seen: unknown[] }).seen = seen;
        const box = Office.context.mailbox as never as Box;
        box.addHandlerAsync(
          Office.EventType.SelectedItemsChanged,
          () => seen.push(box.item === null ? null : box.item.subject),
          () => resolve(),
        );
      }),
  );
}

function seen(frame: Frame, count: number): Promise<unknown[]> {
  return frame
    .waitForFunction((n) => (window as never as { seen: unknown[] }).seen.length >= n, count)
    .then(() => frame.evaluate(() => (window as never as { seen: unknown[] }).seen));
}

function subjects(frame: Frame): Promise<string[]> {
  return frame.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        (Office.context.mailbox as never as Box).getSelectedItemsAsync((result) =>
          resolve((result.value as { subject: string }[]).map((one) => one.subject)),
        );
      }),
  );
}

describe("several mails", () => {
  test("ctrl-click: no item any more, the event comes, and both are told of", async () => {
    const frame = await start();
    await listen(frame);
    await page.click('[data-file="accusation-2.eml"]', { modifiers: ["Control"] });
    expect(await seen(frame, 1)).toEqual([null]);
    expect(await subjects(frame)).toHaveLength(2);
    await openMail(page, "blackmail-proton.eml");
    expect(await seen(frame, 2)).toEqual([null, "Your 48 hours have started"]);
    expect(await subjects(frame)).toEqual(["Your 48 hours have started"]);
  });

  test("a range by shift-click, the same by keyboard, all by button, and from a test", async () => {
    const frame = await start();
    const files = await page.$$eval("[data-file]", (rows) =>
      rows.map((row) => row.getAttribute("data-file")),
    );
    await page.click(`[data-file="${files[0]}"]`);
    await page.click(`[data-file="${files[2]}"]`, { modifiers: ["Shift"] });
    expect(await subjects(frame)).toHaveLength(3);
    await page.focus(`[data-file="${files[4]}"]`);
    await page.keyboard.press("Control+Space");
    expect(await subjects(frame)).toHaveLength(4);
    await page.click("#select-all");
    expect(await subjects(frame)).toHaveLength(files.length);
    await page.evaluate(() => window.simulator.select([]));
    expect(await subjects(frame)).toEqual([]);
  });

  test("a listener that was taken away hears nothing more", async () => {
    const frame = await start();
    await listen(frame);
    await frame.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const box = Office.context.mailbox as never as Box;
          box.removeHandlerAsync(Office.EventType.SelectedItemsChanged, () => resolve());
        }),
    );
    await page.click('[data-file="accusation-2.eml"]', { modifiers: ["Control"] });
    expect(await subjects(frame)).toHaveLength(2);
    expect(await frame.evaluate(() => (window as never as { seen: unknown[] }).seen)).toEqual([]);
  });

  test("one is loaded at a time: a second fails until the first is unloaded", async () => {
    const frame = await start();
    await page.click('[data-file="accusation-2.eml"]', { modifiers: ["Control"] });
    const got = await frame.evaluate(async () => {
      const box = Office.context.mailbox as never as Box;
      const call = <T>(run: (done: (result: Result<T>) => void) => void) =>
        new Promise<Result<T>>((resolve) => run(resolve));
      type Loaded = { unloadAsync(done: Callback): void };
      const listed = await call<{ itemId: string }[]>((done) => box.getSelectedItemsAsync(done as Callback));
      const [first, second] = listed.value.map((one) => one.itemId) as [string, string];
      const load = (id: string) => call<Loaded>((done) => box.loadItemByIdAsync(id, done as Callback));
      const one = await load(first);
      const refused = await load(second);
      await call((done) => one.value.unloadAsync(done as Callback));
      const after = await load(second);
      return [one.status, refused.status, after.status];
    });
    expect(got).toEqual(["succeeded", "failed", "succeeded"]);
  });

  test("of more than a hundred nothing is told (9064)", async () => {
    page = await stage.open("?permission=read-write-mailbox");
    const files = Array.from({ length: 100 }, (_, i) => ({
      name: `${i}.eml`,
      mimeType: "message/rfc822",
      buffer: Buffer.from(`From: a@example.org\r\nSubject: ${i}\r\n\r\nx\r\n`),
    }));
    await page.setInputFiles("#file-picker", files);
    await page.waitForSelector('[data-file="0.eml"][aria-current]');
    const frame = await openPane(page);
    await page.click("#select-all");
    const code = await frame.evaluate(
      () =>
        new Promise((resolve) => {
          (Office.context.mailbox as never as Box).getSelectedItemsAsync(({ error }) => resolve(error?.code));
        }),
    );
    expect(code).toBe(9064);
  });

  test("each mail is told of in today's shape", async () => {
    const frame = await start();
    const [first] = await frame.evaluate(
      () =>
        new Promise<object[]>((resolve) => {
          (Office.context.mailbox as never as Box).getSelectedItemsAsync((result) => resolve(result.value));
        }),
    );
    expect(first).toMatchObject({
      itemId: expect.stringMatching(/^AAMk.*\/.*\+/),
      itemMode: "Read",
      itemType: "message",
      subject: expect.any(String),
      conversationId: expect.any(String),
      internetMessageId: expect.stringMatching(/^<.+>$/),
      hasAttachment: false,
    });
  });
});

describe("other items", () => {
  const item = (frame: Frame) =>
    frame.evaluate(() => {
      const found = (Office.context.mailbox as never as Box).item;
      const { itemType, itemClass, organizer, from } = found ?? {};
      return found && { itemType, itemClass, organizer, from, source: typeof found.getAsFileAsync };
    });

  test("an appointment has an organiser and no source", async () => {
    const got = await item(await start("?item=appointment"));
    expect(got).toMatchObject({
      itemType: "appointment",
      organizer: { emailAddress: "klokkenluider.voorbeeldgroep.83415@gmail.com" },
      itemClass: "IPM.Appointment",
      source: "undefined",
    });
    expect(got?.from).toBeUndefined();
  });

  test("a meeting request is a message", async () => {
    const got = await item(await start("?item=meeting"));
    expect(got).toMatchObject({ itemType: "message", itemClass: "IPM.Schedule.Meeting.Request" });
  });

  test("a shared folder names its mailbox; a hidden mailbox has no item", async () => {
    const frame = await start("?shared=1");
    const shared = await frame.evaluate(
      () =>
        new Promise<object>((resolve) => {
          (Office.context.mailbox as never as Box).item.getSharedPropertiesAsync?.((result) =>
            resolve(result.value),
          );
        }),
    );
    expect(shared).toMatchObject({ targetMailbox: "klachten@voorbeeld.example" });
    await page.close();
    expect(await item(await start("?shared=hidden"))).toBeNull();
  });
});

describe("Exchange Web Services", () => {
  const envelope = (id: string) =>
    `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
      xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
      xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><soap:Body><m:GetItem>
      <m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent></m:ItemShape>
      <m:ItemIds><t:ItemId Id="${id}"/></m:ItemIds></m:GetItem></soap:Body></soap:Envelope>`;

  async function ask(query: string, id?: string): Promise<{ value?: string; code?: number }> {
    const frame = await start(`?permission=read-write-mailbox&${query}`);
    const own = id ?? (await frame.evaluate(() => Office.context.mailbox.item?.itemId ?? ""));
    return frame.evaluate(
      (xml) =>
        new Promise((resolve) => {
          Office.context.mailbox.makeEwsRequestAsync(xml, ({ value, error }) =>
            resolve({ value, code: error?.code }),
          );
        }),
      envelope(own),
    );
  }

  test("Exchange on-premises gives the octets of a mail", async () => {
    const { value } = await ask("client=exchange-2019");
    const base64 = /<t:MimeContent[^>]*>([^<]+)</.exec(value ?? "")?.[1] ?? "";
    expect(Buffer.from(base64, "base64").toString("latin1")).toContain("Message-ID: <CAfNu_ibdd4N93HmR6");
  });

  test("an id that is not there", async () => {
    expect((await ask("ews=ok", "AAMk=")).value).toContain("ErrorItemNotFound");
  });

  test.each([
    ["client=web", 9020],
    ["ews=fails", 9020],
    ["ews=toolarge", 9020],
  ])("%s: error %d", async (query, code) => {
    expect((await ask(query)).code).toBe(code);
  });
});
