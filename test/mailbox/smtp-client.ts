/** SMTP octet by octet: what a library would never send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface RawClient {
  /** Sends these octets and gives the next whole reply. */
  say(octets: string | Buffer): Promise<string>;
  /** The next reply. */
  reply(): Promise<string>;
  write(octets: string | Buffer): void;
  /** Whether the server has closed the connection. */
  readonly closed: Promise<void>;
  end(): void;
}

export async function rawClient(place: { readonly host: string; readonly port: number }): Promise<RawClient> {
  const socket: Socket = connect(place.port, place.host);
  await once(socket, "connect");
  const client = clientOf(socket);
  await client.reply();
  return client;
}

function clientOf(socket: Socket): RawClient {
  socket.on("error", () => undefined);
  // Not `once`: a reset is a close as well, and no failure of the test.
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  const replies: string[] = [];
  const waiting: ((reply: string) => void)[] = [];
  let text = "";
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    for (let m = WHOLE.exec(text); m !== null; m = WHOLE.exec(text)) {
      text = text.slice(m[0].length);
      const next = waiting.shift();
      if (next === undefined) replies.push(m[0]);
      else next(m[0]);
    }
  });
  const reply = () =>
    Promise.race([
      replies.length > 0
        ? Promise.resolve(replies.shift() as string)
        : new Promise<string>((resolve) => waiting.push(resolve)),
      closed.then(() => replies.shift() ?? "closed"),
    ]);
  return {
    write: (octets: string | Buffer) => void socket.write(octets),
    reply,
    say: (octets: string | Buffer) => {
      socket.write(octets);
      return reply();
    },
    closed,
    end: () => void socket.destroy(),
  };
}

/** Lines with "-" and the one without. */
const WHOLE = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3} [^\r\n]*\r\n/;

export interface Envelope {
  readonly mailFrom?: string;
  readonly rcptTo?: string;
}

/** One whole delivery. @returns The last reply. */
export async function deliver(
  place: { readonly host: string; readonly port: number },
  mail: Buffer,
  envelope: Envelope = {},
): Promise<string> {
  const client = await rawClient(place);
  try {
    return await deliverBy(client, mail, envelope);
  } finally {
    client.end();
  }
}

/** The same after STARTTLS, whoever the certificate names. */
export async function deliverByTls(
  place: { readonly host: string; readonly port: number },
  mail: Buffer,
  envelope: Envelope = {},
): Promise<string> {
  const socket = connect(place.port, place.host);
  const replies = clientOf(socket);
  await replies.reply();
  await replies.say("EHLO relay.org.example\r\n");
  await replies.say("STARTTLS\r\n");
  socket.removeAllListeners("data");
  const tls = connectTls({ socket, rejectUnauthorized: false });
  await once(tls, "secureConnect");
  const client = clientOf(tls);
  try {
    return await deliverBy(client, mail, envelope);
  } finally {
    client.end();
  }
}

async function deliverBy(
  client: RawClient,
  mail: Buffer,
  { mailFrom = "hr@org.example", rcptTo = "zegel@org.example" }: Envelope,
): Promise<string> {
  await client.say("EHLO relay.org.example\r\n");
  for (const line of [`MAIL FROM:<${mailFrom}> BODY=8BITMIME\r\n`, `RCPT TO:<${rcptTo}>\r\n`, "DATA\r\n"]) {
    const reply = await client.say(line);
    if (!/^[23]/.test(reply)) return reply;
  }
  client.write(stuffed(mail));
  return await client.say(mail.subarray(-2).toString() === "\r\n" ? ".\r\n" : "\r\n.\r\n");
}

/** RFC 5321, section 4.5.2. */
export function stuffed(mail: Buffer): Buffer {
  return Buffer.from(mail.toString("latin1").replace(/(^|\r\n)\./g, "$1.."), "latin1");
}
