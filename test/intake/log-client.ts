/** Reads a whole log back and rebuilds its tree, trusting nothing but the log's key. */
import { parseCheckpoint } from "../../src/core/log/checkpoint.ts";
import { createMemoryTree, type MemoryTree } from "../../src/core/log/memory-tree.ts";
import { decodeEntryBundle, tilePath, tileAt, TILE_WIDTH } from "../../src/core/log/tiles.ts";
import { getWithReadToken } from "./console-client.ts";

export interface WholeLog {
  readonly entries: readonly Uint8Array[];
  readonly tree: MemoryTree;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface LogAddress {
  readonly url: string;
  readonly organisation: string;
  readonly readToken: string;
  readonly anchor: { readonly origin: string; readonly key: string };
}

/** @throws Error where anything is not as signed. */
export async function readWholeLog({ url, organisation, readToken, anchor }: LogAddress): Promise<WholeLog> {
  const base = `${url}/v1/${organisation}/log`;
  const note = await (await getWithReadToken(`${base}/checkpoint`, readToken)).text();
  const checkpoint = await parseCheckpoint(note, anchor);
  if (!checkpoint.ok) throw checkpoint.error;
  const { size, root } = checkpoint.value;
  const entries: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const tile = tileAt("entries", index, size);
    if (tile === null) throw new Error("no such tile");
    const response = await getWithReadToken(`${base}/${tilePath(tile)}`, readToken);
    const bundle = decodeEntryBundle(new Uint8Array(await response.arrayBuffer()), tile.width);
    if (!bundle.ok) throw bundle.error;
    entries.push(...bundle.value);
  }
  const tree = createMemoryTree();
  tree.append(entries);
  return { entries, tree, size, root };
}
