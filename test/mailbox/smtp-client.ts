/** SMTP octet by octet: what a library would never send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

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
  socket.on("error", () => undefined);
  const closed = once(socket, "close").then(() => undefined);
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
  const client = {
    write: (octets: string | Buffer) => void socket.write(octets),
    reply,
    say: (octets: string | Buffer) => {
      socket.write(octets);
      return reply();
    },
    closed,
    end: () => void socket.destroy(),
  };
  await reply();
  return client;
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
  { mailFrom = "hr@org.example", rcptTo = "zegel@org.example" }: Envelope = {},
): Promise<string> {
  const client = await rawClient(place);
  try {
    await client.say("EHLO relay.org.example\r\n");
    for (const line of [`MAIL FROM:<${mailFrom}> BODY=8BITMIME\r\n`, `RCPT TO:<${rcptTo}>\r\n`, "DATA\r\n"]) {
      const reply = await client.say(line);
      if (!/^[23]/.test(reply)) return reply;
    }
    client.write(stuffed(mail));
    return await client.say(mail.subarray(-2).toString() === "\r\n" ? ".\r\n" : "\r\n.\r\n");
  } finally {
    client.end();
  }
}

/** RFC 5321, section 4.5.2. */
export function stuffed(mail: Buffer): Buffer {
  return Buffer.from(mail.toString("latin1").replace(/(^|\r\n)\./g, "$1.."), "latin1");
}
