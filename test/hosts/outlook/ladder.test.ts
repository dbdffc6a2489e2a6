/** The ladder: which way the octets came, what the second copy is, and what is said of everything that failed. */
import type { OutlookItem } from "../../../src/hosts/outlook/item-claims.ts";
import { type OutlookSourceDeps, outlookMailSource } from "../../../src/hosts/outlook/mail-source.ts";
import type { WholeSource } from "../../../src/workflow/ports.ts";
import {
  answering,
  failed,
  fakeAppointment,
  fakeItem,
  fakeWhole,
  headers,
  never,
  sharedProperties,
  source,
  succeeded,
} from "./fake-item.ts";

const host = { application: "Outlook", version: "16", platform: "PC", userAgent: "test" };

async function acquire(
  item: OutlookItem,
  wholes: readonly WholeSource[] = [],
  changes: Partial<OutlookSourceDeps> & { readonly signal?: AbortSignal } = {},
) {
  const { signal = new AbortController().signal, ...more } = changes;
  const mail = outlookMailSource(item, {
    clock: { now: () => 1_793_960_060_000 },
    host,
    currentItem: () => item,
    wholes,
    sourceTimeoutMs: 30,
    partTimeoutMs: 30,
    wholeTimeoutMs: 30,
    secondTimeoutMs: 40,
    backOffMs: 1,
    ...more,
  });
  return mail.acquire(signal, () => {});
}

const codes = (got: { record: { errors: readonly { step: string; code: string }[] } }) =>
  got.record.errors.map(({ step, code }) => `${step} ${code}`);
const text = (octets: Uint8Array | undefined) => Buffer.from(octets ?? []).toString();

const other = Buffer.from("From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nBy the other way.\r\n");
const refused = { code: "404", detail: "not found" };
const noSource = { getAsFile: answering(failed(9002)) };

describe("getAsFileAsync gives nothing", () => {
  test.each([
    ["5001 three times (ojs#6109)", { getAsFile: answering(failed(5001)) }, Array(3).fill("5001")],
    ["9020 three times (ojs#4923)", { getAsFile: answering(failed(9020)) }, Array(3).fill("9020")],
    ["never calls back", { getAsFile: never }, ["TIMEOUT"]],
    ["succeeds with nothing", { getAsFile: answering(succeeded("")) }, ["EMPTY"]],
  ])("%s: Graph gives the whole", async (_name, parts, said) => {
    const graph = fakeWhole("graph.value", other, { facts: { "graph.receivedDateTime": "2026-11-06" } });
    const got = await acquire(fakeItem(parts), [graph]);
    expect(text(got.original?.octets)).toBe(other.toString());
    expect(got.second).toBeUndefined();
    expect(got.record).toMatchObject({
      method: "graph.value",
      capture: "regenerated",
      provenance: "host-api",
      item: { itemId: "AAMk1", "graph.receivedDateTime": "2026-11-06" },
    });
    expect(codes(got)).toEqual(said.map((code) => `getAsFileAsync ${code}`));
    expect(graph.asked).toEqual([{ ewsId: "AAMk1", graphId: "AAMk1", mailbox: null, size: null }]);
  });

  test("one service after the other, each failure said, the first success wins", async () => {
    const graph = fakeWhole("graph.value", refused);
    const ews = fakeWhole("ews.mime-content", other);
    const last = fakeWhole("graph.value", other);
    const got = await acquire(fakeItem(noSource), [graph, ews, last]);
    expect(got.record.method).toBe("ews.mime-content");
    expect(codes(got)).toEqual(["getAsFileAsync 9002", "graph.value 404"]);
    expect(last.asked).toEqual([]);
  });

  test.each([
    ["never answers", "never", "TIMEOUT"],
    ["throws: its words stay out of the record", "throws", "THREW"],
    ["gives no octets", Buffer.alloc(0), "EMPTY"],
  ] as const)("a service that %s: parts", async (_name, answer, code) => {
    const graph = fakeWhole("graph.value", answer);
    const got = await acquire(fakeItem(noSource), [graph]);
    expect(codes(got)).toEqual(["getAsFileAsync 9002", `graph.value ${code}`]);
    expect(JSON.stringify(got.record.errors)).not.toContain("words of a mail");
    expect([...got.parts.keys()]).toEqual(["headers.txt", "body.txt", "body.html"]);
    expect(graph.stopped()).toBe(true);
  });

  test.each([
    ["says no", async () => false],
    ["rejects", () => Promise.reject(new Error("no"))],
    ["never says", () => new Promise<boolean>(() => {})],
  ])("a service whose being there %s is not asked, and nothing is said of it", async (_name, available) => {
    const graph = fakeWhole("graph.value", other, { available });
    const got = await acquire(fakeItem(noSource), [graph]);
    expect(graph.asked).toEqual([]);
    expect(codes(got)).toEqual(["getAsFileAsync 9002"]);
    expect(got.record.method).toBe("office.parts");
  });

  test("a client without it (ojs#5415, before Mailbox 1.14, mobile): Graph, without a word of failure", async () => {
    const item = fakeItem({ more: { getAsFileAsync: undefined, getAllInternetHeadersAsync: undefined } });
    const got = await acquire(item, [fakeWhole("graph.value", other)]);
    expect(got.record).toMatchObject({ method: "graph.value", errors: [] });
  });

  test("another mail is open after Graph has answered: SOURCE_CHANGED only for what the host itself gives", async () => {
    let current = "AAMk1";
    const graph = fakeWhole("graph.value", other);
    const fetch: WholeSource["fetch"] = (...args) => {
      current = "AAMk2";
      return graph.fetch(...args);
    };
    const got = await acquire(fakeItem(noSource), [{ ...graph, fetch }], {
      currentItem: () => ({ itemId: current }),
    });
    // Asked for by its id: these octets are this mail's, whatever the pane shows.
    expect(text(got.original?.octets)).toBe(other.toString());
  });

  test("cancelled while Graph is silent: CANCELLED, and Graph is told", async () => {
    const controller = new AbortController();
    const graph = fakeWhole("graph.value", "never");
    const fetch: WholeSource["fetch"] = (...args) => {
      queueMicrotask(() => controller.abort());
      return graph.fetch(...args);
    };
    const run = acquire(fakeItem(noSource), [{ ...graph, fetch }], {
      signal: controller.signal,
      wholeTimeoutMs: 500_000,
    });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
    expect(graph.stopped()).toBe(true);
  });

  test("all are silent: SOURCE_TIMEOUT, to be tried later", async () => {
    const item = fakeItem({ getAsFile: never, getHeaders: never, getBody: never });
    await expect(acquire(item, [fakeWhole("graph.value", "never")])).rejects.toMatchObject({
      code: "SOURCE_TIMEOUT",
      retry: "later",
    });
  });
});

