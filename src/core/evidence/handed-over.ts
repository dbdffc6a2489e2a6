import type { AcquisitionRecord } from "./types.ts";

/**
 * Whether a person handed the octets over, whatever took them: a file, or a mail attached to a forward. It can be invented,
 * so that nothing in it is trusted for where it stands.
 */
export function isHandedOver({
  provenance,
  method,
}: Pick<AcquisitionRecord, "provenance" | "method">): boolean {
  return provenance === "supplied-file" || method === "smtp.attached";
}
