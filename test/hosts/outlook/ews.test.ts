/** EWS through office.js: what is asked, what is believed of the answer, and where nobody asks. */
import * as fc from "fast-check";
import { ewsSource } from "../../../src/hosts/outlook/ews.ts";
import { getItemRequest, readGetItemAnswer } from "../../../src/hosts/outlook/ews-message.ts";
import type { ItemIdentity } from "../../../src/workflow/ports.ts";
import { installOffice, removeOffice } from "./fake-office.ts";

afterEach(removeOffice);

const MAIL = Buffer.from("From: a@example.org\r\nSubject: caf\xe9\r\n\r\nbody\0\x80\n", "latin1");
const ITEM: ItemIdentity = { ewsId: "AAMk/+=", graphId: null, mailbox: null, size: null };

function answer(mime = MAIL.toString("base64"), more = "", prefix = "t"): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    '<m:GetItemResponse><m:ResponseMessages><m:GetItemResponseMessage ResponseClass="Success">' +
    `<m:ResponseCode>NoError</m:ResponseCode><m:Items><${prefix}:Message><${prefix}:MimeContent CharacterSet="UTF-8">${mime}</${prefix}:MimeContent>` +
    `<${prefix}:ItemId Id="AAMk/+=" ChangeKey="CQAA"/><${prefix}:ParentFolderId Id="folder&amp;1" ChangeKey="x"/>` +
    `<${prefix}:ItemClass>IPM.Note</${prefix}:ItemClass><${prefix}:DateTimeReceived>2026-11-20T06:58:00Z</${prefix}:DateTimeReceived>` +
    `<${prefix}:InternetMessageId>&lt;1@example.org&gt;</${prefix}:InternetMessageId>${more}</${prefix}:Message></m:Items>` +
    "</m:GetItemResponseMessage></m:ResponseMessages></m:GetItemResponse></s:Body></s:Envelope>"
  );
}

describe("the request", () => {
  test("asks for the MIME form of that one item", () => {
    const request = getItemRequest("AAMk/+=");
    expect(request).toContain("<t:IncludeMimeContent>true</t:IncludeMimeContent>");
    expect(request).toContain('<t:ItemId Id="AAMk/+="/>');
  });

  test("whatever an id holds, it stays one attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        const request = getItemRequest(id);
        const value = /<t:ItemId Id="([^"]*)"\/>/.exec(request)?.[1] ?? "none";
        expect(value).not.toMatch(/[<>]/);
        expect(request.split("<m:ItemIds>")).toHaveLength(2);
        expect(/^[\x20-\x7e]*$/.test(request)).toBe(true);
      }),
    );
  });
});

describe("the answer", () => {
  test.each(["t", "types", "a1"])("with prefix %s: octets and facts", (prefix) => {
    const read = readGetItemAnswer(answer(undefined, "", prefix));
    if (!read.ok) throw new Error(read.error.code);
    expect(Buffer.from(read.value.mime, "base64")).toEqual(MAIL);
    expect(read.value.facts).toMatchObject({
      "ews.ParentFolderId": "folder&1",
      "ews.ItemClass": "IPM.Note",
      "ews.InternetMessageId": "<1@example.org>",
    });
  });

  test.each([
    ["ErrorItemNotFound", "ErrorItemNotFound"],
    ["ErrorAccessDenied", "ErrorAccessDenied"],
    ["ErrorMessageSizeExceeded", "TOO_LARGE"],
    ["words of a stranger <b>", "RESPONSE_INVALID"],
  ])("refused with %s", (code, expected) => {
    const read = readGetItemAnswer(answer().replace("NoError", code));
    expect(read.ok ? "ok" : read.error.code).toBe(expected);
    expect(JSON.stringify(read)).not.toContain("stranger");
  });

  test.each([
    ["a document type", '<!DOCTYPE x [<!ENTITY e "boom">]>'],
    ["a comment", "<!-- <m:ResponseCode>NoError</m:ResponseCode> -->"],
    ["CDATA", "<![CDATA[x]]>"],
    ["a second item", "<t:MimeContent>QUFB</t:MimeContent>"],
  ])("never: %s", (_name, more) => {
    const read = readGetItemAnswer(answer(undefined, more));
    expect(read.ok ? "ok" : read.error.code).toBe("RESPONSE_INVALID");
  });

  test("cut off anywhere: the octets are whole, or there are none", () => {
    const whole = answer();
    for (let end = 0; end < whole.length; end++) {
      const read = readGetItemAnswer(whole.slice(0, end));
      if (read.ok) expect(Buffer.from(read.value.mime, "base64")).toEqual(MAIL);
    }
  });

  test("anything at all: a result, never an exception", () => {
    const pieces = fc.constantFrom(
      "<t:MimeContent>",
      "</t:MimeContent>",
      "<m:ResponseCode>",
      "NoError",
      "&#x41;",
      "<",
      ">",
      "QUFB",
      " Id='",
      "&amp;",
    );
    fc.assert(fc.property(fc.anything(), (value) => void readGetItemAnswer(value)));
    fc.assert(fc.property(fc.array(pieces), (list) => void readGetItemAnswer(list.join(""))));
  });
});

