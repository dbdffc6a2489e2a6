/** One load of a pane in the played Outlook, and what it took: the same rule for every candidate. */
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";

export interface Candidate {
  readonly name: string;
  /** The mailbox page that opens it. */
  readonly mailbox: string;
  /** Origin whose files are counted. */
  readonly origin: string;
  /** Text of the button by which the first screen counts as there. */
  readonly button: string;
}

/** Milliseconds from the click on the ribbon's button; file names without the origin. */
export interface Load {
  /** The button has been painted, and the thread is free again. */
  readonly interactive: number;
  /** The button can be pressed. Ours waits for the list of readers, which comes from the intake. */
  readonly usable: number;
  /** The longest task until the button was usable, and until all was quiet. */
  readonly longestTask: number;
  readonly longestOfAll: number;
  /** Asked for before the first screen was there; the page itself is the first. */
  readonly first: readonly string[];
  /** Asked for by the page on its own, in the second after it. */
  readonly after: readonly string[];
}

interface Marks {
  readonly longTasks: PerformanceEntry[];
  /** Of performance.now(); -1 until then. */
  painted: number;
  idle: number;
  usable: number;
}

declare global {
  interface Window {
    paneMarks: Marks;
  }
}

/** In a browser profile of its own: nothing is cached. */
export async function loadOnce(browser: Browser, candidate: Candidate, slowdown: number): Promise<Load> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-US" });
  try {
    await context.addInitScript(watchPane, candidate.button);
    const page = await context.newPage();
    await page.goto(`${candidate.mailbox}/?locale=en-US`);
    await page.waitForSelector("html[data-ready]");
    await slowDown(context, page, slowdown);
    const clicked = await page.evaluate(() => {
      const at = performance.timeOrigin + performance.now();
      document.querySelector<HTMLButtonElement>("#report-threat")?.click();
      return at;
    });
    const pane = page.frameLocator("#pane-holder iframe");
    await pane.locator("button:enabled").filter({ hasText: candidate.button }).waitFor();
    return await paneFrame(page, candidate).evaluate(readMarks, { clicked, origin: candidate.origin });
  } finally {
    await context.close();
  }
}

function paneFrame(page: Page, candidate: Candidate) {
  const frame = page.frames().find((one) => one.url().startsWith(candidate.origin));
  if (frame === undefined) throw new Error(`${candidate.name} did not open`);
  return frame;
}

/**
 * The pane has a process of its own (Origin-Agent-Cluster), as in Outlook: slowing the mailbox page down would leave the
 * pane as fast as it was. It is held at its start until it is slowed down too.
 */
async function slowDown(context: BrowserContext, page: Page, rate: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  session.on("Target.attachedToTarget", ({ sessionId }) => {
    void tell(session, sessionId, "Emulation.setCPUThrottlingRate", { rate });
    void tell(session, sessionId, "Runtime.runIfWaitingForDebugger", {});
  });
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: false,
  });
}

let messages = 0;

function tell(session: CDPSession, sessionId: string, method: string, params: object): Promise<unknown> {
  const message = JSON.stringify({ id: ++messages, method, params });
  return session.send("Target.sendMessageToTarget", { sessionId, message }).catch(() => undefined);
}

/** Runs in every page before its own scripts. */
function watchPane(text: string): void {
  if (top === window) return;
  const marks: Marks = { longTasks: [], painted: -1, idle: -1, usable: -1 };
  window.paneMarks = marks;
  new PerformanceObserver((list) => marks.longTasks.push(...list.getEntries())).observe({
    type: "longtask",
    buffered: true,
  });
  const look = () => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === text);
    if (button === undefined) return;
    if (marks.painted < 0) {
      marks.painted = 0;
      // The frame that shows it, and the first turn of the event loop in which nothing else was queued before.
      requestAnimationFrame(() => {
        setTimeout(() => {
          marks.painted = performance.now();
          setTimeout(() => (marks.idle = performance.now()), 0);
        }, 0);
      });
    }
    if (button.disabled) return;
    marks.usable = performance.now();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Runs in the pane once the button is usable. */
async function readMarks({ clicked, origin }: { clicked: number; origin: string }): Promise<Load> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const marks = window.paneMarks;
  const sinceClick = (at: number) => performance.timeOrigin + at - clicked;
  const usable = Math.max(marks.usable, marks.idle);
  const entries = [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ].filter(({ name }) => name.startsWith(`${origin}/`));
  const names = (wanted: (at: number) => boolean) =>
    entries.filter(({ startTime }) => wanted(startTime)).map(({ name }) => new URL(name).pathname);
  // Tasks of the mailbox page are not the pane's, should the two share a thread.
  const own = marks.longTasks.filter(({ name }) => name !== "cross-origin-ancestor");
  const longest = (until: number) =>
    Math.max(0, ...own.filter(({ startTime }) => startTime <= until).map(({ duration }) => duration));
  return {
    interactive: sinceClick(marks.idle),
    usable: sinceClick(usable),
    longestTask: longest(marks.idle),
    longestOfAll: longest(Number.POSITIVE_INFINITY),
    first: names((at) => at <= marks.painted),
    after: names((at) => at > marks.painted),
  };
}
