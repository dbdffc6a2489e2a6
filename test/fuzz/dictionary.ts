/** Words that the analysis itself knows, taken from its sources: what it compares with is what reaches its branches. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Dictionary {
  /** Lower-case names that look like header fields. */
  readonly fieldNames: readonly string[];
  readonly words: readonly string[];
}

const FOLDERS = ["src/core/analysis", "src/core/mail"];
const MAX_WORD_CHARS = 80;

/** Names that the sources spell in other ways (joined, by prefix). */
const COMMON_FIELDS = [
  "From",
  "To",
  "Cc",
  "Reply-To",
  "Sender",
  "Return-Path",
  "Date",
  "Subject",
  "Message-ID",
  "In-Reply-To",
  "References",
  "Received",
  "Received-SPF",
  "Authentication-Results",
  "ARC-Seal",
  "ARC-Message-Signature",
  "ARC-Authentication-Results",
  "DKIM-Signature",
  "X-Originating-IP",
  "X-Mailer",
  "User-Agent",
  "Thread-Index",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Disposition",
  "Content-ID",
  "Content-Language",
  "X-Forefront-Antispam-Report",
  "X-Microsoft-Antispam",
  "X-MS-Exchange-Organization-Network-Message-Id",
  "X-Google-DKIM-Signature",
  "X-Gm-Message-State",
  "X-Received",
  "X-Spam-Status",
  "Feedback-ID",
  "List-Unsubscribe",
];

export function readDictionary(): Dictionary {
  const words = new Set<string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts") || name.includes("words")) continue;
      const source = readFileSync(join(folder, name), "utf8").replace(/^\s*(?:\/?\*|\/\/|import\b).*$/gm, "");
      for (const [, text = ""] of source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) addWord(words, unescaped(text));
      // The fixed texts in regular expressions: "header.from", "protection.outlook.com".
      for (const [text] of source.matchAll(/[A-Za-z][\w-]*(?:\\?[.=@/: -][\w-]+)+/g))
        addWord(words, text.replaceAll("\\", ""));
    }
  }
  const all = [...words];
  const names = all.filter((word) => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(word));
  return { fieldNames: [...COMMON_FIELDS, ...names], words: all };
}

function addWord(words: Set<string>, text: string): void {
  if (text.length > 0 && text.length <= MAX_WORD_CHARS && !text.includes(".ts")) words.add(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(u\{?[0-9a-f]+\}?|.)/gi, (_, code: string) => {
    if (code === "n") return "\n";
    if (code === "r") return "\r";
    if (code === "t") return "\t";
    return code.startsWith("u")
      ? String.fromCodePoint(Number.parseInt(code.replace(/[u{}]/g, ""), 16))
      : code;
  });
}
