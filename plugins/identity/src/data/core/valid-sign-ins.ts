import { sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({
  id: z.string(),
  actor_type: z.string(),
  token_hash: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  first_seen_at: z.date(),
  last_seen_at: z.date(),
  expires_at: z.date(),
})
export type ValidSignIn = z.infer<typeof Row>

/** The identity's sign-ins that are valid: of its current epoch, not expired, not signed out. The last used first. */
export const listValidSignIns = (
  knex: Knex,
  { identityId, now, limit }: { identityId: string; now: Date; limit: number }
): Promise<ValidSignIn[]> =>
  sqlRows(
    knex,
    Row,
    `SELECT ${Object.keys(Row.shape)
      .map((column) => `sign_in.${column}`)
      .join(", ")}
     FROM sign_in
     JOIN auth_identity identity ON identity.id = sign_in.identity_id AND identity.deleted_at IS NULL
       AND identity.app_metadata ->> 'sign_in_epoch' IS NOT DISTINCT FROM sign_in.epoch
     WHERE sign_in.identity_id = :identityId AND sign_in.expires_at > :now
       AND NOT EXISTS (SELECT FROM revoked_token WHERE revoked_token.token_hash = sign_in.token_hash)
     ORDER BY sign_in.last_seen_at DESC, sign_in.id LIMIT :limit`,
    { identityId, now, limit }
  )
