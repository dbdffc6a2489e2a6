/**
 * From a key in DNS to a statement in a sealed package: a real DNS server, a real intake, the real client and engine. What
 * was used is sealed, and stands when the key has long been replaced.
 */
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { checkDnsEvidence } from "../../src/core/dns/check-evidence.ts";
import { type DnsEvidence, evidenceSource, readDnsEvidence } from "../../src/core/dns/evidence.ts";
import { keyBook } from "../../src/core/dns/key-sources.ts";
import { formatSnapshotAnswer } from "../../src/core/dns/snapshot-answer.ts";
import { type OpenedPackage, openPackage } from "../../src/core/seal/open.ts";
import { verifyPackage } from "../../src/core/verify/package.ts";
import { intakeClient } from "../../src/clients/intake.ts";
import type { FetchedKeys, KeyClient } from "../../src/workflow/fetch-keys.ts";
import { missingNames } from "../../src/workflow/signature-names.ts";
import type { ReportPorts } from "../../src/workflow/report-mail.ts";
import {
  type DnsWorld,
  makeDkimKey,
  type ServedSnapshot,
  startDnsWorld,
  waitForSnapshot,
  zonesWith,
} from "../intake/dns/world.ts";
import { signedMail } from "../support/signed-mail.ts";
import { devicePorts, type Policy } from "./dns-device.ts";
import { mailSource, reportOn, REQUEST, requested, sealedIn, sourceOf } from "./world.ts";

const [key, later] = [makeDkimKey(), makeDkimKey()];
const MAIL = signedMail({ domain: "provider.example", selector: "s1", privateKey: key.privateKey });
const SMALL = signedMail({ domain: "small.example", selector: "k", privateKey: key.privateKey });

let world: DnsWorld;
const served = {} as Record<"snapshot" | "single", ServedSnapshot>;
beforeAll(async () => {
  world = await startDnsWorld(zonesWith(key));
  const stamped = ({ answer }: ServedSnapshot) => answer.timestamp !== null;
  served.snapshot = await waitForSnapshot(world, world.organisations.snapshot, stamped);
  served.single = await waitForSnapshot(world, world.organisations.single, stamped);
});
afterAll(() => world.close());

const portsFor = (policy: Policy, keys?: Partial<KeyClient>) => devicePorts(world, policy, keys);

interface Reported {
  readonly opened: OpenedPackage;
  readonly octets: Uint8Array;
  readonly analysis: Analysis;
  readonly dns: DnsEvidence;
}

async function report(policy: Policy, mail: string, ports?: ReportPorts): Promise<Reported> {
  const used = ports ?? (await portsFor(policy));
  const { state } = await reportOn(used, { ...REQUEST, mails: [requested(mailSource(mail))] });
  if (state.step !== "done") throw new Error(`the report ended in ${state.step}`);
  const { package: sealed } = sealedIn(state);
  const octets = sealed instanceof Blob ? new Uint8Array(await sealed.arrayBuffer()) : sealed;
  const identities = [world.organisations[policy].recovery.ageIdentity];
  const opened = await openPackage(octets, { identities });
  if (!opened.ok) throw opened.error;
  const [message] = opened.value.messages;
  const dns = readDnsEvidence(message?.dns);
  if (!dns.ok) throw dns.error;
  const analysis = message?.analysis as unknown as Analysis;
  return { opened: opened.value, octets, analysis, dns: dns.value };
}

