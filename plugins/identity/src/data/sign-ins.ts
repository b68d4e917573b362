import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

export type SeenSignIn = {
  readonly identityId: string
  readonly actorType: string
  readonly tokenHash: string
  readonly epoch: string | null
  readonly browser: string | null
  readonly system: string | null
  readonly now: Date
  readonly expiresAt: Date
}

/** Records that a sign-in was used. */
export const upsertSignIn = async (knex: Knex, seen: SeenSignIn): Promise<void> => {
  await knex.raw(
    `INSERT INTO sign_in (id, identity_id, actor_type, token_hash, epoch, browser, system, first_seen_at, last_seen_at,
       expires_at)
     VALUES (:id, :identityId, :actorType, :tokenHash, :epoch, :browser, :system, :now, :now, :expiresAt)
     ON CONFLICT (token_hash) DO UPDATE SET last_seen_at = greatest(sign_in.last_seen_at, excluded.last_seen_at),
       updated_at = excluded.last_seen_at`,
    { id: generateEntityId(undefined, "sgin"), ...seen }
  )
}

/** Gives a sign-in the token that replaces its token after a change that ended all other sign-ins. */
export const moveSignIn = async (
  knex: Knex,
  move: { from: string; to: string; epoch: string; now: Date }
): Promise<void> => {
  await knex.raw(
    `UPDATE sign_in SET token_hash = :to, epoch = :epoch, updated_at = :now WHERE token_hash = :from`,
    move
  )
}

/** The token of one of the identity's sign-ins; null for any other. */
export const findSignIn = (
  knex: Knex,
  { id, identityId }: { id: string; identityId: string }
): Promise<{ token_hash: string; expires_at: Date } | null> =>
  sqlRow(
    knex,
    z.object({ token_hash: z.string(), expires_at: z.date() }),
    `SELECT token_hash, expires_at FROM sign_in WHERE id = :id AND identity_id = :identityId`,
    { id, identityId }
  )
