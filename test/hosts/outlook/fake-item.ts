/** An item as office.js gives it, with methods that tests replace. */
import type { OutlookItem } from "../../../src/hosts/outlook/item-claims.ts";
import type { ItemIdentity, StepFailure, WholeMail, WholeSource } from "../../../src/workflow/ports.ts";

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

export interface FakeWhole extends WholeSource {
  /** What it was asked for, in order. */
  readonly asked: ItemIdentity[];
  /** Whether the last request was told to stop. */
  readonly stopped: () => boolean;
}

/** Another service: gives octets, a failure, or never an answer. */
export function fakeWhole(
  method: WholeSource["method"],
  answer: Buffer | StepFailure | "never" | "throws",
  options: { readonly available?: () => Promise<boolean>; readonly facts?: WholeMail["facts"] } = {},
): FakeWhole {
  const asked: ItemIdentity[] = [];
  let signal: AbortSignal | null = null;
  return {
    method,
    asked,
    stopped: () => signal?.aborted === true,
    available: options.available ?? (async () => true),
    async fetch(item, { signal: given }) {
      asked.push(item);
      signal = given;
      if (answer === "never") return new Promise(() => {});
      if (answer === "throws") throw new TypeError("words of a mail");
      if (!Buffer.isBuffer(answer)) return { ok: false, error: answer };
      return { ok: true, value: { octets: Uint8Array.from(answer), facts: options.facts ?? {} } };
    },
  };
}

export const sharedProperties = {
  owner: "klachten@voorbeeld.example",
  targetMailbox: "klachten@voorbeeld.example",
  delegatePermissions: 1,
  targetRestUrl: "",
};

/** An entry of the calendar, as AppointmentRead gives it: no header, no source. */
export function fakeAppointment(parts: FakeParts = {}): OutlookItem {
  return fakeItem({
    ...parts,
    more: {
      itemType: "appointment",
      itemClass: "IPM.Appointment",
      internetMessageId: undefined,
      conversationId: undefined,
      from: undefined,
      sender: undefined,
      organizer: { displayName: "A", emailAddress: "a@example.org" },
      start: new Date(1_794_000_000_000),
      end: new Date(1_794_003_600_000),
      location: "Parkeergarage",
      getAsFileAsync: undefined,
      getAllInternetHeadersAsync: undefined,
      ...parts.more,
    },
  });
}
