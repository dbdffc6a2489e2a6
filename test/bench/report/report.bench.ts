/** From the click to a verified receipt: the real pane with real office.js, a real intake, one machine. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { addMail, openMailbox, openWorld, type World } from "../../e2e/world.ts";
import { build, isStale } from "../../../tools/build.ts";

const SIZES_MIB = [0.01, 1, 25];
const ROUNDS = 5;
const MIB = 1 << 20;

export async function run(): Promise<void> {
  if (!existsSync("dist/taskpane/index.html") || isStale()) await build();
  const world = await openWorld();
  try {
    print(
      "MiB     click to receipt, ms   own longest task, ms   office.js's own, ms (medians; tasks over 50 ms)",
    );
    for (const size of SIZES_MIB) await measureSize(world, size);
  } finally {
    await world.close();
  }
}

async function measureSize(world: World, size: number): Promise<void> {
  const counted: Times[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const times = await once(world, size);
    // The first round warms caches up and is not counted.
    if (round > 0) counted.push(times);
  }
  const sorted = counted.map((times) => times.clickToReceipt).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] as number;
  const most = (pick: (times: Times) => number) => Math.max(...counted.map(pick)).toFixed(0);
  const cells = [
    median.toFixed(0).padStart(12),
    most((times) => times.ownTask).padStart(24),
    most((times) => times.officeTask).padStart(28),
  ];
  print(`${String(size).padEnd(8)}${cells.join("")}`);
}

/** Long tasks are those over 50 ms; 0 means that there was none. */
async function once(world: World, size: number) {
  const profile = await world.profile();
  try {
    const mailbox = await openMailbox(world, profile);
    await addMail(mailbox, "bench.eml", mailOf(size * MIB));
    await mailbox.page.click("#report-threat");
    await mailbox.pane.getByText("Anna de Wit").first().waitFor();
    const frame = mailbox.page.frames().find((one) => one.url().startsWith(world.demo.urls.pane));
    if (frame === undefined) throw new Error("no pane");
    return await frame.evaluate(clickAndWait);
  } finally {
    await profile.context.close();
  }
}

interface Times {
  readonly clickToReceipt: number;
  /** Longest task of the pane's own code. */
  readonly ownTask: number;
  /** The task in which office.js takes the mail's text out of the host's message: not ours, and there in Outlook too. */
  readonly officeTask: number;
}

/** Runs in the pane. The mailbox page shares its thread here, in Outlook it does not: its tasks are not counted. */
async function clickAndWait(): Promise<Times> {
  const tasks: PerformanceEntry[] = [];
  const messages: number[] = [];
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().filter((entry) => entry.name === "self"));
  });
  observer.observe({ type: "longtask" });
  const onMessage = ({ data }: MessageEvent) => {
    if (typeof data === "string" && data.length > 1e5) messages.push(performance.now());
  };
  addEventListener("message", onMessage, { capture: true });
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Report threat");
  const start = performance.now();
  button?.click();
  while (!document.body.textContent?.includes("Your report has arrived")) {
    if (performance.now() - start > 120_000) throw new Error("no receipt");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const clickToReceipt = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  // The text may be copied into the page in a task of its own, right before the one that hands it over.
  const isOffice = (task: PerformanceEntry) =>
    messages.some((at) => at >= task.startTime && at <= task.startTime + task.duration + 5);
  const longest = (some: PerformanceEntry[]) => Math.max(0, ...some.map((task) => task.duration));
  return {
    clickToReceipt,
    ownTask: longest(tasks.filter((task) => !isOffice(task))),
    officeTask: longest(tasks.filter(isOffice)),
  };
}

/** A mail with one attachment of random octets, as base64: about `octets` long. */
function mailOf(octets: number): Buffer {
  const body = randomBytes(Math.floor((octets * 3) / 4))
    .toString("base64")
    .replace(/.{76}/g, "$&\r\n");
  const head =
    "From: iemand@example.org\r\nTo: sanne@voorbeeld.example\r\nSubject: bench\r\n" +
    "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <bench@example.org>\r\nMIME-Version: 1.0\r\n" +
    "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return Buffer.from(`${head}${body}\r\n`, "latin1");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
