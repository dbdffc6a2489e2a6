/** Mails that are not the open one: loaded one at a time, given back on every path, else by the other services. */
import { type ListedMailDeps, listedMailSource } from "../../../src/hosts/outlook/listed-mail.ts";
import type { LoadItem } from "../../../src/hosts/outlook/loaded-item.ts";
import type { ListedMail } from "../../../src/workflow/ports.ts";
import {
  answering,
  failed,
  type FakeMethod,
  fakeItem,
  fakeWhole,
  never,
  sharedProperties,
  source,
  succeeded,
} from "./fake-item.ts";
import { installOffice, removeOffice } from "./fake-office.ts";

afterEach(removeOffice);

const listed = (id: string): ListedMail => ({
  id,
  summary: { subject: `Subject of ${id}`, from: null },
  receivedAt: null,
});

type Settle = (result: unknown) => void;

/** A host that holds one loaded item at a time, and says how it was used. */
function makeHost(
  options: { readonly parts?: (id: string) => Record<string, unknown>; readonly unload?: FakeMethod } = {},
) {
  let held: string | null = null;
  const log: string[] = [];
  const load: LoadItem = (id, callback) => {
    const settle = callback as Settle;
    queueMicrotask(() => {
      log.push(`load ${id}`);
      if (held !== null) return settle(failed(5001));
      held = id;
      settle(succeeded(itemOf(id)));
    });
  };
  const itemOf = (id: string) =>
    fakeItem({
      getAsFile: answering(succeeded(Buffer.from(`Message-ID: <${id}>\r\n\r\n${id}`).toString("base64"))),
      more: { itemId: id, internetMessageId: `<${id}>`, unloadAsync: unloadOf(id), ...options.parts?.(id) },
    });
  const unloadOf =
    (id: string): FakeMethod =>
    (...args) => {
      log.push(`unload ${id}`);
      if (options.unload !== undefined) return options.unload(...args);
      held = null;
      queueMicrotask(() => (args.at(-1) as Settle)(succeeded(undefined)));
    };
  return { load, log, itemOf, held: () => held, giveUp: () => (held = null) };
}

function depsFor(load: LoadItem | null, changes: Partial<ListedMailDeps> = {}): ListedMailDeps {
  return {
    clock: { now: () => 1_793_960_060_000 },
    host: { application: "Outlook", version: "16", platform: "PC", userAgent: "test" },
    // The pane shows another mail all the while.
    currentItem: () => ({ itemId: "AAMkOpen" }),
    sourceTimeoutMs: 30,
    partTimeoutMs: 30,
    wholeTimeoutMs: 30,
    secondTimeoutMs: 30,
    loadTimeoutMs: 30,
    unloadTimeoutMs: 30,
    backOffMs: 1,
    load,
    ...changes,
  };
}

function acquire(id: string, deps: ListedMailDeps, signal = new AbortController().signal) {
  return listedMailSource(listed(id), deps).acquire(signal, () => {});
}

const text = (octets: Uint8Array | undefined) => Buffer.from(octets ?? []).toString();
const codes = (got: { record: { errors: readonly { step: string; code: string }[] } }) =>
  got.record.errors.map(({ step, code }) => `${step} ${code}`);
const turns = (ids: readonly string[]) => ids.flatMap((id) => [`load ${id}`, `unload ${id}`]);

