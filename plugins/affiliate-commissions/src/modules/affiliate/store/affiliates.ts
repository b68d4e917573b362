import { clock, type Actor } from "@atrium/kernel"
import { generateEntityId } from "@medusajs/framework/utils"

import type { AffiliateStatus } from "../../../contracts/statuses"
import { likeText, type Sql } from "./sql"

export type AffiliateRow = {
  id: string
  programme_id: string
  customer_id: string
  code: string
  status: AffiliateStatus
  created_at: Date
  updated_at: Date
}

/** The affiliate a customer is, or undefined. */
export const affiliateOfCustomer = async (knex: Sql, customerId: string): Promise<AffiliateRow | undefined> => {
  const [row] = await knex("affiliate").where({ customer_id: customerId }).select<AffiliateRow[]>("*")
  return row
}

/** One affiliate, or undefined. */
export const findAffiliate = async (knex: Sql, id: string): Promise<AffiliateRow | undefined> => {
  const [row] = await knex("affiliate").where({ id }).select<AffiliateRow[]>("*")
  return row
}

const ENROL = `
  WITH enrolled AS (
    INSERT INTO affiliate (id, programme_id, customer_id, code, status, created_at, updated_at)
    VALUES (:id, :programmeId, :customerId, :code, 'active', :now, :now)
    ON CONFLICT DO NOTHING
    RETURNING *
  ), told AS (
    INSERT INTO affiliate_status_history (id, affiliate_id, old_status, new_status, actor_type, actor_id, created_at)
    SELECT :historyId, enrolled.id, NULL, 'active', :actorType, :actorId, :now FROM enrolled
  )
  SELECT * FROM enrolled`

/**
 * Makes a customer an affiliate, with the first row of its history: one statement. Undefined when the code is taken or
 * the customer is one already.
 */
export const enrolAffiliate = async (
  knex: Sql,
  affiliate: { programmeId: string; customerId: string; code: string },
  actor: Actor
): Promise<AffiliateRow | undefined> => {
  const answer: { rows: AffiliateRow[] } = await knex.raw(ENROL, {
    ...affiliate,
    ...{ id: generateEntityId(undefined, "aff"), historyId: generateEntityId(undefined, "affhist") },
    ...{ actorType: actor.type, actorId: actor.id, now: clock.now() },
  })
  return answer.rows[0]
}

const MOVE = `
  WITH moved AS (
    UPDATE affiliate SET status = :to, updated_at = :now WHERE id = :id AND status <> :to RETURNING id
  )
  INSERT INTO affiliate_status_history (id, affiliate_id, old_status, new_status, actor_type, actor_id, reason, created_at)
  SELECT :historyId, moved.id, :from, :to, :actorType, :actorId, :reason, :now FROM moved
  RETURNING id`

/** Suspends an affiliate or lets it earn again; false when it stands there already. The WHERE is the lock. */
export const moveAffiliate = async (
  knex: Sql,
  id: string,
  move: { to: AffiliateStatus; reason: string; actor: Actor }
): Promise<boolean> => {
  const answer: { rows: unknown[] } = await knex.raw(MOVE, {
    ...{ id, to: move.to, from: move.to === "active" ? "suspended" : "active", reason: move.reason },
    ...{ historyId: generateEntityId(undefined, "affhist"), actorType: move.actor.type, actorId: move.actor.id },
    now: clock.now(),
  })
  return answer.rows.length > 0
}

export type AffiliateHistoryRow = {
  new_status: AffiliateStatus
  reason: string | null
  actor_type: string
  actor_id: string | null
  created_at: Date
}

export const affiliateHistory = (knex: Sql, id: string): Promise<AffiliateHistoryRow[]> =>
  Promise.resolve(
    knex("affiliate_status_history")
      .where({ affiliate_id: id })
      .orderBy("sequence")
      .select<AffiliateHistoryRow[]>(["new_status", "reason", "actor_type", "actor_id", "created_at"])
  )

export type AffiliateCounts = { clicks: number; conversions: number }

const COUNTS = `
  SELECT wanted.id,
    (SELECT coalesce(sum(d.clicks), 0) FROM affiliate_click_day d WHERE d.affiliate_id = wanted.id) AS clicks,
    (SELECT count(*) FROM affiliate_attribution a WHERE a.affiliate_id = wanted.id) AS conversions
  FROM unnest(CAST(:ids AS text[])) AS wanted (id)`

/** Clicks and attributed orders of affiliates, by id; one statement. */
export const countsOf = async (knex: Sql, ids: readonly string[]): Promise<Map<string, AffiliateCounts>> => {
  const answer: { rows: { id: string; clicks: string; conversions: string }[] } = await knex.raw(COUNTS, {
    ids: [...ids],
  })
  return new Map(
    answer.rows.map(({ id, clicks, conversions }) => [id, { clicks: Number(clicks), conversions: Number(conversions) }])
  )
}

/** Ids of affiliates whose code contains these letters, a hundred at most. One statement. */
export const idsByCode = async (knex: Sql, letters: string): Promise<string[]> => {
  const rows = await knex("affiliate")
    .whereILike("code", likeText(letters))
    .orderBy("code")
    .limit(100)
    .select<{ id: string }[]>("id")
  return rows.map(({ id }) => id)
}

/** Codes of affiliates by id. One statement. */
export const codesOf = async (knex: Sql, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await knex("affiliate")
    .whereIn("id", [...ids])
    .select<{ id: string; code: string }[]>("id", "code")
  return new Map(rows.map(({ id, code }) => [id, code]))
}
