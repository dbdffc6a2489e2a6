/**
 * Keeps the report page's own files, so that it opens without a network; takes what other apps share with it. It is
 * built apart from any page, as service-worker.js, and knows its files by the list that tools/stamp.ts writes into it.
 * What the intake answers never passes through here.
 */

interface KeptFiles {
  /** Digest of the list: names the cache. */
  readonly version: string;
  readonly files: readonly {
    /** Relative to the folder of this script. */
    readonly path: string;
    /** As in Subresource Integrity: "sha256-<base64>". */
    readonly integrity: string;
  }[];
}

declare const ZEGEL_FILES: KeptFiles;
declare const self: ServiceWorkerGlobalScope;

const KEPT = ZEGEL_FILES;
const PREFIX = "zegel-report-";
const CACHE = `${PREFIX}${KEPT.version}`;
const INDEX = new URL("index.html", self.registration.scope).href;
const SHARE = new URL("share", self.registration.scope).href;
const KNOWN = new Set(KEPT.files.map(({ path }) => new URL(path, self.registration.scope).href));

/** Milliseconds for which shared files wait for the page to ask for them. */
const SHARED_FOR_MS = 60_000;
/** More than anybody shares from a phone. */
const MOST_SHARED = 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

/** All or nothing: one file that is not the listed one, and the version before goes on. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(KEPT.files.map((file) => keepFile(cache, file)));
  } catch (cause) {
    await caches.delete(CACHE);
    throw cause;
  }
}

async function keepFile(cache: Cache, { path, integrity }: KeptFiles["files"][number]): Promise<void> {
  const url = new URL(path, self.registration.scope).href;
  // The browser itself refuses octets with another digest.
  const request = new Request(url, { integrity, cache: "no-cache", credentials: "omit", redirect: "error" });
  const response = await fetch(request);
  if (!response.ok) throw new TypeError(`not there: ${path}`);
  await cache.put(url, response);
}

// Runs when no page of the version before is open any more, or at the word of the only one: nobody's page loses its parts.
self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const [address = ""] = request.url.split(/[?#]/, 1);
  if (request.method === "POST" && address === SHARE) event.respondWith(share(event));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate" && isPage(address)) event.respondWith(kept(INDEX, request));
  else if (KNOWN.has(address)) event.respondWith(kept(address, request));
});

function isPage(address: string): boolean {
  return address === self.registration.scope || address === INDEX;
}

/** Of this version's own cache: a page never gets parts of another one. */
async function kept(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? fetch(request);
}

/** What was shared: in memory alone, until the page has it. */
let shared: readonly File[] = [];
let handedOver = () => {};

async function share(event: FetchEvent): Promise<Response> {
  const form = await event.request.formData();
  shared = form
    .getAll("mails")
    .filter((value): value is File => value instanceof File)
    .slice(0, MOST_SHARED);
  const waiting = new Promise<void>((resolve) => {
    handedOver = resolve;
    setTimeout(resolve, SHARED_FOR_MS);
  });
  // Without it the browser may end this worker, and what was shared with it.
  event.waitUntil(
    waiting.then(() => {
      shared = [];
    }),
  );
  return Response.redirect(new URL("?shared", self.registration.scope).href, 303);
}

self.addEventListener("message", (event) => {
  if (event.data === "shared?") {
    event.ports[0]?.postMessage(shared);
    handedOver();
  }
  if (event.data === "take-over-if-alone") event.waitUntil(takeOver());
});

async function takeOver(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length <= 1) await self.skipWaiting();
}
