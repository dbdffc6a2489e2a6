/** RFC 3161: tokens of the built-in authority, mutations of them, and chains that must not hold. */
import * as fc from "fast-check";
import { concatOctets, toHex, utf8 } from "../../../src/core/base/bytes.ts";
import { digestOf, sha256 } from "../../../src/core/base/digest.ts";
import { readTimestampAuthority, type TimestampAuthority } from "../../../src/core/timestamp/authority.ts";
import { integer, sequence } from "../../../src/core/timestamp/der-writer.ts";
import { readTimestampRequest, timestampRequest } from "../../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../../src/core/timestamp/respond.ts";
import { MAX_TIMESTAMP_OCTETS, openTimestamp, verifyTimestamp } from "../../../src/core/timestamp/token.ts";
import { codeOf } from "../log/sample.ts";
import { builtIn, certify, extensions, holder, NOT_AFTER, NOT_BEFORE, pemOf, stamp, TIME } from "./sample.ts";

const subject = utf8("octets of a package");
let authority: TimestampAuthority;
let response: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  authority = await builtIn();
  response = await stamp(authority, subject);
});

describe("RFC 3161, section 2.4: the built-in authority", () => {
  test("a token verifies against its root, by octets and by digest", async () => {
    const verified = await verifyTimestamp(response, subject, [authority.rootPem]);
    expect(verified).toMatchObject({
      ok: true,
      value: {
        time: Date.UTC(2026, 10, 23, 10, 11, 12),
        accuracyMs: 1000,
        serial: "009901",
        authority: "O=Voorbeeld BV, CN=Zegel built-in timestamps",
        anchor: "O=Voorbeeld BV, CN=Zegel built-in timestamps: root",
      },
    });
    expect(verified.ok && toHex(verified.value.nonce as Uint8Array)).toBe("008002030405060708");
    expect(await verifyTimestamp(response, await digestOf(subject), [authority.rootPem])).toEqual(verified);
  });
  test("the authority's PEM reads back and signs on", async () => {
    const read = await readTimestampAuthority(authority.pem);
    if (!read.ok) throw read.error;
    const again = await stamp(read.value, subject);
    expect(codeOf(await verifyTimestamp(again, subject, [authority.rootPem]))).toBe("ok");
    expect(codeOf(await readTimestampAuthority(authority.rootPem))).toBe("IDENTITY_INVALID");
    expect(codeOf(await readTimestampAuthority(authority.pem.replace("MIG", "MIH")))).toBe(
      "IDENTITY_INVALID",
    );
  });
  test("without certReq no certificate comes along, and none is guessed", async () => {
    const full = timestampRequest(await sha256(subject), Uint8Array.of(1));
    const bare = sequence(full.subarray(2, -3));
    const short = await createTimestampResponse(bare, { ...authority, serial: Uint8Array.of(1), time: TIME });
    if (!short.ok) throw short.error;
    expect(codeOf(await verifyTimestamp(short.value, subject, [authority.rootPem]))).toBe(
      "TIMESTAMP_INVALID",
    );
  });
});

describe("what a token is checked for", () => {
  test("of other octets: TIMESTAMP_MISMATCH", async () => {
    const { rootPem } = authority;
    expect(codeOf(await verifyTimestamp(response, utf8("other octets"), [rootPem]))).toBe(
      "TIMESTAMP_MISMATCH",
    );
  });
  test("without roots, or with those of another authority of the same name: TIMESTAMP_UNTRUSTED", async () => {
    const namesake = await builtIn();
    expect(codeOf(await verifyTimestamp(response, subject, []))).toBe("TIMESTAMP_UNTRUSTED");
    expect(codeOf(await verifyTimestamp(response, subject, [namesake.rootPem]))).toBe("TIMESTAMP_UNTRUSTED");
    const both = [namesake.rootPem, authority.rootPem];
    expect(codeOf(await verifyTimestamp(response, subject, both))).toBe("ok");
  });
  test("a root that is none: POLICY_INVALID", async () => {
    for (const pem of [
      "",
      "x",
      authority.rootPem.replace("MII", "MIJ"),
      authority.pem.split("-----END PRIVATE")[0] ?? "",
    ]) {
      expect(codeOf(await verifyTimestamp(response, subject, [pem]))).toBe("POLICY_INVALID");
    }
  });
  test("a backdated token of a self-made authority with a well-known name: TIMESTAMP_UNTRUSTED", async () => {
    const root = await holder("DigiCert Trusted Root G4");
    const tsa = await holder("DigiCert SHA256 RSA4096 Timestamp Responder");
    const rootOctets = await certify(root, root, [extensions.authority()], [Date.UTC(2013, 0, 1), NOT_AFTER]);
    const certificate = await certify(
      root,
      tsa,
      [extensions.timestamping()],
      [Date.UTC(2013, 0, 1), NOT_AFTER],
    );
    // The token carries its whole chain, root included: nothing of it may serve as an anchor.
    const forged = await stamp(
      { key: tsa.keys.privateKey, certificates: [certificate, rootOctets] },
      subject,
      Date.UTC(2015, 5, 1),
    );
    expect(codeOf(await openTimestamp(forged, subject))).toBe("ok");
    expect(codeOf(await verifyTimestamp(forged, subject, [authority.rootPem]))).toBe("TIMESTAMP_UNTRUSTED");
    expect(codeOf(await verifyTimestamp(forged, subject, []))).toBe("TIMESTAMP_UNTRUSTED");
  });
  test("the status is not granted: TIMESTAMP_INVALID", async () => {
    const token = response.subarray(response.indexOf(0x30, 9));
    expect(codeOf(await openTimestamp(sequence(sequence(integer(Uint8Array.of(0))), token), subject))).toBe(
      "ok",
    );
    for (const status of [2, 3, 4, 5, 127]) {
      const refused = sequence(sequence(integer(Uint8Array.of(status))), token);
      expect(codeOf(await openTimestamp(refused, subject))).toBe("TIMESTAMP_INVALID");
      expect(codeOf(await openTimestamp(sequence(sequence(integer(Uint8Array.of(status)))), subject))).toBe(
        "TIMESTAMP_INVALID",
      );
    }
  });
});

