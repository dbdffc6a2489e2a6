/** Sessions and spent nonces in SQLite. */
import type { Kysely } from "kysely";
import type { NewSession, SessionStore } from "./ports.ts";
import type { LedgerTables } from "./sqlite-schema.ts";

export function sqliteSessionStore(db: Kysely<LedgerTables>): SessionStore {
  return { addSession, session, endSession, removeExpired };

  async function addSession(given: NewSession): Promise<boolean> {
    return await db.transaction().execute(async (trx) => {
      const spent = await trx
        .insertInto("used_nonce")
        .values({ nonce_hash: given.nonceHash, expires_at: given.nonceExpiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (spent.numInsertedOrUpdatedRows !== 1n) return false;
      await trx
        .insertInto("session")
        .values({
          token_hash: given.tokenHash,
          organisation: given.organisation,
          signing_key: given.signingKey,
          expires_at: given.expiresAt,
        })
        .execute();
      return true;
    });
  }

  async function session(organisation: string, tokenHash: Uint8Array, now: number) {
    const row = await db
      .selectFrom("session")
      .select("signing_key")
      .where("token_hash", "=", tokenHash)
      .where("organisation", "=", organisation)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return row === undefined ? null : { signingKey: row.signing_key };
  }

  async function endSession(organisation: string, tokenHash: Uint8Array): Promise<void> {
    await db
      .deleteFrom("session")
      .where("token_hash", "=", tokenHash)
      .where("organisation", "=", organisation)
      .execute();
  }

  async function removeExpired(now: number): Promise<void> {
    await db.deleteFrom("session").where("expires_at", "<=", now).execute();
    await db.deleteFrom("used_nonce").where("expires_at", "<=", now).execute();
  }
}
