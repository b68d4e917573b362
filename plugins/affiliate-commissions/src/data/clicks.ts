import { randomBytes } from "node:crypto"

import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** Clicks recorded per IP address and affiliate in a day; later ones are not recorded. */
const MAX_PER_ADDRESS_AND_DAY = 500
const PRUNE_BATCH = 5000

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
               AND c.clicked_at > CAST(:now AS timestamptz) - interval '1 day' LIMIT :max) few) < :max
    RETURNING id, affiliate_id
  ), counted AS (
    INSERT INTO affiliate_click_day (affiliate_id, day, clicks)
    SELECT affiliate_id, CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date), 1 FROM recorded
    ON CONFLICT (affiliate_id, day) DO UPDATE SET clicks = affiliate_click_day.clicks + 1
  )
  SELECT id FROM recorded`

const randomId = (prefix: string): string => `${prefix}_${randomBytes(18).toString("base64url")}`

/**
 * Records a click on an active affiliate's link and counts it. Returns its random id, which is all that the browser receives;
 * null when no active affiliate has the code, or when one address exceeds the daily limit.
 */
export const recordClick = async (knex: Knex, click: NewClick): Promise<string | null> => {
  const row = await sqlRow(knex, z.object({ id: column.text }), RECORD, {
    ...click,
    utm: click.utm === null ? null : JSON.stringify(click.utm),
    id: randomId("clk"),
    visitor: randomId("vis"),
    max: MAX_PER_ADDRESS_AND_DAY,
    now: clock.now(),
  })
  return row?.id ?? null
}

const PRUNE = `
  DELETE FROM affiliate_click WHERE id IN (
    SELECT id FROM affiliate_click WHERE clicked_at < :before ORDER BY clicked_at LIMIT :limit)`

/** Removes clicks older than `before`, in batches; their daily counts stay. Returns how many. */
export const pruneClicks = async (knex: Knex, before: Date): Promise<number> => {
  let removed = 0
  for (;;) {
    const batch = await sqlChanges(knex, PRUNE, { before, limit: PRUNE_BATCH })
    removed += batch
    if (batch < PRUNE_BATCH) return removed
  }
}
