/** An item as office.js gives it, with methods that tests replace. */
import type { OutlookItem } from "../../../src/hosts/outlook/item-claims.ts";

type Callback = (result: unknown) => void;
export type FakeMethod = (...args: unknown[]) => void;

/** Answers later, as office.js does. */
export function answering(...results: readonly unknown[]): FakeMethod & { calls: number } {
  const method = Object.assign(
    (...args: unknown[]) => {
      const result = results[Math.min(method.calls++, results.length - 1)];
      const callback = args.findLast((one) => typeof one === "function") as Callback;
      queueMicrotask(() => callback(result));
    },
    { calls: 0 },
  );
  return method;
}

export const succeeded = (value: unknown) => ({ status: "succeeded", value });
export const failed = (code: number) => ({
  status: "failed",
  value: undefined,
  error: { code, name: "E", message: "no" },
});
export const never: FakeMethod = () => {};

export const source = Buffer.from(
  "From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nIk weet u te vinden.\r\n",
);
export const headers = "From: a@example.org\r\nMessage-ID: <1@example.org>\r\n";

export interface FakeParts {
  readonly getAsFile?: FakeMethod;
  readonly getHeaders?: FakeMethod;
  readonly getBody?: FakeMethod;
  readonly getAttachment?: FakeMethod;
  readonly more?: Record<string, unknown>;
}

export function fakeItem(parts: FakeParts = {}): OutlookItem {
  return {
    itemId: "AAMk1",
    conversationId: "AAQk1",
    internetMessageId: "<1@example.org>",
    itemClass: "IPM.Note",
    subject: "Laatste kans",
    from: { displayName: "A", emailAddress: "a@example.org", recipientType: "externalUser" },
    sender: { displayName: "A", emailAddress: "a@example.org", recipientType: "externalUser" },
    dateTimeCreated: new Date(1_793_960_049_000),
    attachments: [],
    body: { getAsync: parts.getBody ?? answering(succeeded("Ik weet u te vinden.")) },
    getAsFileAsync: parts.getAsFile ?? answering(succeeded(source.toString("base64"))),
    getAllInternetHeadersAsync: parts.getHeaders ?? answering(succeeded(headers)),
    getAttachmentContentAsync: parts.getAttachment ?? answering(failed(9003)),
    ...parts.more,
  } as unknown as OutlookItem;
}
