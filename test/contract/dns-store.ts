/** What every ledger must keep of DNS: the current answer of each name, the keys before it, signed snapshots. */
import type { Ledger, SeenDnsAnswer } from "../../src/intake/storage/ports.ts";

interface LedgerUnderTest {
  readonly ledger: Ledger;
  reopen(): Promise<Ledger>;
}

/** @param under - The ledger of the test that runs. */
export function dnsStoreContract(under: () => LedgerUnderTest): void {
  describe("answers of DNS", () => {
    const name = "s1._domainkey.mail.example";
    const answer = (at: number, changes: Partial<SeenDnsAnswer> = {}): SeenDnsAnswer => ({
      name,
      outcome: "found",
      records: ["v=DKIM1; p=AAAA"],
      at,
      resolver: "192.0.2.53",
      transient: false,
      ...changes,
    });
    const missing = { outcome: "nxdomain", records: [] } as const;
    const silent = { outcome: "timeout", records: [], transient: true } as const;

    test("the same answer again moves its time, and not when it was first seen", async () => {
      await under().ledger.noteDnsAnswers([answer(10), answer(20)]);
      expect(await under().ledger.dnsEntries([name])).toEqual([
        {
          name,
          outcome: "found",
          records: ["v=DKIM1; p=AAAA"],
          since: 10,
          at: 20,
          resolver: "192.0.2.53",
          current: true,
        },
      ]);
    });

    test("another answer takes its place; keys stay as history, the newest first, durable", async () => {
      const other = { records: ["v=DKIM1; p=BBBB"] };
      await under().ledger.noteDnsAnswers([
        answer(10),
        answer(20, other),
        answer(30, missing),
        answer(40, other),
      ]);
      const again = await under().reopen();
      expect(await again.dnsEntries([name, "unknown"])).toMatchObject([
        { ...other, since: 40, at: 40, current: true },
        { ...other, since: 20, at: 20, current: false },
        { records: ["v=DKIM1; p=AAAA"], at: 10, current: false },
      ]);
    });

    test("silence never takes the place of an answer, and gives way to any", async () => {
      await under().ledger.noteDnsAnswers([answer(10), answer(20, silent)]);
      expect(await under().ledger.dnsEntries([name])).toMatchObject([{ outcome: "found", at: 10 }]);
      const other = "s2._domainkey.mail.example";
      await under().ledger.noteDnsAnswers([
        answer(10, { ...silent, name: other }),
        answer(20, { ...missing, name: other }),
      ]);
      expect(await under().ledger.dnsEntries([other])).toMatchObject([{ outcome: "nxdomain", at: 20 }]);
    });

    test("learned names belong to one organisation, once each, and no more than allowed", async () => {
      expect(await under().ledger.learnDnsNames("acme", ["b", "a", "b"], 1, 3)).toEqual(["b", "a"]);
      expect(await under().ledger.learnDnsNames("acme", ["a", "c", "d"], 2, 3)).toEqual(["c"]);
      expect(await under().ledger.learnedDnsNames("acme")).toEqual(["a", "b", "c"]);
      expect(await under().ledger.learnedDnsNames("other")).toEqual([]);
    });

    test("the latest snapshot is the last one written, also where a clock went back", async () => {
      expect(await under().ledger.latestDnsSnapshot("acme")).toBeNull();
      await under().ledger.addDnsSnapshot("acme", 900, "from the future", 10);
      await under().ledger.addDnsSnapshot("acme", 100, "now", 10);
      await under().ledger.addDnsSnapshot("other", 500, "of others", 10);
      const latest = await under().ledger.latestDnsSnapshot("acme");
      expect(latest).toMatchObject({ takenAt: 100, note: "now", timestamp: null });
      const id = latest?.id as number;
      await under().ledger.addDnsTimestamp(id, Uint8Array.of(1));
      await under().ledger.addDnsTimestamp(id, Uint8Array.of(2));
      expect((await (await under().reopen()).latestDnsSnapshot("acme"))?.timestamp).toEqual(Uint8Array.of(1));
    });
  });
}
