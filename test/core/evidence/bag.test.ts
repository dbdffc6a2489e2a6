/** RFC 8493 as docs/package-format.md, sections 3 to 5, narrows it. */
import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import {
  formatBagInfo,
  formatManifest,
  parseBagInfo,
  parseManifest,
} from "../../../src/core/evidence/bag.ts";
import { checkLayout, inBagOrder } from "../../../src/core/evidence/layout.ts";
import { paddingLength } from "../../../src/core/evidence/padding.ts";
import { isReference, makeReference } from "../../../src/core/evidence/reference.ts";

const info = {
  softwareAgent: "zegel/0.1.0 (test)",
  baggingDate: "2026-11-23",
  reference: "ZG-7K3M-92QF",
  payloadOctets: 1234,
  payloadFiles: 6,
  supplements: `sha256:${"ab".repeat(32)}`,
  demo: true,
} as const;

describe("bag-info.txt", () => {
  test.each([info, { ...info, supplements: null }, { ...info, demo: false }])(
    "is read as it was written",
    (one) => {
      expect(parseBagInfo(formatBagInfo(one))).toEqual({ ok: true, value: one });
    },
  );
  test.each(["line\nbreak", "", " space", "caf\u00e9", "x".repeat(201)])(
    "has no agent %j",
    (softwareAgent) => {
      expect(() => formatBagInfo({ ...info, softwareAgent })).toThrow(TypeError);
    },
  );
  test("never throws, and reads only its own form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parseBagInfo(utf8(text.toWellFormed())).ok).toBe(false);
      }),
    );
  });
});

describe("manifest", () => {
  const hash = new Uint8Array(32).fill(0xab);
  test("is read as it was written", () => {
    const octets = formatManifest([["data/a", hash]]);
    expect(new TextDecoder().decode(octets)).toBe(`${"ab".repeat(32)}  data/a\n`);
    expect(parseManifest(octets, ["data/a"])).toEqual({ ok: true, value: [hash] });
  });
  test.each([[["data/b"]], [[]], [["data/a", "data/a"]]])("refuses to stand for %j", (paths) => {
    const refused = parseManifest(formatManifest([["data/a", hash]]), paths);
    expect(refused.ok ? "success" : refused.error.code).toBe("MANIFEST_INVALID");
  });
});

describe("padding (Padm\u00e9)", () => {
  // Worked by hand from section 5: E = floor(log2 M), S = floor(log2 E) + 1, low E - S bits cleared upwards.
  test.each([
    [1, 65_535],
    [65_536, 0],
    [65_537, 2_047],
    [67_584, 0],
    [157_286_400, 2_097_152],
    [159_383_552, 0],
  ])("%d octets get %d", (length, padding) => expect(paddingLength(length)).toBe(padding));

  test("adds at most 12 % above 64 KiB, and lengths after it have few significant bits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000_000 }), (length) => {
        const padded = length + paddingLength(length);
        expect(padded).toBeGreaterThanOrEqual(65_536);
        if (length >= 65_536) expect(padded / length).toBeLessThan(1.12);
        expect(paddingLength(padded)).toBe(0);
      }),
    );
  });
});

describe("reference", () => {
  test("zeros and ones", () => {
    expect(makeReference(new Uint8Array(5))).toBe("ZG-0000-0000");
    expect(makeReference(new Uint8Array(5).fill(255))).toBe("ZG-ZZZZ-ZZZZ");
  });
  test("40 random bits are all kept", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (random) => {
        const reference = makeReference(random);
        expect(isReference(reference)).toBe(true);
        const digits = [...reference.replace(/^ZG-|-/g, "")];
        const value = digits.reduce(
          (sum, one) => sum * 32n + BigInt("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(one)),
          0n,
        );
        expect(value).toBe(random.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n));
      }),
    );
  });
  test.each(["ZG-7K3M-92Q", "zg-7K3M-92QF", "ZG-7K3M-92QU", "ZG-7K3M-92QF\n", 7])("%j is none", (value) => {
    expect(isReference(value)).toBe(false);
  });
});

describe("layout", () => {
  const message = (number: string) =>
    ["acquisition.json", "analysis.json", "original.eml"].map((name) => `data/messages/${number}/${name}`);
  const always = ["data/context.json", "data/report.json", "data/summary.json"];
  test("counts the messages", () => {
    expect(checkLayout(inBagOrder([...always, ...message("0001"), ...message("0002")]))).toEqual({
      ok: true,
      value: 2,
    });
  });
  test.each([
    ["PATH_NOT_ALLOWED", [...always, ...message("0001"), "data/messages/0001/second/original.msg"]],
    ["FILE_MISSING", always],
    ["FILE_MISSING", [...always, ...message("0002")]],
    ["FILE_MISSING", [...always, ...message("0001"), "data/messages/0001/parts/attachments/0002"]],
    ["FILE_UNEXPECTED", [...always, ...message("0001"), "data/messages/0001/original.msg"]],
  ])("%s", (code, data) => {
    const refused = checkLayout(inBagOrder(data));
    expect(refused.ok ? "success" : refused.error.code).toBe(code);
  });
  test("never throws on lists of any names", () => {
    fc.assert(fc.property(fc.array(fc.string()), (paths) => expect(checkLayout(paths).ok).toBe(false)));
  });
});
