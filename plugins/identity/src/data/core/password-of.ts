import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { hashOf } from "../../domain/secret-link"

const Row = z.object({ password: z.string().nullable(), epoch: z.string().nullable() })

/** Shows whether an identity's password has changed, without containing it. */
export type PasswordMark = { readonly fingerprint: string; readonly epoch: string | null }

export const passwordMarkOf = async (knex: Knex, identityId: string): Promise<PasswordMark | undefined> => {
  const row = await sqlRow(
    knex,
    Row,
    `SELECT login.provider_metadata ->> 'password' AS password, identity.app_metadata ->> 'sign_in_epoch' AS epoch
     FROM auth_identity identity
     JOIN provider_identity login ON login.auth_identity_id = identity.id AND login.provider = 'emailpass'
       AND login.deleted_at IS NULL
     WHERE identity.id = :identityId AND identity.deleted_at IS NULL`,
    { identityId }
  )
  return row ? { fingerprint: hashOf(row.password ?? ""), epoch: row.epoch } : undefined
}
