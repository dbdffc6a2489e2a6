/** Which directory a device goes by: what a server can and cannot change about it. */
import { utf8 } from "../../src/core/base/bytes.ts";
import { type Directory, signDirectory } from "../../src/core/evidence/directory.ts";
import { ed25519Signer } from "../../src/core/seal/sshsig.ts";
import { trustedDirectory } from "../../src/workflow/trust.ts";
import { EXPIRES_AT } from "../core/evidence/directory-example.ts";
import { type Device, failing, makeDevice, NOW, reportOn } from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const ask = (allowDemo = false) => {
  const { ports, client, anchors } = device;
  return trustedDirectory({ ...ports, client }, { ...anchors, allowDemo });
};

async function next(changes: Partial<Directory> = {}): Promise<Directory> {
  const { digest } = await device.reading();
  return { ...device.directory.current, version: 2, previous: digest, ...changes };
}

async function withServed(octets: Uint8Array<ArrayBuffer>) {
  const { ports, anchors } = device;
  return trustedDirectory({ ...ports, client: { directory: async () => octets } }, anchors);
}

test("fetched, checked, remembered", async () => {
  expect(await ask()).toMatchObject({ problem: null, expired: false, directory: { version: 1 } });
  expect(await device.ports.memory.directory()).toMatchObject({ version: 1 });
  device.directory.current = await next();
  expect(await ask()).toMatchObject({ problem: null, directory: { version: 2 } });
});

test("rollback: the remembered one is used, and a note says why", async () => {
  const old = device.directory.current;
  device.directory.current = await next();
  await ask();
  device.directory.current = old;
  expect(await ask()).toMatchObject({ problem: "DIRECTORY_ROLLBACK", directory: { version: 2 } });
});

test("fork: two directories of one version", async () => {
  await ask();
  device.directory.current = { ...device.directory.current, name: "Voorbeeld NV" };
  expect(await ask()).toMatchObject({ problem: "DIRECTORY_FORKED", directory: { name: "Voorbeeld BV" } });
});

test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
  [
    "DIRECTORY_FOREIGN",
    () => signDirectory({ ...device.world.directory, organisation: "other" }, device.world.root),
  ],
  [
    "DIRECTORY_SIGNATURE_INVALID",
    () => signDirectory(device.world.directory, ed25519Signer(new Uint8Array(32).fill(99))),
  ],
  [
    "DIRECTORY_DEMO_REFUSED",
    () => signDirectory({ ...device.world.directory, demo: true }, device.world.root),
  ],
  ["DIRECTORY_INVALID", async () => utf8("<!doctype html>")],
  ["DIRECTORY_INVALID", async () => new Uint8Array()],
])("%s: refused at first use, the remembered one used later", async (code, octets) => {
  const served = await octets();
  await expect(withServed(served)).rejects.toMatchObject({ code });
  expect(await device.ports.memory.directory()).toBeNull();
  await ask();
  expect(await withServed(served)).toMatchObject({ problem: code, directory: { version: 1, demo: false } });
});

test("no network: the remembered one; without one, nothing is sealed", async () => {
  const { ports, anchors } = device;
  const offline = { ...ports, client: { directory: failing("NETWORK_UNREACHABLE") } };
  await expect(trustedDirectory(offline, anchors)).rejects.toMatchObject({ code: "NETWORK_UNREACHABLE" });
  await ask();
  expect(await trustedDirectory(offline, anchors)).toMatchObject({ problem: "NETWORK_UNREACHABLE" });
});

test("expired: said so, and a report goes to the recovery key alone", async () => {
  device.clock.time = EXPIRES_AT;
  expect(await ask()).toMatchObject({ expired: true, problem: null });
  const { state } = await reportOn(device.ports);
  expect(state).toMatchObject({ step: "done", sealed: { recoveryOnly: "expired", readBy: [] } });
  expect(await device.ports.outbox.list()).toMatchObject([{ recoveryOnly: true }]);
});

test("remembered octets that were changed on the device are no anchor", async () => {
  await ask();
  const seen = await device.ports.memory.directory();
  const forged = await signDirectory(
    { ...device.world.directory, name: "Mallory" },
    ed25519Signer(new Uint8Array(32).fill(99)),
  );
  if (seen === null) throw new TypeError("nothing was remembered");
  await device.ports.memory.rememberDirectory({ ...seen, octets: forged });
  const { ports, anchors } = device;
  const offline = { ...ports, client: { directory: failing("NETWORK_UNREACHABLE") } };
  await expect(trustedDirectory(offline, anchors)).rejects.toMatchObject({
    code: "DIRECTORY_SIGNATURE_INVALID",
  });
});

test("a device that remembers nothing still reports", async () => {
  const memory = {
    directory: failing("DEVICE_STORAGE_UNAVAILABLE"),
    rememberDirectory: failing("DEVICE_STORAGE_UNAVAILABLE"),
    checkpoint: failing("DEVICE_STORAGE_UNAVAILABLE"),
    rememberCheckpoint: failing("DEVICE_STORAGE_UNAVAILABLE"),
  };
  const { ports, anchors, client } = device;
  const directory = () => trustedDirectory({ ...ports, client, memory }, anchors);
  expect((await reportOn({ ...ports, memory, directory })).state.step).toBe("done");
});

test("the clock of the device decides on expiry, not the server", async () => {
  device.clock.time = EXPIRES_AT - 1;
  expect(await ask()).toMatchObject({ expired: false });
  expect(NOW).toBeLessThan(EXPIRES_AT);
});
