/** A real postfix of this test's own, set up by the commands of docs/deployment/mailbox.md: the organisation's relay. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guideBlocks, runPostfixCommands, type Stands } from "./guide.ts";
import { until } from "./sink.ts";

export interface Postfix {
  /** Takes what the organisation's own people send. */
  readonly inside: { readonly host: string; readonly port: number };
  /** Takes what comes from everywhere else. */
  readonly outside: { readonly host: string; readonly port: number };
  /** Mails in the queue. */
  queued(): number;
  /** Its own log so far. */
  log(): string;
  /** Tries everything that was put off, now. */
  flush(): void;
  /** Runs a block of the guide on it while it runs; its names stand for those of here. */
  configure(block: string, stands?: Stands): void;
  close(): Promise<void>;
}

export interface PostfixWish {
  /** Where the mailbox listens. */
  readonly mailboxPort: number;
  /** Where everything else goes. */
  readonly sinkPort: number;
  readonly mailbox?: string;
  /** Lines of main.cf. */
  readonly settings?: readonly string[];
}

const PROGRAM = "/usr/sbin/postfix";
const START_MS = 20_000;
/** Another test's connection may take a port between its choice and its use. */
const PORTS_TRIED = 3;

/** @throws Error that says what to install. */
export async function startPostfix(wish: PostfixWish): Promise<Postfix> {
  if (!existsSync(PROGRAM))
    throw new Error("these tests deliver by a real relay: install postfix (Debian: apt-get install postfix)");
  if (process.getuid?.() !== 0)
    throw new Error("postfix can only be started by root: run these tests as root");
  for (let tried = 1; ; tried++)
    try {
      return await startOnFreePorts(wish);
    } catch (error) {
      if (tried === PORTS_TRIED) throw error;
    }
}

/** Its accounts share folders; a sealer in this process has closed what it makes to all others. */
const SHARED = 0o022;

async function startOnFreePorts(wish: PostfixWish): Promise<Postfix> {
  const umask = process.umask(SHARED);
  try {
    return await startHere(wish);
  } finally {
    process.umask(umask);
  }
}

async function startHere(wish: PostfixWish): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), "zegel-postfix-"));
  const [inside, outside] = [await freePort(), await freePort()];
  writeConfig(folder, wish, inside, outside);
  const stands = {
    "zegel@example.org": wish.mailbox ?? "zegel@org.example",
    "[mailbox.example.org]:25": `[127.0.0.1]:${wish.mailboxPort}`,
  };
  const [first = ""] = guideBlocks("### Postfix", "sh");
  runPostfixCommands(first.replace(/^postfix reload$/m, ""), folder, stands);
  const child = spawn(PROGRAM, ["-c", folder, "start-fg"], { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (words += String(chunk)));
  const log = () =>
    existsSync(join(folder, "maillog")) ? readFileSync(join(folder, "maillog"), "utf8") : "";
  try {
    await until(
      () => child.exitCode !== null || log().includes("daemon started"),
      START_MS,
      `postfix: ${words}`,
    );
    if (child.exitCode !== null) throw new Error(`postfix ended with ${child.exitCode}: ${words}${log()}`);
  } catch (error) {
    await stop(child, folder);
    throw error;
  }
  return {
    inside: { host: "127.0.0.1", port: inside },
    outside: { host: "127.0.0.1", port: outside },
    log,
    queued: () => queueOf(folder),
    flush: () => void spawnSync("/usr/sbin/postqueue", ["-c", folder, "-f"]),
    configure: (block, more = {}) => runPostfixCommands(block, folder, { ...stands, ...more }),
    close: () => stop(child, folder),
  };
}

