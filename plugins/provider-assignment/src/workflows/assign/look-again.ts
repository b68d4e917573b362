import { clock } from "@atrium/kernel"
import { reopenWork } from "@atrium/work-queue/tx"
import {
  reconcileInPages,
  type Reconciled,
  type ReconcileSpan,
  registerWorkHandler,
} from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { decide } from "../../domain/assignment"
import { endWaiting, takeWaiting, type WaitingRow } from "../../modules/provider-assignment/store/waiting"
import { gatherFacts } from "../../reconcile/assignment-facts"
import { type ForgottenRequest, forgottenRequests } from "../../reconcile/unassigned-requests"
import { assignRequest, LOOK_AGAIN } from "./kinds"
import { nextLook } from "./wait-for-somebody"

const LOOKS_AT_ONCE = 50

type Look = "fits" | "nobody" | "over"

/** What an attempt would come to now. Reads only, without the lock: the attempt itself decides. */
const look = async (knex: Knex, { request_id }: WaitingRow): Promise<Look> => {
  const gathered = await gatherFacts(knex, request_id, clock.now())
  if (gathered?.request.status !== "pending_contact" || gathered.request.provider_id !== null) return "over"
  return decide(gathered.policy.content, gathered.facts).winner ? "fits" : "nobody"
}

/**
 * Looks at requests that wait for somebody and are due to be looked at, oldest first, and opens the work of those that
 * somebody fits now. An unchanged answer leaves no trace, so waiting neither spins nor fills tables. Gives how many were
 * opened.
 */
export const lookAtWaitingRequests = async (container: MedusaContainer): Promise<number> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const now = clock.now()
  const taken = await takeWaiting(knex, { now, next: nextLook(now), limit: LOOKS_AT_ONCE })
  const found: { row: WaitingRow; answer: Look }[] = []
  for (const row of taken) found.push({ row, answer: await look(knex, row) })
  const over = found.flatMap(({ row, answer }) => (answer === "over" ? [row.request_id] : []))
  await endWaiting(knex, over)
  const open = found.flatMap(({ row, answer }) => (answer === "nobody" ? [] : [row.work_key]))
  return (await reopenWork(knex, open)).length
}

registerWorkHandler(LOOK_AGAIN, async (_payload, { container }) => {
  await lookAtWaitingRequests(container)
})

/**
 * Finds open requests whose assignment nothing announced and makes it due. A request of a shop that had no providers yet,
 * or of a process that died between two writes, is found here.
 */
export const reconcileAssignments = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const now = clock.now()
  return reconcileInPages<ForgottenRequest>(
    container,
    span,
    (knex, page) => forgottenRequests(knex, { ...page, now }),
    (forgotten) => ({
      missing: forgotten.map(({ request_id, last_assignment_id }) => assignRequest(request_id, last_assignment_id)),
    })
  )
}
