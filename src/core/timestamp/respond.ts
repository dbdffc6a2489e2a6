/** The built-in timestamp authority's answers (RFC 3161, section 2.4.2): for trying out, not for court. */
import { concatOctets } from "../base/bytes.ts";
import { sha256 } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { readCertificate } from "./certificate.ts";
import { TAG } from "./der.ts";
import {
  der,
  ecdsaSignature,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
} from "./der-writer.ts";
import { OID } from "./oids.ts";
import { readTimestampRequest, sha256Imprint, type TimestampRequestFacts } from "./request.ts";

/** RFC 3161 wants a policy's name. An arc for documentation and examples (RFC 5612): nobody relies on this one. */
export const BUILT_IN_POLICY = "1.3.6.1.4.1.32473.1";
const ACCURACY_SECONDS = 1;

export interface TimestampResponder {
  /** P-256, for signing. */
  readonly key: CryptoKey;
  /** DER; the key's own certificate first. */
  readonly certificates: readonly Uint8Array[];
  /** Never used before with this key: random or counted, up to 20 octets. */
  readonly serial: Uint8Array;
  /** Milliseconds since the Unix epoch; the token says the second, and "within one second". */
  readonly time: number;
}

/** @returns DER of a TimeStampResp, or TIMESTAMP_INVALID where the request is none that we can answer. */
export async function createTimestampResponse(
  request: Uint8Array,
  responder: TimestampResponder,
): Promise<Result<Uint8Array<ArrayBuffer>, EvidenceError>> {
  const facts = readTimestampRequest(request);
  if (!facts.ok) return facts;
  const info = timestampInfo(facts.value, responder);
  const certificates = facts.value.certificatesWanted ? [der(TAG.context0, ...responder.certificates)] : [];
  const signedData = sequence(
    integer(Uint8Array.of(3)),
    setOf(sequence(oid(OID.sha256))),
    sequence(oid(OID.timestampInfo), der(TAG.context0, octetString(info))),
    ...certificates,
    setOf(await signerInfo(info, responder)),
  );
  const granted = sequence(integer(Uint8Array.of(0)));
  return ok(sequence(granted, sequence(oid(OID.signedData), der(TAG.context0, signedData))));
}

function timestampInfo({ hash, nonce }: TimestampRequestFacts, { serial, time }: TimestampResponder) {
  return sequence(
    integer(Uint8Array.of(1)),
    oid(BUILT_IN_POLICY),
    sha256Imprint(hash),
    integer(serial),
    generalizedTime(time),
    sequence(integer(Uint8Array.of(ACCURACY_SECONDS))),
    ...(nonce === null ? [] : [der(TAG.integer, nonce)]),
  );
}

async function signerInfo(info: Uint8Array, { key, certificates }: TimestampResponder) {
  const [own] = certificates;
  const certificate = own === undefined ? null : readCertificate(own);
  if (own === undefined || !certificate?.ok) throw new TypeError("no certificate for the timestamp key");
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.timestampInfo)),
    attribute(OID.messageDigest, octetString(await sha256(info))),
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(octetString(await sha256(own)))))),
  );
  const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, attributes);
  const { issuer, serial } = certificate.value;
  return sequence(
    integer(Uint8Array.of(1)),
    sequence(issuer.octets, serial.octets),
    sequence(oid(OID.sha256)),
    // Signed as a SET, written as [0] IMPLICIT (RFC 5652, section 5.4).
    concatOctets([Uint8Array.of(TAG.context0), attributes.subarray(1)]),
    sequence(oid(OID.ecdsaSha256)),
    octetString(ecdsaSignature(new Uint8Array(raw))),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}
