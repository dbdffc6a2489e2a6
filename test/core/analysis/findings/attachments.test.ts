import { attachmentFindings } from "../../../../src/core/analysis/findings/attachments.ts";
import type { FindingEvidence } from "../../../../src/core/analysis/findings/finding.ts";
import type { AttachmentRecord } from "../../../../src/core/analysis/types.ts";
import { ATTACHMENTS_CODES } from "../../../../src/core/analysis/words/attachments-codes.ts";
import { attachments as de } from "../../../../src/core/analysis/words/de/attachments.ts";
import { attachments as en } from "../../../../src/core/analysis/words/en/attachments.ts";
import { attachments as fr } from "../../../../src/core/analysis/words/fr/attachments.ts";
import { attachments as nl } from "../../../../src/core/analysis/words/nl/attachments.ts";
import { fillIn } from "../../../../src/core/analysis/words/words.ts";

const RECORD: AttachmentRecord = {
  name: "a.docx",
  declaredType: "application/octet-stream",
  detectedType: null,
  octets: 5,
  sha256: "0".repeat(64),
  metadata: [],
  warnings: [],
  basis: { field: "body", offset: 100, octets: 50 },
};

function findingsOf(record: Partial<AttachmentRecord>) {
  return attachmentFindings({ attachments: [{ ...RECORD, ...record }] } as unknown as FindingEvidence);
}

const ALL: Partial<AttachmentRecord>[] = [
  {
    warnings: [
      "name-hides-type",
      "executable",
      "macro",
      "active-content",
      "web-page",
      "type-differs",
      "encrypted",
      "empty",
      "too-large",
      "unreadable",
    ],
  },
  {
    metadata: [
      { key: "author", value: "A. Example" },
      { key: "last-saved-by", value: "A. Example" },
      { key: "place", value: "52.090000, 4.300000" },
      { key: "camera-serial", value: "SN-0042" },
    ],
  },
  { declaredType: "message/rfc822", metadata: [{ key: "from", value: "a@e.example" }] },
];

test("every code is made, with the part as its basis", () => {
  const found = ALL.flatMap(findingsOf);
  expect(new Set(found.map(({ code }) => code))).toEqual(new Set(ATTACHMENTS_CODES));
  expect(found.every(({ basis }) => basis[0] === RECORD.basis)).toBe(true);
});

test("names in a file are said once, as what the file says, with low confidence", () => {
  const [people] = findingsOf(ALL[1] as Partial<AttachmentRecord>);
  expect(people).toMatchObject({
    code: "attachment-author-named",
    confidence: "low",
    details: { file: "a.docx", names: "A. Example" },
  });
});

test.each([
  ["en", en],
  ["nl", nl],
  ["de", de],
  ["fr", fr],
] as const)("the words of each code are whole in %s", (_, words) => {
  for (const { code, details } of ALL.flatMap(findingsOf)) {
    const { reporter, investigator } = words[code as keyof typeof words];
    expect(fillIn(`${reporter} ${investigator}`, details)).not.toMatch(/[{}]/);
  }
});

test("a plain file says nothing", () => {
  expect(findingsOf({})).toEqual([]);
});
