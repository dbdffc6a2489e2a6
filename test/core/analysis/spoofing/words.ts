/** The words of this area, in every language. */
export { spoofing as de } from "../../../../src/core/analysis/words/de/spoofing.ts";
export { spoofing as en } from "../../../../src/core/analysis/words/en/spoofing.ts";
export { spoofing as fr } from "../../../../src/core/analysis/words/fr/spoofing.ts";
export { spoofing as nl } from "../../../../src/core/analysis/words/nl/spoofing.ts";
