/** Asks resolvers for a key record: one name, one typed outcome, bounded in time and size. Asks nobody else. */
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { type KeyOutcome, MAX_RECORD_CHARS, MAX_RECORDS } from "../../core/dns/snapshot.ts";

export interface DnsAnswer {
  readonly outcome: KeyOutcome;
  /** The strings of each TXT record joined. */
  readonly records: readonly string[];
  /** Address, and port where it is not 53, of the resolver that said so. */
  readonly resolver: string;
}

export interface DnsLookup {
  /** Never rejects. @param name - "<selector>._domainkey.<domain>", checked before. */
  txt(name: string): Promise<DnsAnswer>;
  /** Ends what is under way: it answers "failed". */
  cancel(): void;
}

export interface DnsLookupOptions {
  /** "192.0.2.53", "[2001:db8::53]:5353"; asked in this order until one answers. Empty: nobody is asked. */
  readonly servers: readonly string[];
  /** Milliseconds that one server has; it is asked twice within them. */
  readonly timeoutMs: number;
}

/** Whether it is an address as node:dns takes it, with or without a port. */
export function isServerAddress(text: string): boolean {
  const [, inner, , port] = /^\[([^\]]+)\](:(\d{1,5}))?$/.exec(text) ?? [];
  if (inner !== undefined) return isIP(inner) === 6 && isPort(port);
  if (isIP(text) !== 0) return true;
  const [, host = "", after] = /^([^:]+):(\d{1,5})$/.exec(text) ?? [];
  return isIP(host) === 4 && isPort(after);
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) > 0 && Number(text) < 65_536);
}

const TRIES = 2;

export function dnsLookup({ servers, timeoutMs }: DnsLookupOptions): DnsLookup {
  const resolvers = servers.map((server) => {
    const resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / TRIES)), tries: TRIES });
    resolver.setServers([server]);
    return { server, resolver };
  });
  return {
    async txt(name) {
      let last: DnsAnswer = { outcome: "failed", records: [], resolver: "none" };
      for (const { server, resolver } of resolvers) {
        last = { ...(await ask(resolver, name)), resolver: server };
        if (!isTransient(last.outcome)) return last;
      }
      return last;
    },
    cancel: () => {
      for (const { resolver } of resolvers) resolver.cancel();
    },
  };
}

/** Says nothing of what DNS holds: another resolver, or a later question, may know. */
export function isTransient(outcome: KeyOutcome): boolean {
  return outcome === "timeout" || outcome === "servfail" || outcome === "failed";
}

const OUTCOMES: Readonly<Record<string, KeyOutcome>> = {
  ENOTFOUND: "nxdomain",
  ENODATA: "no-data",
  ESERVFAIL: "servfail",
  ETIMEOUT: "timeout",
};

async function ask(resolver: Resolver, name: string): Promise<Omit<DnsAnswer, "resolver">> {
  try {
    // A dot at the end: no search domain of this machine is ever appended.
    return readRecords(await resolver.resolveTxt(`${name}.`));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { outcome: OUTCOMES[code ?? ""] ?? "failed", records: [] };
  }
}

/** p= is the one tag that a key record must have (RFC 6376, section 3.6.1). */
const HAS_KEY = /(?:^|;)[ \t\r\n]{0,64}p[ \t\r\n]{0,64}=/;

/** One key record is an answer. Other texts beside it (a wildcard's SPF) do not make it doubtful; a second key does. */
export function readRecords(found: readonly (readonly string[])[]): Omit<DnsAnswer, "resolver"> {
  const joined = found.map((strings) => strings.join(""));
  const keys = joined.filter((record) => HAS_KEY.test(record));
  if (keys.length === 0) return { outcome: "not-a-key", records: [] };
  if (keys.some((record) => record.length > MAX_RECORD_CHARS)) return { outcome: "too-large", records: [] };
  // Servers turn the order of records; a list that changes by itself would look like a rotation.
  if (keys.length > 1) return { outcome: "ambiguous", records: keys.toSorted().slice(0, MAX_RECORDS) };
  return { outcome: "found", records: keys };
}