describe("a second copy", () => {
  test("of a small mail by Graph, with what Graph says of it", async () => {
    const graph = fakeWhole("graph.value", other, { facts: { "graph.parentFolder": "Postvak IN" } });
    const got = await acquire(fakeItem(), [graph]);
    expect(text(got.original?.octets)).toBe(source.toString());
    expect(got.second).toMatchObject({ method: "graph.value", path: "original.eml" });
    expect(text(got.second?.octets)).toBe(other.toString());
    expect(got.record).toMatchObject({
      method: "office.getAsFileAsync",
      item: { "graph.parentFolder": "Postvak IN" },
      errors: [],
    });
    expect(graph.asked[0]?.size).toBe(source.length);
  });

  test("facts never replace the host's own words, and what JSON cannot hold is left out", async () => {
    const facts = { subject: "another", "graph.a": "\ud800", "graph.b": Number.NaN, "graph.c": 7 };
    const got = await acquire(fakeItem(), [fakeWhole("graph.value", other, { facts })]);
    expect(got.record.item).toMatchObject({ subject: "Laatste kans", "graph.c": 7 });
    expect(Object.keys(got.record.item)).not.toEqual(expect.arrayContaining(["graph.a"]));
    expect(Object.keys(got.record.item)).not.toEqual(expect.arrayContaining(["graph.b"]));
  });

  test("not by Graph of a mail above 4 MiB: its header then", async () => {
    const large = Buffer.alloc(4 * 1024 * 1024 + 1, 65);
    const graph = fakeWhole("graph.value", other);
    const item = fakeItem({
      getAsFile: answering(succeeded(large.toString("base64"))),
      more: { internetMessageId: "" },
    });
    const got = await acquire(item, [graph], { sourceTimeoutMs: 5000 });
    expect(graph.asked).toEqual([]);
    expect(got.second?.path).toBe("headers.txt");
  });

  test("its header where no other service is there", async () => {
    const got = await acquire(fakeItem());
    expect(got.second).toMatchObject({ method: "office.parts", path: "headers.txt" });
    expect(text(got.second?.octets)).toBe(headers);
    expect(got.record.errors).toEqual([]);
  });

  test.each([
    ["empty with status succeeded (ojs#4773, ojs#6796)", { getHeaders: answering(succeeded("")) }, "EMPTY"],
    ["null (ojs#6416)", { getHeaders: answering(succeeded(null)) }, "EMPTY"],
    ["subject only (ojs#4109)", { getHeaders: answering(succeeded("Subject: x\r\n")) }, "HEADERS_INCOMPLETE"],
    ["never", { getHeaders: never }, "TIMEOUT"],
    ["refused", { getHeaders: answering(failed(7000)) }, "7000"],
  ])("headers %s: no second copy, said, and the source stays", async (_name, parts, code) => {
    const got = await acquire(fakeItem(parts));
    expect(got.second).toBeUndefined();
    expect(codes(got)).toEqual([`getAllInternetHeadersAsync ${code}`]);
    expect(text(got.original?.octets)).toBe(source.toString());
  });

  test("a client without headers (before Mailbox 1.8): none, without a word", async () => {
    const got = await acquire(fakeItem({ more: { getAllInternetHeadersAsync: undefined } }));
    expect(got).toMatchObject({ record: { errors: [] } });
    expect(got.second).toBeUndefined();
  });

  test.each([
    ["refuses", refused, "404"],
    ["never answers", "never", "TIMEOUT"],
    ["throws", "throws", "THREW"],
  ] as const)("Graph %s: said, and the source stays", async (_name, answer, code) => {
    const graph = fakeWhole("graph.value", answer);
    const got = await acquire(fakeItem(), [graph]);
    expect(codes(got)).toEqual([`graph.value ${code}`]);
    expect(got.second).toBeUndefined();
    expect(text(got.original?.octets)).toBe(source.toString());
    expect(graph.stopped()).toBe(true);
  });

  test("cancelled while it is fetched: CANCELLED", async () => {
    const controller = new AbortController();
    const available = async () => {
      queueMicrotask(() => controller.abort());
      return true;
    };
    const graph = fakeWhole("graph.value", "never", { available });
    const run = acquire(fakeItem(), [graph], { signal: controller.signal, secondTimeoutMs: 500_000 });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
  });

  test("another mail is open when the headers come: they are dropped, the source stays", async () => {
    let current = "AAMk1";
    const getHeaders = (...args: unknown[]) => {
      current = "AAMk2";
      (args.at(-1) as (result: unknown) => void)(succeeded(headers));
    };
    const got = await acquire(fakeItem({ getHeaders }), [], { currentItem: () => ({ itemId: current }) });
    expect(got.second).toBeUndefined();
    expect(codes(got)).toEqual(["getAllInternetHeadersAsync SOURCE_CHANGED"]);
    expect(text(got.original?.octets)).toBe(source.toString());
  });
});