describe("RFC 3161, section 2.3, and RFC 5280, section 6: chains", () => {
  const span = [NOT_BEFORE, NOT_AFTER] as const;
  async function outcome(
    leaf: readonly Uint8Array[],
    options: {
      root?: readonly Uint8Array[];
      between?: readonly Uint8Array[];
      leafSpan?: readonly [number, number];
      rootSpan?: readonly [number, number];
    } = {},
  ): Promise<string> {
    const [root, middle, tsa] = await Promise.all([holder("root"), holder("middle"), holder("tsa")]);
    const rootOctets = await certify(
      root,
      root,
      options.root ?? [extensions.authority()],
      options.rootSpan ?? span,
    );
    const issuer = options.between === undefined ? root : middle;
    const certificate = await certify(issuer, tsa, leaf, options.leafSpan ?? span);
    const between = options.between === undefined ? [] : [await certify(root, middle, options.between)];
    const token = await stamp({ key: tsa.keys.privateKey, certificates: [certificate, ...between] }, subject);
    return codeOf(await verifyTimestamp(token, subject, [pemOf(rootOctets)]));
  }
  const good = [extensions.timestamping()];
  test("a plain chain and one with an authority between hold", async () => {
    expect(await outcome(good)).toBe("ok");
    expect(await outcome([...good, extensions.signsOnly()], { between: [extensions.authority(0)] })).toBe(
      "ok",
    );
  });
  test("a certificate given as root itself is an anchor", async () => {
    const tsa = await holder("tsa");
    const certificate = await certify(tsa, tsa, good);
    const token = await stamp({ key: tsa.keys.privateKey, certificates: [certificate] }, subject);
    expect(codeOf(await verifyTimestamp(token, subject, [pemOf(certificate)]))).toBe("ok");
  });
  test.each([
    ["no extended key usage", [], {}],
    ["extended key usage not critical", [extensions.timestamping(false)], {}],
    ["a second purpose", [extensions.timestampingAndMore()], {}],
    ["a key that may not sign", [...good, extensions.certifiesOnly()], {}],
    ["an unknown critical extension", [...good, extensions.unknownCritical()], {}],
    ["expired at the time", good, { leafSpan: [NOT_BEFORE, TIME - 60_000] as const }],
    ["not yet valid at the time", good, { leafSpan: [TIME + 60_000, NOT_AFTER] as const }],
    ["a root that had expired", good, { rootSpan: [NOT_BEFORE, TIME - 60_000] as const }],
    ["a root that is no authority", good, { root: [extensions.noAuthority()] }],
    ["a root that may not certify", good, { root: [extensions.authority(), extensions.signsOnly()] }],
    ["an issuer between that is no authority", good, { between: [extensions.signsOnly()] }],
    ["an issuer between without extensions", good, { between: [] }],
    [
      "a path longer than the root allows",
      good,
      { root: [extensions.authority(0)], between: [extensions.authority()] },
    ],
  ])("%s: TIMESTAMP_UNTRUSTED", async (_, leaf, options) => {
    expect(await outcome(leaf, options)).toBe("TIMESTAMP_UNTRUSTED");
  });
  test("the issuer's name with another key: TIMESTAMP_UNTRUSTED", async () => {
    const [root, impostor, tsa] = await Promise.all([holder("root"), holder("root"), holder("tsa")]);
    const rootOctets = await certify(root, root, [extensions.authority()]);
    const certificate = await certify(impostor, tsa, good);
    const token = await stamp({ key: tsa.keys.privateKey, certificates: [certificate] }, subject);
    expect(codeOf(await verifyTimestamp(token, subject, [pemOf(rootOctets)]))).toBe("TIMESTAMP_UNTRUSTED");
  });
  test("another certificate for the same key (RFC 5035): TIMESTAMP_INVALID", async () => {
    const [root, tsa] = await Promise.all([holder("root"), holder("tsa")]);
    const first = await certify(root, tsa, good);
    // ECDSA signatures differ in length: again, until the lengths around it need no change.
    const others = await Promise.all(
      Array.from({ length: 40 }, () => certify(root, tsa, good, [NOT_BEFORE, NOT_AFTER + 86_400_000])),
    );
    const second = others.find((other) => other.length === first.length) as Uint8Array;
    const token = await stamp({ key: tsa.keys.privateKey, certificates: [first] }, subject);
    // Same issuer, serial and key: only the digest in the signed attribute tells them apart.
    const at = toHex(token).indexOf(toHex(first)) / 2;
    const swapped = concatOctets([token.subarray(0, at), second, token.subarray(at + first.length)]);
    expect(first.length).toBe(second.length);
    expect(codeOf(await openTimestamp(swapped, subject))).toBe("TIMESTAMP_INVALID");
  });
  test("many look-alike authorities cost a bounded number of signatures", async () => {
    const [twins, tsa] = await Promise.all([
      Promise.all(Array.from({ length: 14 }, () => holder("twin"))),
      holder("tsa"),
    ]);
    const certificates = await Promise.all(
      twins.map((twin, i) => certify(twins[(i + 1) % twins.length] ?? twin, twin, [extensions.authority()])),
    );
    const own = await certify(twins[0] ?? tsa, tsa, good);
    const token = await stamp({ key: tsa.keys.privateKey, certificates: [own, ...certificates] }, subject);
    const verify = jest.spyOn(crypto.subtle, "verify");
    expect(codeOf(await verifyTimestamp(token, subject, [authority.rootPem]))).toBe("TIMESTAMP_UNTRUSTED");
    expect(verify.mock.calls.length).toBeLessThanOrEqual(33);
    verify.mockRestore();
  });
});

