import type { AttachmentsCode } from "../attachments-codes.ts";
import type { AreaWords } from "../words.ts";

export const attachments: AreaWords<AttachmentsCode> = {};
