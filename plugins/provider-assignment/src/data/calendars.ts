import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { PROVIDER_STATUSES } from "../contracts/provider-statuses"
import { WorkingHours } from "../contracts/providers"

const moment = z.string().transform((text) => new Date(text).toISOString())

const CalendarRow = z.object({
  id: column.text,
  name: column.text,
  email: column.text,
  status: z.enum(PROVIDER_STATUSES),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  time_zone: column.text,
  working_hours: WorkingHours,
  absences: z.array(z.strictObject({ starts_at: moment, ends_at: moment })),
})
/** A provider's working hours, and the absences that overlap the time that was asked for. */
export type CalendarRow = z.infer<typeof CalendarRow>

type Within = { readonly from: Date; readonly to: Date }

const CALENDARS = `
  SELECT p.id, p.name, p.email, p.status, p.skills, p.languages, p.time_zone, p.working_hours,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('starts_at', b.starts_at, 'ends_at', b.ends_at)
       ORDER BY b.starts_at, b.ends_at), '[]')
     FROM provider_absence b WHERE b.provider_id = p.id AND b.deleted_at IS NULL AND b.kind = 'absence'
       AND b.ends_at > :from AND b.starts_at < :to) AS absences
  FROM provider p WHERE p.deleted_at IS NULL`

/** Calendars of the active providers that may work on a service, by id. */
export const calendarsOfService = (
  knex: Knex,
  { productId, from, to }: Within & { readonly productId: string }
): Promise<CalendarRow[]> =>
  sqlRows(
    knex,
    CalendarRow,
    `${CALENDARS} AND p.status = 'active' AND (p.service_ids IS NULL OR :productId = ANY(p.service_ids)) ORDER BY p.id`,
    { productId, from, to }
  )

/** Calendars of these providers, whatever their status. */
export const calendarsOfProviders = (
  knex: Knex,
  { ids, from, to }: Within & { readonly ids: readonly string[] }
): Promise<CalendarRow[]> =>
  sqlRows(knex, CalendarRow, `${CALENDARS} AND p.id = ANY(:ids) ORDER BY p.id`, { ids: [...ids], from, to })
