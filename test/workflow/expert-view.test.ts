/** What an expert is shown: of one mail, bounded, from memory, and gone when asked. */
import { expertMemory, expertViewOf, MAX_SHOWN_OCTETS } from "../../src/workflow/expert-view.ts";
import type { SealRequest } from "../../src/workflow/engine-port.ts";
import type { AcquiredSource } from "../../src/workflow/ports.ts";
import { makeDevice, makeTestEngine, NOT_ASKED, NOW, partsOf, sourceOf } from "./world.ts";

const MAIL = "From: Jan <jan@example.test>\r\nSubject: x\r\n\r\nhello\r\n";
const analysis = { subject: "x" } as never;

describe("expertViewOf", () => {
  test("a large mail: its first 256 KiB, and how much there is", () => {
    const view = expertViewOf(sourceOf(`${MAIL}${"a".repeat(400_000)}`), analysis);
    expect(view?.source.length).toBe(MAX_SHOWN_OCTETS);
    expect(view?.sourceOctets).toBe(400_000 + MAIL.length);
  });
  test("nothing analysed, nothing shown", () => {
    expect(expertViewOf(sourceOf(MAIL), null)).toBeNull();
    expect(expertViewOf({ ...sourceOf(MAIL), original: null, parts: new Map() }, analysis)).toBeNull();
  });
  test("parts: the header part is what the analysis counts from", () => {
    const source = partsOf({ "headers.txt": "Subject: x\r\n\r\n", "body.txt": "hello" });
    expect(expertViewOf(source, analysis)?.source).toEqual(source.parts.get("headers.txt")?.octets);
  });
});

test("memory: the last one only, a copy each time, until it is forgotten", () => {
  const memory = expertMemory();
  const view = { analysis, source: new Uint8Array([1]), sourceOctets: 1 };
  memory.remember("ZG-0000-0001" as never, view);
  memory.recall("ZG-0000-0001" as never)?.source.fill(9);
  expect(memory.recall("ZG-0000-0001" as never)?.source).toEqual(new Uint8Array([1]));
  memory.remember("ZG-0000-0002" as never, null);
  expect(memory.recall("ZG-0000-0001" as never)).toBeNull();
  expect(memory.recall("ZG-0000-0002" as never)).toBeNull();
  memory.remember("ZG-0000-0003" as never, view);
  memory.forget();
  expect(memory.recall("ZG-0000-0003" as never)).toBeNull();
});

test("the engine inspects without sealing", async () => {
  const engine = await makeTestEngine();
  const view = await engine.inspect(sourceOf(MAIL));
  expect(view?.analysis.subject).toBe("x");
  expect(new TextDecoder().decode(view?.source)).toBe(MAIL);
});

test("after sealing, the report's own reference gives its analysis and source, until it is forgotten", async () => {
  const { ports, reading } = await makeDevice();
  const { engine } = ports;
  const request = (sources: readonly AcquiredSource[]): Promise<SealRequest> =>
    reading().then((directory) => ({
      sources,
      answers: NOT_ASKED,
      readers: { deskId: "security", leftOut: [] },
      directory,
      checkpoint: null,
      language: "nl",
      reportedAt: NOW,
      timeZone: "Europe/Amsterdam",
      addIn: { version: "0.1.0", build: "test" },
    }));
  const seal = async (...sources: readonly AcquiredSource[]) =>
    engine.seal(await request(sources), () => {}, new AbortController().signal);
  const { reference } = await seal(sourceOf(MAIL));
  expect((await engine.expertView(reference))?.analysis.subject).toBe("x");
  await engine.forget();
  expect(await engine.expertView(reference)).toBeNull();
  const several = await seal(sourceOf(MAIL), sourceOf(MAIL));
  expect(await engine.expertView(several.reference)).toBeNull();
});
