/** DESIGN section 4: server-observed and self-declared events are never mixed, and hold no word of a report. */
import * as fc from "fast-check";
import { toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { digestOf } from "../../../src/core/base/digest.ts";
import {
  makeCustodyEvent,
  parseAcknowledgement,
  parseCustodyEvent,
  type SelfDeclaredEvent,
  type ServerObservedEvent,
  signAcknowledgement,
  signCustodyEvent,
  verifyAcknowledgement,
  verifyCustodyEvent,
} from "../../../src/core/seal/custody.ts";
import { ed25519Signer, publicKeyLine, signSsh } from "../../../src/core/seal/sshsig.ts";

const signer = ed25519Signer(new Uint8Array(32).fill(5));
const common = {
  v: 1,
  package: `sha256:${"12".repeat(32)}`,
  at: Date.UTC(2026, 10, 23),
  nonce: toBase64(new Uint8Array(32).fill(6)),
} as const;
const viewed: SelfDeclaredEvent = {
  ...common,
  class: "self-declared",
  type: "viewed",
  tool: "zegel-console/0.1.0",
};
const released: ServerObservedEvent = {
  ...common,
  class: "server-observed",
  type: "ciphertext-released",
  key: null,
};
const opened = { ...common, type: "opened", tool: "zegel-console/0.1.0" } as const;

test("a self-declared event: signed, read back, its digest the one that the log holds", async () => {
  const { text, signature, digest } = await signCustodyEvent(viewed, signer);
  expect(digest).toBe(await digestOf(utf8(text)));
  expect(await verifyCustodyEvent(text, signature)).toEqual({
    ok: true,
    value: { value: viewed, signingKey: publicKeyLine(signer), digest },
  });
});

test("members in the order of RFC 8785", async () => {
  expect(new TextDecoder().decode(makeCustodyEvent(viewed))).toBe(
    `{"at":${common.at},"class":"self-declared","nonce":"${common.nonce}","package":"${common.package}","tool":"zegel-console/0.1.0","type":"viewed","v":1}`,
  );
});

test("a server-observed event under a person's signature: CUSTODY_EVENT_INVALID", async () => {
  const octets = makeCustodyEvent(released);
  const signature = await signSsh(signer, "zegel-custody", octets);
  const result = await verifyCustodyEvent(new TextDecoder().decode(octets), signature);
  expect(result).toMatchObject({ error: { code: "CUSTODY_EVENT_INVALID" } });
  expect(parseCustodyEvent(new TextDecoder().decode(octets))).toEqual({ ok: true, value: released });
});

test("a custody signature does not pass as an acknowledgement, nor the other way round", async () => {
  const event = await signCustodyEvent(viewed, signer);
  expect((await verifyAcknowledgement(event.text, event.signature)).ok).toBe(false);
  const acknowledgement = await signAcknowledgement(opened, signer);
  expect((await verifyCustodyEvent(acknowledgement.text, acknowledgement.signature)).ok).toBe(false);
  const swapped = await signSsh(signer, "zegel-custody", utf8(acknowledgement.text));
  expect(await verifyAcknowledgement(acknowledgement.text, swapped)).toMatchObject({
    error: { code: "SIGNATURE_INVALID" },
  });
  expect((await verifyAcknowledgement(acknowledgement.text, acknowledgement.signature)).ok).toBe(true);
});

test("one changed octet of the text is refused", async () => {
  const { text, signature } = await signCustodyEvent(viewed, signer);
  for (let at = 0; at < text.length; at++) {
    const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    expect((await verifyCustodyEvent(changed, signature)).ok).toBe(false);
  }
});

test.each([
  ["free text, which could quote the report", { note: "the director did it" }],
  ["a type of the other class", { type: "ciphertext-released" }],
  ["a tool with spaces", { tool: "zegel console" }],
  ["a nonce of 16 octets", { nonce: toBase64(new Uint8Array(16)) }],
  ["no nonce: its digest could be guessed", { nonce: undefined }],
  ["a time before 1970", { at: -1 }],
  ["another version", { v: 2 }],
])("%s: not written, not read", (_, changes) => {
  const event = { ...viewed, ...changes } as SelfDeclaredEvent;
  expect(() => makeCustodyEvent(event)).toThrow(TypeError);
  const members = Object.entries(event).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))));
  expect(parseCustodyEvent(text)).toMatchObject({ error: { code: "CUSTODY_EVENT_INVALID" } });
});

test("JSON that is not canonical: CUSTODY_EVENT_INVALID", async () => {
  const { text } = await signCustodyEvent(viewed, signer);
  expect(parseCustodyEvent(`${text}\n`)).toMatchObject({ error: { code: "CUSTODY_EVENT_INVALID" } });
});

test("never throws on any text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: "binary" }), fc.json()),
      fc.string(),
      async (text, signature) => {
        expect(parseCustodyEvent(text).ok).toBe(false);
        expect(parseAcknowledgement(text).ok).toBe(false);
        expect((await verifyCustodyEvent(text, signature)).ok).toBe(false);
      },
    ),
  );
});
