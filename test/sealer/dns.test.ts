/** Keys for the signatures of a mail, as far as the directory's policy goes: the same as on a reporter's device. */
import type { Directory } from "../../src/core/evidence/directory.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { readDnsEvidence } from "../../src/core/dns/evidence.ts";
import { makeDkimKey, PROVIDERS, waitForSnapshot, zonesWith } from "../intake/dns/world.ts";
import { type NameServer, startNameServer } from "../support/name-server.ts";
import { signedMail } from "../support/signed-mail.ts";
import { filesOf, makeWorld, openAtIntake, reportOf, serverMaySeal, sourceOf, type World } from "./world.ts";

const key = makeDkimKey();
const signedBy = (domain: string, selector: string) =>
  utf8(signedMail({ domain, selector, privateKey: key.privateKey }));

let server: NameServer;
let world: World;
beforeAll(async () => {
  server = await startNameServer(zonesWith(key));
});
afterAll(() => server.close());
afterEach(() => world.end());

async function worldWith(dnsQueries: Directory["policy"]["dnsQueries"]): Promise<void> {
  const { policy, ...times } = serverMaySeal();
  const dns = { resolvers: [server.address], providers: PROVIDERS, refreshMs: 600_000 };
  const whole = { ...(policy as Directory["policy"]), dnsQueries };
  world = await makeWorld({ ...times, policy: whole }, { dns });
}

async function sealedWith(mail: Uint8Array<ArrayBuffer>) {
  const sealer = await world.open();
  const { packageDigest } = await sealer.seal(reportOf("k", { sources: [sourceOf(mail)] }));
  await sealer.send(packageDigest);
  const { opened } = await openAtIntake(world, packageDigest);
  const [message] = opened.messages;
  const dns = readDnsEvidence(message?.dns);
  return { analysis: message?.analysis as unknown as Analysis, dns: dns.ok ? dns.value : null };
}

test("snapshot: the signature is checked, and the snapshot is remembered against an older one", async () => {
  await worldWith("snapshot");
  const { snapshot } = await waitForSnapshot({ url: world.options.intakeUrl }, world.organisation);
  const { analysis, dns } = await sealedWith(signedBy("provider.example", "s1"));
  expect(analysis.statements).toMatchObject({ authentication: "signed" });
  expect(dns).toMatchObject({ policy: "snapshot", disclosed: [], problems: [] });
  const remembered = [...filesOf(world.dataDir)].find(([path]) => path.endsWith("dns-snapshot.seen.json"));
  expect(remembered?.[1].toString()).toBe(JSON.stringify({ takenAt: snapshot.takenAt }));
});

test("single: the missing key is asked for with the door's own code, and that is disclosed", async () => {
  await worldWith("single");
  await waitForSnapshot({ url: world.options.intakeUrl }, world.organisation);
  const { analysis, dns } = await sealedWith(signedBy("small.example", "k"));
  expect(analysis.statements).toMatchObject({ authentication: "signed" });
  expect(dns?.disclosed).toMatchObject([{ name: "k._domainkey.small.example", to: "intake" }]);
});

test("none: nobody is asked", async () => {
  await worldWith("none");
  const { analysis, dns } = await sealedWith(signedBy("provider.example", "s1"));
  expect(analysis.statements.authentication).not.toBe("signed");
  expect(dns?.lookups ?? []).toEqual([]);
});
