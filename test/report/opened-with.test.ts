/** What the page is opened with or given by a drop: links that leave the address at once, and folders to their last file. */
import { type DroppedThing, droppedFiles, MOST_FILES } from "../../src/report/dropped-files.ts";
import { gradeOf } from "../../src/report/found.ts";
import { receiptLinks } from "../../src/report/receipt-links.ts";

function playPage(hash: string) {
  const target = new EventTarget();
  const replaced: string[] = [];
  const location = { hash, pathname: "/meld/", search: "?lang=nl" };
  const page = {
    location,
    history: {
      replaceState: (_state: unknown, _title: string, url?: string | URL | null) => {
        replaced.push(String(url));
        location.hash = "";
      },
    },
    addEventListener: (type: string, listener: (event: never) => void) =>
      target.addEventListener(type, (event) => listener(event as never)),
  } as unknown as Parameters<typeof receiptLinks>[0];
  const open = (next: string) => {
    location.hash = next;
    target.dispatchEvent(new Event("hashchange"));
  };
  return { page, replaced, open };
}

describe("links to receipts", () => {
  test.each([
    ["#receipt=ZG-0000-0000.x", "#receipt=ZG-0000-0000.x", 1],
    ["#something", null, 1],
    ["", null, 0],
  ])("%j: %j, and nothing of it stays in the address", (hash, first, times) => {
    const { page, replaced } = playPage(hash);
    expect(receiptLinks(page).first).toBe(first);
    expect(replaced).toEqual(Array.from({ length: times }, () => "/meld/?lang=nl"));
  });

  test("opened later: told, and out of the address; another fragment: out of it too, and not told", () => {
    const { page, replaced, open } = playPage("");
    const told: string[] = [];
    receiptLinks(page).onLink((fragment) => told.push(fragment));
    open("#receipt=a");
    open("#other");
    expect(told).toEqual(["#receipt=a"]);
    expect(replaced).toHaveLength(2);
  });
});

const asFile = (fullPath: string, fails = false) =>
  ({
    isFile: true,
    fullPath,
    file: (give: (file: File) => void, fail: () => void) =>
      fails ? fail() : give(new File([], fullPath.split("/").at(-1) ?? "")),
  }) as unknown as DroppedThing;

/** As Chromium does: some at a time, until there are none. */
function asFolder(fullPath: string, children: readonly DroppedThing[], atOnce = 2): DroppedThing {
  return {
    isFile: false,
    fullPath,
    createReader: () => {
      let from = 0;
      return {
        readEntries: (give: (some: readonly DroppedThing[]) => void) => {
          give(children.slice(from, from + atOnce));
          from += atOnce;
        },
      };
    },
  } as unknown as DroppedThing;
}

const closedFolder = (fullPath: string) =>
  ({
    isFile: false,
    fullPath,
    createReader: () => ({ readEntries: (_give: unknown, fail: () => void) => fail() }),
  }) as unknown as DroppedThing;

describe("drops", () => {
  const calm = new AbortController().signal;

  test("folders in their order, depth first, each file with its place; alone, a file has none", async () => {
    const things = [
      asFile("/x.eml"),
      asFolder("/a", [asFile("/a/1"), asFolder("/a/b", [asFile("/a/b/2")]), asFile("/a/3")]),
      new File([], "plain"),
    ];
    const { files, unreadable, remark } = await droppedFiles(things, calm);
    expect(files.map(({ path }) => path)).toEqual(["", "a/1", "a/b/2", "a/3", ""]);
    expect([unreadable, remark]).toEqual([[], null]);
  });

  test("what cannot be opened is named, and the rest goes on", async () => {
    const folder = asFolder("/a", [asFile("/a/1", true), closedFolder("/a/shut"), asFile("/a/2")]);
    expect(await droppedFiles([folder], calm)).toMatchObject({
      files: [{ path: "a/2" }],
      unreadable: ["a/1", "a/shut"],
    });
  });

  test("a folder that never ends: cut, and said so", async () => {
    const endless = (path: string): DroppedThing => {
      const folder = { isFile: false, fullPath: path } as unknown as { createReader: () => unknown };
      folder.createReader = () => {
        let given = false;
        return {
          readEntries: (give: (some: readonly DroppedThing[]) => void) => {
            give(given ? [] : [asFile(`${path}/1`), endless(`${path}/a`)]);
            given = true;
          },
        };
      };
      return folder as unknown as DroppedThing;
    };
    const { files, remark } = await droppedFiles([endless("/a")], calm);
    expect(files).toHaveLength(32);
    expect(remark).toBe("cut");
  });

  test("more files than are read at a time: as many as are, and said so", async () => {
    const one = asFile("/a/1");
    const folder = asFolder(
      "/a",
      Array.from({ length: MOST_FILES + 1 }, () => one),
      1000,
    );
    const { files, remark } = await droppedFiles([folder], calm);
    expect([files.length, remark]).toEqual([MOST_FILES, "cut"]);
  });

  test("stopped in the middle of a folder", async () => {
    const stopping = new AbortController();
    const folder = asFolder("/a", [asFile("/a/1")]);
    const gathering = droppedFiles([folder], stopping.signal);
    stopping.abort();
    await expect(gathering).rejects.toMatchObject({ name: "AbortError" });
  });
});

test.each([
  ["file.eml", "as-served", "file"],
  ["file.eml", "converted", "converted"],
  ["file.emlx", "as-served", "apple"],
  ["file.mbox", "as-served", "mailbox"],
  ["file.mbox", "converted", "mailbox"],
  ["file.msg", "converted", "converted"],
] as const)("%s, %s: graded %s", (method, capture, grade) => {
  expect(gradeOf({ method, capture })).toBe(grade);
});
