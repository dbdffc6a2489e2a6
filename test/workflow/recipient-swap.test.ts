/** A server that would like to read along: recipients of its own, in a directory that the pinned root did not sign. */
import { signDirectory } from "../../src/core/evidence/directory.ts";
import { makeIdentity } from "../../src/core/seal/identity.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { ed25519Signer } from "../../src/core/seal/sshsig.ts";
import { trustedDirectory } from "../../src/workflow/trust.ts";
import { type Device, makeDevice, reportOn, sealedIn } from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

describe("a directory that was exchanged", () => {
  const attacker = () => makeIdentity({ pq: false });
  async function swapped(root = device.world.root) {
    const { directory } = device.world;
    const mallory = await attacker();
    const [desk, ...desks] = directory.desks;
    if (desk === undefined) throw new TypeError("no desk");
    const people = desk.people.map((person) => ({ ...person, recipient: mallory.recipient }));
    const octets = await signDirectory(
      { ...directory, desks: [{ ...desk, people: people.slice(0, 1) }, ...desks] },
      root,
    );
    return { mallory, octets };
  }
  const otherRoot = ed25519Signer(new Uint8Array(32).fill(99));

  test("recipients of the server's own, first use: nothing is sealed, the mail stays where it is", async () => {
    const { octets } = await swapped(otherRoot);
    const lying = await lyingWith(octets);
    const { state, steps } = await reportOn(lying);
    expect(state).toEqual({ step: "failed", code: "DIRECTORY_SIGNATURE_INVALID", kept: "mailbox" });
    expect(steps).not.toContain("storing");
    expect(device.calls).toEqual([]);
  });

  test("recipients of the server's own, later: sealed to those remembered, and mallory cannot open it", async () => {
    await device.ports.directory();
    const { octets, mallory } = await swapped(otherRoot);
    const { state } = await reportOn(await lyingWith(octets));
    const sealed = sealedIn(state).package as Uint8Array<ArrayBuffer>;
    const { anna } = device.world.keys;
    expect(await openPackage(sealed, { identities: [mallory.ageIdentity] })).toMatchObject({
      ok: false,
      error: { code: "NOT_A_RECIPIENT" },
    });
    expect(await openPackage(sealed, { identities: [anna.ageIdentity] })).toMatchObject({ ok: true });
  });

  async function lyingWith(octets: Uint8Array<ArrayBuffer>) {
    const { ports, anchors, client } = device;
    const lying = { ...client, directory: async () => octets };
    return { ...ports, directory: () => trustedDirectory({ ...ports, client: lying }, anchors) };
  }
});
