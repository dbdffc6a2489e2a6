/** Two methods compared again from their octets: the record's word is the word of whatever sealed the package. */
import { utf8 } from "../../src/core/base/bytes.ts";
import type { AcquisitionRecord } from "../../src/core/evidence/types.ts";
import { claimGroups } from "../../src/console/claims.ts";
import { problemsOf, problemsOfMail } from "../../src/console/problems.ts";
import { secondMethod } from "../../src/console/second-method.ts";
import { digestNow, sampleAcquisition } from "../core/seal/sample.ts";

const HEAD = ["From: a@example.org", "X-Long: one", " two", "Subject: hi"];
const mail = (fields: readonly string[], body: string, end = "\r\n") =>
  utf8(`${fields.join(end)}${end}${end}${body}`);
const FIRST = mail(HEAD, "Text.\r\n");

function compared(
  second: Uint8Array,
  { agrees = true, name = "original.eml", first = FIRST as Uint8Array | null, kind = "eml" } = {},
) {
  const record: AcquisitionRecord["second"] = {
    method: "graph.value",
    path: `data/messages/0001/second/${name}`,
    digest: digestNow(second),
    agrees,
  };
  return secondMethod({
    acquisition: sampleAcquisition({ second: record }),
    original: first === null ? null : { kind: kind as "eml" | "msg", octets: first },
    parts: new Map(first === null ? [["headers.txt", mail(HEAD, "")]] : []),
    second: new Map([[name, second]]),
  });
}

describe("secondMethod", () => {
  test("nothing where one method was used", () => {
    const message = { acquisition: sampleAcquisition(), original: null, parts: new Map(), second: new Map() };
    expect(secondMethod(message)).toBeNull();
  });

  test("equal octets", () => {
    expect(compared(FIRST)).toMatchObject({ recomputed: true, differences: { octetsEqual: true } });
  });

  test("other folds and line ends are the same mail", () => {
    const folded = mail(["From: a@example.org", "X-Long: one two", "Subject: hi"], "Text.\n\n", "\n");
    expect(compared(folded)).toMatchObject({
      recomputed: true,
      differences: { octetsEqual: false, fieldCount: 0, reordered: false, body: "same" },
    });
  });

  test("a record that says they agree where they do not, and the other way round", () => {
    const forged = mail(HEAD, "Another text.\r\n");
    const lied = compared(forged, { agrees: true });
    expect(lied).toMatchObject({ record: { agrees: true }, recomputed: false });
    expect(lied?.differences).toMatchObject({ fieldCount: 0, body: "differs" });
    expect(compared(FIRST, { agrees: false })).toMatchObject({ record: { agrees: false }, recomputed: true });
  });

  test("fields of one alone are named, each as often as it is missing", () => {
    const other = mail([...HEAD, "Subject: hi", "<script>: x"], "Text.\r\n");
    expect(compared(other, { agrees: false })).toMatchObject({
      recomputed: false,
      differences: { onlyFirst: [], onlySecond: ["Subject", "<script>"], fieldCount: 2, reordered: false },
    });
  });

  test("the same fields in another order", () => {
    const other = mail(["Subject: hi", "From: a@example.org"], "");
    const first = mail(["From: a@example.org", "Subject: hi"], "");
    expect(compared(other, { first })).toMatchObject({
      recomputed: false,
      differences: { fieldCount: 0, reordered: true },
    });
  });

  test("thousands of foreign fields: counted, not listed", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `X-${i}: ${"y".repeat(20)}`);
    const { differences } = compared(mail([...HEAD, ...many], ""), { agrees: false }) ?? {};
    expect(differences?.onlySecond).toHaveLength(20);
    expect(differences?.fieldCount).toBe(5000);
  });

  test("a header alone is compared with parts, without a body", () => {
    const given = compared(mail(HEAD, ""), { name: "headers.txt", first: null });
    expect(given).toMatchObject({ recomputed: true, differences: { body: "not-compared" } });
  });

  test.each([
    ["a .msg", compared(FIRST, { kind: "msg" })],
    ["a body alone", compared(FIRST, { name: "body.txt" })],
    ["no octets", compared(new Uint8Array())],
  ])("nothing to compare: %s", (_, given) => {
    expect(given).toMatchObject({ recomputed: false, differences: null });
  });
});

describe("claims", () => {
  test("each under the name of who made it; what nobody else claims is the mail program's", () => {
    const item = {
      "graph.id": "1",
      "graph.receivedDateTime": null,
      "ews.Size": 4,
      "shared.owner": "a@example.com",
      subject: "hi",
      "host.name": "x",
      graphic: "y",
    };
    expect(claimGroups(item).map(({ by, claims }) => [by, claims.map(({ name }) => name)])).toEqual([
      ["graph", ["graph.id", "graph.receivedDateTime"]],
      ["ews", ["ews.Size"]],
      ["shared", ["shared.owner"]],
      ["host", ["subject", "host.name", "graphic"]],
    ]);
  });

  test("bounded: a host may say anything", () => {
    const item = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`graph.${i}`, "v".repeat(9000)]));
    const [group] = claimGroups(item);
    expect(group?.claims).toHaveLength(200);
    expect(group?.more).toBe(4800);
    expect(String(group?.claims[0]?.value).length).toBe(2001);
  });
});

test("problems: of the report wherever they stand, of the mail the others", () => {
  const errors = ["selection", "getAsFileAsync", "extras"].map((step) => ({ step, code: "1", detail: "" }));
  const messages = [{ acquisition: sampleAcquisition() }, { acquisition: sampleAcquisition({ errors }) }];
  const { missed, extras } = problemsOf(messages);
  expect([missed, extras].map((all) => all.map(({ step }) => step))).toEqual([["selection"], ["extras"]]);
  expect(problemsOfMail({ acquisition: sampleAcquisition({ errors }) }).map(({ step }) => step)).toEqual([
    "getAsFileAsync",
  ]);
});
