/** A confidential report: nothing that we, the host or the device add says who reports. docs/decisions/0011. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import { refreshReceipts } from "../../src/workflow/late-receipt.ts";
import type {
  AcquiredSource,
  ClientIdentity,
  ReceiptAnswer,
  SeenCheckpoint,
} from "../../src/workflow/ports.ts";
import { createReporter, type ReportPorts } from "../../src/workflow/report-mail.ts";
import { resumeOutbox, waitsForSignIn } from "../../src/workflow/send.ts";
import { openSealed, sealAndOpen } from "./sealing.ts";
import {
  type Device,
  failing,
  MAIL,
  makeDevice,
  NOW,
  onlyEntry,
  REQUEST,
  reportOn,
  requested,
  sourceOf,
} from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
  device.directory.current = {
    ...device.directory.current,
    policy: { ...device.directory.current.policy, confidential: true },
  };
});

/** Everything that a host, a device or this program could know of the reporter; each must be in no sealed octet. */
const CANARIES = {
  userAgent: "CanaryAgent/1.0",
  version: "16.0.canary",
  platform: "CanaryOS",
  timeZone: "Pacific/Canary",
  mailbox: "canary.reporter@example.test",
  itemId: "AAMkCanaryItem",
  folder: "Canary private folder",
  categories: "canary-category",
  conversation: "CanaryConversation",
  hostError: "the mailbox of canary-owner refuses",
  subject: "canary-tenant/canary-object",
  checkpoint: "canary-checkpoint",
  region: "nl-CANARY",
  missedId: "AAMkCanaryMissed",
  fileName: "Screenshot of Canary",
} as const;

const STARTED = NOW + 12_345;

function revealing(): AcquiredSource {
  const source = sourceOf(MAIL);
  return {
    ...source,
    second: { method: "graph.value", path: "original.eml", octets: new TextEncoder().encode(MAIL) },
    record: {
      ...source.record,
      startedAt: STARTED,
      endedAt: STARTED + 1,
      host: {
        application: "Outlook",
        version: CANARIES.version,
        platform: CANARIES.platform,
        userAgent: CANARIES.userAgent,
      },
      item: {
        internetMessageId: "<1@example.test>",
        subject: "last warning",
        "from.emailAddress": "anon@example.org",
        "attachments[0].name": "a.pdf",
        "attachments[0].id": CANARIES.itemId,
        itemId: CANARIES.itemId,
        conversationId: CANARIES.conversation,
        dateTimeCreated: STARTED,
        "shared.owner": CANARIES.mailbox,
        "mailbox.emailAddress": CANARIES.mailbox,
        "to[0].emailAddress": CANARIES.mailbox,
        "graph.parentFolderId.displayName": CANARIES.folder,
        "graph.receivedDateTime": STARTED,
        "something.new": CANARIES.categories,
      },
      errors: [{ step: "getAsFileAsync", code: "9018", detail: CANARIES.hostError }],
    },
  };
}

const wish = {
  confidential: true,
  sources: [revealing()],
  timeZone: CANARIES.timeZone,
  language: CANARIES.region,
  reportedAt: NOW + 23_456,
  clockOffsetMs: 3_333,
  checkpoint: { origin: "o", size: 3, root: "AA==", note: CANARIES.checkpoint },
  custodian: { role: "reporter", subject: CANARIES.subject },
  missed: [
    {
      id: CANARIES.missedId,
      summary: { subject: "the other mail", from: null },
      code: "SOURCE_TIMEOUT",
      position: 2,
    },
  ],
  extras: [{ name: `${CANARIES.fileName}.PNG`, mediaType: "image/png", file: new Blob(["picture"]) }],
} as const;

