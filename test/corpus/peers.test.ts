/** From, subject, date, Message-ID and attachments beside mailparser's and postal-mime's, on every public message. */
import { existsSync, readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";
import { toHex } from "../../src/core/base/bytes.ts";
import { sha256 } from "../../src/core/base/digest.ts";
import { PEER_DIFFERENCES } from "./peer-differences.ts";

const CORPUS = "../shared/corpus/";

/** What all three can say of a message; null where it tells nothing. */
interface Basics {
  readonly from: string | null;
  readonly subject: string | null;
  readonly date: number | null;
  readonly messageId: string | null;
  /** SHA-256 of each attachment's octets, sorted. */
  readonly attachments: string;
}

const KEYS = ["from", "subject", "date", "messageId", "attachments"] as const;
type Key = (typeof KEYS)[number];

/** Differences of one kind, with why ours is kept; each is checked, not only named. */
const RULES: Readonly<Record<string, (key: Key, ours: Basics, theirs: Basics) => boolean>> = {
  "an empty Subject is there and empty": (key, ours, theirs) =>
    key === "subject" && ours.subject === "" && theirs.subject === null,
  "text that is no date and time is none (RFC 5322, section 3.3)": (key, ours) =>
    key === "date" && ours.date === null,
  "an unquoted comma in the name hides the address from them": (key, ours, theirs) =>
    key === "from" && (ours.from?.includes("@") ?? false) && theirs.from === null,
  "angle brackets that the field lacks": (key, ours, theirs) =>
    key === "messageId" &&
    theirs.messageId === `<${(ours.messageId ?? "").replace(/^</, "")}>` &&
    ours.messageId?.endsWith(">") === false,
};

const present = existsSync(`${CORPUS}phishing-truth.jsonl`);
if (!present) console.warn("SKIPPED: the corpus is not at ../shared/corpus");

(present ? describe : describe.skip)("peers", () => {
  const ours = new Map<string, Basics>();

  beforeAll(async () => {
    for (const file of files()) {
      const options = { provenance: "supplied-file", capture: "as-served" } as const;
      ours.set(file, basicsOf(await analyseMessage(readOctets(file), options)));
    }
  }, 120_000);

  test.each(["mailparser", "postal-mime"] as const)(
    "%s: equal, or explained",
    async (peer) => {
      const counts: Record<string, number> = { equal: 0 };
      const unexplained: string[] = [];
      for (const [file, own] of ours) {
        const octets = readOctets(file);
        const theirs = peer === "mailparser" ? await byMailparser(octets) : await byPostalMime(octets);
        for (const key of KEYS) {
          const equal = own[key] === theirs[key];
          const rule = equal ? "equal" : Object.keys(RULES).find((name) => RULES[name]?.(key, own, theirs));
          if (rule === undefined) unexplained.push(`${file} ${key}`);
          else counts[rule] = (counts[rule] ?? 0) + 1;
        }
      }
      expect(unexplained.sort()).toEqual(Object.keys(PEER_DIFFERENCES[peer]).sort());
      console.log(`${peer}: values`, counts, "explained by message:", unexplained.length);
    },
    120_000,
  );
});

function files(): string[] {
  return ["phishing", "dkim"].flatMap((name) => {
    const lines = readFileSync(`${CORPUS}${name}-truth.jsonl`, "utf8").trimEnd().split("\n");
    return lines.map((line) => (JSON.parse(line) as { file: string }).file);
  });
}

function readOctets(file: string): Uint8Array {
  return new Uint8Array(readFileSync(`${CORPUS}${file}`));
}

function basicsOf(analysis: Analysis): Basics {
  return {
    from: analysis.from?.address ?? null,
    subject: analysis.subject,
    date: analysis.date,
    messageId: analysis.messageId,
    attachments: analysis.attachments
      .map((part) => part.sha256)
      .sort()
      .join(),
  };
}

async function byMailparser(octets: Uint8Array): Promise<Basics> {
  const options = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true };
  const mail = await simpleParser(Buffer.from(octets), options);
  return {
    from: mail.from?.value[0]?.address || null,
    subject: mail.subject ?? null,
    date: mail.date?.getTime() ?? null,
    messageId: mail.messageId ?? null,
    attachments: await digests(mail.attachments.map((part) => new Uint8Array(part.content))),
  };
}

async function byPostalMime(octets: Uint8Array): Promise<Basics> {
  const mail = await PostalMime.parse(octets, { attachmentEncoding: "arraybuffer" });
  const time = mail.date === undefined ? Number.NaN : Date.parse(mail.date);
  return {
    from: mail.from?.address || null,
    subject: mail.subject ?? null,
    date: Number.isNaN(time) ? null : time,
    messageId: mail.messageId ?? null,
    attachments: await digests(mail.attachments.map((part) => new Uint8Array(part.content as ArrayBuffer))),
  };
}

async function digests(parts: readonly Uint8Array[]): Promise<string> {
  const values = await Promise.all(parts.map(async (part) => toHex(await sha256(part))));
  return values.sort().join();
}
