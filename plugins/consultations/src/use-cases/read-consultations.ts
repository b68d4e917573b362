import { clock, commonErrors } from "@atrium/kernel"
import { readProviderCalendars } from "@atrium/provider-assignment/use-cases"
import { knexOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  AdminConsultation,
  ListConsultations,
  ListPortalConsultations,
  PortalConsultation,
} from "../contracts/consultations"
import type { Conflict } from "../contracts/statuses"
import { listConsultations, listOfProvider } from "../data/consultation-lists"
import { findConsultation, upcomingBooked } from "../data/consultations"
import type { ConsultationRow } from "../data/rows"
import { conflictOf } from "../domain/conflict"
import { toAdminConsultation, toPortalConsultation } from "../domain/present-consultation"

/** What stands in the way of those that are booked, by id; read with the providers' calendars as they are now. */
const conflictsOf = async (knex: Knex, rows: readonly ConsultationRow[]): Promise<ReadonlyMap<string, Conflict>> => {
  const booked = rows.filter(({ status, ends_at }) => status === "booked" && ends_at > clock.now())
  if (booked.length === 0) return new Map()
  const calendars = await readProviderCalendars(knex, {
    ids: [...new Set(booked.map(({ provider_id }) => provider_id))],
    from: new Date(Math.min(...booked.map(({ starts_at }) => starts_at.getTime()))),
    to: new Date(Math.max(...booked.map(({ ends_at }) => ends_at.getTime()))),
  })
  const calendarOf = new Map(calendars.map((calendar) => [calendar.id, calendar]))
  return new Map(
    booked.flatMap(({ id, provider_id, starts_at, ends_at }) => {
      const conflict = conflictOf([starts_at.getTime(), ends_at.getTime()], calendarOf.get(provider_id))
      return conflict ? [[id, conflict] as const] : []
    })
  )
}

/** One page for staff. */
export const listForStaff = async (container: MedusaContainer, query: ListConsultations) => {
  const knex = knexOf(container)
  const { rows, count } = await listConsultations(knex, query)
  const conflicts = await conflictsOf(knex, rows)
  const now = clock.now()
  const consultations = rows.map((row) => toAdminConsultation(row, conflicts.get(row.id) ?? null, now))
  return { consultations, count, limit: query.limit, offset: query.offset }
}

/** One consultation for staff. Throws `not_found`. */
export const readForStaff = async (container: MedusaContainer, id: string): Promise<AdminConsultation> => {
  const knex = knexOf(container)
  const row = await findConsultation(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  return toAdminConsultation(row, (await conflictsOf(knex, [row])).get(id) ?? null, clock.now())
}

/** A provider's booked consultations that are not over. */
export const listForProvider = async (
  container: MedusaContainer,
  providerId: string,
  query: ListPortalConsultations
): Promise<{ consultations: PortalConsultation[]; count: number; limit: number; offset: number }> => {
  const knex = knexOf(container)
  const { rows, count } = await listOfProvider(knex, providerId, clock.now(), query)
  const conflicts = await conflictsOf(knex, rows)
  const consultations = rows.map((row) => toPortalConsultation(row, conflicts.get(row.id) ?? null))
  return { consultations, count, limit: query.limit, offset: query.offset }
}

/** The figure for staff counts the next ones only. */
const MOST_CHECKED = 500

/** How many booked consultations have a provider who is away or not active. */
export const countConflicts = async (container: MedusaContainer): Promise<number> => {
  const knex = knexOf(container)
  return (await conflictsOf(knex, await upcomingBooked(knex, clock.now(), MOST_CHECKED))).size
}
