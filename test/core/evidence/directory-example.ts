/** A directory with keys of its own, for tests of everything that reads one. */
import type { Directory } from "../../../src/core/evidence/directory.ts";
import { type InvestigatorIdentity, makeIdentity, signingKeyOf } from "../../../src/core/seal/identity.ts";

export const ISSUED_AT = Date.UTC(2026, 10, 1);
export const EXPIRES_AT = Date.UTC(2027, 10, 1);
export const NOW = Date.UTC(2026, 10, 23);

export interface ExampleKeys {
  readonly anna: InvestigatorIdentity;
  readonly bram: InvestigatorIdentity;
  readonly recovery: InvestigatorIdentity;
}

export async function makeExampleKeys(pq = false): Promise<ExampleKeys> {
  const [anna, bram, recovery] = await Promise.all([
    makeIdentity({ pq }),
    makeIdentity({ pq }),
    makeIdentity({ pq }),
  ]);
  return { anna, bram, recovery };
}

/** Two desks; Bram sits at both. */
export function exampleDirectory(keys: ExampleKeys, changes: Partial<Directory> = {}): Directory {
  const anna = personOf("anna", "Anna de Vries", keys.anna);
  const bram = personOf("bram", "Bram Jansen", keys.bram);
  return {
    v: 1,
    organisation: "example",
    name: "Voorbeeld BV",
    demo: false,
    version: 1,
    previous: null,
    issuedAt: ISSUED_AT,
    expiresAt: EXPIRES_AT,
    desks: [
      {
        id: "security",
        name: { nl: "Beveiliging" },
        description: { nl: "Interne\nbeveiliging" },
        people: [anna, bram],
      },
      { id: "agency", name: { nl: "Recherchebureau" }, description: { nl: "Extern" }, people: [bram] },
    ],
    recovery: { recipient: keys.recovery.recipient, holder: "Notaris Smit" },
    log: {
      origin: "intake.example/v1/example/log",
      key: "intake.example/v1/example/log+0a1b2c3d+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh",
    },
    witnesses: [],
    timestamp: { roots: [] },
    policy: { recipients: "x25519", sealOnServer: false, confidential: false, dnsQueries: "none" },
    languages: ["nl", "en"],
    emergency: [{ country: "NL", number: "112", label: { nl: "Alarmnummer" } }],
    contacts: [{ name: "Meldkamer", phone: "+31 20 555 0100", label: { nl: "dag en nacht" } }],
    advice: { violence: { nl: "Bel 112." } },
    networks: { egress: ["192.0.2.0/24"], vpn: [], domains: ["example.org"] },
    logRetention: { proxy: 30 },
    reviewAfterDays: 90,
    ...changes,
  };
}

function personOf(id: string, name: string, identity: InvestigatorIdentity) {
  return {
    id,
    name,
    role: { nl: "Onderzoeker" },
    recipient: identity.recipient,
    signingKey: signingKeyOf(identity),
  };
}
