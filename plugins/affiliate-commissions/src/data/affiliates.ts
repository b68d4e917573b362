import { type Actor, clock } from "@atrium/kernel"
import { checkedRows, column, likeFolded, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { AFFILIATE_STATUSES, type AffiliateStatus } from "../contracts/statuses"

const AffiliateRow = z.object({
  id: column.text,
  programme_id: column.text,
  customer_id: column.text,
  code: column.text,
  status: z.enum(AFFILIATE_STATUSES),
  created_at: column.timestamp,
})
export type AffiliateRow = z.infer<typeof AffiliateRow>

/** The customer's affiliate, or null. */
export const affiliateOfCustomer = (knex: Knex, customerId: string): Promise<AffiliateRow | null> =>
  sqlRow(knex, AffiliateRow, "SELECT * FROM affiliate WHERE customer_id = ?", [customerId])

const ENROLL = `
  WITH enrolled AS (
    INSERT INTO affiliate (id, programme_id, customer_id, code, status, created_at, updated_at)
    VALUES (:id, :programmeId, :customerId, :code, 'active', :now, :now)
    ON CONFLICT DO NOTHING
    RETURNING *
  ), recorded AS (
    INSERT INTO affiliate_status_history (id, affiliate_id, old_status, new_status, actor_type, actor_id, created_at)
    SELECT :historyId, enrolled.id, NULL, 'active', :actorType, :actorId, :now FROM enrolled
  )
  SELECT * FROM enrolled`

/** Enrolls a customer as an affiliate, with the first history row. Null when they are one already or the code is taken. */
export const enrollAffiliate = (
  knex: Knex,
  affiliate: { programmeId: string; customerId: string; code: string },
  actor: Actor
): Promise<AffiliateRow | null> =>
  sqlRow(knex, AffiliateRow, ENROLL, {
    ...affiliate,
    id: generateEntityId(undefined, "aff"),
    historyId: generateEntityId(undefined, "affhist"),
    actorType: actor.type,
    actorId: actor.id,
    now: clock.now(),
  })

const MOVE = `
  WITH known AS (
    SELECT id FROM affiliate WHERE id = :id
  ), moved AS (
    UPDATE affiliate SET status = :to, updated_at = :now WHERE id = :id AND status <> :to RETURNING id
  ), recorded AS (
    INSERT INTO affiliate_status_history (id, affiliate_id, old_status, new_status, actor_type, actor_id, reason,
      created_at)
    SELECT :historyId, moved.id, :from, :to, :actorType, :actorId, :reason, :now FROM moved
  )
  SELECT EXISTS (SELECT 1 FROM moved) AS moved FROM known`

/** Suspends or reactivates an affiliate; "same" if they already have that status. The WHERE is the lock. */
export const moveAffiliate = async (
  knex: Knex,
  id: string,
  { to, reason, actor }: { to: AffiliateStatus; reason: string; actor: Actor }
): Promise<"moved" | "same" | "unknown"> => {
  const answer = await sqlRow(knex, z.object({ moved: column.boolean }), MOVE, {
    id,
    to,
    from: to === "active" ? "suspended" : "active",
    reason,
    historyId: generateEntityId(undefined, "affhist"),
    actorType: actor.type,
    actorId: actor.id,
    now: clock.now(),
  })
  if (!answer) return "unknown"
  return answer.moved ? "moved" : "same"
}

const Counts = z.object({
  id: column.text,
  clicks: column.bigint.transform(Number),
  conversions: column.bigint.transform(Number),
})
export type AffiliateCounts = z.infer<typeof Counts>

const COUNTS = `
  SELECT wanted.id,
    (SELECT CAST(coalesce(sum(d.clicks), 0) AS bigint) FROM affiliate_click_day d
     WHERE d.affiliate_id = wanted.id) AS clicks,
    (SELECT count(*) FROM affiliate_attribution a WHERE a.affiliate_id = wanted.id) AS conversions
  FROM unnest(CAST(:ids AS text[])) AS wanted (id)`

/** Clicks and attributed orders of affiliates, by id. */
export const countsOf = async (knex: Knex, ids: readonly string[]): Promise<Map<string, AffiliateCounts>> =>
  new Map((await sqlRows(knex, Counts, COUNTS, { ids: [...ids] })).map((row) => [row.id, row]))

const Named = z.object({ id: column.text, code: column.text })

/** Ids of affiliates whose code contains these letters, at most a hundred. */
export const idsByCode = async (knex: Knex, letters: string): Promise<string[]> => {
  const rows = await knex("affiliate").whereILike("code", likeFolded(letters)).orderBy("code").limit(100)
  return checkedRows(Named, rows).map(({ id }) => id)
}

/** Codes of affiliates by id. */
export const codesOf = async (knex: Knex, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await knex("affiliate").whereIn("id", [...ids])
  return new Map(checkedRows(Named, rows).map(({ id, code }) => [id, code]))
}
