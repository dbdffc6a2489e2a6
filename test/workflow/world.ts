/** A reporter's device in memory: real sealing and checking, a real log and timestamps, and an intake that may lie. */
import { continues } from "../../src/clients/log-history.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import type { Digest } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { type Directory, readDirectory, signDirectory } from "../../src/core/evidence/directory.ts";
import { parseStatement } from "../../src/core/evidence/statement.ts";
import { ecdsaSigner, fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { makeEngine } from "../../src/workflow/engine.ts";
import type { EvidenceEngine, ReportAnswers } from "../../src/workflow/engine-port.ts";
import { memoryOutbox } from "../../src/workflow/memory-outbox.ts";
import type {
  AcquiredSource,
  ExclusiveRun,
  IntakeClient,
  MailSource,
  Outbox,
  OutboxEntry,
  ReceiptAnswer,
  SealedSubmission,
  SeenCheckpoint,
  SeenDirectory,
  TrustMemory,
} from "../../src/workflow/ports.ts";
import {
  createReporter,
  type ReportPorts,
  type ReportRequest,
  type RequestedMail,
} from "../../src/workflow/report-mail.ts";
import type { ReportState } from "../../src/workflow/report-state.ts";
import { resumeOutbox } from "../../src/workflow/send.ts";
import { trustedDirectory } from "../../src/workflow/trust.ts";
import { makeWorld, NOW } from "../console/world.ts";
import { MAIL } from "../console/sealed-report.ts";

export { MAIL, NOW };

export const NOT_ASKED: ReportAnswers = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  comment: { state: "not-asked" },
  suspicion: { state: "not-asked" },
};

const HOST = { application: "Outlook", version: "16", platform: "OfficeOnline", userAgent: "test" };

export function sourceOf(mail: string | Uint8Array<ArrayBuffer>): AcquiredSource {
  return {
    original: { kind: "eml", octets: typeof mail === "string" ? utf8(mail) : mail },
    parts: new Map(),
    record: {
      method: "office.getAsFileAsync",
      provenance: "host-api",
      capture: "regenerated",
      startedAt: NOW,
      endedAt: NOW + 1,
      host: HOST,
      item: {},
      errors: [],
    },
  };
}

export function partsOf(parts: Readonly<Record<string, string>>): AcquiredSource {
  return {
    original: null,
    parts: new Map(
      Object.entries(parts).map(([path, text]) => [
        path,
        { octets: utf8(text), name: null, mediaType: null },
      ]),
    ),
    record: { ...sourceOf("").record, method: "office.parts", capture: "parts" },
  };
}

/** Made anew each time: a worker takes the octets with it. */
export const mailSource = (mail = MAIL): MailSource => ({ acquire: async () => sourceOf(mail) });

/** As a host would name it. @param id - Null where the host gives none. */
export function requested(source: MailSource, id: string | null = null): RequestedMail {
  return { source, id, summary: { subject: `subject of ${id}`, from: null } };
}

export async function makeTestEngine(): Promise<EvidenceEngine> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ]);
  const signer = await ecdsaSigner(pair);
  return makeEngine({
    signer: async () => signer,
    random: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
  });
}

export function memoryTrust(): TrustMemory {
  let directory: SeenDirectory | null = null;
  let checkpoint: SeenCheckpoint | null = null;
  return {
    directory: async () => directory,
    rememberDirectory: async (seen) => {
      directory = seen;
    },
    checkpoint: async () => checkpoint,
    rememberCheckpoint: async (seen) => {
      checkpoint = seen;
    },
  };
}

/** One lock table for all tabs of a device. */
export function locks(): ExclusiveRun {
  const held = new Set<string>();
  return {
    tryRun: async (name, work) => {
      if (held.has(name)) return false;
      held.add(name);
      try {
        await work();
        return true;
      } finally {
        held.delete(name);
      }
    },
  };
}

/** An outbox that notes the order of what is asked of it. */
export function noted(outbox: Outbox, calls: string[]): Outbox {
  return {
    ...outbox,
    put: async (entry, submission) => {
      await outbox.put(entry, submission);
      calls.push("put");
    },
    update: async (packageDigest, change) => {
      await outbox.update(packageDigest, change);
      if (change.state !== undefined) calls.push(`update ${change.state}`);
    },
  };
}