describe("protected mail (ojs#2723, ojs#6569)", () => {
  const attachment = { id: "", name: "smime.p7m", contentType: "application/pkcs7-mime", size: 9 };

  test.each([
    ["attachments without ids", { attachments: [attachment] }],
    ["the message class of S/MIME", { itemClass: "IPM.Note.SMIME" }],
    [
      "a rights-protected attachment",
      { attachments: [{ ...attachment, id: "a", contentType: "application/x-microsoft-rpmsg-message" }] },
    ],
  ])("parts, by %s: PROTECTED is said once", async (_name, more) => {
    const got = await acquire(fakeItem({ ...noSource, more }));
    expect(codes(got).filter((code) => code === "item PROTECTED")).toHaveLength(1);
    expect(got.parts.has("body.txt")).toBe(true);
  });

  test("attachments without ids are named as missing", async () => {
    const got = await acquire(fakeItem({ ...noSource, more: { attachments: [attachment, attachment] } }));
    expect(codes(got)).toContain("getAttachmentContentAsync[1] NO_ID");
    expect(got.record.item).toMatchObject({ "attachments.length": 2 });
  });

  test.each([
    "application/pkcs7-mime; smime-type=enveloped-data",
    "application/x-pkcs7-mime",
    "\r\n application/pkcs7-mime",
  ])("a source that is a wrapper (%j) is kept as it is, and said", async (type) => {
    const wrapper = Buffer.from(`Message-ID: <1@example.org>\r\nContent-Type: ${type}\r\n\r\nMIAG`);
    const got = await acquire(fakeItem(noSource), [fakeWhole("graph.value", wrapper)]);
    expect(text(got.original?.octets)).toBe(wrapper.toString());
    expect(codes(got)).toEqual(["getAsFileAsync 9002", "item PROTECTED"]);
  });

  test("a source with a rights-protected part is said", async () => {
    const part =
      "--x\r\nContent-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\r\n\r\nAA==\r\n--x--";
    const wrapper = Buffer.from(
      `Message-ID: <1@example.org>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${part}`,
    );
    const got = await acquire(fakeItem(noSource), [fakeWhole("graph.value", wrapper)]);
    expect(codes(got)).toEqual(["getAsFileAsync 9002", "item PROTECTED"]);
  });

  test("an encrypted mail that is attached makes none of this one", async () => {
    const part = "--x\r\nContent-Type: application/pkcs7-mime\r\n\r\nAA==\r\n--x--";
    const mail = Buffer.from(
      `Message-ID: <1@example.org>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${part}`,
    );
    const got = await acquire(fakeItem(noSource), [fakeWhole("graph.value", mail)]);
    expect(codes(got)).toEqual(["getAsFileAsync 9002"]);
  });

  test("a signed mail that anyone can read is not called protected", async () => {
    const got = await acquire(fakeItem({ more: { itemClass: "IPM.Note.SMIME.MultipartSigned" } }));
    expect(got.record.errors).toEqual([]);
  });
});

