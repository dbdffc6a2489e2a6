/** ARC sets (RFC 8617): what forwarders say they received. Believed only as far as their sealer is. */
import { parseTagList } from "./dkim/tag-list.ts";
import type { BodyHasher } from "./dkim/body-hash.ts";
import { readSignatureField } from "./dkim/signature-field.ts";
import type { MessageView } from "./message-view.ts";
import type { ArcResult, KeyResolver } from "./types.ts";

export async function checkArc(
  view: MessageView,
  hasher: BodyHasher,
  _keys?: KeyResolver,
): Promise<ArcResult> {
  const messageSignatures = [];
  for (const field of view.all("arc-message-signature")) {
    const signature = readSignatureField(field);
    const { verdict } = await hasher.check(signature);
    messageSignatures.push({
      instance: signature.instance,
      domain: signature.domain,
      selector: signature.selector,
      bodyHash: verdict,
      signature: "unchecked" as const,
    });
  }
  const seals = view.all("arc-seal").map((field) => {
    const { tags } = parseTagList(field.body);
    return {
      instance: instanceOf(tags.get("i")),
      domain: tags.get("d") || null,
      selector: tags.get("s") || null,
      cv: tags.get("cv") || null,
      signature: "unchecked" as const,
    };
  });
  return { instances: seals.length, messageSignatures, seals };
}

export function instanceOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
}
