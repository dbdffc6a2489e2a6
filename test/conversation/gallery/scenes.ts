/** One scene for each screen of the pane: what a session would tell it. */
import type { Digest } from "../../../src/core/base/digest.ts";
import type { Directory } from "../../../src/core/evidence/directory.ts";
import type { PaneView } from "../../../src/conversation/pane-session.ts";
import type { SealedReport } from "../../../src/workflow/engine-port.ts";
import type { OutboxEntry, ReceiptAnswer } from "../../../src/workflow/ports.ts";
import type { ReportState } from "../../../src/workflow/report-state.ts";
import type { TrustedDirectory } from "../../../src/workflow/trust.ts";
import { moreScenes } from "./scenes-more.ts";

export const NOW = Date.UTC(2026, 10, 23, 10, 15);
const DIGEST: Digest = `sha256:${"7a".repeat(32)}`;
const OTHER_DIGEST: Digest = `sha256:${"3c".repeat(32)}`;
const THIRD_DIGEST: Digest = `sha256:${"5e".repeat(32)}`;
const REFERENCE = "ZG-7K3M-92QF";

const person = (id: string, name: string) => ({
  id,
  name,
  role: { nl: "Onderzoeker", en: "Investigator" },
  recipient: `age1${id}`,
  signingKey: `ssh-ed25519 ${id}`,
});

export const directory: Directory = {
  v: 1,
  organisation: "voorbeeld",
  name: "Voorbeeld BV",
  demo: false,
  version: 3,
  previous: DIGEST,
  issuedAt: NOW - 86_400_000,
  expiresAt: NOW + 86_400_000,
  desks: [
    {
      id: "internal-security",
      name: { nl: "Interne beveiliging", en: "Internal security" },
      description: { nl: "Eigen mensen, niet je leidinggevende.", en: "Own people, not your manager." },
      people: [person("anna", "Anna de Wit"), person("bram", "Bram Jansen")],
    },
    {
      id: "external-agency",
      name: { nl: "Extern onderzoeksbureau", en: "External agency" },
      description: {
        nl: "Van buiten, als je twijfelt wie er binnen meeleest.",
        en: "From outside, if you are unsure who reads along inside.",
      },
      people: [person("carla", "Carla Smit")],
    },
  ],
  recovery: { recipient: "age1recovery", holder: "Notariskantoor Van Dam" },
  log: { origin: "example.org/log", key: "example.org/log+00000000+AAAA" },
  witnesses: [],
  timestamp: { roots: [] },
  policy: { recipients: "x25519", sealOnServer: false, confidential: true, dnsQueries: "none" },
  languages: ["nl", "en"],
  emergency: [{ country: "NL", number: "112", label: { nl: "Alarmnummer", en: "Emergency number" } }],
  contacts: [
    {
      name: "Meldkamer Voorbeeld BV",
      phone: "+31 20 555 0112",
      label: { nl: "Beveiliging, dag en nacht", en: "Security, day and night" },
    },
    {
      name: "Vertrouwenspersoon",
      phone: "+31 20 555 0113",
      label: { nl: "Werkdagen", en: "Working days" },
    },
  ],
  advice: {},
  networks: { egress: [], vpn: [], domains: [] },
  logRetention: {},
  reviewAfterDays: 90,
};

const trusted: TrustedDirectory = { directory, digest: DIGEST, expired: false, notes: [], problem: null };

export const answer: ReceiptAnswer = {
  v: 1,
  entry: "{}",
  proof: "",
  timestamp: null,
  opened: null,
  readToken: "token",
};

const opening = {
  v: 1,
  package: DIGEST,
  salt: "",
  tagmanifest: "",
  manifest: "",
  signature: DIGEST,
} as const;

export const sealed: SealedReport = {
  reference: REFERENCE,
  submission: {
    packageDigest: DIGEST,
    statement: new Uint8Array(1),
    summary: new Uint8Array(1),
    package: new Uint8Array(1),
  },
  opening,
  insights: [
    { code: "deadline", values: {} },
    { code: "reply-elsewhere", values: {} },
    { code: "provider-account", values: { provider: "Gmail" } },
    { code: "logs-days", values: { count: 7 } },
  ],
  readBy: ["Anna de Wit", "Bram Jansen"],
  recoveryOnly: null,
  demo: false,
  mails: 1,
  missed: [],
  confidential: false,
};

