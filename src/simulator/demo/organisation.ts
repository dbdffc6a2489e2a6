/** The demo organisation: keys made on this machine at the first start. It protects nothing, and says so everywhere. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "../../core/base/bytes.ts";
import { sha256 } from "../../core/base/digest.ts";
import type { Directory } from "../../core/evidence/directory.ts";
import { signDirectory } from "../../core/evidence/directory.ts";
import { formatNoteKey, noteSigner } from "../../core/log/note.ts";
import {
  formatIdentity,
  type InvestigatorIdentity,
  makeIdentity,
  signingKeyOf,
} from "../../core/seal/identity.ts";
import { ed25519Signer, fingerprintOf, publicKeyLine } from "../../core/seal/sshsig.ts";
import { ensureTimestampKeys } from "../../intake/timestamp-keys.ts";

export const DEMO_ORGANISATION = "demo";

export interface DemoOrganisation {
  readonly directoryFile: string;
  readonly directoryRoot: string;
  readonly logKeyFile: string;
  readonly timestampKeyFile: string;
  readonly enrolmentCode: string;
  readonly enrolmentHash: string;
  /** Identity files (plain) of the people who read reports, and of the recovery key's holder. */
  readonly identityFiles: readonly string[];
}

interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly desk: "internal-security" | "external-agency" | "recovery";
}

const people: readonly DemoPerson[] = [
  { id: "anna-de-wit", name: "Anna de Wit", desk: "internal-security" },
  { id: "bram-jansen", name: "Bram Jansen", desk: "internal-security" },
  { id: "carla-smit", name: "Carla Smit", desk: "external-agency" },
  { id: "notary", name: "Notariskantoor Van Dam", desk: "recovery" },
];

const YEAR_MS = 365 * 86_400_000;

/** @param folder - Kept between starts, so that yesterday's reports can still be opened. */
export async function ensureDemoOrganisation(folder: string, now: number): Promise<DemoOrganisation> {
  const stateFile = join(folder, "organisation.json");
  if (existsSync(stateFile)) return JSON.parse(readFileSync(stateFile, "utf8")) as DemoOrganisation;
  mkdirSync(join(folder, "keys"), { recursive: true, mode: 0o700 });
  const made = await makeOrganisation(folder, now);
  writeFileSync(stateFile, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

async function makeOrganisation(folder: string, now: number): Promise<DemoOrganisation> {
  const identities = new Map<string, InvestigatorIdentity>();
  for (const person of people) identities.set(person.id, await makeIdentity({ pq: false }));
  const identityFiles = people.map((person) => join(folder, "keys", `${person.id}.identity.txt`));
  people.forEach((person, i) => {
    const text = formatIdentity(identities.get(person.id) as InvestigatorIdentity, now);
    writeFileSync(identityFiles[i] as string, text, { mode: 0o600 });
  });

  const origin = `localhost/v1/${DEMO_ORGANISATION}/log`;
  const logSeed = Uint8Array.from(randomBytes(32));
  const logKeyFile = join(folder, "keys", "log.key");
  writeFileSync(logKeyFile, `${formatNoteKey(origin, logSeed)}\n`, { mode: 0o600 });

  const timestampKeyFile = join(folder, "keys", "timestamp.json");
  const timestampRoot = await ensureTimestampKeys(timestampKeyFile, now);

  const root = ed25519Signer(Uint8Array.from(randomBytes(32)));
  const directory = demoDirectory(
    identities,
    { origin, key: noteSigner(origin, logSeed).vkey },
    timestampRoot,
    now,
  );
  const directoryFile = join(folder, "directory.json");
  writeFileSync(directoryFile, await signDirectory(directory, root));

  const enrolmentCode = `demo-${randomBytes(16).toString("hex")}`;
  return {
    directoryFile,
    directoryRoot: await fingerprintOf(publicKeyLine(root)),
    logKeyFile,
    timestampKeyFile,
    enrolmentCode,
    enrolmentHash: toHex(await sha256(new TextEncoder().encode(enrolmentCode))),
    identityFiles,
  };
}

function demoDirectory(
  identities: ReadonlyMap<string, InvestigatorIdentity>,
  log: Directory["log"],
  timestampRoot: string,
  now: number,
): Directory {
  const listed = (desk: DemoPerson["desk"], role: Record<string, string>) =>
    people
      .filter((person) => person.desk === desk)
      .map((person) => {
        const identity = identities.get(person.id) as InvestigatorIdentity;
        const keys = { recipient: identity.recipient, signingKey: signingKeyOf(identity) };
        return { id: person.id, name: person.name, role, ...keys };
      });
  const investigator = {
    nl: "Onderzoeker",
    en: "Investigator",
    de: "Ermittler",
    fr: "Enquêteur",
  };
  const privateInvestigator = {
    nl: "Particulier onderzoeker",
    en: "Private investigator",
    de: "Privatermittler",
    fr: "Enquêteur privé",
  };
  return {
    v: 1,
    organisation: DEMO_ORGANISATION,
    name: "Voorbeeld BV (demo)",
    demo: true,
    version: 1,
    previous: null,
    issuedAt: now,
    expiresAt: now + YEAR_MS,
    desks: [
      {
        id: "internal-security",
        name: {
          nl: "Interne beveiliging",
          en: "Internal security",
          de: "Interne Sicherheit",
          fr: "Sécurité interne",
        },
        description: {
          nl: "Eigen mensen van de organisatie, niet uw leidinggevende.",
          en: "People of the organisation itself, not your manager.",
          de: "Eigene Leute der Organisation, nicht Ihre Vorgesetzten.",
          fr: "Des personnes de l’organisation, pas votre responsable.",
        },
        people: listed("internal-security", investigator),
      },
      {
        id: "external-agency",
        name: {
          nl: "Extern onderzoeksbureau",
          en: "External agency",
          de: "Externes Ermittlungsbüro",
          fr: "Agence externe",
        },
        description: {
          nl: "Van buiten de organisatie, als u twijfelt wie er binnen meeleest.",
          en: "From outside the organisation, if you are unsure who reads along inside.",
          de: "Von außerhalb der Organisation, wenn Sie nicht sicher sind, wer intern mitliest.",
          fr: "Hors de l’organisation, si vous ne savez pas qui lit aussi en interne.",
        },
        people: listed("external-agency", privateInvestigator),
      },
    ],
    recovery: {
      recipient: (identities.get("notary") as InvestigatorIdentity).recipient,
      holder: "Notariskantoor Van Dam",
    },
    log,
    witnesses: [],
    timestamp: { roots: [timestampRoot] },
    policy: { recipients: "x25519", sealOnServer: true, confidential: true, dnsQueries: "snapshot" },
    languages: ["nl", "en", "de", "fr"],
    emergency: [
      {
        country: "NL",
        number: "112",
        label: { nl: "Alarmnummer", en: "Emergency number", de: "Notruf", fr: "Numéro d’urgence" },
      },
    ],
    contacts: [
      {
        name: "Meldkamer Voorbeeld BV",
        phone: "+31 20 555 0112",
        label: {
          nl: "Beveiliging, dag en nacht",
          en: "Security, day and night",
          de: "Sicherheitsdienst, Tag und Nacht",
          fr: "Sécurité, jour et nuit",
        },
      },
    ],
    advice: {},
    networks: { egress: ["203.0.113.0/24"], vpn: ["198.51.100.0/28"], domains: ["voorbeeld.example"] },
    logRetention: {},
    reviewAfterDays: 90,
  };
}
