/** DKIM keys of forwarders' domains from DNS: the organisation's own few names, asked again after a while. */
import { getServers } from "node:dns";
import { Resolver } from "node:dns/promises";
import { keyName } from "../core/dns/key-name.ts";
import { MAX_RECORD_CHARS } from "../core/dns/snapshot.ts";

type Key = { readonly record: string; readonly source: string; readonly at: number };

export interface KeysOfOneMail {
  /** The KeyResolver of the analysis. */
  readonly resolver: (domain: string, selector: string) => Promise<Key | null>;
  /** Whether a name was asked for of which DNS said nothing: the mail may verify later. */
  readonly unanswered: () => boolean;
}

export interface MailKeys {
  forOneMail(): KeysOfOneMail;
}

export interface KeyOptions {
  /** "192.0.2.53", "[2001:db8::53]:5353"; the machine's own where it is not given. */
  readonly resolvers: readonly string[] | undefined;
  readonly now: () => number;
}

const TIMEOUT_MS = 2_000;
const TRIES = 2;
/** A withdrawn key counts no longer after this. */
const KEEP_MS = 300_000;
const MAX_KEPT = 500;
/** Names of one mail: real mail has fewer than five signatures, and each name is a question that the sender chose. */
const MAX_NAMES = 8;

interface Answer {
  readonly record: string | null;
  /** false: nobody answered. */
  readonly answered: boolean;
  readonly source: string;
  readonly at: number;
}

export function mailKeys({ resolvers = getServers(), now }: KeyOptions): MailKeys {
  const servers = resolvers.map((server) => {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
    resolver.setServers([server]);
    return { server, resolver };
  });
  const kept = new Map<string, Promise<Answer>>();
  return { forOneMail };

  function forOneMail(): KeysOfOneMail {
    let silent = false;
    const names = new Set<string>();
    return { resolver, unanswered: () => silent };

    async function resolver(domain: string, selector: string): Promise<Key | null> {
      const name = keyName(domain, selector);
      if (name === null || (!names.has(name) && names.size >= MAX_NAMES)) return null;
      names.add(name);
      const { record, answered, source, at } = await answerFor(name);
      if (!answered) silent = true;
      return record === null ? null : { record, source, at };
    }
  }

  async function answerFor(name: string): Promise<Answer> {
    const known = kept.get(name);
    if (known !== undefined) {
      const answer = await known;
      if (answer.answered && now() - answer.at < KEEP_MS) return answer;
    }
    const asking = ask(name);
    kept.delete(name);
    kept.set(name, asking);
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value as string);
    return asking;
  }

  async function ask(name: string): Promise<Answer> {
    for (const { server, resolver } of servers) {
      const found = { source: `live ${server}`, at: now() };
      try {
        // A dot at the end: no search domain of this machine is ever appended.
        return { record: oneKey(await resolver.resolveTxt(`${name}.`)), answered: true, ...found };
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        if (code === "ENOTFOUND" || code === "ENODATA") return { record: null, answered: true, ...found };
      }
    }
    return { record: null, answered: false, source: "none", at: now() };
  }
}

/** RFC 6376, section 3.6.2.2: one record with a key; of two nobody could say which was meant. */
function oneKey(records: readonly (readonly string[])[]): string | null {
  const keys = records.map((strings) => strings.join("")).filter((record) => /(?:^|;)\s*p\s*=/.test(record));
  const [key] = keys;
  return keys.length === 1 && key !== undefined && key.length <= MAX_RECORD_CHARS ? key : null;
}
