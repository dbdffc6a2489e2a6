/** OUTLOOK, section 2: each way in which capture fails, and what becomes of it. */
import * as fc from "fast-check";
import type { OutlookItem } from "../../../src/hosts/outlook/item-claims.ts";
import { type OutlookSourceDeps, outlookMailSource } from "../../../src/hosts/outlook/mail-source.ts";
import { answering, failed, fakeItem, headers, never, source, succeeded } from "./fake-item.ts";

const host = { application: "OutlookWebApp", version: "1", platform: "OfficeOnline", userAgent: "test" };

function depsFor(item: OutlookItem | null, changes: Partial<OutlookSourceDeps> = {}): OutlookSourceDeps {
  return {
    clock: { now: () => 1_793_960_060_000 },
    host,
    currentItem: () => item,
    sourceTimeoutMs: 30,
    partTimeoutMs: 30,
    backOffMs: 1,
    ...changes,
  };
}

function acquire(item: OutlookItem | null, changes: Partial<OutlookSourceDeps> = {}, signal?: AbortSignal) {
  const mail = outlookMailSource(item, depsFor(item, changes));
  return mail.acquire(signal ?? new AbortController().signal, () => {});
}

const codes = (got: { record: { errors: readonly { step: string; code: string }[] } }) =>
  got.record.errors.map(({ step, code }) => `${step} ${code}`);
const text = (octets: Uint8Array | undefined) => Buffer.from(octets ?? []).toString();

describe("getAsFileAsync", () => {
  test("gives the source: regenerated, by the host's API, with the host's claims", async () => {
    const got = await acquire(fakeItem());
    expect(text(got.original?.octets)).toBe(source.toString());
    expect(got.parts.size).toBe(0);
    expect(got.record).toMatchObject({
      method: "office.getAsFileAsync",
      capture: "regenerated",
      provenance: "host-api",
      host,
      errors: [],
      item: {
        itemId: "AAMk1",
        internetMessageId: "<1@example.org>",
        subject: "Laatste kans",
        dateTimeCreated: 1_793_960_049_000,
      },
    });
  });

  test("octets of any kind and size come through base64 as they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (octets) => {
        fc.pre(octets.length > 0);
        const item = fakeItem({ getAsFile: answering(succeeded(Buffer.from(octets).toString("base64"))) });
        const got = await acquire(item);
        expect(Buffer.from(got.original?.octets ?? []).equals(Buffer.from(octets))).toBe(true);
      }),
    );
  });

  test("a mail of 5 MB is decoded in slices, with progress, line breaks inside", async () => {
    const octets = Buffer.alloc(5_000_001, 7);
    const base64 = octets.toString("base64").replace(/(.{76})/g, "$1\r\n");
    const item = fakeItem({ getAsFile: answering(succeeded(base64)) });
    const seen: (number | null)[] = [];
    const mail = outlookMailSource(item, depsFor(item, { sourceTimeoutMs: 5000 }));
    const got = await mail.acquire(new AbortController().signal, (fraction) => seen.push(fraction));
    expect(Buffer.from(got.original?.octets ?? []).equals(octets)).toBe(true);
    expect(seen[0]).toBeNull();
    expect(seen.filter((one) => one !== null && one > 0 && one < 1).length).toBeGreaterThan(3);
    expect(seen.at(-1)).toBe(1);
  });

  test.each([5001, 9020])("%d is retried (ojs#6109, ojs#4923), each failure recorded", async (code) => {
    const getAsFile = answering(failed(code), failed(code), succeeded(source.toString("base64")));
    const got = await acquire(fakeItem({ getAsFile }));
    expect(getAsFile.calls).toBe(3);
    expect(text(got.original?.octets)).toBe(source.toString());
    expect(codes(got)).toEqual([`getAsFileAsync ${code}`, `getAsFileAsync ${code}`]);
  });

  test.each([5001, 9020])("%d three times: parts", async (code) => {
    const getAsFile = answering(failed(code));
    const got = await acquire(fakeItem({ getAsFile }));
    expect(getAsFile.calls).toBe(3);
    expect(got.original).toBeNull();
    expect(got.record).toMatchObject({ method: "office.parts", capture: "parts" });
    expect(codes(got)).toEqual(Array(3).fill(`getAsFileAsync ${code}`));
  });

  test("another error is not retried", async () => {
    const getAsFile = answering(failed(9002));
    const got = await acquire(fakeItem({ getAsFile }));
    expect(getAsFile.calls).toBe(1);
    expect(codes(got)).toEqual(["getAsFileAsync 9002"]);
  });

  test.each([
    ["not a function (ojs#5415, ojs#5557)", { more: { getAsFileAsync: undefined } }, "NOT_AVAILABLE"],
    [
      "throws",
      {
        getAsFile: () => {
          throw new Error("Sys.PermissionDenied");
        },
      },
      "THREW",
    ],
    ["never calls back", { getAsFile: never }, "TIMEOUT"],
    ["succeeds with nothing", { getAsFile: answering(succeeded("")) }, "EMPTY"],
    ["succeeds with null", { getAsFile: answering(succeeded(null)) }, "EMPTY"],
    ["succeeds with line breaks only", { getAsFile: answering(succeeded("\r\n")) }, "EMPTY"],
    ["succeeds, cut within a group", { getAsFile: answering(succeeded("RnJvb")) }, "BASE64_INVALID"],
    ["succeeds with other text", { getAsFile: answering(succeeded("<html>")) }, "BASE64_INVALID"],
    ["answers without a result", { getAsFile: answering(undefined) }, "UNKNOWN"],
  ])("%s: parts", async (_name, parts, code) => {
    const got = await acquire(fakeItem(parts));
    expect(codes(got)).toEqual([`getAsFileAsync ${code}`]);
    expect([...got.parts.keys()]).toEqual(["headers.txt", "body.txt", "body.html"]);
  });

  test("another mail's source (ojs#5635, ojs#5825): kept, and said", async () => {
    const got = await acquire(fakeItem({ more: { internetMessageId: "<2@example.org>" } }));
    expect(codes(got)).toEqual(["getAsFileAsync MESSAGE_ID_DIFFERS"]);
    expect(text(got.original?.octets)).toBe(source.toString());
  });

  test("an answer after the time-out changes nothing", async () => {
    const late: ((result: unknown) => void)[] = [];
    const getAsFile = (...args: unknown[]) => late.push(args.at(-1) as (result: unknown) => void);
    const got = await acquire(fakeItem({ getAsFile: getAsFile as never }));
    for (const callback of late) callback(succeeded(source.toString("base64")));
    expect(got.original).toBeNull();
    expect(codes(got)).toEqual(["getAsFileAsync TIMEOUT"]);
  });
});