describe("policy snapshot", () => {
  test("a mail signed with a key in it is signed, and says by whom and when the key was seen", async () => {
    const { analysis, dns } = await report("snapshot", MAIL);
    const { origin } = served.snapshot.snapshot;
    const [entry] = served.snapshot.snapshot.entries;
    expect(analysis.statements).toMatchObject({ authentication: "signed" });
    expect(analysis.statements.reasons).toContain(`key-source intake-snapshot ${origin}`);
    expect(analysis.statements.reasons).toContain(
      `key-seen-at ${new Date(entry?.at as number).toISOString()}`,
    );
    expect(dns).toMatchObject({
      policy: "snapshot",
      lookups: [{ name: "s1._domainkey.provider.example", outcome: "found", records: [key.record] }],
      notes: [{ note: served.snapshot.answer.note, timestamp: served.snapshot.answer.timestamp }],
      disclosed: [],
      problems: [],
    });
  });

  test("a mail whose key is not in it: no key, and nobody was asked", async () => {
    const { analysis, dns } = await report("snapshot", SMALL);
    expect(analysis.dkim).toMatchObject([{ signature: "no-key", bodyHash: "match" }]);
    expect(analysis.statements.authentication).toBe("body-fits");
    expect(dns).toMatchObject({
      lookups: [{ name: "k._domainkey.small.example", outcome: "not-known", source: null }],
      disclosed: [],
    });
  });

  test("verify finds the keys in notes of the log; with another log's key it does not", async () => {
    const { octets } = await report("snapshot", MAIL);
    const { recovery, log, directory } = world.organisations.snapshot;
    const policy = { v: 1, timestampRoots: directory.timestamp.roots, directoryRoots: [] } as const;
    const check = async (logs: readonly { origin: string; key: string }[]) => {
      const identities = [recovery.ageIdentity];
      const { checks } = await verifyPackage(octets, { identities, policy: { ...policy, logs } });
      return checks.find(({ claim }) => claim === "dns-keys");
    };
    expect(await check([log])).toMatchObject({ status: "passed", anchor: log.origin });
    expect(await check([])).toMatchObject({ status: "not-checked" });
    const { key: foreign } = world.organisations.single.log;
    expect(await check([{ origin: log.origin, key: foreign }])).toMatchObject({
      status: "failed",
      code: "DNS_SNAPSHOT_UNTRUSTED",
    });
  });
});

describe("policy single", () => {
  test("a key outside the snapshot is asked for, disclosed and sealed", async () => {
    const { analysis, dns } = await report("single", SMALL);
    const { origin, key: logKey } = world.organisations.single.log;
    expect(analysis.statements.authentication).toBe("signed");
    expect(analysis.statements.reasons).toContain(`key-source intake-query ${origin}`);
    expect(dns.disclosed).toMatchObject([{ name: "k._domainkey.small.example", to: "intake" }]);
    expect(dns.notes).toHaveLength(2);
    const anchors = { logs: [{ origin, key: logKey }], timestampRoots: [], organisation: "single" };
    expect(await checkDnsEvidence(dns, anchors)).toMatchObject({ ok: true, value: { vouched: 1 } });
  });

  test("one that the snapshot holds is not asked for", async () => {
    const { analysis, dns } = await report("single", MAIL);
    expect(analysis.statements.authentication).toBe("signed");
    expect(dns.disclosed).toEqual([]);
  });

  test("a question that fails is disclosed too: it may have arrived", async () => {
    const ports = await portsFor("single", {
      dnsKey: () => Promise.reject(new EvidenceError("NETWORK_UNREACHABLE", "gone", { retry: "later" })),
    });
    const { analysis, dns } = await report("single", SMALL, ports);
    expect(analysis.dkim).toMatchObject([{ signature: "no-key" }]);
    expect(dns.disclosed).toHaveLength(1);
    expect(dns.problems).toEqual([{ step: "dns-key", code: "NETWORK_UNREACHABLE" }]);
  });

  test("a sender who writes many signatures cannot make the client ask many questions", () => {
    const fields = Array.from({ length: 40 }, (_, i) => `DKIM-Signature: v=1; d=d${i}.example; s=k;\r\n`);
    expect(missingNames([sourceOf(`${fields.join("")}\r\n`)], null)).toHaveLength(4);
  });
});

