/** The whole analysis of one message, in one pass per part, without network, clock or script. */
import { sha256 } from "../base/digest.ts";
import { toHex } from "../base/bytes.ts";
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import { parseDateTime } from "../mail/date-time.ts";
import { decodeEncodedWords } from "../mail/encoded-words.ts";
import { checkArc } from "./arc.ts";
import { readAuthentication } from "./authentication.ts";
import { correlationKeys } from "./correlation.ts";
import { bodyHasher } from "./dkim/body-hash.ts";
import { checkDkim } from "./dkim/verify.ts";
import { boundaryOf, readEmbeddedTimes } from "./embedded-times/embedded-times.ts";
import { makeFindings } from "./findings.ts";
import { makeLogPlan } from "./log-plan.ts";
import { type MessageView, viewMessage } from "./message-view.ts";
import { originatingIps } from "./origin.ts";
import { detectProvider } from "./providers/detect.ts";
import { makeStatements } from "./statements.ts";
import { readTrace } from "./trace.ts";
import type { AnalyseOptions, Analysis } from "./types.ts";

/**
 * Analyses a message as it lies there. Every input gives an analysis; what it does not tell is null or [].
 *
 * @param octets - The source exactly as acquired (RFC 5322, CRLF or LF).
 */
export async function analyseMessage(octets: Uint8Array, options: AnalyseOptions): Promise<Analysis> {
  const view = viewMessage(octets);
  const hasher = bodyHasher(octets.subarray(view.section.bodyOffset));
  const hops = readTrace(view, options.provenance, options.ownHosts ?? []);
  const dkim = await checkDkim(view, hasher, options.keys);
  const arc = await checkArc(view, hasher);
  const basics = readBasics(view);
  const authentication = readAuthentication(view, hops);
  const origins = originatingIps(view, hops);
  const embeddedTimes = readEmbeddedTimes(view, hops, dkim);
  const fromAddress = view.from?.address ?? null;
  const boundary = boundaryOf(view.first("content-type")?.body ?? "");
  const provider = detectProvider({
    view,
    hops,
    dkim,
    fromDomain: domainOf(fromAddress),
    messageId: basics.messageId,
    boundary,
  });
  const seen = {
    view,
    hops,
    dkim,
    arc,
    authentication,
    embeddedTimes,
    originatingIps: origins,
    provider,
    ...basics,
  };
  return {
    file: options.file ?? null,
    sha256: toHex(await sha256(octets)),
    octets: octets.length,
    fieldCount: view.fields.length,
    from: view.from,
    ...basics,
    hops,
    dkim,
    arc,
    authentication,
    originatingIps: origins,
    embeddedTimes,
    provider,
    statements: makeStatements({ options, dkim, authentication, hops, fromCount: view.all("from").length }),
    correlationKeys: correlationKeys(seen),
    findings: makeFindings(seen),
    logPlan: makeLogPlan({ ...seen, fromAddress }),
  };
}

function readBasics(
  view: MessageView,
): Pick<Analysis, "replyTo" | "returnPath" | "date" | "messageId" | "subject"> {
  const body = (lowerName: string) => view.first(lowerName)?.body ?? null;
  const subject = body("subject");
  return {
    replyTo: view.all("reply-to").flatMap((field) => parseAddresses(field.body)),
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
