import { existsSync } from "node:fs";

const candidates = [
  process.env["ZEGEL_BROWSER"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns The program of a Chromium that is there, or null. */
export function findBrowser(): string | null {
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** Quiet, headless, no calls home. */
export const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
