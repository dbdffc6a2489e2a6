/** The whole analysis of one message, in one pass per part, without network, clock or script. */
import { webCryptoHash } from "../base/digest.ts";
import { toHex } from "../base/bytes.ts";
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import { parseDateTime } from "../mail/date-time.ts";
import { decodeEncodedWords } from "../mail/encoded-words.ts";
import { readMimeTree } from "../mail/mime-tree.ts";
import { readAccounts } from "./accounts/accounts.ts";
import { checkArc } from "./authentication/arc.ts";
import { analyseAttachments } from "./attachments/analyse-attachments.ts";
import { readAuthentication } from "./authentication/authentication.ts";
import { analyseBody } from "./body/analyse-body.ts";
import { readClient } from "./client/client.ts";
import { correlationKeys } from "./correlation.ts";
import { bodyHasher } from "./dkim/body-hash.ts";
import { signatureChecker } from "./dkim/signature-check.ts";
import { checkDkim, checkOtherSignatures } from "./dkim/verify.ts";
import { boundaryOf, readEmbeddedTimes } from "./embedded-times/embedded-times.ts";
import { readFilters } from "./authentication/filters.ts";
import { makeFindings } from "./findings/findings.ts";
import { makeLogPlan } from "./log-plan/log-plan.ts";
import { type MessageView, viewMessage } from "./message-view.ts";
import { readMicrosoft } from "./authentication/microsoft.ts";
import { originatingIps } from "./network/origin.ts";
import { ownNetworkMatches } from "./network/own-network.ts";
import { detectProvider } from "./providers/detect.ts";
import { makeStatements } from "./authentication/statements.ts";
import { makeTimeLine } from "./embedded-times/time-line.ts";
import { readTrace } from "./trace/trace.ts";
import { summariseTrace } from "./trace/trace-summary.ts";
import type { AnalyseOptions, Analysis } from "./types.ts";

/**
 * Analyses a message as it lies there. Every input gives an analysis; what it does not tell is null or [].
 *
 * @param source - Octets exactly as acquired (RFC 5322, CRLF or LF).
 */
export async function analyseMessage(source: Uint8Array, options: AnalyseOptions): Promise<Analysis> {
  // A plain view: the methods of Node's Buffer, which is a Uint8Array too, take longer.
  const octets = new Uint8Array(source.buffer, source.byteOffset, source.length);
  const view = viewMessage(octets);
  const hash = options.hash ?? webCryptoHash;
  // Begun first and awaited last: where hashing has a thread of its own, it runs beside all the rest.
  const digest = hash("SHA-256", octets);
  const hasher = bodyHasher(octets.subarray(view.section.bodyOffset), hash);
  const tree = readMimeTree(octets, view.section);
  const trustedAs = options.handedOver === true ? "supplied-file" : options.provenance;
  const hops = readTrace(view, trustedAs, options.ownHosts ?? [], options.organisation);
  const checker = signatureChecker(options.keys);
  const [dkim, otherSignatures, arc] = await Promise.all([
    checkDkim(view, hasher, checker),
    checkOtherSignatures(view, hasher, checker),
    checkArc(view, hasher, checker),
  ]);
  const basics = readBasics(view);
  const authentication = readAuthentication(view, hops);
  const embeddedTimes = readEmbeddedTimes(view, hops, dkim, tree);
  const origins = originatingIps(view, hops, options, embeddedTimes);
  const boundary = boundaryOf(view.first("content-type")?.body ?? "");
  const provider = detectProvider({
    view,
    hops,
    dkim,
    authentication,
    embeddedTimes,
    date: basics.date,
    fromDomain: domainOf(view.from?.address ?? null),
    messageId: basics.messageId,
    boundary,
  });
  const told = {
    from: view.from,
    ...basics,
    hops,
    trace: summariseTrace(hops),
    dkim,
    otherSignatures,
    arc,
    authentication,
    originatingIps: origins,
    ownNetwork: ownNetworkMatches({ view, hops, originatingIps: origins }, options.organisation),
    embeddedTimes,
    timeLine: makeTimeLine({ hops, embeddedTimes }),
    provider,
    accounts: readAccounts(view, hops),
    client: readClient({ view, hops, messageId: basics.messageId, boundary, tree }),
    microsoft: readMicrosoft(view, hops),
    filters: readFilters(view, hops, authentication),
    body: options.headerOnly === true ? null : await analyseBody(octets, tree),
    attachments: options.headerOnly === true ? [] : await analyseAttachments(octets, tree, hash),
  };
  const seen = { view, ...told };
  return {
    file: options.file ?? null,
    sha256: toHex(await digest),
    octets: octets.length,
    fieldCount: view.fields.length,
    ...told,
    statements: makeStatements({ options, dkim, authentication, hops, fromCount: view.all("from").length }),
    correlationKeys: correlationKeys(seen),
    findings: makeFindings({ ...seen, organisation: options.organisation ?? null }),
    logPlan: makeLogPlan(seen, options.organisation),
  };
}

function readBasics(
  view: MessageView,
): Pick<Analysis, "replyTo" | "returnPath" | "date" | "messageId" | "subject"> {
  const body = (lowerName: string) => view.first(lowerName)?.body ?? null;
  const subject = body("subject");
  return {
    replyTo: view.all("reply-to").flatMap(({ body: text }) => parseAddresses(text)),
    returnPath: parseAddresses(body("return-path") ?? "")[0]?.address ?? null,
    date: parseDateTime(body("date") ?? ""),
    messageId: readMessageId(body("message-id")),
    subject: subject === null ? null : decodeEncodedWords(subject),
  };
}

/**
 * The identifier with its angle brackets, white space inside left out (RFC 5322, sections 3.6.4 and 4.5.4); the whole
 * body where it has none.
 */
function readMessageId(body: string | null): string | null {
  if (body === null || body === "") return null;
  return /<[^<>]{1,998}>/.exec(body)?.[0].replace(/\s+/g, "") ?? body;
}
