import { column, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const InvitedProvider = z.object({ id: column.text, name: column.text, email: column.text })
export type InvitedProvider = z.infer<typeof InvitedProvider>

/** Stores the newest invitation of a provider who has not signed in yet; an older one stops working. */
export const storeInvitation = (
  knex: Knex,
  { id, hash, expiresAt, now }: { id: string; hash: string; expiresAt: Date; now: Date }
): Promise<InvitedProvider | null> =>
  sqlRow(
    knex,
    InvitedProvider,
    `UPDATE provider SET invitation_token_hash = :hash, invitation_expires_at = :expiresAt, updated_at = :now
     WHERE id = :id AND status = 'invited' AND deleted_at IS NULL RETURNING id, name, email`,
    { id, hash, expiresAt, now }
  )

const ConsumedInvitation = InvitedProvider.extend({ invitation_expires_at: column.timestamp })

/** Consumes a valid invitation; null when none has this hash. Compare-and-set. */
export const consumeInvitation = (
  knex: Knex,
  hash: string,
  now: Date
): Promise<z.infer<typeof ConsumedInvitation> | null> =>
  sqlRow(
    knex,
    ConsumedInvitation,
    `WITH valid AS (
       SELECT id, invitation_expires_at FROM provider
       WHERE invitation_token_hash = :hash AND invitation_expires_at > :now AND status = 'invited'
         AND deleted_at IS NULL
       FOR UPDATE)
     UPDATE provider SET invitation_token_hash = NULL, invitation_expires_at = NULL, updated_at = :now
     FROM valid WHERE provider.id = valid.id
     RETURNING provider.id, provider.name, provider.email, valid.invitation_expires_at`,
    { hash, now }
  )

/** Makes a consumed invitation valid again, unless a newer one was sent meanwhile. */
export const restoreInvitation = async (
  knex: Knex,
  { id, hash, expiresAt }: { id: string; hash: string; expiresAt: Date }
): Promise<void> => {
  await sqlChanges(
    knex,
    `UPDATE provider SET invitation_token_hash = :hash, invitation_expires_at = :expiresAt
     WHERE id = :id AND status = 'invited' AND invitation_token_hash IS NULL`,
    { id, hash, expiresAt: new Date(expiresAt) }
  )
}

/** An invited provider becomes active; one who is active already stays so. */
export const activateProvider = async (knex: Knex, id: string, now: Date): Promise<void> => {
  await sqlChanges(
    knex,
    `UPDATE provider SET status = CASE status WHEN 'invited' THEN 'active' ELSE status END,
       active_since = coalesce(active_since, :now), updated_at = :now
     WHERE id = :id AND deleted_at IS NULL`,
    { id, now }
  )
}