describe("what is sealed", () => {
  test("the canaries are seen where nothing is withheld: this test can fail", async () => {
    const { bag } = await sealAndOpen(device, { ...wish, confidential: false });
    const all = [...bag.files.values()].map((octets) => new TextDecoder().decode(octets)).join("\n");
    for (const canary of Object.values(CANARIES)) expect(all).toContain(canary);
  });

  test("no canary in any file, name or summary", async () => {
    const { bag, report } = await sealAndOpen(device, wish);
    const all = [...bag.files].map(([path, octets]) => `${path}\n${new TextDecoder().decode(octets)}`);
    for (const canary of Object.values(CANARIES)) expect(all.join("\n")).not.toContain(canary);
    // In whatever spelling; the mail itself has one of its own.
    expect(all.join("\n").replaceAll(MAIL, "").toLowerCase()).not.toContain("canary");
    // The device's own list may know them: it is the reporter's.
    expect(report.missed).toEqual(wish.missed);
    expect(report.confidential).toBe(true);
  });

  test("what is left is said to be withheld, and what is of the mail is there", async () => {
    const { bag } = await sealAndOpen(device, wish);
    expect(bag.report).toMatchObject({ confidential: true, language: "nl" });
    expect(bag.context.checkpoint).toBeNull();
    const [message] = bag.messages;
    expect(new TextDecoder().decode(message?.original?.octets)).toBe(MAIL);
    expect(message?.acquisition).toMatchObject({
      method: "office.getAsFileAsync",
      provenance: "host-api",
      capture: "regenerated",
      host: { application: "Outlook", version: "withheld", platform: "withheld", userAgent: "withheld" },
      timeZone: "withheld",
      clockOffsetMs: null,
      custodian: { role: "reporter", subject: null },
      addIn: { version: "0.1.0", build: "test" },
      second: { agrees: true },
    });
    expect(message?.acquisition.item).toEqual({
      internetMessageId: "<1@example.test>",
      subject: "last warning",
      "from.emailAddress": "anon@example.org",
      "attachments[0].name": "a.pdf",
    });
    expect(message?.acquisition.errors).toEqual([
      { step: "getAsFileAsync", code: "9018", detail: "withheld" },
      { step: "selection", code: "SOURCE_TIMEOUT", detail: 'mail 2 of 2, subject "the other mail"' },
    ]);
    expect(bag.report.attachments).toMatchObject([{ name: "0001.png", octets: 7 }]);
  });

  test("times are those of the server, to the minute: a wrong clock tells devices apart", async () => {
    const { bag } = await sealAndOpen(device, wish);
    const times = [
      bag.report.reportedAt,
      bag.summary.reportedAt,
      bag.messages[0]?.acquisition.startedAt,
      bag.messages[0]?.acquisition.endedAt,
    ];
    for (const time of times) expect((time as number) % 60_000).toBe(0);
    const late = await sealAndOpen(device, {
      ...wish,
      reportedAt: NOW + 7_200_000,
      clockOffsetMs: 7_200_000,
    });
    expect(late.bag.report.reportedAt).toBe(Math.floor(NOW / 60_000) * 60_000);
  });

  test("each by a key of its own; the device's reports by name share theirs", async () => {
    const prints = async (confidential: boolean) => {
      const { bag } = await sealAndOpen(device, { confidential });
      expect(bag.messages[0]?.acquisition.deviceKey).toBe(bag.signature.fingerprint);
      return bag.signature.fingerprint;
    };
    const named = await prints(false);
    const [one, other] = [await prints(true), await prints(true)];
    expect(await prints(false)).toBe(named);
    expect(new Set([named, one, other]).size).toBe(3);
  });
});

/** A device that has a head of the log from an earlier report, and notes what would lead to it. */
function watched(identities: (ClientIdentity | undefined)[]) {
  const notes: string[] = [];
  const ports: ReportPorts = {
    ...device.ports,
    client: {
      submit: async (submission, onProgress, signal, options) => {
        identities.push(options);
        return device.client.submit(submission, onProgress, signal, options);
      },
    },
    history: {
      continues: async (...args: [SeenCheckpoint, SeenCheckpoint, string]) => {
        notes.push("asked the log");
        return device.client.continues(...args);
      },
    },
    memory: {
      ...device.ports.memory,
      rememberCheckpoint: async (seen: SeenCheckpoint) => {
        notes.push("remembered a head");
        return device.ports.memory.rememberCheckpoint(seen);
      },
    },
  };
  return { ports, notes };
}

const CONFIDENTIAL = { ...REQUEST, confidential: true };