describe("parts", () => {
  const noSource = { getAsFile: answering(failed(9002)) };

  test("headers, both bodies and attachments, as given", async () => {
    const attachments = [
      { id: "att1", name: "dreiging.png", contentType: "image/png", size: 3, isInline: false },
      { id: "att2", name: "eerder.eml", contentType: "message/rfc822", size: 9, isInline: false },
    ];
    const getAttachment = answering(
      succeeded({ format: "base64", content: "AQID" }),
      succeeded({ format: "eml", content: "From: é" }),
    );
    const got = await acquire(fakeItem({ ...noSource, getAttachment, more: { attachments } }));
    expect(text(got.parts.get("headers.txt")?.octets)).toBe(headers);
    expect([...(got.parts.get("attachments/0001")?.octets ?? [])]).toEqual([1, 2, 3]);
    expect(got.parts.get("attachments/0001")).toMatchObject({ name: "dreiging.png", mediaType: "image/png" });
    expect(text(got.parts.get("attachments/0002")?.octets)).toBe("From: é");
    expect(codes(got)).toEqual(["getAsFileAsync 9002", "getAttachmentContentAsync[1] TEXT_FORM"]);
    expect(got.record.item).toMatchObject({ "attachments.length": 2, "attachments[0].size": 3 });
  });

  test.each([
    [
      "headers empty with status succeeded (ojs#4773, ojs#6796)",
      { getHeaders: answering(succeeded("")) },
      "getAllInternetHeadersAsync EMPTY",
    ],
    [
      "headers null (ojs#6416)",
      { getHeaders: answering(succeeded(null)) },
      "getAllInternetHeadersAsync EMPTY",
    ],
    [
      "Subject only (ojs#4109)",
      { getHeaders: answering(succeeded("Subject: x\r\n")) },
      "getAllInternetHeadersAsync HEADERS_INCOMPLETE",
    ],
    ["headers never (time-out)", { getHeaders: never }, "getAllInternetHeadersAsync TIMEOUT"],
    [
      "no such method",
      { more: { getAllInternetHeadersAsync: undefined } },
      "getAllInternetHeadersAsync NOT_AVAILABLE",
    ],
  ])("%s: recorded, and capture goes on", async (_name, parts, expected) => {
    const got = await acquire(fakeItem({ ...noSource, ...parts }));
    expect(codes(got)).toEqual(["getAsFileAsync 9002", expected]);
    expect(text(got.parts.get("body.txt")?.octets)).toBe("Ik weet u te vinden.");
  });

  test("bodies fail in a pinned pane (ojs#6800): headers stay", async () => {
    const got = await acquire(fakeItem({ ...noSource, getBody: answering(failed(9002)) }));
    expect([...got.parts.keys()]).toEqual(["headers.txt"]);
    expect(codes(got).slice(1)).toEqual(["body.getAsync(text) 9002", "body.getAsync(html) 9002"]);
  });

  test.each([
    ["never calls back (ojs#5845)", never, {}, "TIMEOUT"],
    ["InvalidAttachmentId", answering(failed(9003)), {}, "9003"],
    ["no id: protected mail (ojs#2723, ojs#6569)", never, { id: "" }, "NO_ID"],
    ["succeeds with nothing", answering(succeeded({ format: "base64", content: "" })), {}, "EMPTY"],
    ["succeeds with null", answering(succeeded(null)), {}, "EMPTY"],
    ["not base64", answering(succeeded({ format: "base64", content: "%%%" })), {}, "BASE64_INVALID"],
    [
      "fewer octets than said",
      answering(succeeded({ format: "base64", content: "AQID" })),
      { size: 9 },
      "SIZE_DIFFERS",
    ],
  ])("attachment: %s", async (_name, getAttachment, changes, code) => {
    const attachments = [
      { id: "att1", name: "a", contentType: "text/plain", size: 3, isInline: false, ...changes },
    ];
    const got = await acquire(fakeItem({ ...noSource, getAttachment, more: { attachments } }));
    const said = ["getAsFileAsync 9002", `getAttachmentContentAsync[0] ${code}`];
    expect(codes(got)).toEqual(code === "NO_ID" ? [...said, "item PROTECTED"] : said);
    expect(got.parts.has("attachments/0001")).toBe(code === "SIZE_DIFFERS");
  });

  test("nothing answers: SOURCE_TIMEOUT, to be tried later", async () => {
    const item = fakeItem({ getAsFile: never, getHeaders: never, getBody: never });
    await expect(acquire(item)).rejects.toMatchObject({ code: "SOURCE_TIMEOUT", retry: "later" });
  });

  test("all succeed with nothing: SOURCE_EMPTY", async () => {
    const empty = answering(succeeded(""));
    await expect(
      acquire(fakeItem({ getAsFile: empty, getHeaders: empty, getBody: empty })),
    ).rejects.toMatchObject({
      code: "SOURCE_EMPTY",
    });
  });

  test("all refused: SOURCE_UNAVAILABLE, with the reasons as cause", async () => {
    const refused = answering(failed(7000));
    const item = fakeItem({ getAsFile: refused, getHeaders: refused, getBody: refused });
    await expect(acquire(item)).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      cause: expect.arrayContaining([expect.objectContaining({ step: "getAsFileAsync", code: "7000" })]),
    });
  });
});

