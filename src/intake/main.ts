/** `node src/intake/main.ts CONFIG.json`: prints {"url":…,"pid":…} when it listens; ends on SIGTERM or SIGINT. */
import { enableCompileCache } from "node:module";
import process from "node:process";

enableCompileCache();
// Times and sizes of reports are nobody's business but the intake's own account.
process.umask(0o077);

async function main(file: string | undefined): Promise<void> {
  if (file === undefined) throw new Error("usage: node src/intake/main.ts CONFIG.json");
  const { loadConfig } = await import("./config.ts");
  const { startIntake } = await import("./server.ts");
  const intake = await startIntake(await loadConfig(file));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      void intake.close().finally(() => process.exit(0));
    });
  }
  process.stdout.write(`${JSON.stringify({ url: intake.url, pid: process.pid })}\n`);
}

try {
  await main(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "the intake cannot start"}\n`);
  process.exit(1);
}
