/** What investigators sign and the log orders: custody events, acknowledgements, grants. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as v from "valibot";
import { fromBase64, utf8 } from "../../core/base/bytes.ts";
import { parseCanonicalJson } from "../../core/base/canonical-json.ts";
import { type Digest, digestOf, isDigest } from "../../core/base/digest.ts";
import { entryOctets } from "../../core/log/entry.ts";
import { verifyAcknowledgement, verifyCustodyEvent } from "../../core/seal/custody.ts";
import { verifySsh } from "../../core/seal/sshsig.ts";
import { type Intake, logRecord, packageOf, storedSubmission } from "../intake.ts";
import { type ProblemCode, refusal } from "../problems.ts";
import { type Investigator, requireInvestigator } from "./console-session.ts";

const GRANT_NAMESPACE = "zegel-grant";
const GRANT_LIMIT = 16_384;
const text = v.pipe(v.string(), v.maxLength(16_384));
const signature = v.pipe(v.string(), v.maxLength(2048));
const eventRequest = v.strictObject({ event: text, signature });
const acknowledgementRequest = v.strictObject({ acknowledgement: text, signature });
const grantRequest = v.strictObject({ grant: text, signature });

/** docs/package-format.md, section 10. The file key in it is encrypted to its recipient; the intake cannot use it. */
const grantContent = v.strictObject({
  v: v.literal(1),
  package: v.custom<Digest>(isDigest),
  recipient: v.pipe(v.string(), v.regex(/^age1[a-z0-9]{1,2200}$/)),
  fileKey: v.pipe(
    v.string(),
    v.check((base64) => fromBase64(base64) !== null),
  ),
});

export function recordRoutes(app: FastifyInstance, intake: Intake): void {
  const { ledger } = intake;
  const path = "/v1/:organisation/console/packages/:hex";

  app.get(`${path}/custody`, async (request) => {
    const { organisation, packageDigest } = await known(request);
    const records = await ledger.records(organisation.id, "custody", packageDigest);
    const logged = records.filter((record) => record.index !== null);
    const events = logged.map(({ index, custodyClass, text: event, signature: signed }) => ({
      index,
      class: custodyClass,
      event,
      signature: signed,
    }));
    return { events };
  });

  app.post(`${path}/custody`, async (request) => {
    const { organisation, packageDigest, ...who } = await known(request);
    const body = bodyOf(request, eventRequest);
    const verified = await verifyCustodyEvent(body.event, body.signature);
    if (!verified.ok) throw refusal(codeOf(verified.error.code, "CUSTODY_EVENT_INVALID"), "custody event");
    assertOwn(verified.value, { packageDigest, ...who }, "CUSTODY_EVENT_INVALID");
    const index = await logRecord(intake, organisation, {
      kind: "custody",
      custodyClass: "self-declared",
      package: packageDigest,
      text: body.event,
      signature: body.signature,
      entry: entryOctets({ v: 1, type: "custody", event: verified.value.digest }),
    });
    return { index };
  });

  app.post(`${path}/opened`, async (request) => {
    const { organisation, packageDigest, ...who } = await known(request);
    const body = bodyOf(request, acknowledgementRequest);
    const verified = await verifyAcknowledgement(body.acknowledgement, body.signature);
    if (!verified.ok) throw refusal(codeOf(verified.error.code, "CUSTODY_EVENT_INVALID"), "acknowledgement");
    assertOwn(verified.value, { packageDigest, ...who }, "CUSTODY_EVENT_INVALID");
    const { digest: acknowledgement } = verified.value;
    const index = await logRecord(intake, organisation, {
      kind: "opened",
      custodyClass: null,
      package: packageDigest,
      text: body.acknowledgement,
      signature: body.signature,
      entry: entryOctets({ v: 1, type: "opened", package: packageDigest, acknowledgement }),
    });
    return { index };
  });

  app.get(`${path}/grants`, async (request) => {
    const { organisation, packageDigest } = await known(request);
    const records = await ledger.records(organisation.id, "grant", packageDigest);
    return { grants: records.filter((record) => record.index !== null).map((record) => record.text) };
  });

  app.post(`${path}/grants`, async (request) => {
    const { organisation, packageDigest, ...who } = await known(request);
    const body = bodyOf(request, grantRequest);
    const verified = await verifyGrant(body.grant, body.signature);
    assertOwn(verified, { packageDigest, ...who }, "GRANT_INVALID");
    const index = await logRecord(intake, organisation, {
      kind: "grant",
      custodyClass: null,
      package: packageDigest,
      text: body.grant,
      signature: body.signature,
      entry: entryOctets({ v: 1, type: "grant", package: packageDigest, grant: verified.digest }),
    });
    return { index };
  });

  async function known(request: FastifyRequest): Promise<Investigator & { readonly packageDigest: Digest }> {
    const investigator = await requireInvestigator(intake, request);
    const packageDigest = packageOf(request);
    await storedSubmission(intake, investigator.organisation, packageDigest);
    return { ...investigator, packageDigest };
  }
}

interface SignedRecord {
  readonly value: { readonly package: Digest };
  readonly signingKey: string;
  readonly digest: Digest;
}

/** A text about another package, or signed by somebody else than who is signed in, is not taken. */
function assertOwn(
  record: SignedRecord,
  expected: { readonly packageDigest: Digest; readonly signingKey: string },
  code: ProblemCode,
): void {
  if (record.value.package !== expected.packageDigest) throw refusal(code, "of another package");
  if (record.signingKey !== expected.signingKey) throw refusal("SIGNATURE_INVALID", "signed by another key");
}

async function verifyGrant(grant: string, signed: string): Promise<SignedRecord> {
  const octets = utf8(grant);
  const json = parseCanonicalJson(octets, GRANT_LIMIT, "GRANT_INVALID");
  const parsed = v.safeParse(grantContent, json.ok ? json.value : null);
  if (!parsed.success) throw refusal("GRANT_INVALID", "not a grant");
  const verified = await verifySsh(signed, GRANT_NAMESPACE, octets);
  if (!verified.ok) throw refusal("SIGNATURE_INVALID", "grant");
  return { value: parsed.output, signingKey: verified.value.publicKey, digest: await digestOf(octets) };
}

function codeOf(code: string, otherwise: ProblemCode): ProblemCode {
  return code === "SIGNATURE_INVALID" ? code : otherwise;
}

function bodyOf<T extends v.GenericSchema>(request: FastifyRequest, schema: T): v.InferOutput<T> {
  const parsed = v.safeParse(schema, request.body);
  if (!parsed.success) throw refusal("INPUT_INVALID", "the body has the wrong form");
  return parsed.output;
}
