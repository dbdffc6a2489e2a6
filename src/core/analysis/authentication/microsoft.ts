/** What Exchange Online wrote about the message. The fields are claims: anyone can write them. */
import { parseDateTime } from "../../mail/date-time.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { Hop, MicrosoftFields } from "../types.ts";

const FIELDS = [
  "x-ms-exchange-crosstenant-id",
  "x-ms-exchange-crosstenant-authas",
  "x-ms-exchange-crosstenant-authsource",
  "x-ms-exchange-crosstenant-fromentityheader",
  "x-ms-exchange-crosstenant-originalarrivaltime",
  "x-originatororg",
  "x-tmn",
  "x-ms-exchange-organization-authas",
  "x-ms-exchange-organization-authsource",
] as const;

const MAX_VALUE_CHARS = 255;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @returns null where no field of Exchange Online is there. */
export function readMicrosoft(view: MessageView, hops: readonly Hop[]): MicrosoftFields | null {
  const present: HeaderField[] = [];
  for (const name of FIELDS) {
    const field = view.first(name);
    if (field !== null) present.push(field);
  }
  if (present.length === 0) return null;
  const value = (name: (typeof FIELDS)[number]) => view.first(name)?.body.slice(0, MAX_VALUE_CHARS) || null;
  const tenant = value("x-ms-exchange-crosstenant-id");
  const authSource =
    value("x-ms-exchange-crosstenant-authsource") ?? value("x-ms-exchange-organization-authsource");
  return {
    tenantId: tenant !== null && UUID.test(tenant) ? tenant.toLowerCase() : null,
    authAs: value("x-ms-exchange-crosstenant-authas") ?? value("x-ms-exchange-organization-authas"),
    authSource,
    fromEntity: value("x-ms-exchange-crosstenant-fromentityheader"),
    originatorOrganisation: value("x-originatororg"),
    originalArrivalTime: parseDateTime(value("x-ms-exchange-crosstenant-originalarrivaltime") ?? ""),
    regions: regionsOf(hops, authSource),
    consumerMark: view.first("x-tmn") !== null,
    basis: present.map(basisOf),
  };
}

const REGION_CODES: ReadonlySet<string> = new Set(
  "nam eur apc lam deu gbr fra che swe jpn kor bra are nor pol ind can aus zaf qat ita esp sgp".split(" "),
);

/**
 * A region's code in a part of the names that Exchange Online gives its servers: "eurprd07", "gbrp265", "nam10" of
 * "eop-nam10" and "NAM12-BN8-obe", and after the site's three characters "AM5EUR03FT012", "am5eur03olkn2032".
 */
const REGION = /(?:^|[.-])(?:[a-z]{2}\d)?([a-z]{3})(?:prd\d{2}|p\d{3}|\d{2})(?!\d)/g;
const MICROSOFT_HOSTS = [".outlook.com", ".office365.com", ".exchangelabs.com"];

/** @returns Upper-case codes, each once, from the newest hop down. */
function regionsOf(hops: readonly Hop[], authSource: string | null): string[] {
  const hosts = new Set<string | null>();
  for (const { by, from } of hops) {
    hosts.add(by);
    if (from.rdns !== null) hosts.add(from.rdns);
    hosts.add(from.helo);
  }
  hosts.add(authSource);
  const regions = new Set<string>();
  for (const host of hosts) {
    if (host === null || host.length > MAX_VALUE_CHARS) continue;
    const lower = host.toLowerCase();
    if (!MICROSOFT_HOSTS.some((end) => lower.endsWith(end))) continue;
    for (const [, code = ""] of lower.matchAll(REGION))
      if (REGION_CODES.has(code)) regions.add(code.toUpperCase());
  }
  return [...regions];
}