describe("shared and delegate mailboxes", () => {
  test("owner and rights are recorded, Graph is asked in that mailbox", async () => {
    const graph = fakeWhole("graph.value", other);
    const more = { getSharedPropertiesAsync: answering(succeeded(sharedProperties)) };
    const got = await acquire(fakeItem({ ...noSource, more }), [graph]);
    expect(graph.asked[0]?.mailbox).toBe("klachten@voorbeeld.example");
    expect(got.record.item).toMatchObject({
      "shared.owner": "klachten@voorbeeld.example",
      "shared.targetMailbox": "klachten@voorbeeld.example",
      "shared.delegatePermissions": 1,
    });
    expect(Object.keys(got.record.item).join()).not.toContain("RestUrl");
  });

  test.each([
    ["refuses", answering(failed(9055)), "9055"],
    ["gives nothing", answering(succeeded(null)), "EMPTY"],
  ])("the host %s: said, and the source is taken", async (_name, getSharedPropertiesAsync, code) => {
    const got = await acquire(fakeItem({ more: { getSharedPropertiesAsync } }));
    expect(codes(got)).toEqual([`getSharedPropertiesAsync ${code}`]);
    expect(text(got.original?.octets)).toBe(source.toString());
  });
});

describe("appointments and meeting requests", () => {
  test("an entry of the calendar: its parts, without asking for a header or a source", async () => {
    const graph = fakeWhole("graph.value", other);
    const attachments = [{ id: "a", name: "kaart.png", contentType: "image/png", size: 3 }];
    const getAttachment = answering(succeeded({ format: "base64", content: "AQID" }));
    const got = await acquire(fakeAppointment({ getAttachment, more: { attachments } }), [graph]);
    expect([...got.parts.keys()]).toEqual(["body.txt", "body.html", "attachments/0001"]);
    expect(graph.asked).toEqual([]);
    expect(got.record).toMatchObject({
      method: "office.parts",
      capture: "parts",
      errors: [],
      item: {
        itemType: "appointment",
        "organizer.emailAddress": "a@example.org",
        start: 1_794_000_000_000,
        end: 1_794_003_600_000,
        location: "Parkeergarage",
      },
    });
  });

  test("nothing of it can be read: SOURCE_UNAVAILABLE", async () => {
    const item = fakeAppointment({ getBody: answering(failed(7000)) });
    await expect(acquire(item)).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
  });

  test("an invitation is a message, with its source", async () => {
    const more = { itemType: "message", itemClass: "IPM.Schedule.Meeting.Request" };
    const got = await acquire(fakeItem({ more }));
    expect(got.record).toMatchObject({
      method: "office.getAsFileAsync",
      item: { itemClass: more.itemClass },
    });
  });
});

test("attachments that never come (ojs#5845): after two the rest is not waited for", async () => {
  const attachments = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, name: "a", size: 1 }));
  let calls = 0;
  const item = fakeItem({ ...noSource, getAttachment: () => calls++, more: { attachments } });
  const got = await acquire(item);
  expect(calls).toBe(2);
  const missing = codes(got).filter((code) => /^getAttachmentContentAsync\[\d+\] TIMEOUT$/.test(code));
  expect(missing).toHaveLength(40);
  expect(got.parts.size).toBe(3);
});

test("an attachment that answers in between renews the patience", async () => {
  const attachments = Array.from({ length: 5 }, (_, index) => ({ id: `${index}`, name: "a", size: 1 }));
  const asked: string[] = [];
  const getAttachment = (...args: unknown[]) => {
    asked.push(String(args[0]));
    const callback = args.at(-1) as (result: unknown) => void;
    if (Number(args[0]) % 2 === 1) callback(succeeded({ format: "base64", content: "AQ==" }));
  };
  const got = await acquire(fakeItem({ ...noSource, getAttachment, more: { attachments } }));
  expect(asked).toEqual(["0", "1", "2", "3", "4"]);
  expect(got.parts.has("attachments/0004")).toBe(true);
});

test.each([
  ["attachments are no list", { attachments: { length: 3 } }],
  ["attachments hold null", { attachments: [null] }],
  ["names are no strings", { subject: 7, from: "x", sender: null, dateTimeCreated: "yesterday" }],
])("odd claims (%s) do not end the acquiring", async (_name, more) => {
  const got = await acquire(fakeItem({ ...noSource, more }));
  expect(got.parts.size).toBe(3);
});
