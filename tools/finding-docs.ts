/** `node tools/finding-docs.ts`: writes docs/findings.md from the words that the program itself uses. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findingsPage } from "../src/core/analysis/words/findings-page.ts";

writeFileSync(join(import.meta.dirname, "..", "docs", "findings.md"), findingsPage());