/** One JSON object a mail. @throws Error where the queue can not be listed: an empty list would look like an empty queue. */
function queueOf(folder: string): number {
  const { status, stdout, stderr } = spawnSync("/usr/sbin/postqueue", ["-c", folder, "-j"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`postqueue: ${stderr}`);
  return stdout.split("\n").filter((line) => line !== "").length;
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  spawnSync(PROGRAM, ["-c", folder, "stop"], { stdio: "ignore" });
  if (child.exitCode === null)
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
  rmSync(folder, { recursive: true, force: true });
}

function writeConfig(folder: string, wish: PostfixWish, inside: number, outside: number): void {
  const [queue, data] = [join(folder, "queue"), join(folder, "data")];
  // Its programs run as user postfix and look for the folder from above.
  chmodSync(folder, 0o755);
  for (const path of [queue, data]) mkdirSync(path);
  const { uid, gid } = accountOf("postfix");
  chownSync(data, uid, gid);
  const main = [
    "compatibility_level = 3.6",
    `queue_directory = ${queue}`,
    `data_directory = ${data}`,
    "command_directory = /usr/sbin",
    "daemon_directory = /usr/lib/postfix/sbin",
    "mail_owner = postfix",
    "setgid_group = postdrop",
    `maillog_file = ${folder}/maillog`,
    `maillog_file_prefixes = ${folder}`,
    "myhostname = relay.org.example",
    "mydestination =",
    "alias_maps =",
    "local_recipient_maps =",
    "inet_interfaces = 127.0.0.1",
    "inet_protocols = ipv4",
    "mynetworks = 127.0.0.0/8",
    "biff = no",
    "message_size_limit = 0",
    "smtpd_peername_lookup = no",
    "disable_dns_lookups = yes",
    "smtp_host_lookup = native",
    // Every other mail ends at the sink.
    `relayhost = [127.0.0.1]:${wish.sinkPort}`,
    // The organisation's own domain comes in from everywhere.
    "relay_domains = org.example",
    `relay_transport = smtp:[127.0.0.1]:${wish.sinkPort}`,
    // A relay that waits minutes is right for people, not for a test.
    "default_destination_concurrency_failed_cohort_limit = 0",
    "minimal_backoff_time = 1s",
    "maximal_backoff_time = 1s",
    "queue_run_delay = 1s",
    "smtp_connection_cache_on_demand = no",
    "smtp_tls_security_level = may",
    ...(wish.settings ?? []),
  ];
  writeFileSync(join(folder, "main.cf"), `${main.join("\n")}\n`);
  writeFileSync(join(folder, "master.cf"), `${masterLines(inside, outside).join("\n")}\n`);
}

function masterLines(inside: number, outside: number): string[] {
  const unix = (name: string, command: string, rest = "n - n - -") => `${name} unix ${rest} ${command}`;
  return [
    `127.0.0.1:${inside} inet n - n - - smtpd`,
    `127.0.0.1:${outside} inet n - n - - smtpd`,
    // Whoever connects here is a stranger.
    "  -o mynetworks=192.0.2.0/24",
    unix("pickup", "pickup", "n - n 60 1"),
    unix("cleanup", "cleanup", "n - n - 0"),
    unix("qmgr", "qmgr", "n - n 300 1"),
    unix("tlsmgr", "tlsmgr", "- - n 1000? 1"),
    unix("rewrite", "trivial-rewrite", "- - n - -"),
    ...["bounce", "defer", "trace"].map((name) => unix(name, "bounce", "- - n - 0")),
    unix("flush", "flush", "n - n 1000? 0"),
    unix("proxymap", "proxymap", "- - n - -"),
    unix("smtp", "smtp", "- - n - -"),
    unix("showq", "showq", "n - n - -"),
    ...["error", "retry"].map((name) => unix(name, "error", "- - n - -")),
    unix("discard", "discard", "- - n - -"),
    unix("anvil", "anvil", "- - n - 1"),
    unix("scache", "scache", "- - n - 1"),
    "postlog unix-dgram n - n - 1 postlogd",
  ];
}

function accountOf(name: string): { readonly uid: number; readonly gid: number } {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.split(":");
  if (fields === undefined) throw new Error(`there is no account ${name}: is postfix installed whole?`);
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}