/** Waits until what was asked for has happened: a promise of the host's own, no time. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}

const ids = Array.from({ length: 20 }, (_, index) => `AAMk${index + 1}`);

test("twenty at once: one at a time, each with its own octets, each given back", async () => {
  const host = makeHost();
  const got = await Promise.all(ids.map((id) => acquire(id, depsFor(host.load))));
  expect(got.map(({ original }) => text(original?.octets))).toEqual(
    ids.map((id) => `Message-ID: <${id}>\r\n\r\n${id}`),
  );
  expect(got.flatMap(codes)).toEqual([]);
  await until(() => host.held() === null);
  expect(host.log).toEqual(turns(ids));
});

test("another mail is open: no SOURCE_CHANGED, and claims of the loaded one", async () => {
  const host = makeHost();
  const got = await acquire("AAMk1", depsFor(host.load));
  expect(got.record).toMatchObject({ method: "office.getAsFileAsync", item: { itemId: "AAMk1" } });
});

test("what the list said goes along, the loaded item's own word first", async () => {
  const host = makeHost();
  const mail = { ...listed("AAMk1"), claims: { "selected.itemMode": "Read", subject: "of the list" } };
  const got = await listedMailSource(mail, depsFor(host.load)).acquire(
    new AbortController().signal,
    () => {},
  );
  expect(got.record.item).toMatchObject({ "selected.itemMode": "Read", subject: "Laatste kans" });
});

describe("given back", () => {
  test("after a failure of all rungs", async () => {
    const refused = answering(failed(9002));
    const host = makeHost({
      parts: () => ({
        getAsFileAsync: refused,
        getAllInternetHeadersAsync: refused,
        body: { getAsync: refused },
      }),
    });
    await expect(acquire("AAMk1", depsFor(host.load))).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    await until(() => host.held() === null);
    expect(host.log).toEqual(turns(["AAMk1"]));
  });

  test("after cancelling while its source is awaited, and the next one works", async () => {
    const controller = new AbortController();
    const getAsFileAsync = () => queueMicrotask(() => controller.abort());
    const host = makeHost({ parts: (id) => (id === "AAMk1" ? { getAsFileAsync } : {}) });
    const slow = depsFor(host.load, { sourceTimeoutMs: 500_000 });
    await expect(acquire("AAMk1", slow, controller.signal)).rejects.toMatchObject({ code: "CANCELLED" });
    await acquire("AAMk2", depsFor(host.load));
    await until(() => host.held() === null);
    expect(host.log).toEqual(turns(["AAMk1", "AAMk2"]));
  });

  test("where the source never comes: parts, then given back", async () => {
    const host = makeHost({ parts: () => ({ getAsFileAsync: never }) });
    const got = await acquire("AAMk1", depsFor(host.load));
    expect(got.record.method).toBe("office.parts");
    await until(() => host.held() === null);
    expect(host.log).toEqual(turns(["AAMk1"]));
  });

  test("where it is loaded after the time-out", async () => {
    const host = makeHost();
    const late: (() => void)[] = [];
    const load: LoadItem = (id, callback) => void late.push(() => host.load(id, callback));
    await expect(acquire("AAMk1", depsFor(load))).rejects.toMatchObject({ code: "SOURCE_TIMEOUT" });
    for (const answer of late) answer();
    await until(() => host.log.length === 2);
    expect(host.log).toEqual(turns(["AAMk1"]));
    expect(late).toHaveLength(1);
  });

  test("where it is loaded after cancelling; the next one waits for that", async () => {
    const host = makeHost();
    const controller = new AbortController();
    let answer = () => {};
    const load: LoadItem = (id, callback) => {
      answer = () => host.load(id, callback);
      controller.abort();
    };
    const patient = { loadTimeoutMs: 500_000, unloadTimeoutMs: 500_000 };
    await expect(acquire("AAMk1", depsFor(load, patient), controller.signal)).rejects.toMatchObject({
      code: "CANCELLED",
    });
    const next = acquire("AAMk2", depsFor(host.load));
    answer();
    expect(text((await next).original?.octets)).toContain("AAMk2");
    await until(() => host.held() === null);
    expect(host.log).toEqual(turns(["AAMk1", "AAMk2"]));
  });

  test("giving back never answers: the result is there at once, and the next one has its turn", async () => {
    const host = makeHost({ unload: never });
    const first = await acquire("AAMk1", depsFor(host.load));
    expect(text(first.original?.octets)).toContain("AAMk1");
    host.giveUp();
    expect(text((await acquire("AAMk2", depsFor(host.load))).original?.octets)).toContain("AAMk2");
  });

  test("giving back fails, throws or is missing: the next one has its turn", async () => {
    const throws = () => {
      throw new Error("no");
    };
    for (const unload of [answering(failed(5001)), throws]) {
      const host = makeHost({ unload });
      await acquire("AAMk1", depsFor(host.load));
      host.giveUp();
      await acquire("AAMk2", depsFor(host.load));
    }
    const host = makeHost({ parts: () => ({ unloadAsync: undefined }) });
    await acquire("AAMk1", depsFor(host.load));
    host.giveUp();
    expect(codes(await acquire("AAMk2", depsFor(host.load)))).toEqual([]);
  });
});

describe("not loaded", () => {
  test("a load that never calls back does not hold up the others", async () => {
    const host = makeHost();
    const stuck = acquire("AAMk1", depsFor(never as unknown as LoadItem));
    const others = Promise.all(["AAMk2", "AAMk3"].map((id) => acquire(id, depsFor(host.load))));
    await expect(stuck).rejects.toMatchObject({ code: "SOURCE_TIMEOUT", retry: "later" });
    expect((await others).map(({ original }) => text(original?.octets).slice(-5))).toEqual([
      "AAMk2",
      "AAMk3",
    ]);
  });

  test("cancelled while it waits for its turn: CANCELLED, it is never loaded, and the queue goes on", async () => {
    const host = makeHost();
    const controller = new AbortController();
    const first = acquire("AAMk1", depsFor(host.load));
    const second = acquire("AAMk2", depsFor(host.load), controller.signal);
    const third = acquire("AAMk3", depsFor(host.load));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "CANCELLED" });
    await Promise.all([first, third]);
    await until(() => host.held() === null);
    expect(host.log).toEqual(turns(["AAMk1", "AAMk3"]));
  });

  test("cancelled before: the host is not asked", async () => {
    const host = makeHost();
    await expect(acquire("AAMk1", depsFor(host.load), AbortSignal.abort())).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect(host.log).toEqual([]);
  });

  test("5001 is retried, each failure said", async () => {
    const host = makeHost();
    let calls = 0;
    const load: LoadItem = (id, callback) =>
      ++calls < 3 ? (callback as Settle)(failed(5001)) : host.load(id, callback);
    const got = await acquire("AAMk1", depsFor(load));
    expect(codes(got)).toEqual(["loadItemByIdAsync 5001", "loadItemByIdAsync 5001"]);
    expect(text(got.original?.octets)).toContain("AAMk1");
  });

  test.each<[string, LoadItem | null, string[]]>([
    [
      "the manifest asks for less (office.js throws)",
      () => {
        throw new Error("Elevated permission is required");
      },
      ["loadItemByIdAsync THREW"],
    ],
    ["another mailbox", answering(failed(9022)) as unknown as LoadItem, ["loadItemByIdAsync 9022"]],
    [
      "it answers with nothing",
      answering(succeeded(null)) as unknown as LoadItem,
      ["loadItemByIdAsync EMPTY"],
    ],
    ["the client is too old", null, []],
  ])("%s: Graph by its id", async (_name, load, said) => {
    const graph = fakeWhole("graph.value", source, { facts: { "graph.id": "x" } });
    const got = await acquire(
      "AA/M+k",
      depsFor(load, { wholes: [graph], mailbox: "klachten@voorbeeld.example" }),
    );
    expect(graph.asked).toEqual([
      { ewsId: "AA/M+k", graphId: "AA-M_k", mailbox: "klachten@voorbeeld.example", size: null },
    ]);
    expect(codes(got)).toEqual(said);
    expect(got.record).toMatchObject({
      method: "graph.value",
      capture: "regenerated",
      item: { itemId: "AA/M+k", subject: "Subject of AA/M+k", "graph.id": "x" },
    });
  });

  test("neither loaded nor given by another service: the reasons are the cause", async () => {
    const graph = fakeWhole("graph.value", { code: "403", detail: "no" });
    const load = answering(failed(9022)) as unknown as LoadItem;
    await expect(acquire("AAMk1", depsFor(load, { wholes: [graph] }))).rejects.toMatchObject({
      code: "SOURCE_UNAVAILABLE",
      cause: [
        { step: "loadItemByIdAsync", code: "9022" },
        { step: "graph.value", code: "403" },
      ],
    });
  });

  test("listed without an id: SOURCE_UNAVAILABLE", async () => {
    const host = makeHost();
    await expect(acquire("", depsFor(host.load))).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
    expect(host.log).toEqual([]);
  });
});

test("an id in the form of Graph is loaded in the form of office.js", async () => {
  const host = makeHost();
  await acquire("AA-M_k", depsFor(host.load));
  expect(host.log[0]).toBe("load AA/M+k");
});

test("the host loads an item with another id (ojs#3859): kept, and said", async () => {
  const host = makeHost({ parts: () => ({ itemId: "AAMkOther" }) });
  const got = await acquire("AAMk1", depsFor(host.load));
  expect(codes(got)).toEqual(["loadItemByIdAsync ITEM_ID_DIFFERS"]);
  expect(text(got.original?.octets)).toContain("AAMk1");
});

test("a loaded item without internetMessageId (ojs#6497) is taken as it is", async () => {
  const host = makeHost({ parts: () => ({ internetMessageId: undefined }) });
  expect(codes(await acquire("AAMk1", depsFor(host.load)))).toEqual([]);
});

test("a loaded item of a shared mailbox is asked for there", async () => {
  const host = makeHost({
    parts: () => ({
      getAsFileAsync: undefined,
      getSharedPropertiesAsync: answering(succeeded(sharedProperties)),
    }),
  });
  const graph = fakeWhole("graph.value", source);
  await acquire("AAMk1", depsFor(host.load, { wholes: [graph] }));
  expect(graph.asked[0]?.mailbox).toBe("klachten@voorbeeld.example");
});

test("a draft: subject and recipients are objects, no getAsFileAsync; its bodies", async () => {
  const host = makeHost({
    parts: () => ({
      subject: { getAsync() {} },
      from: { getAsync() {} },
      attachments: undefined,
      getAsFileAsync: undefined,
      getAllInternetHeadersAsync: undefined,
    }),
  });
  const got = await acquire("AAMk1", depsFor(host.load));
  expect([...got.parts.keys()]).toEqual(["body.txt", "body.html"]);
  expect(got.record.item).toMatchObject({ subject: null, "from.emailAddress": null });
});

test("the host's own loadItemByIdAsync is used unless another is given", async () => {
  const host = makeHost();
  installOffice({ mailbox: { loadItemByIdAsync: host.load, item: null } });
  const { load: _load, ...deps } = depsFor(null);
  expect(text((await acquire("AAMk1", deps)).original?.octets)).toContain("AAMk1");
  removeOffice();
  await expect(acquire("AAMk1", deps)).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE" });
});

test("progress of each mail ends at one", async () => {
  const host = makeHost();
  const seen: (number | null)[] = [];
  const mail = listedMailSource(listed("AAMk1"), depsFor(host.load));
  await mail.acquire(new AbortController().signal, (fraction) => seen.push(fraction));
  expect(seen[0]).toBeNull();
  expect(seen.at(-1)).toBe(1);
});
