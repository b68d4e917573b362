import { clock, commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { DateTime } from "luxon"

import type { AddPortalAbsence } from "../../contracts/portal"
import type { AbsenceOut } from "../../contracts/providers"
import {
  addAbsence,
  findMe,
  listAbsences,
  type OwnAbsence,
  removeAbsence,
} from "../../modules/provider-assignment/store/portal"
import { retryWaitingRequests } from "../assign/hurry"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const toAbsence = (row: OwnAbsence): AbsenceOut => ({
  id: row.id,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  reason: row.reason,
})

/** A provider's absences that are not over. One statement. */
export const listPortalAbsences = async (
  container: MedusaContainer,
  providerId: string,
  page: { order: string; limit: number; offset: number }
) => {
  const { rows, count } = await listAbsences(sql(container), providerId, { ...page, now: clock.now() })
  return { absences: rows.map(toAbsence), count, limit: page.limit, offset: page.offset }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** A day means its start, or the start of the day after it, where the provider works. */
const momentOf = (text: string, zone: string, side: "start" | "end"): Date => {
  if (!isDay(text)) return new Date(text)
  const day = DateTime.fromISO(text, { zone })
  return (side === "start" ? day : day.plus({ days: 1 })).toJSDate()
}

const FURTHEST_YEARS = 3

const wrongIn = (startsAt: Date, endsAt: Date, now: Date): ErrorDetails => {
  if (endsAt <= startsAt) return { ends_at: "The last day comes before the first" }
  if (endsAt <= now) return { ends_at: "This time is over already" }
  if (DateTime.fromJSDate(endsAt) > DateTime.fromJSDate(now).plus({ years: FURTHEST_YEARS }))
    return { ends_at: `Choose a day within the next ${FURTHEST_YEARS} years` }
  return {}
}

export type AddAbsenceInput = AddPortalAbsence & { provider_id: string }

// No compensation: the only step of its workflow.
const addPortalAbsenceStep = createStep("add-portal-absence", async (input: AddAbsenceInput, { container }) => {
  const knex = sql(container)
  const provider = await findMe(knex, input.provider_id)
  if (!provider) throw commonErrors.fail("not_found")
  const now = clock.now()
  const startsAt = momentOf(input.starts_at, provider.time_zone, "start")
  const endsAt = momentOf(input.ends_at, provider.time_zone, "end")
  const details = wrongIn(startsAt, endsAt, now)
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  const reason = input.reason || null
  return new StepResponse(toAbsence(await addAbsence(knex, { providerId: provider.id, startsAt, endsAt, reason, now })))
})

/**
 * A provider says when it is away. New requests go elsewhere; what is assigned already stays with it, because only
 * the shop knows whether a customer can wait. Throws `invalid_input`. Two statements.
 */
export const addPortalAbsenceWorkflow = createWorkflow("add-portal-absence", (input: AddAbsenceInput) => {
  return new WorkflowResponse(addPortalAbsenceStep(input))
})

export type RemoveAbsenceInput = { provider_id: string; id: string }

// No compensation: the only step of its workflow.
const removePortalAbsenceStep = createStep(
  "remove-portal-absence",
  async ({ provider_id: providerId, id }: RemoveAbsenceInput, { container }) => {
    await sql(container).transaction(async (trx) => {
      if (!(await removeAbsence(trx, providerId, id, clock.now()))) throw commonErrors.fail("not_found")
      await retryWaitingRequests(trx)
    })
    return new StepResponse(id)
  }
)

/** A provider takes an absence back; requests that wait for somebody are looked at again. Throws `not_found`, alike for another provider's and for none. */
export const removePortalAbsenceWorkflow = createWorkflow("remove-portal-absence", (input: RemoveAbsenceInput) => {
  return new WorkflowResponse(removePortalAbsenceStep(input))
})
