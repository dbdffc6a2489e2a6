/**
 * Who announces an address, and where it is registered, from tables that came with the installation: no question
 * leaves the machine. A registration is no place where somebody sat; the tables' makers say that what they published as
 * packages has errors (docs/decisions/0010), so every answer says so and none decides anything.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type CountryResponse, Reader } from "mmdb-lib";
import { parseIpRange } from "../core/analysis/network/ip-range.ts";
import type { IpNetwork } from "../core/analysis/types.ts";
import { type AddressRanges, addressRanges } from "./address-ranges.ts";

export interface Networks {
  /** @param ip - As text. @returns null where the tables have nothing. */
  find(ip: string): IpNetwork | null;
  /** Names the tables' makers, as the licence (CC BY 4.0) asks. */
  readonly attribution: string;
}

const ASN = "@ip-location-db/asn";
const COUNTRY = "@ip-location-db/geo-whois-asn-country-mmdb";

/**
 * The tables are read at the first look-up.
 *
 * @param folder - Of the installation: where its packages are looked for.
 * @returns null where the tables, optional packages, are not installed.
 */
export function openNetworks(folder: string): Networks | null {
  const asn = packageOf(folder, ASN);
  const country = packageOf(folder, COUNTRY);
  if (asn === null || country === null) return null;
  const source = `ip-location-db, tables of ${dateOf(asn.version)}, known to have errors`;
  let tables: Tables | null = null;
  return {
    attribution: `${source}: RouteViews, NRO, DB-IP (https://db-ip.com), CC BY 4.0; geo-whois-asn-country, CC0`,
    find: (ip) => lookUp((tables ??= readTables(asn.folder, country.folder)), ip, source),
  };
}

interface Tables {
  readonly ipv4: AddressRanges;
  readonly ipv6: AddressRanges;
  readonly countries: Reader<CountryResponse>;
}

function readTables(asn: string, country: string): Tables {
  return {
    ipv4: addressRanges(readFileSync(join(asn, "asn-ipv4-num.csv"))),
    ipv6: addressRanges(readFileSync(join(asn, "asn-ipv6-num.csv"))),
    countries: new Reader(readFileSync(join(country, "geo-whois-asn-country.mmdb"))),
  };
}

function lookUp(tables: Tables, ip: string, source: string): IpNetwork | null {
  const range = parseIpRange(ip);
  if (range === null || ip.includes("/")) return null;
  const address = range.groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
  const row = (range.groups.length === 2 ? tables.ipv4 : tables.ipv6).find(address);
  const country = countryOf(tables.countries, ip);
  if (row === null && country === null) return null;
  return { asn: row?.number ?? null, organisation: row?.name || null, country, source };
}

/** The table has the code itself where other tables of this form have an object. */
function countryOf(countries: Reader<CountryResponse>, ip: string): string | null {
  const found = countries.get(ip) as { readonly country_code?: unknown } | null;
  const code = found?.country_code;
  return typeof code === "string" && /^[A-Z]{2}$/.test(code) ? code : null;
}

function packageOf(
  folder: string,
  name: string,
): { readonly folder: string; readonly version: string } | null {
  try {
    const file = createRequire(resolve(folder, "package.json")).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version?: unknown };
    return { folder: dirname(file), version: String(version) };
  } catch {
    return null;
  }
}

/** "2.3.2026061719" was made on 2026-06-17. */
function dateOf(version: string): string {
  const m = /\.(\d{4})(\d\d)(\d\d)\d{0,2}$/.exec(version);
  return m === null ? `version ${version}` : `${m[1]}-${m[2]}-${m[3]}`;
}
