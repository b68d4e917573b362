import type { Sql } from "./rows"

export type InvitedRow = { id: string; name: string; email: string }

/** Keeps the newest invitation of a provider who has not signed in yet; an older one stops working by it. */
export const keepInvitation = async (
  knex: Sql,
  { id, hash, expiresAt, now }: { id: string; hash: string; expiresAt: Date; now: Date }
): Promise<InvitedRow | undefined> => {
  const { rows }: { rows: InvitedRow[] } = await knex.raw(
    `UPDATE provider SET invitation_token_hash = :hash, invitation_expires_at = :expiresAt, updated_at = :now
     WHERE id = :id AND status = 'invited' AND deleted_at IS NULL RETURNING id, name, email`,
    { id, hash, expiresAt, now }
  )
  return rows[0]
}

/** Spends an invitation that is still good; undefined when there is none with this hash. Compare-and-set. */
export const takeInvitation = async (
  knex: Sql,
  hash: string,
  now: Date
): Promise<(InvitedRow & { invitation_expires_at: Date }) | undefined> => {
  const { rows }: { rows: (InvitedRow & { invitation_expires_at: Date })[] } = await knex.raw(
    `WITH good AS (
       SELECT id, invitation_expires_at FROM provider
       WHERE invitation_token_hash = :hash AND invitation_expires_at > :now AND status = 'invited'
         AND deleted_at IS NULL
       FOR UPDATE)
     UPDATE provider SET invitation_token_hash = NULL, invitation_expires_at = NULL, updated_at = :now
     FROM good WHERE provider.id = good.id
     RETURNING provider.id, provider.name, provider.email, good.invitation_expires_at`,
    { hash, now }
  )
  return rows[0]
}

/** Makes a spent invitation good again, unless a newer one was sent meanwhile. */
export const putInvitationBack = async (
  knex: Sql,
  { id, hash, expiresAt }: { id: string; hash: string; expiresAt: Date }
): Promise<void> => {
  await knex.raw(
    `UPDATE provider SET invitation_token_hash = :hash, invitation_expires_at = :expiresAt
     WHERE id = :id AND status = 'invited' AND invitation_token_hash IS NULL`,
    { id, hash, expiresAt: new Date(expiresAt) }
  )
}

/** An invited provider becomes active; one that is active already keeps its state. */
export const activateProvider = async (knex: Sql, id: string, now: Date): Promise<void> => {
  await knex.raw(
    `UPDATE provider SET status = CASE status WHEN 'invited' THEN 'active' ELSE status END,
       active_since = coalesce(active_since, :now), updated_at = :now
     WHERE id = :id AND deleted_at IS NULL`,
    { id, now }
  )
}
