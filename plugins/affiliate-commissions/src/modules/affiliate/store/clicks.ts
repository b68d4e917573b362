import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"

import type { Sql } from "./sql"

/** One address may leave so many rows on one affiliate in a day; what comes after is not recorded. */
const MOST_PER_ADDRESS_AND_DAY = 500
/** Longer than any window. */
const KEPT_DAYS = 400
const PRUNED_AT_ONCE = 5000

export type NewClick = {
  /** In capitals. */
  readonly code: string
  readonly previous_click_id: string | null
  readonly landing_path: string
  readonly referrer_host: string | null
  readonly utm: Readonly<Record<string, string>> | null
  readonly address_hash: string | null
  readonly device_hash: string | null
}

const RECORD = `
  WITH recorded AS (
    INSERT INTO affiliate_click (id, affiliate_id, visitor_id, landing_path, referrer_host, utm, address_hash,
      device_hash, clicked_at)
    SELECT :id, a.id, coalesce((SELECT visitor_id FROM affiliate_click WHERE id = :previous_click_id), :visitor),
      :landing_path, :referrer_host, CAST(:utm AS jsonb), :address_hash, :device_hash, :now
    FROM affiliate a
    WHERE a.code = :code AND a.status = 'active'
      AND (SELECT count(*) FROM (SELECT 1 FROM affiliate_click c
             WHERE c.affiliate_id = a.id AND c.address_hash = :address_hash
               AND c.clicked_at > CAST(:now AS timestamptz) - interval '1 day' LIMIT :most) few) < :most
    RETURNING id, affiliate_id
  ), counted AS (
    INSERT INTO affiliate_click_day (affiliate_id, day, clicks)
    SELECT affiliate_id, CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date), 1 FROM recorded
    ON CONFLICT (affiliate_id, day) DO UPDATE SET clicks = affiliate_click_day.clicks + 1
  )
  SELECT id FROM recorded`

const randomId = (prefix: string): string => `${prefix}_${randomBytes(18).toString("base64url")}`

/**
 * Records a click on an active affiliate's link and counts it: one statement. Gives its random id, which is all a
 * browser learns; undefined when nobody active has the code, or one address clicked beyond reason.
 */
export const recordClick = async (knex: Sql, click: NewClick): Promise<string | undefined> => {
  const answer: { rows: { id: string }[] } = await knex.raw(RECORD, {
    ...click,
    utm: click.utm === null ? null : JSON.stringify(click.utm),
    ...{ id: randomId("clk"), visitor: randomId("vis"), most: MOST_PER_ADDRESS_AND_DAY, now: clock.now() },
  })
  return answer.rows[0]?.id
}

const PRUNE = `
  DELETE FROM affiliate_click WHERE id IN (
    SELECT id FROM affiliate_click WHERE clicked_at < :before ORDER BY clicked_at LIMIT :most)`

/** Removes clicks that no window can reach any more, in small steps; their daily counts stay. Gives how many. */
export const pruneClicks = async (knex: Sql): Promise<number> => {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000)
  let removed = 0
  for (;;) {
    const answer: { rowCount: number } = await knex.raw(PRUNE, { before, most: PRUNED_AT_ONCE })
    removed += answer.rowCount
    if (answer.rowCount < PRUNED_AT_ONCE) return removed
  }
}
