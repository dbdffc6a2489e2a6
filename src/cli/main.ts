#!/usr/bin/env node
/** The entry: everything else is loaded after the check that this Node can run it. */
import { nodeVersionDefect } from "./node-version.ts";

const defect = nodeVersionDefect(process.versions.node);
if (defect === null) {
  const [{ runCli }, { nodeIo }, { installationOf }] = await Promise.all([
    import("./program.ts"),
    import("./node-io.ts"),
    import("./installation.ts"),
  ]);
  const installation = await installationOf(import.meta.dirname);
  // Not process.exit(): a pipe may still be taking what was written.
  process.exitCode = await runCli(process.argv.slice(2), nodeIo(process), installation);
} else {
  process.stderr.write(defect);
  process.exitCode = 2;
}
