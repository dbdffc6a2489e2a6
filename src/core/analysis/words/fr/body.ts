import type { BodyCode } from "../body-codes.ts";
import type { AreaWords } from "../words.ts";

export const body: AreaWords<BodyCode> = {};
