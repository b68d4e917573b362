import { clock, commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { DateTime } from "luxon"

import type { AddPortalAbsence } from "../contracts/portal"
import type { AbsenceOut, AddAbsence } from "../contracts/providers"
import { type Absence, deleteAbsence, insertAbsence, listAbsences } from "../data/absences"
import { findProvider } from "../data/providers"
import { wakeParkedRequests } from "./wake-parked-requests"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const toAbsence = ({ id, starts_at, ends_at, reason }: Absence): AbsenceOut => ({
  id,
  starts_at: starts_at.toISOString(),
  ends_at: ends_at.toISOString(),
  reason,
})

/** A provider's absences that are not over. */
export const listOwnAbsences = async (
  container: MedusaContainer,
  providerId: string,
  page: { order: string; limit: number; offset: number }
) => {
  const { rows, count } = await listAbsences(sql(container), providerId, { ...page, now: clock.now() })
  return { absences: rows.map(toAbsence), count, limit: page.limit, offset: page.offset }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** A day means its start, or the start of the day after it, in the provider's time zone. */
const instantOf = (text: string, zone: string, side: "start" | "end"): Date => {
  if (!isDay(text)) return new Date(text)
  const day = DateTime.fromISO(text, { zone })
  return (side === "start" ? day : day.plus({ days: 1 })).toJSDate()
}

const MAX_YEARS_AHEAD = 3

const absenceErrors = (startsAt: Date, endsAt: Date, now: Date): ErrorDetails => {
  if (endsAt <= startsAt) return { ends_at: "Enter a last day that isn't before the first" }
  if (endsAt <= now) return { ends_at: "Enter a time that isn't in the past" }
  if (DateTime.fromJSDate(endsAt) > DateTime.fromJSDate(now).plus({ years: MAX_YEARS_AHEAD }))
    return { ends_at: `Choose a day within the next ${MAX_YEARS_AHEAD} years` }
  return {}
}

/**
 * A provider adds an absence of their own. New requests go to others; assigned ones stay, because only the shop knows
 * whether a customer can wait. Throws `not_found`, `invalid_input`.
 */
export const addOwnAbsence = async (
  container: MedusaContainer,
  providerId: string,
  { starts_at, ends_at, reason }: AddPortalAbsence
): Promise<AbsenceOut> => {
  const knex = sql(container)
  const provider = await findProvider(knex, providerId)
  if (!provider) throw commonErrors.fail("not_found")
  const now = clock.now()
  const startsAt = instantOf(starts_at, provider.time_zone, "start")
  const endsAt = instantOf(ends_at, provider.time_zone, "end")
  const details = absenceErrors(startsAt, endsAt, now)
  if (Object.keys(details).length > 0) throw commonErrors.fail("invalid_input", { details })
  return toAbsence(await insertAbsence(knex, { providerId, startsAt, endsAt, reason: reason || null, now }))
}

/** Staff add an absence of a provider, also one that is over. Throws `not_found`. */
export const addProviderAbsence = async (
  container: MedusaContainer,
  providerId: string,
  { starts_at, ends_at, reason }: AddAbsence
): Promise<AbsenceOut> => {
  const knex = sql(container)
  if (!(await findProvider(knex, providerId))) throw commonErrors.fail("not_found")
  const [startsAt, endsAt] = [new Date(starts_at), new Date(ends_at)]
  return toAbsence(await insertAbsence(knex, { providerId, startsAt, endsAt, reason, now: clock.now() }))
}

/**
 * Removes an absence that is not over; one that has started ends now. Throws `not_found`, also for an absence of another
 * provider.
 */
export const removeAbsence = (container: MedusaContainer, providerId: string, id: string): Promise<void> =>
  sql(container).transaction(async (trx) => {
    if (!(await deleteAbsence(trx, providerId, id, clock.now()))) throw commonErrors.fail("not_found")
    await wakeParkedRequests(trx)
  })
