/** The import table of DESIGN, section 3: arrows point downwards only. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

type Room = string;

/** What each room may import. A room may always import itself. */
const allowed: Record<Room, readonly Room[]> = {
  core: [],
  workflow: ["core"],
  hosts: ["workflow", "core"],
  clients: ["workflow", "core"],
  ui: ["core"],
  // The reporter's side of the talk, the same in Outlook and on the report page: session, screens, device.
  conversation: ["ui", "workflow", "clients", "core"],
  taskpane: ["conversation", "ui", "workflow", "hosts", "clients", "core"],
  report: ["conversation", "ui", "workflow", "hosts", "clients", "core"],
  console: ["ui", "core", "clients"],
  // Keys of token services: what both doors that take signed tokens need, and nothing of either.
  tokens: ["core"],
  intake: ["core", "tokens"],
  // What the doors on a server share: sealing in memory, the outbox on disk, sending. Never the intake's.
  sealer: ["workflow", "clients", "core"],
  gmail: ["sealer", "workflow", "hosts", "clients", "ui", "tokens", "core"],
  mailbox: ["sealer", "workflow", "hosts", "clients", "ui", "core"],
  // Pure: the manifest is text, and what is checked against it is handed in.
  manifest: ["core"],
  // Pure: under which header fields the pages are served, here and in production.
  pages: [],
  cli: ["core", "intake", "sealer", "gmail", "mailbox", "workflow", "hosts", "clients", "manifest", "pages"],
  simulator: ["core", "intake", "gmail", "mailbox", "sealer", "hosts", "cli", "pages"],
};

/** Inside core: a folder may import those that stand before it, and what its own line adds. */
const coreOrder: Record<Room, readonly Room[]> = {
  base: [],
  mail: ["base"],
  analysis: ["base", "mail", "evidence"],
  evidence: ["base"],
  seal: ["base", "evidence"],
  log: ["base"],
  timestamp: ["base"],
  dns: ["base", "log", "timestamp"],
  verify: ["base", "evidence", "seal", "log", "timestamp", "dns"],
};

/** Types cost nothing at run time and bind nobody: these may be imported as types only. */
const typeOnly: Record<Room, readonly Room[]> = { seal: ["analysis"] };

/** SSHSIG stands on base alone; the signed documents of evidence/ (directory, custody events) need it. */
const alsoAllowed: Record<Room, readonly string[]> = { evidence: ["src/core/seal/sshsig.ts"] };

const corePackages = [
  "canonicalize",
  "age-encryption",
  "@noble/hashes",
  "@noble/ciphers",
  "@noble/curves",
  "postal-mime",
  "@peculiar/asn1-tsp",
  "@peculiar/asn1-cms",
  "@peculiar/asn1-schema",
  "@peculiar/asn1-x509",
  "@peculiar/asn1-ecc",
  "@peculiar/asn1-rsa",
  "@peculiar/x509",
  "valibot",
  "tldts",
  "punycode",
  "@scure/base",
  "libphonenumber-js",
  "fflate",
  "exifreader",
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\(\s*"([^"]+)"\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: (match[3] ?? match[4]) as string,
    typeOnly: match[2] !== undefined,
  }));
}

function roomOf(path: string): Room {
  return path.split("/")[1] as Room;
}

const all = sources("src").flatMap(importsOf);
const relative = all.filter((one) => one.target.startsWith("."));
const resolved = relative.map((one) => ({ ...one, path: normalize(join(dirname(one.file), one.target)) }));

function packageOf(target: string): string {
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

test("every file lies in a room that the design names", () => {
  const rooms = new Set(sources("src").map(roomOf));
  expect([...rooms].filter((room) => !(room in allowed))).toEqual([]);
});

test("arrows between rooms point downwards only", () => {
  const wrong = resolved
    .filter((one) => one.path.startsWith("src/"))
    .filter(
      (one) =>
        roomOf(one.path) !== roomOf(one.file) && !allowed[roomOf(one.file)]?.includes(roomOf(one.path)),
    )
    .map((one) => `${one.file} -> ${one.path}`);
  expect(wrong).toEqual([]);
});

test("inside core, folders import only what stands before them", () => {
  const folder = (path: string) => path.split("/")[2] as string;
  const wrong = resolved
    .filter((one) => one.file.startsWith("src/core/") && one.path.startsWith("src/core/"))
    .filter((one) => folder(one.file) !== folder(one.path))
    .filter((one) => !coreOrder[folder(one.file)]?.includes(folder(one.path)))
    .filter((one) => !(one.typeOnly && typeOnly[folder(one.file)]?.includes(folder(one.path))))
    .filter((one) => !alsoAllowed[folder(one.file)]?.includes(one.path))
    .map((one) => `${one.file} -> ${one.path}`);
  expect(wrong).toEqual([]);
});

test("no file of core imports itself by a detour", () => {
  const graph = new Map<string, string[]>();
  for (const one of resolved.filter((each) => each.file.startsWith("src/core/") && !each.typeOnly)) {
    graph.set(one.file, [...(graph.get(one.file) ?? []), one.path]);
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (graph.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  expect([...graph.keys()].filter((file) => reaches(file, file))).toEqual([]);
});

test("nothing in src imports tests or tools, except the development entry that builds", () => {
  const wrong = resolved
    .filter((one) => !one.path.startsWith("src/") && !one.path.startsWith("package.json"))
    .filter((one) => roomOf(one.file) !== "simulator")
    .map((one) => `${one.file} -> ${one.path}`);
  expect(wrong).toEqual([]);
});

test("core and the browser rooms import no node: module", () => {
  const browser = [
    ...["core", "workflow", "hosts", "clients", "ui", "conversation", "taskpane", "report", "console"],
    ...["manifest", "pages"],
  ];
  const wrong = all
    .filter((one) => browser.includes(roomOf(one.file)) && one.target.startsWith("node:"))
    .map((one) => `${one.file} -> ${one.target}`);
  expect(wrong).toEqual([]);
});

test("the rooms that run on servers use no React: of the shared texts they take the words alone", () => {
  const wrong = resolved
    .filter((one) => ["gmail", "mailbox", "sealer", "cli"].includes(roomOf(one.file)))
    .filter((one) => one.path.endsWith(".tsx") || one.path.endsWith("ui/index.ts"))
    .map((one) => `${one.file} -> ${one.path}`);
  expect(wrong).toEqual([]);
});

test("core imports only packages that were looked at", () => {
  const wrong = all
    .filter((one) => roomOf(one.file) === "core" && !one.target.startsWith("."))
    .filter((one) => !corePackages.includes(packageOf(one.target)))
    .map((one) => `${one.file} -> ${one.target}`);
  expect(wrong).toEqual([]);
});

test("core knows no clock, network, DOM, Office or randomness of its own", () => {
  const forbidden =
    /\b(?:Date\.now|performance\.|setTimeout|setInterval|fetch\(|XMLHttpRequest|document\.|window\.|localStorage|indexedDB|Office\.|OfficeExtension|process\.|Buffer\.|Math\.random|getRandomValues|console\.)|new Date\(\)/;
  const wrong = sources("src/core").flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      // Neither in comments nor in texts: "word/document.xml" is a file's name.
      .map((line, index) => ({
        line: line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\/.*|\*.*/, ""),
        at: `${file}:${index + 1}`,
      }))
      .filter(({ line }) => forbidden.test(line))
      .map(({ at, line }) => `${at} ${line.trim()}`),
  );
  expect(wrong).toEqual([]);
});
