/** Every state against every event: what moves, what stays, and that only a checked receipt is a success. */
import * as fc from "fast-check";
import type { SealedReport } from "../../src/workflow/engine-port.ts";
import type { ReceiptAnswer } from "../../src/workflow/ports.ts";
import { isSettled, nextState, type ReportEvent, type ReportState } from "../../src/workflow/report-state.ts";

const sealed = { reference: "ZG-0000-0000" } as SealedReport;
const answer = { v: 1, entry: "" } as ReceiptAnswer;

const states: readonly ReportState[] = [
  { step: "ready" },
  { step: "acquiring", fraction: 0.5 },
  { step: "sealing", phase: "sealing", fraction: 0.5 },
  { step: "storing", sealed },
  { step: "sending", sealed, kept: "device", fraction: 0.5 },
  { step: "checking", sealed, kept: "device" },
  { step: "done", sealed, answer, timestampedAt: 1 },
  { step: "waiting", sealed, kept: "memory", code: "NETWORK_UNREACHABLE", nextAttemptAt: 5 },
  { step: "refused", sealed, kept: "device", code: "RECEIPT_FOREIGN" },
  { step: "stopped", sealed, kept: "device", mayHaveArrived: true },
  { step: "stopped", sealed: null, kept: "mailbox", mayHaveArrived: false },
  { step: "failed", code: "SOURCE_UNAVAILABLE", kept: "mailbox" },
];

const events: readonly ReportEvent[] = [
  { type: "started" },
  { type: "acquire-progress", fraction: 1 },
  { type: "acquired" },
  { type: "seal-progress", phase: "analysing", fraction: 1 },
  { type: "sealed", sealed },
  { type: "stored", kept: "memory" },
  { type: "send-progress", fraction: 1 },
  { type: "answered" },
  { type: "verified", answer, timestampedAt: null },
  { type: "postponed", code: "SERVER_ERROR", nextAttemptAt: 9 },
  { type: "rejected", code: "CONSISTENCY_FAILED" },
  { type: "send-again" },
  { type: "cancelled" },
  { type: "failed", code: "INTERNAL" },
  { type: "reset" },
];

/** "from event": the step that follows. Whatever is not listed here must leave the state as it is. */
const moves: Readonly<Record<string, ReportState["step"]>> = {
  "ready started": "acquiring",
  "failed started": "acquiring",
  "acquiring acquire-progress": "acquiring",
  "acquiring acquired": "sealing",
  "acquiring cancelled": "stopped",
  "acquiring failed": "failed",
  "sealing seal-progress": "sealing",
  "sealing sealed": "storing",
  "sealing cancelled": "stopped",
  "sealing failed": "failed",
  "storing stored": "sending",
  "sending send-progress": "sending",
  "sending answered": "checking",
  "sending postponed": "waiting",
  "sending rejected": "refused",
  "sending cancelled": "stopped",
  "checking answered": "checking",
  "checking verified": "done",
  "checking postponed": "waiting",
  "checking rejected": "refused",
  "waiting send-again": "sending",
  "waiting cancelled": "stopped",
  "waiting reset": "ready",
  "refused send-again": "sending",
  "refused reset": "ready",
  "stopped send-again": "sending",
  "stopped reset": "ready",
  "done reset": "ready",
  "failed reset": "ready",
  "ready reset": "ready",
};

const named = (state: ReportState) =>
  "sealed" in state && state.sealed === null ? "stopped, nothing sealed" : state.step;
const pairs = states.flatMap((state) =>
  events.map((event) => [named(state), event.type, state, event] as const),
);

test.each(pairs)("%s, then %s", (_, type, state, event) => {
  const after = nextState(state, event);
  const nothingToSend = type === "send-again" && "sealed" in state && state.sealed === null;
  const expected = nothingToSend ? undefined : moves[`${state.step} ${type}`];
  if (expected === undefined) expect(after).toBe(state);
  else expect(after.step).toBe(expected);
});

test("every step has been among the starting points", () => {
  const steps: Record<ReportState["step"], true> = {
    ready: true,
    acquiring: true,
    sealing: true,
    storing: true,
    sending: true,
    checking: true,
    done: true,
    waiting: true,
    refused: true,
    stopped: true,
    failed: true,
  };
  expect(new Set(states.map(({ step }) => step))).toEqual(new Set(Object.keys(steps)));
});

const history = fc.array(fc.constantFrom(...events), { maxLength: 60 });

function walk(sequence: readonly ReportEvent[]): ReportState[] {
  const walked: ReportState[] = [{ step: "ready" }];
  for (const event of sequence) walked.push(nextState(walked.at(-1) as ReportState, event));
  return walked;
}

test("whatever happens in whatever order: done only by a verified receipt, right after checking", () => {
  fc.assert(
    fc.property(history, (sequence) => {
      const walked = walk(sequence);
      for (const [index, state] of walked.entries()) {
        const before = walked[index - 1];
        if (state.step !== "done" || before === undefined || before === state) continue;
        expect([before.step, sequence[index - 1]?.type]).toEqual(["checking", "verified"]);
      }
    }),
    { numRuns: 2000 },
  );
});

test("whatever happens in whatever order: once sealed and stored, no step but reset forgets it", () => {
  fc.assert(
    fc.property(history, (sequence) => {
      const walked = walk(sequence);
      for (const [index, state] of walked.entries()) {
        const before = walked[index - 1];
        const held = before !== undefined && "sealed" in before && before.sealed !== null;
        if (!held || sequence[index - 1]?.type === "reset") continue;
        expect("sealed" in state && state.sealed).toBe(before.sealed);
      }
    }),
    { numRuns: 2000 },
  );
});

test("where the octets are is never said wrong: what was kept stays said until it is sent", () => {
  fc.assert(
    fc.property(history, (sequence) => {
      const walked = walk(sequence);
      for (const [index, state] of walked.entries()) {
        const before = walked[index - 1];
        if (before === undefined || !("kept" in before) || !("kept" in state)) continue;
        if (before.step !== "failed") expect(state.kept).toBe(before.kept);
      }
    }),
    { numRuns: 2000 },
  );
});

test("stopped while it may already have arrived says so; before sealing it cannot have", () => {
  const stop = (state: ReportState) => nextState(state, { type: "cancelled" });
  expect(stop({ step: "sending", sealed, kept: "device", fraction: 1 })).toMatchObject({
    mayHaveArrived: true,
    kept: "device",
  });
  expect(stop({ step: "acquiring", fraction: null })).toMatchObject({
    mayHaveArrived: false,
    kept: "mailbox",
    sealed: null,
  });
});

test("settled means that nothing is under way", () => {
  const running = states.filter((state) => !isSettled(state)).map(({ step }) => step);
  expect(running).toEqual(["acquiring", "sealing", "storing", "sending", "checking"]);
});
