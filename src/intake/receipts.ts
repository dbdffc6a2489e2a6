/** What a submitter gets back: entry, proof, timestamp, acknowledgement. docs/log-and-receipt.md. */
import { fromUtf8, toBase64 } from "../core/base/bytes.ts";
import { canonicalJson } from "../core/base/canonical-json.ts";
import { formatProof } from "../core/log/proof.ts";
import { inclusionNodes, inclusionProof } from "../core/log/tree.ts";
import type { ReceiptAnswer } from "../core/evidence/types.ts";
import type { EntryPosition, Ledger, LogStore, RecordStore, Submission } from "./storage/ports.ts";

/**
 * The receipt of a sequenced submission. The proof is always against the checkpoint that first covered the entry: the same
 * submission again gives the same receipt. Timestamp and acknowledgement appear once they are there.
 */
export async function receiptOf(
  ledger: Ledger,
  submission: Submission,
  position: EntryPosition,
  readToken: string,
): Promise<ReceiptAnswer> {
  return {
    v: 1,
    entry: textOf(submission.entry),
    proof: await proofOf(ledger, submission.organisation, position),
    timestamp: submission.timestamp === null ? null : toBase64(submission.timestamp),
    opened: await openedText(ledger, submission),
    readToken,
  };
}

async function proofOf(
  store: LogStore,
  organisation: string,
  { index, treeSize }: EntryPosition,
): Promise<string> {
  const checkpoint = await store.checkpoint(organisation, treeSize);
  if (checkpoint === null) throw new Error("a sequenced entry has no checkpoint");
  const addresses = inclusionNodes(index, treeSize);
  const loaded = await store.nodes(organisation, addresses);
  const hashes = new Map(
    addresses.map((node, i) => [`${node.level}/${node.index}`, loaded[i] as Uint8Array]),
  );
  const proof = inclusionProof(index, treeSize, (level, at) => hashes.get(`${level}/${at}`) as Uint8Array);
  return formatProof({ index, hashes: proof, checkpoint: checkpoint.note });
}

/** The first acknowledgement with its signature, canonical JSON; null until there is one. */
async function openedText(store: RecordStore, submission: Submission): Promise<string | null> {
  const [first] = await store.records(submission.organisation, "opened", submission.package);
  if (first === undefined) return null;
  return textOf(canonicalJson({ acknowledgement: first.text, signature: first.signature }));
}

function textOf(octets: Uint8Array): string {
  const text = fromUtf8(octets);
  if (text === null) throw new Error("stored text is not UTF-8");
  return text;
}
