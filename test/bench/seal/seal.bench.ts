/** Sealing against the four operations that it can not do without (base64, SHA-256, ChaCha20-Poly1305, SHA-256). */
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import webpack from "webpack";
import { nodeCipher } from "../../../src/sealer/node-cipher.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import type { Job } from "./bench.worker.ts";
import { measure, type Primitives, randomBase64, type Sample } from "./measure.ts";
import type { PageResult } from "./page.ts";

const SIZES = [1, 25, 150];
const ROUNDS: Readonly<Record<number, number>> = { 1: 15, 25: 7, 150: 3 };
const MIB = 1 << 20;

export async function run(): Promise<void> {
  print(
    "where      MiB   ours/limit   ours/limit in one call   ms ours   ms limit   longest block   peak memory",
  );
  for (const size of SIZES) report("Node", size, await inNode(size));
  await inChromium();
}

/** Ratio as speed: 1 means as fast as the limit, more is faster, since work overlaps. */
function report(where: string, size: number, samples: readonly Sample[], block = "-", memory = "-"): void {
  const ratio = median(samples.map((one) => one.limitMs / one.sealMs));
  const whole = median(samples.map((one) => one.limitWholeMs / one.sealMs));
  const ours = median(samples.map((one) => one.sealMs));
  const limit = median(samples.map((one) => one.limitMs));
  const cells = [
    where.padEnd(9),
    String(size).padStart(4),
    ratio.toFixed(2).padStart(12),
    whole.toFixed(2).padStart(24),
    ours.toFixed(0).padStart(9),
    limit.toFixed(0).padStart(10),
    block.padStart(15),
    memory.padStart(13),
  ];
  print(cells.join(" "));
}

const nodePrimitives: Primitives = {
  decode: (base64) => Uint8Array.from(Buffer.from(base64, "base64")),
  hash: (octets) => {
    createHash("sha256").update(octets).digest();
    return Promise.resolve();
  },
  encrypt(octets, chunk) {
    const key = randomBytes(32);
    const out = new Uint8Array(octets.length + 16 * Math.ceil(octets.length / chunk));
    let offset = 0;
    for (let i = 0; i < octets.length; i += chunk) {
      const cipher = createCipheriv("chacha20-poly1305", key, new Uint8Array(12), { authTagLength: 16 });
      const part = cipher.update(octets.subarray(i, i + chunk));
      cipher.final();
      out.set(part, offset);
      out.set(cipher.getAuthTag(), offset + part.length);
      offset += part.length + 16;
    }
    return Promise.resolve(out);
  },
};

async function inNode(size: number): Promise<Sample[]> {
  const text = randomBase64(size * MIB);
  const samples: Sample[] = [];
  for (let round = 0; round <= (ROUNDS[size] as number); round++) {
    const sample = await measure(text, nodePrimitives, nodeCipher());
    if (round > 0) samples.push(sample);
  }
  return samples;
}

async function inChromium(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    print("Chromium: none found, skipped");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "zegel-bench-"));
  await bundle(folder);
  const server = createServer((request, response) => {
    const name = request.url === "/" ? "" : (request.url ?? "").slice(1);
    if (name !== "" && !/^[\w.-]+\.js$/.test(name)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", name === "" ? "text/html" : "text/javascript");
    response.end(
      name === "" ? "<!doctype html><script src=main.js></script>" : readFileSync(join(folder, name)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    for (const size of SIZES) {
      // A browser of its own for each size, so that peak memory is this size's.
      const browser = await chromium.launch({ executablePath, args: browserArguments });
      const page = await browser.newPage();
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      const bench = (job: Job): Promise<PageResult> => page.evaluate((one) => globalThis.runBench(one), job);
      await bench({ kind: "prepare", octets: size * MIB });
      const before = forgetPeaks();
      await bench({ kind: "seal" });
      const extra = (rendererPeak() - before) / (size * MIB);
      const { samples, longestBlockMs } = await bench({ kind: "time", rounds: ROUNDS[size] as number });
      report("Chromium", size, samples, `${longestBlockMs.toFixed(0)} ms`, `${extra.toFixed(1)} x mail`);
      await browser.close();
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function browserPids(): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line.includes("--type=renderer"))
    .map((line) => line.trim().split(/\s+/)[0] as string);
}

/** Begins counting peaks anew (Linux). @returns Octets that the largest renderer holds now. */
function forgetPeaks(): number {
  for (const pid of browserPids()) writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return rendererPeak();
}

/** Octets: the largest resident peak among the renderers (Linux); 0 elsewhere. */
function rendererPeak(): number {
  const peaks = browserPids().map((pid) => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  });
  return Math.max(0, ...peaks);
}

function bundle(folder: string): Promise<void> {
  const compiler = webpack({
    mode: "production",
    target: ["web", "es2022"],
    entry: { main: join(import.meta.dirname, "page.ts") },
    output: { path: folder, filename: "[name].js", chunkFilename: "[name].js" },
    resolve: { extensions: [".ts", ".js"] },
    performance: { hints: false },
    module: {
      rules: [
        {
          test: /\.ts$/,
          exclude: /node_modules/,
          use: {
            loader: "swc-loader",
            options: { jsc: { target: "es2022", parser: { syntax: "typescript" } } },
          },
        },
      ],
    },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
      else resolve();
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
