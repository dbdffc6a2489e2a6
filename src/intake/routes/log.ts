/** The organisation's log as C2SP tlog-tiles, for whoever holds the read token. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { concatOctets } from "../../core/base/bytes.ts";
import { encodeEntryBundle, parseTilePath, TILE_WIDTH, type Tile, tileAt } from "../../core/log/tiles.ts";
import { type Intake, organisationOf, requireReadToken } from "../intake.ts";
import type { Organisation } from "../organisation.ts";
import { refusal } from "../problems.ts";
import type { StoredCheckpoint } from "../storage/ports.ts";

/** Tells of which checkpoint the octets are. */
const TREE_SIZE = "zegel-tree-size";

export function logRoutes(app: FastifyInstance, intake: Intake): void {
  const { ledger } = intake;

  app.get("/v1/:organisation/log/checkpoint", async (request, reply) => {
    const organisation = reader(request);
    const checkpoint = found(await ledger.latestCheckpoint(organisation.id));
    return reply
      .header(TREE_SIZE, checkpoint.treeSize)
      .type("text/plain; charset=utf-8")
      .send(checkpoint.note);
  });

  app.get("/v1/:organisation/log/checkpoint/:size", async (request, reply) => {
    const organisation = reader(request);
    const { size } = request.params as { readonly size: string };
    if (!/^[1-9][0-9]{0,15}$/.test(size)) throw refusal("NOT_FOUND", "not a tree size");
    const checkpoint = found(await ledger.checkpoint(organisation.id, Number(size)));
    return reply
      .header(TREE_SIZE, checkpoint.treeSize)
      .type("text/plain; charset=utf-8")
      .send(checkpoint.note);
  });

  app.get("/v1/:organisation/log/checkpoint.tsr", async (request, reply) => {
    const organisation = reader(request);
    const checkpoint = found(await ledger.latestTimestampedCheckpoint(organisation.id));
    reply.header(TREE_SIZE, checkpoint.treeSize).type("application/timestamp-reply");
    return reply.send(Buffer.from(checkpoint.timestamp as Uint8Array));
  });

  app.get("/v1/:organisation/log/tile/*", async (request, reply) => {
    const organisation = reader(request);
    const tile = parseTilePath(`tile/${(request.params as { readonly "*": string })["*"]}`);
    if (!tile.ok) throw refusal("NOT_FOUND", "not a tile");
    const octets = await tileOctets(organisation, tile.value);
    // A tile never changes, also a partial one: it is named by its width.
    reply.header("cache-control", "private, max-age=31536000, immutable");
    return reply.type("application/octet-stream").send(Buffer.from(octets));
  });

  function reader(request: FastifyRequest): Organisation {
    const organisation = organisationOf(intake, request);
    requireReadToken(organisation, request);
    return organisation;
  }

  async function tileOctets({ id, sequencer }: Organisation, tile: Tile): Promise<Uint8Array> {
    const { level, index, width } = tile;
    const whole = tileAt(level, index, sequencer.size());
    if (whole === null || width > whole.width) throw refusal("NOT_FOUND", "the tree is not that large");
    const first = index * TILE_WIDTH;
    if (level === "entries") return encodeEntryBundle(await ledger.entries(id, first, width));
    const addresses = Array.from({ length: width }, (_, i) => ({ level: 8 * level, index: first + i }));
    return concatOctets(await ledger.nodes(id, addresses));
  }
}

function found(checkpoint: StoredCheckpoint | null): StoredCheckpoint {
  if (checkpoint === null) throw refusal("NOT_FOUND", "there is none yet");
  return checkpoint;
}
