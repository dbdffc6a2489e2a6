/** A real DNS server (NSD, authoritative) on loopback, with zones of the test's making. */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Records by zone: lines of a zone file below the SOA, relative to the zone. */
export type Zones = Readonly<Record<string, readonly string[]>>;

export interface NameServer {
  /** "127.0.0.1:<port>" */
  readonly address: string;
  /** Ends the server and starts it with other zones on the same port. */
  serve(zones: Zones): Promise<void>;
  close(): Promise<void>;
}

const PLACES = ["/usr/sbin/nsd", "/usr/local/sbin/nsd", "/usr/bin/nsd"];
const START_MS = 10_000;

/** NSD listens by TCP too, where somebody else may have taken the port that was free by UDP. */
const PORTS_TRIED = 5;

/** @throws Error that says what to install. */
export async function startNameServer(zones: Zones): Promise<NameServer> {
  for (let tried = 1; ; tried++)
    try {
      return await startOnFreePort(zones);
    } catch (error) {
      if (tried === PORTS_TRIED) throw error;
    }
}

async function startOnFreePort(zones: Zones): Promise<NameServer> {
  const program = PLACES.find((path) => existsSync(path));
  if (program === undefined)
    throw new Error("these tests ask a real DNS server: install NSD (Debian: apt-get install nsd)");
  const folder = mkdtempSync(join(tmpdir(), "zegel-nsd-"));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  let running: ChildProcess | null = null;
  let serial = 0;
  const server = { address, serve, close };
  try {
    await serve(zones);
  } catch (error) {
    await close();
    throw error;
  }
  return server;

  async function serve(next: Zones): Promise<void> {
    await stop();
    serial++;
    writeConfig(folder, port, next, serial);
    const child = spawn(program as string, ["-d", "-c", join(folder, "nsd.conf")], { stdio: "ignore" });
    running = child;
    await answers(address, Object.keys(next)[0] as string, child);
  }

  async function stop(): Promise<void> {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
  }

  async function close(): Promise<void> {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One TXT record in strings of 255 octets (RFC 1035, section 3.3.14), as zone files write it. */
export function txt(value: string): string {
  const strings = value.match(/.{1,255}/gs) ?? [""];
  return `TXT ${strings.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(" ")}`;
}

/** A port of 127.0.0.1 where somebody listens and never says a word. */
export async function startSilentServer(): Promise<{ readonly address: string; close(): void }> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", () => resolve());
  });
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

function writeConfig(folder: string, port: number, zones: Zones, serial: number): void {
  const names = Object.keys(zones);
  for (const name of names) {
    const head = [
      `$ORIGIN ${name}.`,
      "$TTL 60",
      `@ IN SOA ns.${name}. admin.${name}. ${serial} 3600 600 86400 60`,
      `@ IN NS ns.${name}.`,
      "ns IN A 127.0.0.1",
    ];
    writeFileSync(join(folder, `${name}.zone`), `${[...head, ...(zones[name] ?? [])].join("\n")}\n`);
  }
  const lines = [
    "server:",
    `  ip-address: 127.0.0.1@${port}`,
    "  server-count: 1",
    '  username: ""',
    '  chroot: ""',
    '  database: ""',
    `  zonesdir: "${folder}"`,
    `  pidfile: "${folder}/pid"`,
    `  xfrdfile: "${folder}/xfrd"`,
    `  xfrdir: "${folder}"`,
    `  zonelistfile: "${folder}/zones"`,
    "  rrl-ratelimit: 0",
    "remote-control:",
    "  control-enable: no",
    ...names.flatMap((name) => ["zone:", `  name: ${name}`, `  zonefile: ${name}.zone`]),
  ];
  writeFileSync(join(folder, "nsd.conf"), `${lines.join("\n")}\n`);
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", () => resolve());
  });
  const { port } = socket.address();
  await new Promise<void>((resolve) => {
    socket.close(() => resolve());
  });
  return port;
}

async function answers(address: string, zone: string, child: ChildProcess): Promise<void> {
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([address]);
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    const soa = await resolver.resolveSoa(`${zone}.`).catch(() => null);
    if (soa !== null) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
  }
  throw new Error(`NSD does not answer at ${address} (exit code ${child.exitCode})`);
}