describe("mutations", () => {
  test("one changed octet anywhere in the response is refused", async () => {
    const accepted: number[] = [];
    const codes = new Set<string>();
    for (let at = 0; at < response.length; at++) {
      for (const mask of [0x01, 0x80]) {
        const broken = response.slice();
        broken[at] = (broken[at] as number) ^ mask;
        const code = codeOf(await verifyTimestamp(broken, subject, [authority.rootPem]));
        codes.add(code);
        if (code === "ok") accepted.push(at);
      }
    }
    // Octet 8 is the status: 1 (granted with modifications) says the same of the token.
    expect(accepted).toEqual([8]);
    expect([...codes].filter((code) => code !== "ok").sort()).toEqual([
      "TIMESTAMP_INVALID",
      "TIMESTAMP_MISMATCH",
    ]);
  });
  test("cut off at any length, or with octets after it: TIMESTAMP_INVALID", async () => {
    for (let length = 0; length < response.length; length += 3) {
      expect(codeOf(await openTimestamp(response.subarray(0, length), subject))).toBe("TIMESTAMP_INVALID");
    }
    expect(codeOf(await openTimestamp(concatOctets([response, Uint8Array.of(0)]), subject))).toBe(
      "TIMESTAMP_INVALID",
    );
  });
});

describe("hostile DER", () => {
  test.each([
    ["indefinite length", [0x30, 0x80, 0, 0]],
    ["a length longer than needed", [0x30, 0x81, 0x03, 0x02, 0x01, 0x00]],
    ["a length of four octets", [0x30, 0x84, 0, 0, 0, 3, 2, 1, 0]],
    ["a length beyond the end", [0x30, 0x82, 0xff, 0xff]],
    ["a tag number above 30", [0x3f, 0x81, 0x01, 0x00]],
    ["nothing", []],
  ])("%s: TIMESTAMP_INVALID", async (_, octets) => {
    expect(codeOf(await openTimestamp(Uint8Array.from(octets), subject))).toBe("TIMESTAMP_INVALID");
  });
  test("a deep nest: TIMESTAMP_INVALID", async () => {
    let nest: Uint8Array<ArrayBuffer> = Uint8Array.of(0x05, 0x00);
    for (let i = 0; i < 5000; i++) nest = sequence(nest);
    expect(codeOf(await openTimestamp(nest, subject))).toBe("TIMESTAMP_INVALID");
  });
  test("a very wide set, and more than 64 KiB: TIMESTAMP_INVALID", async () => {
    const wide = sequence(new Uint8Array(20_000).fill(0).map((_, i) => (i % 2 === 0 ? 5 : 0)));
    expect(codeOf(await openTimestamp(wide, subject))).toBe("TIMESTAMP_INVALID");
    expect(codeOf(await openTimestamp(new Uint8Array(MAX_TIMESTAMP_OCTETS + 1), subject))).toBe(
      "TIMESTAMP_INVALID",
    );
  });
  test("never throws, whatever is spliced in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(response.length),
        fc.uint8Array({ maxLength: 12 }),
        fc.nat(12),
        async (at, insert, cut) => {
          const octets = concatOctets([response.subarray(0, at), insert, response.subarray(at + cut)]);
          const result = await verifyTimestamp(octets, subject, [authority.rootPem]);
          if (result.ok) expect(toHex(octets)).toBe(toHex(response));
        },
      ),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (octets) => {
        expect((await openTimestamp(octets, subject)).ok).toBe(false);
        readTimestampRequest(octets);
      }),
    );
  });
});
