import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

/** Rows that take time: booked ones, and held ones until their hold expires. */
export const TAKES_TIME = "(status = 'booked' OR (status = 'held' AND hold_expires_at > :now))"

const Taken = z.object({ provider_id: column.text, starts_at: column.timestamp, blocked_until: column.timestamp })
export type Taken = z.output<typeof Taken>

/** The times of these providers that are taken within a span; without the consultation that is to be moved. */
export const takenTimes = (
  knex: Sql,
  asked: { providerIds: readonly string[]; from: Date; to: Date; now: Date; except?: string }
): Promise<Taken[]> =>
  sqlRows(
    knex,
    Taken,
    `SELECT provider_id, starts_at, blocked_until FROM consultation
     WHERE provider_id = ANY(:ids) AND ${TAKES_TIME} AND starts_at < :to AND blocked_until > :from AND id <> :except`,
    {
      ids: [...asked.providerIds],
      from: asked.from,
      to: asked.to,
      now: asked.now,
      except: asked.except ?? "",
    }
  )

const Load = z.object({ provider_id: column.text, count: column.integer })

/** How many consultations these providers have ahead. */
export const upcomingCounts = async (
  knex: Sql,
  providerIds: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, number>> => {
  const rows = await sqlRows(
    knex,
    Load,
    `SELECT provider_id, CAST(count(*) AS int) AS count FROM consultation
     WHERE provider_id = ANY(:ids) AND ${TAKES_TIME} AND starts_at > :now GROUP BY provider_id`,
    { ids: [...providerIds], now }
  )
  return new Map(rows.map(({ provider_id, count }) => [provider_id, count]))
}
