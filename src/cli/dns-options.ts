/** Options of `--dns FILE|live|none`; what they need is loaded only where they are used. */
import type { Command } from "commander";
import { EvidenceError } from "../core/base/errors.ts";
import type { DnsEvidence } from "../core/dns/evidence.ts";
import type { KeyBook } from "../core/dns/key-sources.ts";
import type { CliIo } from "./io.ts";

export interface DnsOptions {
  readonly dns: string;
  readonly dnsServer?: string;
  readonly logKey?: string;
}

export function addDnsOptions(command: Command): Command {
  return command
    .option(
      "--dns <source>",
      "DKIM keys: none, live (asks this machine's resolver), or a file: a saved snapshot, a sealed dns.json, " +
        'or JSON {"selector._domainkey.domain": record}',
      "none",
    )
    .option("--dns-server <host:port>", "with --dns live: the address of another resolver")
    .option("--log-key <vkey>", "with a snapshot or dns.json: the log's key that must have signed it");
}

/** One source for all messages of a run. */
export interface DnsSession {
  /** A fresh record of questions, for one message. */
  readonly book: () => KeyBook;
  /** What is sealed of it. */
  readonly evidence: (book: KeyBook) => Promise<DnsEvidence>;
}

/**
 * The command line asks nobody unless told to.
 *
 * @returns null for "none". @throws EvidenceError INPUT_INVALID, SOURCE_UNAVAILABLE, or what is wrong with a snapshot.
 */
export async function openDns(options: DnsOptions, io: CliIo): Promise<DnsSession | null> {
  if (options.dnsServer !== undefined && options.dns !== "live")
    throw new EvidenceError("INPUT_INVALID", "--dns-server goes with --dns live");
  if (options.dns === "none") return null;
  const { openKeySource } = await import("./dns.ts");
  return openKeySource(options, io);
}
