import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import { summariseTrace } from "../../../../src/core/analysis/trace/trace-summary.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

function summary(lines: readonly string[], provenance: "host-api" | "supplied-file" = "host-api") {
  const message = lines.map((line) => `Received: ${line}\r\n`).join("");
  return summariseTrace(readTrace(viewMessage(utf8(`${message}\r\n`)), provenance, []));
}

const LINES = [
  "from gw.own.example (gw.own.example [10.0.0.2]) by store.own.example; Tue, 1 Jul 2025 10:00:09 +0000",
  "from relay.test (relay.test [198.51.100.9]) by gw.own.example; Tue, 1 Jul 2025 10:00:05 +0000",
  "from pc7 (line.example.net [203.0.113.9]) by relay.test; Tue, 1 Jul 2025 09:59:59 +0000",
  "from localhost (localhost [127.0.0.1]) by pc7; soon",
];

test("last trusted hop, handover address, earliest origin, duration", () => {
  expect(summary(LINES)).toEqual({
    lastTrusted: 1,
    handoverIp: "198.51.100.9",
    earliestOrigin: { hop: 2, helo: "pc7", rdns: "line.example.net", ip: "203.0.113.9" },
    durationMs: 10_000,
  });
});

test("a supplied file has no trusted hop, and claims the same origin", () => {
  const { lastTrusted, handoverIp, earliestOrigin } = summary(LINES, "supplied-file");
  expect([lastTrusted, handoverIp, earliestOrigin?.ip]).toEqual([null, null, "203.0.113.9"]);
});

test("a server that received from itself counts only where there is no other", () => {
  expect(summary(["from localhost by box; x"]).earliestOrigin).toEqual({
    hop: 0,
    helo: "localhost",
    rdns: null,
    ip: null,
  });
});

test("nothing there; one time alone is no duration; clocks that run backwards stay negative", () => {
  expect(summary([])).toEqual({
    lastTrusted: null,
    handoverIp: null,
    earliestOrigin: null,
    durationMs: null,
  });
  expect(summary([LINES[0] as string]).durationMs).toBeNull();
  expect(summary([LINES[2] as string, LINES[0] as string]).durationMs).toBe(-10_000);
});
