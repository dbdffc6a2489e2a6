/** A mailbox in this process with a sealer in memory and keys from a real name server. */
import { startMailbox, type MailboxConfig, type RunningMailbox } from "../../src/mailbox/server.ts";
import { type NameServer, startNameServer, txt } from "../support/name-server.ts";
import { type FakeSealer, fakeSealer } from "./fake-sealer.ts";
import { makeSigningKey, signed, type SigningKey } from "./forwards.ts";
import { deliver, type Envelope } from "./smtp-client.ts";

export interface NearWorld {
  readonly mailbox: RunningMailbox;
  readonly sealer: FakeSealer;
  readonly key: SigningKey;
  readonly names: NameServer;
  /** Codes that were logged, with their counts. */
  readonly logged: string[];
  /** Signs as org.example and delivers. */
  forward(mail: Buffer, envelope?: Envelope): Promise<string>;
  close(): Promise<void>;
}

export function nearConfig(changes: Partial<MailboxConfig> = {}): MailboxConfig {
  return {
    listen: { host: "127.0.0.1", port: 0 },
    hostname: "zegel.org.example",
    relays: ["127.0.0.1"],
    recipients: [{ address: "zegel@org.example" }],
    senders: { domains: ["org.example"] },
    authentication: {},
    answers: null,
    sealer: {
      organisation: "acme",
      intakeUrl: "http://127.0.0.1:1",
      directoryRoot: `SHA256:${"a".repeat(43)}`,
      dataDir: "nowhere",
    },
    logLevel: "silent",
    ...changes,
  };
}

export async function openNearWorld(
  changes: Partial<MailboxConfig> = {},
  now: () => number = Date.now,
): Promise<NearWorld> {
  const key = makeSigningKey("org.example");
  const names = await startNameServer({ "org.example": [`s1._domainkey ${txt(key.record)}`] });
  const sealer = fakeSealer(now);
  const logged: string[] = [];
  const config = nearConfig(changes);
  const mailbox = await startMailbox(
    { ...config, authentication: { resolvers: [names.address], ...config.authentication } },
    {
      sealer,
      now,
      log: {
        info: (code, counts) => void logged.push(`${code} ${JSON.stringify(counts ?? {})}`),
        warn: (code, failure) => void logged.push(`${code} ${String(failure)}`),
      },
    },
  );
  return {
    mailbox,
    sealer,
    key,
    names,
    logged,
    forward: (mail, envelope) => deliver(mailbox, signed(mail, key), envelope),
    close: async () => {
      await mailbox.close();
      await names.close();
    },
  };
}
