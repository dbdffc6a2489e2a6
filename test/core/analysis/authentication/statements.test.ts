import { makeStatements, shortcomings } from "../../../../src/core/analysis/authentication/statements.ts";
import type { AuthenticationResult, DkimResult, Hop } from "../../../../src/core/analysis/types.ts";

const basis = { field: "X", offset: 0, octets: 1 };

/** A signature that raises the statement; tests take single conditions away. */
const good: DkimResult = {
  domain: "example.com",
  selector: "s",
  algorithm: "rsa-sha256",
  canonicalization: "relaxed/relaxed",
  identity: null,
  signedFields: ["from"],
  bodyLength: null,
  unsignedOctets: null,
  bodyHash: "match",
  signature: "pass",
  aligned: true,
  signedAt: null,
  expiresAt: null,
  key: { source: "dns", at: 0, kind: "rsa", bits: 2048 },
  defects: [],
  basis,
};
const microsoft = { by: "A.prod.outlook.com", trusted: true } as Hop;
const passed = {
  method: "dkim",
  result: "pass",
  properties: { "header.d": "example.com" },
  trusted: true,
} as unknown as AuthenticationResult;

function statement(
  dkim: DkimResult[],
  extra: { hops?: Hop[]; authentication?: AuthenticationResult[]; fromCount?: number } = {},
) {
  const options = { provenance: "host-api", capture: "regenerated" } as const;
  return makeStatements({ options, dkim, hops: [], authentication: [], fromCount: 1, ...extra })
    .authentication;
}

describe("signed needs every condition of DESIGN section 5", () => {
  test("all hold", () => {
    expect(statement([good])).toBe("signed");
    expect(statement([{ ...good, bodyLength: 10, unsignedOctets: 0 }])).toBe("signed");
    expect(statement([{ ...good, key: { source: "dns", at: 0, kind: "rsa", bits: 1024 } }])).toBe("signed");
  });

  test.each([
    ["signature-fail", { signature: "fail" }],
    ["signature-no-key", { signature: "no-key" }],
    ["signature-unchecked", { signature: "unchecked" }],
    ["domain-not-aligned", { aligned: false }],
    ["from-not-signed", { signedFields: ["to"] }],
    ["body-beyond-length", { bodyLength: 10, unsignedOctets: 1 }],
    ["key-too-short", { key: { source: "dns", at: 0, kind: "rsa", bits: 1023 } }],
    ["sha1-historic", { algorithm: "rsa-sha1" }],
    ["key-testing", { defects: ["key-testing"] }],
  ] as const)("%s keeps it at body-fits", (code, change) => {
    const signature = { ...good, ...change };
    expect(shortcomings(signature, 1)).toEqual([code]);
    expect(statement([signature])).toBe("body-fits");
  });

  test("From missing or twice", () => {
    expect(statement([good], { fromCount: 2 })).toBe("body-fits");
    expect(statement([good], { fromCount: 0 })).toBe("body-fits");
  });

  test("one good signature among bad ones is enough", () => {
    expect(statement([{ ...good, bodyHash: "mismatch" }, good])).toBe("signed");
  });
});

describe("x= and the newest server's clock", () => {
  const expiring = { ...good, expiresAt: 1000 };
  test("delivered in time, or at a time that nobody recorded", () => {
    expect(statement([expiring], { hops: [{ receivedAt: 1000 } as Hop] })).toBe("signed");
    expect(statement([expiring], { hops: [{ receivedAt: null } as Hop] })).toBe("signed");
  });
  test("delivered later: an old signed mail can be sent again by anyone who has it", () => {
    expect(statement([expiring], { hops: [{ receivedAt: 1001 } as Hop] })).toBe("body-fits");
  });
});

describe("mismatch", () => {
  const bad: DkimResult = { ...good, bodyHash: "mismatch" };

  test("explained: the reporter's own server passed it and is Microsoft's", () => {
    expect(statement([bad], { hops: [microsoft], authentication: [passed] })).toBe("mismatch-explained");
  });
  test.each([
    ["another mailbox", { hops: [{ ...microsoft, by: "mx.example.net" }], authentication: [passed] }],
    ["the server said fail", { hops: [microsoft], authentication: [{ ...passed, result: "fail" }] }],
    [
      "the server passed another domain's signature",
      { hops: [microsoft], authentication: [{ ...passed, properties: { "header.d": "evil.test" } }] },
    ],
    ["an untrusted result", { hops: [microsoft], authentication: [{ ...passed, trusted: false }] }],
    [
      "a supplied file's own claim",
      { hops: [{ ...microsoft, trusted: null }], authentication: [{ ...passed, trusted: null }] },
    ],
  ])("not explained: %s", (_, extra) => {
    expect(statement([bad], extra)).toBe("mismatch");
  });
});

test("none: no signature, or none that can be read", () => {
  expect(statement([])).toBe("none");
  expect(statement([{ ...good, bodyHash: "error", signature: "fail" }])).toBe("none");
});

test("provenance and capture are what the caller said, and a supplied file says that nothing is trusted", () => {
  const options = { provenance: "supplied-file", capture: "as-served" } as const;
  const statements = makeStatements({ options, dkim: [], hops: [], authentication: [], fromCount: 1 });
  expect(statements).toEqual({
    provenance: "supplied-file",
    capture: "as-served",
    authentication: "none",
    reasons: ["supplied-file-nothing-trusted", "no-dkim-signature"],
  });
});

test("what a person handed to a service says so as well", () => {
  const options = { provenance: "fetched-by-service", capture: "as-served", handedOver: true } as const;
  const { provenance, reasons } = makeStatements({
    options,
    dkim: [],
    hops: [],
    authentication: [],
    fromCount: 1,
  });
  expect([provenance, reasons]).toEqual([
    "fetched-by-service",
    ["handed-over-nothing-trusted", "no-dkim-signature"],
  ]);
});
