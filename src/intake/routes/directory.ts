/** The signed directory, public. */
import type { FastifyInstance } from "fastify";
import { type Intake, organisationOf } from "../intake.ts";

export function directoryRoutes(app: FastifyInstance, intake: Intake): void {
  app.get("/v1/:organisation/directory", async (request, reply) => {
    const organisation = organisationOf(intake, request);
    const etag = `"${organisation.directoryDigest.slice("sha256:".length)}"`;
    reply.header("etag", etag).header("cache-control", "no-cache");
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("application/json").send(Buffer.from(organisation.directoryOctets));
  });
}
