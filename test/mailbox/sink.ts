/** An SMTP server that takes everything: where answers, and anything that must not be sent, arrive. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly octets: Buffer;
  /** As it came, for looking words up. */
  readonly text: string;
}

export interface Sink {
  readonly port: number;
  readonly mails: SunkMail[];
  /** The reply to RCPT TO of the next mails; null: taken. */
  refusal: { readonly responseCode: number; readonly message: string } | null;
  /** Resolves when there are that many. */
  until(count: number, ms?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startSink(onMail: (mail: SunkMail) => void = () => undefined): Promise<Sink> {
  const sink = { mails: [] as SunkMail[], refusal: null as Sink["refusal"] };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_, __, done) =>
      done(sink.refusal === null ? null : Object.assign(new Error(sink.refusal.message), sink.refusal)),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const octets = Buffer.concat(chunks);
        const mail = {
          from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
          to: envelope.rcptTo.map((one) => one.address),
          octets,
          text: octets.toString("latin1"),
        };
        sink.mails.push(mail);
        onMail(mail);
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(sink, {
    port,
    until: (count: number, ms = 60_000) =>
      until(() => sink.mails.length >= count, ms, `${count} mails at the sink`),
    close: () =>
      new Promise<void>((resolve) => {
        server.options.closeTimeout = 100;
        server.close(() => resolve());
      }),
  });
}

/** @throws Error that says what did not come. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  ms: number,
  what: string,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`did not come within ${ms} ms: ${what}`);
    await pause(25);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
