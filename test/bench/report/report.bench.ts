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
    print("MiB     click to receipt, ms (median)   longest task on the pane's thread, ms");
    for (const size of SIZES_MIB) await measureSize(world, size);
  } finally {
    await world.close();
  }
}

async function measureSize(world: World, size: number): Promise<void> {
  const times: number[] = [];
  let longest = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const { clickToReceipt, longestTask } = await once(world, size);
    // The first round warms caches up and is not counted.
    if (round === 0) continue;
    times.push(clickToReceipt);
    longest = Math.max(longest, longestTask);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
  print(`${String(size).padEnd(8)}${median.toFixed(0).padStart(12)}${longest.toFixed(0).padStart(36)}`);
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

/** Runs in the pane. */
async function clickAndWait(): Promise<{ clickToReceipt: number; longestTask: number }> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longestTask = Math.max(longestTask, entry.duration);
  });
  observer.observe({ type: "longtask" });
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
  return { clickToReceipt, longestTask };
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