describe("the item goes away", () => {
  test("item null (hidden shared mailbox): SOURCE_UNAVAILABLE", async () => {
    await expect(acquire(null)).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
  });

  test("another item after getAsFileAsync: SOURCE_CHANGED, its octets are not taken for the first one's", async () => {
    let current = { itemId: "AAMk1" };
    const getAsFile = (...args: unknown[]) => {
      current = { itemId: "AAMk2" };
      (args.at(-1) as (result: unknown) => void)(succeeded(source.toString("base64")));
    };
    const item = fakeItem({ getAsFile });
    await expect(acquire(item, { currentItem: () => current })).rejects.toMatchObject({
      code: "SOURCE_CHANGED",
    });
  });

  test("no item any more while taking parts: SOURCE_CHANGED", async () => {
    let current: OutlookItem | null = fakeItem();
    const item = fakeItem({
      getAsFile: answering(failed(9002)),
      getBody: (...args) => {
        current = null;
        (args.at(-1) as (result: unknown) => void)(succeeded("x"));
      },
    });
    await expect(acquire(item, { currentItem: () => current })).rejects.toMatchObject({
      code: "SOURCE_CHANGED",
    });
  });
});

describe("cancelling", () => {
  test("before it began: CANCELLED, and the host is not asked", async () => {
    const getAsFile = answering(succeeded(""));
    await expect(acquire(fakeItem({ getAsFile }), {}, AbortSignal.abort())).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect(getAsFile.calls).toBe(0);
  });

  test("while the host is silent: CANCELLED at once", async () => {
    const controller = new AbortController();
    const getAsFile = () => queueMicrotask(() => controller.abort());
    const item = fakeItem({ getAsFile });
    await expect(acquire(item, { sourceTimeoutMs: 500_000 }, controller.signal)).rejects.toMatchObject({
      code: "CANCELLED",
    });
  });

  test("while waiting before a retry: CANCELLED at once", async () => {
    const controller = new AbortController();
    const getAsFile = (...args: unknown[]) => {
      (args.at(-1) as (result: unknown) => void)(failed(5001));
      setTimeout(() => controller.abort(), 1);
    };
    await expect(
      acquire(fakeItem({ getAsFile }), { backOffMs: 500_000 }, controller.signal),
    ).rejects.toMatchObject({
      code: "CANCELLED",
    });
  });
});
