import type { ClientCode } from "../client-codes.ts";
import type { AreaWords } from "../words.ts";

export const client: AreaWords<ClientCode> = {};
