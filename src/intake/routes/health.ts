/** Whether the process answers, whether it could take a submission now, and counters. */
import type { FastifyInstance } from "fastify";
import { fromHex } from "../../core/base/bytes.ts";
import { credential, matchesAny } from "../auth.ts";
import type { Intake } from "../intake.ts";
import { refusal } from "../problems.ts";

/** Milliseconds that an answer stands: each check writes and syncs, and anybody may ask. */
const READY_MS = 2000;

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<"database" | "disk" | "sequencer", boolean>>;
}

export function healthRoutes(app: FastifyInstance, intake: Intake): void {
  let last: { readonly at: number; readonly state: Promise<Readiness> } | null = null;

  app.get("/healthz", async () => ({ ok: true }));

  app.get("/readyz", async (_request, reply) => {
    if (last === null || performance.now() - last.at > READY_MS) {
      last = { at: performance.now(), state: readiness(intake) };
    }
    const state = await last.state;
    return reply.code(state.ready ? 200 : 503).send(state);
  });

  app.get("/metrics", async (request, reply) => {
    const { metricsToken } = intake.config;
    if (metricsToken === undefined) throw refusal("NOT_FOUND", "no metrics token is configured");
    const token = credential(request.headers.authorization, "Bearer");
    if (token === null || !matchesAny(token, [fromHex(metricsToken) as Uint8Array])) {
      throw refusal("UNAUTHORISED", "no valid metrics token");
    }
    return reply.type("text/plain; version=0.0.4; charset=utf-8").send(intake.metrics.text());
  });
}

async function readiness({ ledger, blobs, organisations, now }: Intake): Promise<Readiness> {
  const [database, disk] = await Promise.all([
    works(ledger.checkWritable(now())),
    works(blobs.checkWritable()),
  ]);
  const sequencer = [...organisations.values()].every((one) => one.sequencer.isHealthy());
  return { ready: database && disk && sequencer, checks: { database, disk, sequencer } };
}

async function works(check: Promise<unknown>): Promise<boolean> {
  return await check.then(
    () => true,
    () => false,
  );
}
