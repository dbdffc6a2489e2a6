/** The mails that were found: added choice after choice, once each, and stopped without a trace. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { HandedIn } from "../../src/conversation/handed-in.ts";
import type { FoundMail } from "../../src/hosts/file/found-mail.ts";
import { chosenFiles, type ChosenFile } from "../../src/report/chosen-files.ts";
import type { ReadAnswer } from "../../src/report/reading.ts";
import { makeShelf, type ReadFiles, type Shelf } from "../../src/report/shelf.ts";

const NOTHING: ReadAnswer = { mails: [], submissions: [], leftOut: [], moreLeftOut: 0 };
const found = ({ file }: ChosenFile) => ({ id: file.name }) as FoundMail;
const everyFile: ReadFiles = async (files) => ({ ...NOTHING, mails: files.map(found) });
const file = (name: string, text = name) => new File([text], name, { lastModified: 1 });

function open(read: ReadFiles = everyFile) {
  const handedIn: HandedIn[] = [];
  const shelf = makeShelf(read, (saved) => handedIn.push(saved));
  return { shelf, handedIn };
}

/** Until nothing is read: what is added begins at the next turn. */
async function still({ view }: Shelf): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await Promise.resolve();
  await new Promise<void>((resolve) => {
    const look = () => view.get().reading === null && resolve();
    view.subscribe(look);
    look();
  });
}

async function add(shelf: Shelf, ...files: readonly File[]): Promise<void> {
  shelf.add(chosenFiles(files));
  await still(shelf);
}

const ids = ({ view }: Shelf) => view.get().mails.map(({ id }) => id);

test("one choice after the other, in their order", async () => {
  const { shelf } = open();
  shelf.add(chosenFiles([file("a"), file("b")]));
  shelf.add(chosenFiles([file("c")]));
  await still(shelf);
  expect(ids(shelf)).toEqual(["a", "b", "c"]);
});

test("what was chosen before is there once, and said; files of one choice that look alike are all there", async () => {
  const { shelf } = open();
  await add(shelf, file("a"), file("a"));
  expect(ids(shelf)).toEqual(["a", "a"]);
  await add(shelf, file("a"), file("a"), file("a"), file("b"));
  expect(ids(shelf)).toEqual(["a", "a", "a", "b"]);
  expect(shelf.view.get().again).toBe(2);
});

test("the same name with other octets, another time or another place is another file", async () => {
  const { shelf } = open();
  await add(shelf, file("a", "1"));
  await add(shelf, file("a", "22"));
  await add(shelf, new File(["1"], "a", { lastModified: 2 }));
  shelf.add({ files: [{ file: file("a", "1"), path: "map/a" }] });
  await still(shelf);
  expect(ids(shelf)).toHaveLength(4);
  expect(shelf.view.get().again).toBe(0);
});

test("started over: the same file can be chosen again", async () => {
  const { shelf } = open();
  await add(shelf, file("a"));
  shelf.clear();
  expect(ids(shelf)).toEqual([]);
  await add(shelf, file("a"));
  expect(ids(shelf)).toEqual(["a"]);
});

test("left out by hand: it does not come back by choosing it again, and says that it was chosen", async () => {
  const { shelf } = open();
  await add(shelf, file("a"), file("b"));
  shelf.remove("a");
  expect(ids(shelf)).toEqual(["b"]);
  await add(shelf, file("c"));
  expect(ids(shelf)).toEqual(["b", "c"]);
});

test("stopped: what was found before stays, the stopped one leaves nothing, and can be chosen again", async () => {
  let isHeld = true;
  const { shelf } = open(async (files, signal) => {
    const answer = await everyFile(files, signal, () => {});
    if (!isHeld || files[0]?.file.name !== "slow") return answer;
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(answer)));
  });
  await add(shelf, file("a"));
  shelf.add(chosenFiles([file("slow")]));
  shelf.add(chosenFiles([file("waiting")]));
  while (shelf.view.get().reading === null) await Promise.resolve();
  shelf.cancel();
  await still(shelf);
  expect(ids(shelf)).toEqual(["a"]);
  expect(shelf.view.get()).toMatchObject({ reading: null, problem: null, leftOut: [] });
  isHeld = false;
  await add(shelf, file("slow"));
  expect(ids(shelf)).toEqual(["a", "slow"]);
});

test.each([
  [
    new EvidenceError("NETWORK_UNREACHABLE", "a part did not load", { retry: "later" }),
    "NETWORK_UNREACHABLE",
  ],
  [new TypeError("the reader ended"), "INTERNAL"],
])("reading that fails: %s, and the next choice is read", async (cause, code) => {
  let fails = true;
  const { shelf } = open(async (...args) => {
    if (fails) throw cause;
    return everyFile(...args);
  });
  await add(shelf, file("a"));
  expect(shelf.view.get()).toMatchObject({ problem: code, reading: null, mails: [] });
  fails = false;
  // It was not read: choosing it again is not "again".
  await add(shelf, file("a"));
  expect(shelf.view.get()).toMatchObject({ problem: null, again: 0 });
  expect(ids(shelf)).toEqual(["a"]);
});

test("ten thousand things that are no mail: two hundred are named, the rest are counted", async () => {
  const { shelf } = open(async (files) => ({
    ...NOTHING,
    leftOut: files.map((one) => ({ name: one.file.name, code: "not-a-mail" as const })),
    moreLeftOut: 5,
  }));
  await add(shelf, ...Array.from({ length: 300 }, (_, number) => file(`${number}.txt`)));
  expect(shelf.view.get().leftOut).toHaveLength(200);
  expect(shelf.view.get().moreLeftOut).toBe(105);
});

test("what a drop could not open is named beside what was read", async () => {
  const { shelf } = open();
  shelf.add({ files: chosenFiles([file("a")]).files, unreadable: ["map/b"], remark: "cut" });
  await still(shelf);
  expect(ids(shelf)).toEqual(["a"]);
  expect(shelf.view.get()).toMatchObject({
    leftOut: [{ name: "map/b", code: "unreadable" }],
    remark: "cut",
  });
});

test("sealed reports go on to be sent, and are listed once", async () => {
  const saved = {
    reference: "ZG-0000-0000",
    submission: { packageDigest: "sha256:00" },
  } as unknown as HandedIn;
  const { shelf, handedIn } = open(async () => ({ ...NOTHING, submissions: [saved] }));
  await add(shelf, file("a.zegel"));
  await add(shelf, file("b.zegel"));
  expect(handedIn).toEqual([saved, saved]);
  expect(shelf.view.get().handedIn).toEqual(["sha256:00"]);
});

test("the session hears of every change of the mails, and of nothing else", async () => {
  const { shelf } = open();
  let heard = 0;
  shelf.onMailsChanged(() => heard++);
  await add(shelf, file("a"));
  shelf.remove("a");
  shelf.clear();
  shelf.add({ files: [], remark: "link-only" });
  await still(shelf);
  expect(heard).toBe(2);
});
