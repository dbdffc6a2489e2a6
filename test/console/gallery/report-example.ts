/** An opened report of twenty mails with all that a device may put beside them; invented, hostile and long. */
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";
import { makeSummary } from "../../../src/core/evidence/summary.ts";
import type { MessageEvidence } from "../../../src/core/evidence/types.ts";
import { passed } from "../../../src/core/verify/report.ts";
import type { ReportState } from "../../../src/console/console-store.ts";
import { type ShownReport, shownReport } from "../../../src/console/shown-report.ts";
import {
  digestNow,
  REFERENCE,
  sampleAcquisition,
  sampleContext,
  sampleMessage,
  sampleReport,
} from "../../core/seal/sample.ts";
import { EXAMPLE_MAIL } from "../../conversation/gallery/expert-example.ts";

const HOSTILE = "<img src=x onerror=alert(1)> \u202Egpj.exe";
const FILE = utf8("screenshot");

/** As another server wrote it: one field less, one more, and the record does not say so. */
const SECOND = utf8(EXAMPLE_MAIL.replace(/^Reply-To:.*\r\n/m, "X-Rewritten: yes\r\n"));

export async function exampleReport(): Promise<ShownReport> {
  const mails = await Promise.all(Array.from({ length: 20 }, (_, index) => mailNumber(index + 1)));
  const report = sampleReport({
    confidential: true,
    suspicion: { state: "answered", value: `Somebody of the night shift, I think. ${HOSTILE}` },
    attachments: ["0001.png", `${HOSTILE}.html`].map((name, index) => ({
      path: `data/attachments/000${index + 1}`,
      name,
      mediaType: "image/png",
      octets: FILE.length,
      digest: digestNow(FILE),
    })),
  });
  const messages = mails.map((mail, index) => ({
    ...mail,
    number: index + 1,
    analysis: mail.analysis as Readonly<Record<string, unknown>>,
  }));
  return shownReport({
    reference: REFERENCE,
    packageDigest: digestNow(utf8("package")),
    commitment: digestNow(utf8("commitment")),
    demo: false,
    supplements: null,
    report,
    summary: makeSummary(report, mails, null),
    context: sampleContext(["age1example"]),
    messages,
    files: new Map(report.attachments.map(({ path }) => [path, FILE])),
    signature: { publicKey: "", fingerprint: "SHA256:example", principal: "device:SHA256:example" },
    tagmanifest: new Uint8Array(),
    softwareAgent: "zegel/0.1.0",
    baggingDate: "2026-11-23",
    fileKey: new Uint8Array(16),
  });
}

async function mailNumber(number: number): Promise<MessageEvidence> {
  const octets = utf8(EXAMPLE_MAIL.replace("Your 48 hours", `Your ${number} hours`));
  const options = { provenance: "host-api", capture: "regenerated" } as const;
  const analysed = canonicalJson(await analyseMessage(octets, options));
  const second = number === 1 ? SECOND : null;
  return sampleMessage({
    original: { kind: "eml", octets },
    analysis: JSON.parse(new TextDecoder().decode(analysed)) as unknown,
    second: new Map(second === null ? [] : [["original.eml", second]]),
    acquisition: sampleAcquisition({
      method: "office.getAsFileAsync",
      ...options,
      timeZone: "withheld",
      host: { application: "Outlook", version: "withheld", platform: "withheld", userAgent: "withheld" },
      item: { "graph.sentDateTime": "2026-11-17T22:04:03Z", subject: HOSTILE, "ews.Size": 4711 },
      custodian: { role: "reporter", subject: number === 2 ? "11111111-tenant/22222222-object" : null },
      clockOffsetMs: number === 2 ? 421_000 : null,
      errors: number === 1 ? ERRORS : [],
      second:
        second === null
          ? null
          : {
              method: "graph.value",
              path: "data/messages/0001/second/original.eml",
              digest: digestNow(second),
              agrees: true,
            },
    }),
  });
}

const ERRORS = [
  { step: "getAsFileAsync", code: "9018", detail: "withheld" },
  { step: "extras", code: "NOT_READ", detail: "file 3 of 3" },
  { step: "selection", code: "SOURCE_TIMEOUT", detail: `mail 21 of 21, subject "${HOSTILE}"` },
];

export async function exampleState(): Promise<ReportState> {
  const content = await exampleReport();
  const { packageDigest } = content;
  const failure = { code: "NETWORK_UNREACHABLE", detail: "invented" } as const;
  const listed = {
    index: 1,
    package: packageDigest,
    summary: packageDigest,
    receivedAt: content.report.reportedAt,
    octets: 65_536,
    timestamped: true,
    erased: false,
  };
  const report = { outcome: "consistent", checks: [passed("content", packageDigest)] } as const;
  return {
    listed,
    state: "examined",
    fetched: {
      listed,
      examination: { state: "shown", report: { ...report, checks: [...report.checks] }, content },
      ciphertext: new Uint8Array(),
      receipt: failure,
      seen: [],
    },
    records: null,
    custody: null,
  };
}
