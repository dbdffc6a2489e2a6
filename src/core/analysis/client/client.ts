/** The program that wrote the message: what it says of itself, and what its forms look like. */
import { parseZonedDateTime } from "../../mail/date-time.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import type { MimeTree } from "../../mail/mime-tree.ts";
import { claimedFamily, type ClientFamily, familyOfBoundary, familyOfMessageId } from "./families.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { Basis, ClientClaim, Hop } from "../types.ts";
import type { ClientContradiction } from "../words/client-codes.ts";

export interface ClientEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly messageId: string | null;
  readonly boundary: string | null;
  readonly tree: MimeTree;
}

const MAX_TEXT = 300;
const MAX_LISTED = 10;

export function readClient(evidence: ClientEvidence): ClientClaim {
  const { view, messageId, boundary } = evidence;
  const claiming = [...view.all("x-mailer").slice(0, 2), ...view.all("user-agent").slice(0, 2)].filter(
    (field) => field.length < 2_000 && field.body !== "",
  );
  const byId = familyOfMessageId(messageId);
  const byBoundary = familyOfBoundary(boundary);
  const date = view.first("date");
  const zoned = date === null ? null : parseZonedDateTime(date.body);
  const forms = { claiming, byId, byBoundary, zone: zoned?.zoneMinutes ?? null, time: zoned?.time ?? null };
  const basis: Basis[] = claiming.map(basisOf);
  for (const name of ["message-id", "content-type"]) {
    const field = view.first(name);
    if (field !== null) basis.push(basisOf(field));
  }
  const charsets = readCharsets(evidence);
  return {
    claimed: claiming[0]?.body.slice(0, MAX_TEXT) ?? null,
    looksLike: (byBoundary ?? byId)?.code ?? null,
    languages: readLanguages(view),
    charsets,
    zoneMinutes: forms.zone,
    fingerprint: fingerprintOf(view, boundary, byBoundary),
    contradictions: contradictionsOf(view, forms),
    basis,
  };
}

function readLanguages(view: MessageView): string[] {
  const tags = new Set<string>();
  for (const name of ["accept-language", "content-language", "x-accept-language"]) {
    for (const word of view
      .first(name)
      ?.body.slice(0, 500)
      .split(/[,\s]+/, 20) ?? []) {
      const tag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}(?=;|$)/i.exec(word)?.[0];
      if (tag !== undefined && tags.size < MAX_LISTED) tags.add(tag);
    }
  }
  return [...tags];
}

/** Of the parts, and of the encoded words that the program wrote into From and Subject. */
function readCharsets({ view, tree }: ClientEvidence): string[] {
  const charsets = new Set<string>();
  for (const entity of tree.entities.slice(0, 50)) {
    const charset = entity.parameters.get("charset");
    if (charset !== undefined) charsets.add(charset.toLowerCase().slice(0, 40));
  }
  for (const name of ["from", "subject"]) {
    const charset = /=\?([\w.:-]{1,40})\?[bq]\?/i.exec(view.first(name)?.body.slice(0, 2_000) ?? "")?.[1];
    if (charset !== undefined) charsets.add(charset.toLowerCase());
  }
  return [...charsets].slice(0, MAX_LISTED);
}

/** Fields that programs write; servers add others. To and MIME-Version are left out: receivers are known to move them. */
const WRITTEN_BY_CLIENT: ReadonlySet<string> = new Set([
  "accept-language",
  "cc",
  "content-language",
  "content-transfer-encoding",
  "content-type",
  "date",
  "disposition-notification-to",
  "from",
  "importance",
  "in-reply-to",
  "list-unsubscribe",
  "message-id",
  "organization",
  "precedence",
  "priority",
  "references",
  "reply-to",
  "sender",
  "subject",
  "thread-index",
  "thread-topic",
  "user-agent",
  "x-mailer",
  "x-mimeole",
  "x-msmail-priority",
  "x-priority",
]);

const MAX_FINGERPRINT_FIELDS = 40;
/** Fewer fields are alike for nearly all programs. */
const MIN_FINGERPRINT_FIELDS = 4;

/** Names as written, in order; then the boundary's family or shape. */
function fingerprintOf(
  view: MessageView,
  boundary: string | null,
  byBoundary: ClientFamily | null,
): string | null {
  const names: string[] = [];
  for (const { lowerName, name } of view.fields) {
    if (names.length < MAX_FINGERPRINT_FIELDS && WRITTEN_BY_CLIENT.has(lowerName)) names.push(name);
  }
  if (names.length < MIN_FINGERPRINT_FIELDS) return null;
  const shape = boundary === null ? "-" : (byBoundary?.code ?? boundaryShape(boundary));
  return `${names.join(",")};${shape}`;
}

/** Runs of letters and digits as "a" with their number, the rest as it is. */
function boundaryShape(boundary: string): string {
  return boundary.slice(0, 100).replace(/[A-Za-z0-9]+/g, (run) => `a${run.length}`);
}

interface Forms {
  readonly claiming: readonly HeaderField[];
  readonly byId: ClientFamily | null;
  readonly byBoundary: ClientFamily | null;
  readonly zone: number | null;
  readonly time: number | null;
}

/** Programs whose last version is older: Outlook Express and Windows Mail ended before. */
const OUTDATED =
  /^Microsoft (?:Outlook Express|Windows Mail|Outlook,? Build (?:9|10)\.)|^The Bat! \(v[123]\./;
const OUTDATED_FROM = Date.UTC(2016, 0, 1);

function contradictionsOf(view: MessageView, forms: Forms): ClientContradiction[] {
  const { claiming, byId, byBoundary, zone, time } = forms;
  const found: ClientContradiction[] = [];
  const claims = claiming.map((field) => claimedFamily(field.body));
  const claimed = claims.find((one) => one !== null) ?? null;
  const known = claims.filter((one) => one !== null).map((one) => one.code);
  if (new Set(known).size > 1) found.push("client-claims-differ");
  if (claimed !== null && byBoundary !== null && differs(claimed, byBoundary, "boundary"))
    found.push("client-boundary-differs");
  // Providers replace a program's Message-ID with their own: only another program's form contradicts.
  if (claimed !== null && byId !== null && !byId.provider && differs(claimed, byId, "messageId"))
    found.push("client-message-id-differs");
  const text = claiming[0]?.body.slice(0, MAX_TEXT) ?? "";
  const mimeOle = view.first("x-mimeole") !== null;
  if (mimeOle && text !== "" && !/microsoft|outlook|exchange|cdo/i.test(text))
    found.push("client-mimeole-differs");
  if (claiming.some(({ body }) => /^Mozilla\/5\.0 .{0,200}AppleWebKit\//.test(body.slice(0, MAX_TEXT))))
    found.push("client-is-browser-text");
  if (OUTDATED.test(text) && time !== null && time > OUTDATED_FROM) found.push("client-long-outdated");
  if (zone !== null && (zone % 15 !== 0 || zone < -720 || zone > 840)) found.push("client-zone-impossible");
  return found;
}

/** A program without a known form of that kind contradicts nothing; families that share a form do not either. */
function differs(claimed: ClientFamily, seen: ClientFamily, form: "boundary" | "messageId"): boolean {
  const own = claimed[form];
  return claimed.code !== seen.code && own !== null && own.source !== seen[form]?.source;
}
