/** Which mails go into which package: all of them, once, in their order, and none that is too large. */
import * as fc from "fast-check";
import { MAX_MAIL_OCTETS } from "../../src/core/evidence/limits.ts";
import { MOST_MAILS, splitMails } from "../../src/report/parts.ts";

const itself = (octets: number) => octets;

test("no mail: one part, which is empty", () => {
  expect(splitMails([], itself, 0)).toEqual([[]]);
});

test("as many as one package holds stay in it; one more begins the next", () => {
  const mails = Array.from({ length: MOST_MAILS }, () => 1000);
  expect(splitMails(mails, itself, 0)).toHaveLength(1);
  expect(splitMails([...mails, 1000], itself, 0).map(({ length }) => length)).toEqual([MOST_MAILS, 1]);
});

test("as large as one package may be stays in it; one octet more begins the next", () => {
  expect(splitMails([MAX_MAIL_OCTETS - 1, 1], itself, 0)).toHaveLength(1);
  expect(splitMails([MAX_MAIL_OCTETS, 1], itself, 0)).toEqual([[MAX_MAIL_OCTETS], [1]]);
});

test("the reporter's own files take room in the first part, and in no other", () => {
  const half = MAX_MAIL_OCTETS / 2;
  expect(splitMails([half, half, half], itself, 0)).toEqual([[half, half], [half]]);
  expect(splitMails([half, half, half], itself, 1)).toEqual([[half], [half, half]]);
});

test("a mail that is too large for any package is alone in its part: sealing refuses it by name, and the others go", () => {
  expect(splitMails([1, MAX_MAIL_OCTETS + 1, 2], itself, 0)).toEqual([[1], [MAX_MAIL_OCTETS + 1], [2]]);
});

test("whatever the sizes: every mail once, in order, no part empty, and none above the limits that could be kept", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: MAX_MAIL_OCTETS }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: MAX_MAIL_OCTETS }), (mails, reserved) => {
      const parts = splitMails(mails, itself, reserved);
      expect(parts.flat()).toEqual(mails);
      for (const [index, part] of parts.entries()) {
        expect(part.length).toBeGreaterThan(0);
        const octets = part.reduce((sum, size) => sum + size, index === 0 ? reserved : 0);
        if (part.length > 1) expect(octets).toBeLessThanOrEqual(MAX_MAIL_OCTETS);
      }
    }),
  );
});
