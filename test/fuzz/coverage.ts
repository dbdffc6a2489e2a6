/** Which blocks of the analysis ran, by V8's own precise coverage: no instrumented build, no native package. */
import { type Profiler, Session } from "node:inspector";

export interface Coverage {
  /** Blocks that ran since the last call. */
  take(): ReadonlySet<string>;
  stop(): void;
}

/** @param part - Only scripts with this in their address are counted. */
export function startCoverage(part: string): Coverage {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return { take, stop: () => session.disconnect() };

  function take(): ReadonlySet<string> {
    const blocks = new Set<string>();
    // In process, the answer comes before post returns.
    session.post("Profiler.takePreciseCoverage", (_, answer) => {
      for (const script of answer.result) if (script.url.includes(part)) addBlocks(script, blocks);
    });
    return blocks;
  }
}

function addBlocks(script: Profiler.ScriptCoverage, blocks: Set<string>): void {
  for (const { ranges } of script.functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      if (count > 0) blocks.add(`${script.scriptId} ${startOffset} ${endOffset}`);
    }
  }
}