describe("where it is asked", () => {
  const box = (ewsUrl: string | undefined, ask: unknown = () => {}) => ({ makeEwsRequestAsync: ask, ewsUrl });

  test.each([
    ["the organisation's own server", box("https://mail.voorbeeld.example/EWS/Exchange.asmx"), true],
    ["Exchange Online", box("https://outlook.office365.com/EWS/Exchange.asmx"), false],
    ["a name that only looks like it", box("https://outlook.office365.com.voorbeeld.example/EWS"), true],
    ["no address", box(""), false],
    ["no such method", { ewsUrl: "https://mail.voorbeeld.example/EWS/Exchange.asmx" }, false],
  ])("%s", async (_name, mailbox, expected) => {
    installOffice({ mailbox });
    expect(await ewsSource().available(ITEM)).toBe(expected);
  });

  test("not in a shared mailbox, and not for what an answer cannot hold", async () => {
    installOffice({ mailbox: box("https://mail.voorbeeld.example/EWS/Exchange.asmx") });
    expect(await ewsSource().available({ ...ITEM, mailbox: "klachten@voorbeeld.example" })).toBe(false);
    expect(await ewsSource().available({ ...ITEM, size: 6_000_000 })).toBe(false);
  });
});

describe("fetching", () => {
  const fetchWith = (ask: Parameters<typeof ewsSource>[0], signal = new AbortController().signal) =>
    ewsSource(ask).fetch(ITEM, { signal, timeoutMs: 200, onProgress: () => {} });

  test("octet for octet", async () => {
    const got = await fetchWith(
      () => (_request, callback) => callback({ status: "succeeded", value: answer() }),
    );
    expect(got.ok && Buffer.from(got.value.octets)).toEqual(MAIL);
  });

  test.each([
    [
      "fails",
      () => (_: string, callback: (one: never) => void) =>
        callback({ status: "failed", error: { code: 9020 } } as never),
      "9020",
    ],
    ["never answers", () => () => {}, "TIMEOUT"],
    [
      "throws",
      () => () => {
        throw new TypeError("no");
      },
      "NOT_AVAILABLE",
    ],
    [
      "gives an empty mail",
      () => (_: string, callback: (one: never) => void) =>
        callback({ status: "succeeded", value: answer("") } as never),
      "EMPTY",
    ],
    [
      "gives no base64",
      () => (_: string, callback: (one: never) => void) =>
        callback({ status: "succeeded", value: answer("%%%") } as never),
      "BASE64_INVALID",
    ],
  ])("the host %s", async (_name, ask, code) => {
    const got = await fetchWith(ask as Parameters<typeof ewsSource>[0]);
    expect(got.ok ? "ok" : got.error.code).toBe(code);
  });

  test("stopped by the reporter", async () => {
    const stop = new AbortController();
    const waiting = fetchWith(() => () => {}, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