const entry = (change: Partial<OutboxEntry>): OutboxEntry => ({
  packageDigest: DIGEST,
  reference: REFERENCE,
  organisation: "voorbeeld",
  sealedAt: NOW - 3_600_000,
  demo: false,
  recoveryOnly: false,
  state: "sealed",
  automatic: true,
  attempts: 1,
  nextAttemptAt: NOW + 60_000,
  lastError: "NETWORK_UNREACHABLE",
  octets: 48_211,
  logSizeAtSealing: 0,
  opening,
  statement: new Uint8Array(1),
  answer: null,
  ...change,
});

const entries = [
  entry({
    packageDigest: THIRD_DIGEST,
    reference: "ZG-2B4D-6F8H",
    state: "sent",
    answer,
    sealedAt: NOW - 90_000_000,
  }),
  entry({
    packageDigest: OTHER_DIGEST,
    reference: "ZG-XQ41-V0PC",
    state: "refused",
    lastError: "PACKAGE_TOO_LARGE",
    recoveryOnly: true,
  }),
  entry({}),
];

const start: PaneView = {
  item: {
    subject: "Onderzoek",
    from: { name: "Een verontruste medewerker", address: "verontrust.medewerker.1987@gmail.com" },
  },
  absence: null,
  selection: [],
  selectionProblem: null,
  acquisition: "host",
  series: { state: "offered", signIn: false },
  signIn: "none",
  clockOffsetMs: 0,
  directory: trusted,
  directoryProblem: null,
  outbox: [],
  unstored: [],
  actionProblem: null,
  theme: "light",
  elsewhere: { reportPage: "https://melden.example.org/", forwardTo: "melden@example.org" },
  expert: { state: "closed" },
};

export interface Scene {
  readonly view: Partial<PaneView>;
  readonly report: ReportState;
}

const ready: ReportState = { step: "ready" };
const scene = (view: Partial<PaneView>, report: ReportState = ready): Scene => ({ view, report });
const kept = { sealed, kept: "device" } as const;
const inMemory = { sealed, kept: "memory" } as const;
const later = NOW + 120_000;

export const SCENES = {
  start: scene({}),
  "start-waiting": scene({ outbox: entries }),
  "start-demo": scene({ directory: { ...trusted, directory: { ...directory, demo: true } } }),
  "start-expired": scene({ directory: { ...trusted, expired: true, problem: "NETWORK_UNREACHABLE" } }),
  "start-hostile": scene({
    item: {
      subject: "x",
      from: {
        name: `\u202E${"<b>Security</b> {{count}} $t(pane.title) ".repeat(40)}`,
        address: `${"a".repeat(300)}@example.org`,
      },
    },
  }),
  "no-sender": scene({ item: { subject: "x", from: null } }),
  "no-item": scene({ item: null, absence: "none" }),
  loading: scene({ directory: null }),
  "no-directory": scene({ directory: null, directoryProblem: "NETWORK_UNREACHABLE" }),
  "forged-directory": scene({ directory: null, directoryProblem: "DIRECTORY_SIGNATURE_INVALID" }),
  outbox: scene({ outbox: entries, unstored: [DIGEST] }),
  acquiring: scene({}, { step: "acquiring", fraction: null }),
  sending: scene({}, { step: "sending", ...kept, fraction: 0.4 }),
  waiting: scene({}, { step: "waiting", ...kept, code: "NETWORK_UNREACHABLE", nextAttemptAt: later }),
  "waiting-memory": scene(
    { actionProblem: "DEVICE_STORAGE_UNAVAILABLE" },
    { step: "waiting", ...inMemory, code: "SERVER_ERROR", nextAttemptAt: later },
  ),
  refused: scene({}, { step: "refused", ...kept, code: "PROOF_MISMATCH" }),
  unauthorised: scene({}, { step: "refused", ...kept, code: "UNAUTHORISED" }),
  stopped: scene({}, { step: "stopped", ...kept, mayHaveArrived: true }),
  "stopped-early": scene({}, { step: "stopped", sealed: null, kept: "mailbox", mayHaveArrived: false }),
  failed: scene({}, { step: "failed", code: "SOURCE_TIMEOUT", kept: "mailbox" }),
  ...moreScenes({ now: NOW, sealed, answer, entry: entry({}), trusted }),
  done: scene({}, { step: "done", sealed, answer, timestampedAt: NOW }),
  "done-late": scene(
    {},
    {
      step: "done",
      sealed: { ...sealed, recoveryOnly: "expired", readBy: [], insights: [], demo: true },
      answer,
      timestampedAt: null,
    },
  ),
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;

export function viewOf(one: Scene, theme: PaneView["theme"]): PaneView {
  return { ...start, ...one.view, theme };
}