describe("without keys", () => {
  test("policy none: nothing is asked, nothing is said of signatures, and dns.json says so", async () => {
    const asked: string[] = [];
    const note = (what: string) => () => {
      asked.push(what);
      return Promise.reject(new EvidenceError("NOT_FOUND", "nothing"));
    };
    const ports = await portsFor("none", { dnsSnapshot: note("snapshot"), dnsKey: note("key") });
    const { analysis, dns } = await report("none", MAIL, ports);
    expect(asked).toEqual([]);
    expect(analysis.dkim).toMatchObject([{ signature: "unchecked", bodyHash: "match" }]);
    expect(dns).toEqual({ v: 1, policy: "none", lookups: [], notes: [], disclosed: [], problems: [] });
  });

  const foreign = async () => (await waitForSnapshot(world, world.organisations.single)).octets;
  const changed = async () => {
    const { note, timestamp } = served.snapshot.answer;
    return formatSnapshotAnswer({ note: note.replace("p=M", "p=N"), timestamp });
  };
  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>, string]>([
    [
      "no answer",
      () => Promise.reject(new EvidenceError("NETWORK_UNREACHABLE", "down")),
      "NETWORK_UNREACHABLE",
    ],
    ["another organisation's", foreign, "DNS_SNAPSHOT_UNTRUSTED"],
    ["a changed one", changed, "SIGNATURE_INVALID"],
    ["a sign-in page", async () => new TextEncoder().encode("<html>"), "DNS_SNAPSHOT_INVALID"],
  ])("%s: the report goes on, signatures stay unchecked", async (_, dnsSnapshot, code) => {
    const { analysis, dns } = await report("snapshot", MAIL, await portsFor("snapshot", { dnsSnapshot }));
    expect(analysis.dkim).toMatchObject([{ signature: "unchecked" }]);
    expect(analysis.statements.authentication).toBe("body-fits");
    expect(dns).toMatchObject({ lookups: [], notes: [], problems: [{ step: "dns-snapshot", code }] });
  });
});

describe("later", () => {
  /** Seals with a snapshot as fetched, at a time of the test's. */
  async function sealedAt(reportedAt: number, seen: number | null): Promise<Pick<Reported, "dns">> {
    const ports = await portsFor("snapshot");
    const keys: FetchedKeys = {
      policy: "snapshot",
      snapshot: served.snapshot.octets,
      answers: [],
      disclosed: [],
      problems: [],
      seen,
    };
    const sealed = await ports.engine.seal(
      {
        sources: [sourceOf(MAIL)],
        answers: REQUEST.answers,
        readers: { deskId: "security", leftOut: [] },
        directory: await ports.directory(),
        checkpoint: null,
        language: "nl",
        reportedAt,
        timeZone: "UTC",
        addIn: { version: "0", build: "test" },
        keys,
      },
      () => {},
      new AbortController().signal,
    );
    const identities = [world.organisations.snapshot.recovery.ageIdentity];
    const opened = await openPackage(sealed.submission.package as Uint8Array, { identities });
    if (!opened.ok) throw opened.error;
    const dns = readDnsEvidence(opened.value.messages[0]?.dns);
    if (!dns.ok) throw dns.error;
    return { dns: dns.value };
  }

  test.each<[string, number, number, string[]]>([
    ["six days old: used, and its time is named", 6, 0, []],
    ["eight days old: refused", 8, 0, ["DNS_SNAPSHOT_STALE"]],
    ["older than one that was seen", 0, 1, ["DNS_SNAPSHOT_STALE"]],
  ])("%s", async (_, days, ahead, codes) => {
    const { takenAt } = served.snapshot.snapshot;
    const { dns } = await sealedAt(takenAt + days * 86_400_000, takenAt + ahead);
    expect(dns.problems.map(({ code }) => code)).toEqual(codes);
    expect(dns.notes).toHaveLength(codes.length === 0 ? 1 : 0);
  });

  test("the device remembers which snapshot it used", async () => {
    const ports = await portsFor("snapshot");
    await report("snapshot", MAIL, ports);
    expect(await ports.memory.dnsSnapshot?.()).toBe(served.snapshot.snapshot.takenAt);
  });

  test("the key is replaced in DNS: the sealed one still verifies the mail, for whoever checks it", async () => {
    const { dns, opened } = await report("snapshot", MAIL);
    await world.server.serve(zonesWith(later));
    const { log } = world.organisations.snapshot;
    const anchors = { logs: [log], timestampRoots: [], organisation: "snapshot" };
    expect((await checkDnsEvidence(dns, anchors)).ok).toBe(true);
    const octets = opened.messages[0]?.original?.octets as Uint8Array;
    const again = await analyseMessage(octets, {
      provenance: "supplied-file",
      capture: "as-served",
      keys: keyBook([evidenceSource(dns)]).resolver,
    });
    expect(again.dkim).toMatchObject([{ signature: "pass" }]);
    const now = intakeClient({
      baseUrl: world.url,
      organisation: "single",
      authorization: () => `Enrolment ${world.organisations.single.code}`,
    });
    const today = new TextDecoder().decode(await now.dnsKey("provider.example", "s1"));
    expect(today).toContain(later.record);
    expect(today).not.toContain(key.record);
  });
});
