import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const TENANT = "01234567-89ab-cdef-0123-456789abcdef";

async function microsoft(header: string) {
  const options = { provenance: "host-api", capture: "regenerated" } as const;
  return (await analyseMessage(utf8(`${header}From: a@a.test\r\n\r\n`), options)).microsoft;
}

test("null without a field of Exchange Online", async () => {
  expect(await microsoft("X-Mailer: Foo\r\n")).toBeNull();
});

test("each field is read, with its basis", async () => {
  const found = await microsoft(
    `X-MS-Exchange-CrossTenant-Id: ${TENANT.toUpperCase()}\r\n` +
      "X-MS-Exchange-CrossTenant-AuthAs: Internal\r\n" +
      "X-MS-Exchange-CrossTenant-AuthSource: AM6PR07MB7042.eurprd07.prod.outlook.com\r\n" +
      "X-MS-Exchange-CrossTenant-FromEntityHeader: Hosted\r\n" +
      "X-MS-Exchange-CrossTenant-OriginalArrivalTime: 03 Nov 2026 12:00:01.2345 (UTC)\r\n" +
      "X-OriginatorOrg: company.example\r\nx-tmn: [abc]\r\n",
  );
  expect(found).toMatchObject({
    tenantId: TENANT,
    authAs: "Internal",
    authSource: "AM6PR07MB7042.eurprd07.prod.outlook.com",
    fromEntity: "Hosted",
    originatorOrganisation: "company.example",
    originalArrivalTime: Date.UTC(2026, 10, 3, 12, 0, 1, 234),
    regions: ["EUR"],
    consumerMark: true,
  });
  expect(found?.basis.map(({ field }) => field)).toContain("X-OriginatorOrg");
  expect(found?.basis).toHaveLength(7);
});

test.each([
  ["AM6PR07MB7042.eurprd07.prod.outlook.com", ["EUR"]],
  ["DB8EUR05FT020.eop-eur05.prod.protection.outlook.com", ["EUR"]],
  ["NAM12-BN8-obe.outbound.protection.outlook.com", ["NAM"]],
  ["mail-am5eur03olkn2032.outbound.protection.outlook.com", ["EUR"]],
  ["ZRAP278MB0495.CHEP278.PROD.OUTLOOK.COM", ["CHE"]],
  ["x.apcprd04.prod.outlook.com", ["APC"]],
  ["x.lamprd80.prod.outlook.com", ["LAM"]],
  ["x.gbrp265.prod.outlook.com", ["GBR"]],
  ["x.DEUP281.PROD.OUTLOOK.COM", ["DEU"]],
  ["x.INDP287.PROD.OUTLOOK.COM", ["IND"]],
  ["x.qatp301.prod.outlook.com", ["QAT"]],
  ["x.eurprd07.prod.outlook.com.evil.test", []],
  ["eurprd07.evil.test", []],
  ["neuroprd07.prod.outlook.com", []],
  ["smtp.office365.com", []],
])("region of %s: %j", async (host, regions) => {
  expect((await microsoft(`X-MS-Exchange-CrossTenant-AuthSource: ${host}\r\n`))?.regions).toEqual(regions);
});

test("regions of the servers that the mail passed, each once, the newest first", async () => {
  const hop = (by: string) => `Received: from a by ${by}; Tue, 3 Nov 2026 12:00:05 +0000\r\n`;
  const found = await microsoft(
    `${hop("x.eurprd07.prod.outlook.com")}${hop("y.namprd04.prod.outlook.com")}${hop("z.eurprd01.prod.outlook.com")}x-tmn: [a]\r\n`,
  );
  expect(found?.regions).toEqual(["EUR", "NAM"]);
});

test("what is no tenant or time is null, and long values are cut", async () => {
  expect(
    await microsoft(
      `X-MS-Exchange-CrossTenant-Id: not-a-uuid\r\nX-MS-Exchange-CrossTenant-OriginalArrivalTime: soon\r\nX-OriginatorOrg: ${"a".repeat(5000)}\r\n`,
    ),
  ).toMatchObject({ tenantId: null, originalArrivalTime: null, originatorOrganisation: "a".repeat(255) });
});

test("AuthAs Internal is a finding that weighs little where nothing is trusted", async () => {
  const message = utf8(`X-MS-Exchange-CrossTenant-AuthAs: Internal\r\nFrom: a@a.test\r\n\r\n`);
  const options = { provenance: "supplied-file", capture: "as-served" } as const;
  const { findings } = await analyseMessage(message, options);
  expect(findings.find(({ code }) => code === "microsoft-internal-sender")?.confidence).toBe("low");
});

test("never throws, whatever the fields say", async () => {
  const name = fc.constantFrom(
    "X-MS-Exchange-CrossTenant-AuthSource",
    "X-MS-Exchange-CrossTenant-OriginalArrivalTime",
    "X-OriginatorOrg",
  );
  await fc.assert(
    fc.asyncProperty(name, fc.string({ maxLength: 300 }), async (field, text) => {
      const body = text.replaceAll(/[\r\n]/g, " ").toWellFormed();
      expect(await microsoft(`${field}: ${body}\r\n`)).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});