describe("on the way", () => {
  test("no sign-in, no question to the log, no head for the next report; a verified receipt all the same", async () => {
    await reportOn(device.ports, REQUEST);
    await device.ports.outbox.remove((await onlyEntry(device.ports.outbox)).packageDigest);
    const identities: (ClientIdentity | undefined)[] = [];
    const { ports, notes } = watched(identities);
    const before = await device.ports.memory.checkpoint();
    expect(before).not.toBeNull();
    let asked = 0;
    const custodian = async () => {
      asked++;
      return null;
    };
    const { state } = await reportOn(ports, { ...CONFIDENTIAL, custodian });
    expect(state).toMatchObject({ step: "done", sealed: { confidential: true } });
    expect(identities).toEqual([{ confidential: true }]);
    expect(notes).toEqual([]);
    expect(asked).toBe(0);
    expect(await device.ports.memory.checkpoint()).toEqual(before);
    expect(await onlyEntry(ports.outbox)).toMatchObject({ confidential: true, state: "sent" });
    const bag = await openSealed(device, "sealed" in state && state.sealed ? state.sealed : neverSealed());
    expect(bag.context.checkpoint).toBeNull();
    // The same by name does both.
    await reportOn(ports, REQUEST);
    expect(identities.at(-1)).toEqual({});
    expect(notes).toEqual(["asked the log", "remembered a head"]);
  });

  test("kept and sent later: still without a name", async () => {
    const down = { ...device.ports, client: { submit: failing("NETWORK_UNREACHABLE") } };
    await reportOn(down, CONFIDENTIAL);
    const identities: (ClientIdentity | undefined)[] = [];
    const { ports } = watched(identities);
    await resumeOutbox(ports, ports.outbox, { ignoreDelay: true });
    expect(identities).toEqual([{ confidential: true }]);
    expect(await onlyEntry(ports.outbox)).toMatchObject({ state: "sent" });
  });

  test("the receipt is asked for again by its own token", async () => {
    const { ports } = watched([]);
    await reportOn(ports, CONFIDENTIAL);
    const entry = await onlyEntry(ports.outbox);
    await ports.outbox.update(entry.packageDigest, {
      answer: { ...(entry.answer as ReceiptAnswer), timestamp: null },
    });
    const asked: (ClientIdentity | undefined)[] = [];
    const client = {
      receipt: async (digest: typeof entry.packageDigest, options?: ClientIdentity) => {
        asked.push(options);
        return device.client.receipt(digest);
      },
    };
    await refreshReceipts({ ...ports, client }, ports.outbox);
    expect(asked).toEqual([{ confidential: true, readToken: "read-token" }]);
    expect((await onlyEntry(ports.outbox)).answer?.timestamp).not.toBeNull();
  });

  test("refused for want of a sign-in: kept, and no sign-in is said to help", async () => {
    const ports = { ...device.ports, client: { submit: failing("UNAUTHORISED") } };
    const { state } = await reportOn(ports, CONFIDENTIAL);
    expect(state).toMatchObject({ step: "waiting", code: "UNAUTHORISED" });
    expect(waitsForSignIn(await onlyEntry(ports.outbox))).toBe(false);
  });

  test("a log that shows another root for a size that this device saw is refused without a question", async () => {
    await reportOn(device.ports, REQUEST);
    const honest = (await device.ports.memory.checkpoint()) as SeenCheckpoint;
    const memory = {
      ...device.ports.memory,
      checkpoint: async () => ({ ...honest, size: device.world.log.size(), root: "AA==" }),
    };
    let questions = 0;
    const history = {
      continues: async () => {
        questions++;
        return true;
      },
    };
    const { state } = await reportOn({ ...device.ports, memory, history }, CONFIDENTIAL);
    expect(state).toMatchObject({ step: "refused", code: "CONSISTENCY_FAILED" });
    expect(questions).toBe(0);
  });
});

function neverSealed(): never {
  throw new TypeError("nothing was sealed");
}

describe("before anything is sealed", () => {
  test("the directory does not allow it: failed, and no report by name instead", async () => {
    const { policy } = device.directory.current;
    device.directory.current = {
      ...device.directory.current,
      policy: { ...policy, confidential: false },
    };
    const { state } = await reportOn(device.ports, CONFIDENTIAL);
    expect(state).toEqual({ step: "failed", code: "INPUT_INVALID", kept: "mailbox" });
    expect(device.calls).toEqual([]);
  });

  test("no single question about a key: it would name the domain moments before", async () => {
    device.directory.current = {
      ...device.directory.current,
      policy: { ...device.directory.current.policy, dnsQueries: "single" },
    };
    const signed = `DKIM-Signature: v=1; a=rsa-sha256; d=small.example; s=k; h=from; bh=AAAA; b=AAAA\r\n${MAIL}`;
    const asked: string[] = [];
    const keys = {
      dnsSnapshot: async (): Promise<never> => {
        asked.push("snapshot");
        throw new EvidenceError("NETWORK_UNREACHABLE", "down");
      },
      dnsKey: async (domain: string): Promise<never> => {
        asked.push(domain);
        throw new EvidenceError("NETWORK_UNREACHABLE", "down");
      },
    };
    const mails = [requested({ acquire: async () => sourceOf(signed) })];
    const reporter = createReporter({ ...device.ports, keys });
    await reporter.report({ ...CONFIDENTIAL, mails });
    expect(reporter.state().step).toBe("done");
    expect(asked).toEqual(["snapshot"]);
    reporter.reset();
    await reporter.report({ ...REQUEST, mails: [requested({ acquire: async () => sourceOf(signed) })] });
    expect(asked).toEqual(["snapshot", "snapshot", "small.example"]);
  });
});
