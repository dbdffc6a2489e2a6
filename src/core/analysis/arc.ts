/** ARC sets (RFC 8617): what forwarders say they received. Believed only as far as their sealer is. */
import { parseTagList } from "./dkim/tag-list.ts";
import type { BodyHasher } from "./dkim/body-hash.ts";
import { readSignatureField } from "./dkim/signature-field.ts";
import type { MessageView } from "./message-view.ts";
import type { ArcResult } from "./types.ts";

export async function checkArc(view: MessageView, hasher: BodyHasher): Promise<ArcResult> {
  const messageSignatures = [];
  for (const field of view.all("arc-message-signature")) {
    const signature = readSignatureField(field);
    const { verdict } = await hasher.check(signature);
    messageSignatures.push({ instance: signature.instance, domain: signature.domain, bodyHash: verdict });
  }
  const seals = view.all("arc-seal").map((field) => {
    const { tags } = parseTagList(field.body);
    return { instance: instanceOf(tags.get("i")), domain: tags.get("d") || null, cv: tags.get("cv") || null };
  });
  return { instances: countInstances(view), messageSignatures, seals };
}

export function instanceOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
}

/** Different instance numbers over all three fields of a set. */
function countInstances(view: MessageView): number {
  const instances = new Set<number>();
  for (const name of ["arc-seal", "arc-message-signature", "arc-authentication-results"]) {
    for (const field of view.all(name)) {
      const instance = instanceOf(
        /^\s*i\s*=\s*(\d{1,4})\s*;/.exec(field.body)?.[1] ?? parseTagList(field.body).tags.get("i"),
      );
      if (instance !== null) instances.add(instance);
    }
  }
  return instances.size;
}
