/** What was seen of an organisation, on a device that may store nothing. */
import { steadyMemory } from "../../src/conversation/session-memory.ts";
import { failing } from "../workflow/world.ts";

describe("memory of a device that stores nothing", () => {
  const broken = {
    directory: failing("DEVICE_STORAGE_UNAVAILABLE"),
    rememberDirectory: failing("DEVICE_STORAGE_UNAVAILABLE"),
    checkpoint: failing("DEVICE_STORAGE_UNAVAILABLE"),
    rememberCheckpoint: failing("DEVICE_STORAGE_UNAVAILABLE"),
    enrolmentCode: failing("DEVICE_STORAGE_UNAVAILABLE"),
    rememberEnrolmentCode: failing("DEVICE_STORAGE_UNAVAILABLE"),
  };
  const seen = (size: number, origin = "o") => ({ origin, size, root: "AA==", note: "n" });

  test("lasts as long as the pane, and never goes back", async () => {
    const memory = steadyMemory(broken);
    expect(await memory.checkpoint()).toBeNull();
    await memory.rememberCheckpoint(seen(5));
    await memory.rememberCheckpoint(seen(3));
    expect(await memory.checkpoint()).toEqual(seen(5));
    const directory = (version: number) => ({
      version,
      digest: "sha256:00" as const,
      octets: new Uint8Array(),
    });
    await memory.rememberDirectory(directory(4));
    await memory.rememberDirectory(directory(2));
    expect(await memory.directory()).toEqual(directory(4));
    await memory.rememberEnrolmentCode("code");
    expect(await memory.enrolmentCode()).toBe("code");
  });

  test("what the device did store wins where it is newer", async () => {
    const memory = steadyMemory({ ...broken, checkpoint: async () => seen(9) });
    await memory.rememberCheckpoint(seen(5));
    expect(await memory.checkpoint()).toEqual(seen(9));
  });
});
