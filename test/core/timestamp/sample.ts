/** Timestamp authorities for tests: our built-in one, and one whose certificates are made to order. */
import { toBase64 } from "../../../src/core/base/bytes.ts";
import { sha256 } from "../../../src/core/base/digest.ts";
import { makeTimestampAuthority, type TimestampAuthority } from "../../../src/core/timestamp/authority.ts";
import {
  bitString,
  certificateTime,
  der,
  ecdsaSignature,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  trueValue,
  utf8String,
} from "../../../src/core/timestamp/der-writer.ts";
import { OID } from "../../../src/core/timestamp/oids.ts";
import { timestampRequest } from "../../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../../src/core/timestamp/respond.ts";

export const NOT_BEFORE = Date.UTC(2026, 0, 1);
export const NOT_AFTER = Date.UTC(2036, 0, 1);
export const TIME = Date.UTC(2026, 10, 23, 10, 11, 12, 345);

export function builtIn(organisation = "Voorbeeld BV"): Promise<TimestampAuthority> {
  return makeTimestampAuthority({ organisation, notBefore: NOT_BEFORE, notAfter: NOT_AFTER });
}

export async function stamp(
  authority: { readonly key: CryptoKey; readonly certificates: readonly Uint8Array[] },
  octets: Uint8Array,
  time = TIME,
): Promise<Uint8Array<ArrayBuffer>> {
  const request = timestampRequest(await sha256(octets), Uint8Array.of(0x80, 2, 3, 4, 5, 6, 7, 8));
  const response = await createTimestampResponse(request, {
    key: authority.key,
    certificates: authority.certificates,
    serial: Uint8Array.of(0x99, 1),
    time,
  });
  if (!response.ok) throw response.error;
  return response.value;
}

const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

export interface Holder {
  readonly keys: CryptoKeyPair;
  readonly name: string;
}

export async function holder(name: string): Promise<Holder> {
  return { name, keys: (await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"])) as CryptoKeyPair };
}

export const extensions = {
  timestamping: (critical = true) =>
    extension(OID.extendedKeyUsage, sequence(oid(OID.purposeTimestamping)), critical),
  timestampingAndMore: () =>
    extension(OID.extendedKeyUsage, sequence(oid(OID.purposeTimestamping), oid("1.3.6.1.5.5.7.3.1")), true),
  authority: (pathLength?: number) =>
    extension(
      OID.basicConstraints,
      sequence(trueValue(), ...(pathLength === undefined ? [] : [integer(Uint8Array.of(pathLength))])),
      true,
    ),
  noAuthority: () => extension(OID.basicConstraints, sequence(), true),
  signsOnly: () => extension(OID.keyUsage, Uint8Array.of(0x03, 0x02, 0x07, 0x80), true),
  certifiesOnly: () => extension(OID.keyUsage, Uint8Array.of(0x03, 0x02, 0x02, 0x04), true),
  unknownCritical: () => extension("1.3.6.1.4.1.32473.99", sequence(), true),
};

function extension(type: string, value: Uint8Array, critical: boolean): Uint8Array {
  return sequence(oid(type), ...(critical ? [trueValue()] : []), octetString(value));
}

/** A certificate with just these extensions, validity as given or the usual one. */
export async function certify(
  issuer: Holder,
  subject: Holder,
  parts: readonly Uint8Array[],
  [notBefore, notAfter]: readonly [number, number] = [NOT_BEFORE, NOT_AFTER],
): Promise<Uint8Array<ArrayBuffer>> {
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", subject.keys.publicKey));
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const tbs = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer((await sha256(spki)).subarray(0, 8)),
    algorithm,
    nameOf(issuer),
    sequence(certificateTime(notBefore), certificateTime(notAfter)),
    nameOf(subject),
    spki,
    ...(parts.length > 0 ? [der(0xa3, sequence(...parts))] : []),
  );
  const raw = await crypto.subtle.sign(ECDSA, issuer.keys.privateKey, tbs);
  return sequence(tbs, algorithm, bitString(ecdsaSignature(new Uint8Array(raw))));
}

function nameOf({ name }: Holder): Uint8Array {
  return sequence(setOf(sequence(oid(OID.commonName), utf8String(name))));
}

export function pemOf(certificate: Uint8Array): string {
  const lines = toBase64(certificate).match(/.{1,64}/g) as string[];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
