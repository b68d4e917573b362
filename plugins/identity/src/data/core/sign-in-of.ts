import { sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { ActorDefinition } from "../../extension-points"

const Row = z.object({ entity_id: z.string(), auth_identity_id: z.string() })

/** The address of the decoy identity, which has no account; see `use-cases/decoy-identity.ts`. */
export const DECOY_EMAIL = "no-such-account@identity.invalid"

/**
 * The identity that signs in with this address to an account of this type; undefined when there is none or the account was
 * deleted. `hasDecoy`: whether the decoy exists. The query does the same work for every address.
 */
export const signInOf = async (
  knex: Knex,
  email: string,
  actorType: string,
  definition: ActorDefinition
): Promise<{ identityId: string | undefined; hasDecoy: boolean }> => {
  const found = await sqlRows(
    knex,
    Row,
    `SELECT login.entity_id, login.auth_identity_id
     FROM provider_identity login
     JOIN auth_identity identity ON identity.id = login.auth_identity_id AND identity.deleted_at IS NULL
     LEFT JOIN ${definition.table} actor ON actor.id = identity.app_metadata ->> :link AND actor.deleted_at IS NULL
     WHERE login.entity_id IN (:email, :decoy) AND login.provider = 'emailpass' AND login.deleted_at IS NULL
       AND (login.entity_id = :decoy OR actor.id IS NOT NULL)`,
    { email, decoy: DECOY_EMAIL, link: `${actorType}_id` }
  )
  return {
    identityId: found.find((row) => row.entity_id === email && email !== DECOY_EMAIL)?.auth_identity_id,
    hasDecoy: found.some((row) => row.entity_id === DECOY_EMAIL),
  }
}
