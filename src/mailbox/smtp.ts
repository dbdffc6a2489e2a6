/** The SMTP side: who may connect, how much and how long, and which mail is handed on. Speaks for no one else: no AUTH. */
import type { Socket } from "node:net";
import { readFile } from "node:fs/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { parseIp } from "../core/analysis/network/ip-address.ts";
import { parseIpRange, rangeOf } from "../core/analysis/network/ip-range.ts";
import type { ResolvedMailboxConfig } from "./config.ts";
import type { MailboxLog } from "./log.ts";
import { octetBudget, receiveData } from "./receive.ts";
import { SmtpRefusal } from "./replies.ts";
import type { Delivery } from "./transaction.ts";

export interface SmtpDeps {
  readonly config: ResolvedMailboxConfig;
  readonly now: () => number;
  readonly log: MailboxLog;
  /** Settles when it is sealed, synced or dropped. @throws SmtpRefusal */
  readonly take: (octets: Uint8Array<ArrayBuffer>, delivery: Delivery) => Promise<void>;
}

/** Longest line of a command: an address and its parameters (RFC 5321, section 4.5.3.1.4) several times over. */
const MAX_COMMAND = 4_096;
/** smtp-server answers these sendmail jests; nobody needs them, nor names of users. */
const DISABLED = ["AUTH", "WIZ", "SHELL", "KILL", "HELP", "XCLIENT", "XFORWARD"];
const CLOSE_MS = 5_000;

export async function makeSmtpServer(deps: SmtpDeps): Promise<SMTPServer> {
  const { config, log } = deps;
  const { limits, tls } = config;
  const budget = octetBudget(limits.octetsAtOnce);
  const ranges = config.relays.flatMap((text) => parseIpRange(text) ?? []);
  const timers = new Map<string, NodeJS.Timeout>();
  const options = {
    name: config.hostname,
    banner: "Zegel mailbox",
    size: limits.messageOctets,
    maxClients: limits.connections,
    // A relay sends an address at a time then: each address is a desk, and each report has one.
    maxRecipients: 1,
    maxCommandLength: MAX_COMMAND,
    socketTimeout: limits.idleMs,
    closeTimeout: CLOSE_MS,
    authOptional: true,
    disabledCommands: tls === undefined ? [...DISABLED, "STARTTLS"] : DISABLED,
    disableReverseLookup: true,
    // Words of clients stay out of logs.
    logger: false as const,
    ...(tls !== undefined && {
      key: await readFile(tls.keyFile),
      cert: await readFile(tls.certFile),
      minVersion: "TLSv1.2" as const,
    }),
    onConnect: (session: SMTPServerSession, done: Done) =>
      done(isRelay(session) ? null : refuse("relay-unknown")),
    onMailFrom: (from: { address: string }, session: SMTPServerSession, done: Done) =>
      done(mailFromRefusal(from.address, session)),
    onRcptTo: (to: { address: string }, _: SMTPServerSession, done: Done) =>
      done(isRecipient(to.address) ? null : refuse("recipient-unknown")),
    onClose: (session: SMTPServerSession) => {
      clearTimeout(timers.get(nameOf(session)));
      timers.delete(nameOf(session));
    },
    onData: (stream: SMTPServerDataStream, session: SMTPServerSession, done: Done) => {
      void onData(stream, session).then(
        () => done(null, REPLY),
        (cause: unknown) => done(cause instanceof SmtpRefusal ? refuse(cause.code) : refuse("not-now")),
      );
    },
  };
  const server = new SMTPServer(options);
  server.server.on("connection", (socket: Socket) => guard(socket));
  // A client that goes away in the middle is no event; without a listener it would end the process.
  server.on("error", (failure) => log.warn("connection-failed", failure));
  return server;

  /** However busy a connection is, it ends: an octet a minute would hold its place for ever. */
  function guard(socket: Socket): void {
    const name = nameOf({
      remoteAddress: socket.remoteAddress?.replace(/^::ffff:/i, ""),
      remotePort: socket.remotePort,
    });
    const timer = setTimeout(() => end(name), limits.connectionMs);
    timer.unref();
    timers.set(name, timer);
  }

  /** By its own number: the library takes the listeners of a socket away when TLS begins. */
  function end(name: string): void {
    for (const connection of server.connections as Set<Connection>)
      if (nameOf(connection) === name) connection.send(421, "4.4.2 This took too long", false);
  }

  function refuse(code: SmtpRefusal["code"]): SmtpRefusal {
    log.info("refused", { reason: code });
    return new SmtpRefusal(code);
  }

  function isRelay({ remoteAddress }: SMTPServerSession): boolean {
    const ip = parseIp(remoteAddress);
    return ip !== null && rangeOf(ip, ranges) !== null;
  }

  function mailFromRefusal(address: string, { secure }: SMTPServerSession): SmtpRefusal | null {
    if (tls?.required === true && !secure) return refuse("tls-required");
    return address === "" ? refuse("null-sender") : null;
  }

  function isRecipient(address: string): boolean {
    return config.recipients.some((one) => one.address === address.toLowerCase());
  }

  async function onData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const startedAt = deps.now();
    const cut = () => end(nameOf(session));
    const { octets, release } = await receiveData(stream, { maxOctets: limits.messageOctets, budget, cut });
    try {
      await deps.take(octets, deliveryOf(session, startedAt, deps.now()));
    } finally {
      release();
    }
  }
}

type Done = (error?: Error | null, reply?: string) => void;

/** Of smtp-server's own object, what is used here. */
interface Connection {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** With 421 the connection ends. */
  send(code: number, text: string, context: false): void;
}

function nameOf(one: {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}): string {
  return `${one.remoteAddress} ${one.remotePort}`;
}

/** Without the reference: a relay's log would tie it to a person. */
const REPLY = "2.6.0 Sealed and kept";

function deliveryOf(session: SMTPServerSession, startedAt: number, endedAt: number): Delivery {
  const { envelope, remoteAddress, hostNameAppearsAs, secure } = session;
  const { bodyType } = envelope as { readonly bodyType?: string };
  const cipher = session.tlsOptions as
    | { readonly version?: string; readonly name?: string }
    | false
    | undefined;
  return {
    mailFrom: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    recipient: (envelope.rcptTo[0]?.address ?? "").toLowerCase(),
    peer: remoteAddress,
    helo: typeof hostNameAppearsAs === "string" ? hostNameAppearsAs : "",
    tls: secure && cipher ? `${cipher.version ?? ""} ${cipher.name ?? ""}`.trim() : null,
    bodyType: bodyType ?? "7bit",
    startedAt,
    endedAt,
  };
}
