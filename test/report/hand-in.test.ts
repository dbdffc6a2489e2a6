/** A sealed report that somebody hands in as a file: whole, damaged, another organisation's, under any name. */
import { writeSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import { handedIn } from "../../src/report/hand-in.ts";
import { type Device, makeDevice } from "../workflow/world.ts";
import { sealRequest } from "../workflow/sealing.ts";

let octets: Uint8Array<ArrayBuffer>;
let packageDigest: string;
let organisation: string;

beforeAll(async () => {
  const device: Device = await makeDevice();
  const request = await sealRequest(device);
  const signal = new AbortController().signal;
  const { submission } = await device.ports.engine.seal(request, () => {}, signal);
  ({ packageDigest } = submission);
  ({ organisation } = request.directory.directory);
  const sealed = submission.package;
  octets = writeSavedSubmission({
    statement: submission.statement,
    summary: submission.summary,
    package: sealed instanceof Blob ? new Uint8Array(await sealed.arrayBuffer()) : sealed,
  } as Parameters<typeof writeSavedSubmission>[0]);
});

test.each([
  ["ZG-7K3M-92QF.zegel", "ZG-7K3M-92QF"],
  ["ZG-7K3M-92QF (1).zegel", "ZG-7K3M-92QF"],
  ["Download 3.zegel", null],
  ["<b>ZG-IIII-0000</b>.zegel", null],
])("%s: the reference is the name's, or the start of the package's digest", async (name, reference) => {
  const read = await handedIn(octets, name, organisation);
  expect(read).toMatchObject({ ok: true, value: { submission: { packageDigest } } });
  if (read.ok) expect(read.value.reference).toBe(reference ?? packageDigest.slice(0, "sha256:".length + 8));
});

test("another organisation's is told apart from a damaged one", async () => {
  expect(await handedIn(octets, "a.zegel", "elsewhere")).toMatchObject({
    ok: false,
    error: { code: "INPUT_INVALID" },
  });
});

test("any octet that changed, or any that is missing, and it is refused", async () => {
  for (const at of [0, 7, octets.length >> 2, octets.length >> 1, octets.length - 1]) {
    const changed = octets.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect([at, (await handedIn(changed, "a.zegel", organisation)).ok]).toEqual([at, false]);
    expect([at, (await handedIn(octets.slice(0, at), "a.zegel", organisation)).ok]).toEqual([at, false]);
  }
});