export async function makeDevice(changes: Partial<Directory> = {}) {
  const world = await makeWorld(changes);
  const calls: string[] = [];
  const clock = { time: NOW, now: () => clock.time };
  const answers = new Map<Digest, ReceiptAnswer>();
  const directory = { current: world.directory };
  const client: IntakeClient = {
    directory: () => signDirectory(directory.current, world.root),
    submit: async (submission) => {
      calls.push("submit");
      return receiptFor(submission);
    },
    receipt: async (packageDigest) => {
      const answer = answers.get(packageDigest);
      if (answer === undefined) throw new EvidenceError("NOT_FOUND", "no such submission");
      return answer;
    },
    continues: (older, newer) => continues(world.log, older, newer),
  };
  const engine = await makeTestEngine();
  const memory = memoryTrust();
  const anchors = {
    organisation: "example",
    directoryRoot: fingerprintOf(publicKeyLine(world.root)),
    allowDemo: false,
  };
  const ports: ReportPorts & { readonly memory: TrustMemory } = {
    client,
    history: client,
    engine,
    memory,
    clock,
    exclusive: locks(),
    directory: () => trustedDirectory({ client, engine, memory, clock }, anchors),
    directoryRoot: anchors.directoryRoot,
    outbox: noted(memoryOutbox(), calls),
    fallback: memoryOutbox(),
    organisation: "example",
    addIn: { version: "0.1.0", build: "test" },
    timeZone: () => "Europe/Amsterdam",
  };
  return { world, calls, clock, client, ports, anchors, directory, receiptFor, reading };

  /** What an honest intake does, the same again for the same package. */
  async function receiptFor(submission: SealedSubmission): Promise<ReceiptAnswer> {
    const before = answers.get(submission.packageDigest);
    if (before !== undefined) return before;
    const statement = parseStatement(submission.statement);
    if (!statement.ok) throw statement.error;
    const { package: packageDigest, summary, commitment } = statement.value;
    const index = world.log.append({ v: 1, type: "package", package: packageDigest, summary, commitment });
    const answer: ReceiptAnswer = {
      v: 1,
      entry: new TextDecoder().decode(world.log.entries[index]),
      proof: world.log.proof(index),
      timestamp: await world.stamp(submission.package as Uint8Array),
      opened: null,
      readToken: "read-token",
    };
    answers.set(packageDigest, answer);
    return answer;
  }

  async function reading() {
    const octets = await signDirectory(directory.current, world.root);
    const anchor = { pinnedRoot: anchors.directoryRoot, organisation: "example", seen: null };
    const read = await readDirectory(octets, { ...anchor, now: clock.time, allowDemo: false });
    if (!read.ok) throw read.error;
    return read.value;
  }
}

export type Device = Awaited<ReturnType<typeof makeDevice>>;

export const REQUEST: ReportRequest = {
  mails: [requested(mailSource())],
  answers: NOT_ASKED,
  readers: null,
  language: "nl",
};

/** Reports once. @returns The last state and every step that was shown on the way. */
export async function reportOn(ports: ReportPorts, request: ReportRequest = REQUEST) {
  const reporter = createReporter(ports);
  const steps: ReportState["step"][] = [];
  reporter.subscribe(() => {
    const { step } = reporter.state();
    if (steps.at(-1) !== step) steps.push(step);
  });
  await reporter.report(request);
  return { reporter, steps, state: reporter.state() };
}

/** The submission that is kept of a state. */
export function sealedIn(state: ReportState): SealedSubmission {
  if (!("sealed" in state) || state.sealed === null)
    throw new TypeError(`nothing is sealed in ${state.step}`);
  return state.sealed.submission;
}

export const failing = (code: ConstructorParameters<typeof EvidenceError>[0]) => async (): Promise<never> => {
  throw new EvidenceError(code, "as the test wants it");
};

/** The one entry that there must be. */
export async function onlyEntry(outbox: Outbox): Promise<OutboxEntry> {
  const [entry, ...more] = await outbox.list();
  if (entry === undefined || more.length > 0) throw new TypeError("not one entry");
  return entry;
}

/** A server whose answer the test lets through when it likes. */
export function heldServer() {
  let release: (answer: ReceiptAnswer) => void = () => {};
  let arrived: (submission: SealedSubmission) => void = () => {};
  const arrival = new Promise<SealedSubmission>((resolve) => {
    arrived = resolve;
  });
  let submissions = 0;
  const submit = (submission: SealedSubmission, _: unknown, signal?: AbortSignal) =>
    new Promise<ReceiptAnswer>((resolve, reject) => {
      submissions++;
      release = resolve;
      signal?.addEventListener("abort", () => reject(new EvidenceError("CANCELLED", "cancelled")));
      arrived(submission);
    });
  return {
    client: { submit },
    arrival,
    count: () => submissions,
    release: (answer: ReceiptAnswer) => release(answer),
  };
}

/** What a server makes of the honest answer. */
export type Lie = (honest: ReceiptAnswer, submission: SealedSubmission) => unknown;

/** Reports to a server that answers with a lie, then looks at what the device holds. */
export async function reportThrough(device: Device, lie: Lie) {
  const client = {
    ...device.client,
    submit: async (submission: SealedSubmission) =>
      (await lie(await device.receiptFor(submission), submission)) as ReceiptAnswer,
  };
  const ports = { ...device.ports, client };
  const { state, steps } = await reportOn(ports);
  const { packageDigest } = sealedIn(state);
  // Sent again as the pane does by itself: the lie does not get better by repeating it.
  await resumeOutbox(ports, ports.outbox, { ignoreDelay: true });
  const [entry] = await ports.outbox.list();
  const kept = await ports.outbox.load(packageDigest);
  return { state, steps, entry, kept, sealed: sealedIn(state) };
}
