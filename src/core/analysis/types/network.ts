/** Addresses and who claims them, as data. */
import type { Basis, Trusted } from "./basis.ts";

export type IpKind =
  | "public"
  | "private"
  | "loopback"
  | "link-local"
  | "shared"
  | "documentation"
  | "multicast"
  | "reserved";

export interface OriginatingIpCandidate {
  readonly ip: string;
  /** Who says so: a field name, or "Received by HOST". Never the sender's address as a fact. */
  readonly claimedBy: string;
  readonly trusted: Trusted;
  readonly kind: IpKind;
  /** Name that a server looked up for the address, as that server claims; null if none did. */
  readonly rdns: string | null;
  /**
   * What is known of the address without asking anyone, as stable codes: "hex-rdns", "cloud", "provider-relay",
   * "dynamic-rdns", "own-egress", "own-vpn", "own-domain".
   */
  readonly hints: readonly string[];
  /** Who announces the address, from an offline table; null in the browser and where the table has nothing. */
  readonly network: IpNetwork | null;
  readonly basis: Basis;
}

/** From a dated offline table: a hint for whom to ask, never a place where someone sat. */
export interface IpNetwork {
  readonly asn: number | null;
  readonly organisation: string | null;
  /** ISO 3166-1 alpha-2 of the registration. */
  readonly country: string | null;
  /** Name and version of the table. */
  readonly source: string;
}

/** A match with the organisation's own networks or domains: points inside, proves nothing. */
export interface OwnNetworkMatch {
  readonly kind: "egress" | "vpn" | "domain";
  /** As found in the message. */
  readonly value: string;
  /** The configured range or domain that it falls into. */
  readonly configured: string;
  readonly trusted: Trusted;
  readonly basis: Basis;
}
