/**
 * A door that can be killed: seals the keys of its plan, several at a time, and says so when a call resolved. What it
 * prints was promised to somebody.
 */
import process from "node:process";
import { openSealer } from "../../src/sealer/sealer.ts";
import type { SealerOptions } from "../../src/sealer/ports.ts";
import { reportOf } from "./report.ts";

interface Plan {
  readonly options: SealerOptions;
  readonly keys: readonly string[];
  /** Whether it sends too. */
  readonly sends: boolean;
  readonly atOnce: number;
}

async function main(plan: Plan): Promise<void> {
  const sealer = await openSealer(plan.options);
  say({ pid: process.pid });
  if (plan.sends) sealer.start();
  const keys = [...plan.keys];
  const work = async () => {
    for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
      const { packageDigest } = await sealer.seal(reportOf(key, { note: { key } }));
      say({ key, packageDigest });
    }
  };
  await Promise.all(Array.from({ length: plan.atOnce }, work));
  await sealer.close();
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  await main(JSON.parse(process.argv[2] ?? "") as Plan);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.stack : "it failed"}\n`);
  process.exit(1);
}
