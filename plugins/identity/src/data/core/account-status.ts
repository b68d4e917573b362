import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { Credential, AccountStatus } from "../../domain/credential"
import type { ActorDefinition } from "../../extension-points"

const Row = z.object({
  epoch: z.string().nullable(),
  linked_actor_id: z.string().nullable(),
  actor_exists: z.boolean(),
  active: z.boolean(),
  revoked: z.boolean(),
})

/**
 * Reads identity, link, account and revocation in one statement, each by key. `definition` comes from a plugin's code,
 * never from input, so it may be part of the SQL.
 */
export const accountStatusOf = async (
  knex: Knex,
  credential: Credential,
  definition: ActorDefinition,
  tokenHash: string | null
): Promise<AccountStatus | undefined> => {
  const row = await sqlRow(
    knex,
    Row,
    `SELECT identity.app_metadata ->> 'sign_in_epoch' AS epoch,
       identity.app_metadata ->> :link AS linked_actor_id,
       actor.id IS NOT NULL AS actor_exists,
       coalesce(${definition.active ?? "true"}, false) AS active,
       EXISTS (SELECT FROM revoked_token WHERE token_hash = :tokenHash) AS revoked
     FROM auth_identity identity
     LEFT JOIN ${definition.table} actor
       ON actor.id = identity.app_metadata ->> :link AND actor.deleted_at IS NULL
     WHERE identity.id = :identityId AND identity.deleted_at IS NULL`,
    { link: `${credential.actorType}_id`, identityId: credential.identityId, tokenHash: tokenHash ?? "" }
  )
  if (!row) return undefined
  return {
    epoch: row.epoch,
    linkedActorId: row.linked_actor_id,
    actorExists: row.actor_exists,
    active: row.active,
    revoked: row.revoked,
  }
}
