import { clock } from "@atrium/kernel"
import { listUnassignedRequests, type UnassignedRequest } from "@atrium/service-provisioning/use-cases"
import { reopenWork } from "@atrium/work-queue/tx"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { assignRequestWork } from "../domain/work-kinds"
import { type ParkedRequest, takeParked, unattendedOf, unpark } from "../data/parked-requests"
import { decide } from "../domain/assignment"
import { isUnassigned } from "./assign-request"
import { gatherFacts } from "./gather-facts"
import { nextCheck } from "./park-request"

const CHECKS_AT_ONCE = 50

type Check = "eligible" | "none" | "settled"

/** Whether an attempt would succeed now. Reads without the lock: the attempt itself decides. */
const check = async (knex: Knex, { request_id }: ParkedRequest): Promise<Check> => {
  const gathered = await gatherFacts(knex, request_id, clock.now())
  if (!gathered || !isUnassigned(gathered)) return "settled"
  return decide(gathered.policy.content, gathered.facts).winner ? "eligible" : "none"
}

/**
 * Checks parked requests that are due, oldest first, and reopens the work of those that have an eligible provider now.
 * An unchanged answer writes nothing. Returns how many were reopened.
 */
export const sweepParkedRequests = async (container: MedusaContainer): Promise<number> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const now = clock.now()
  const taken = await takeParked(knex, { now, next: nextCheck(now), limit: CHECKS_AT_ONCE })
  const checked: { parked: ParkedRequest; answer: Check }[] = []
  for (const parked of taken) checked.push({ parked, answer: await check(knex, parked) })
  await unpark(
    knex,
    checked.filter(({ answer }) => answer === "settled").map(({ parked }) => parked.request_id)
  )
  const due = checked.filter(({ answer }) => answer !== "none").map(({ parked }) => parked.work_key)
  return (await reopenWork(knex, due)).length
}

/** A request that changed this recently may still be handled by the process that changed it. */
const GRACE_PERIOD_MS = 60_000

/**
 * Schedules the assignment of unassigned requests that are neither parked nor scheduled, for example because a process died
 * between two writes.
 */
export const reconcileAssignments = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const until = new Date(clock.now().getTime() - GRACE_PERIOD_MS)
  return reconcileInPages<UnassignedRequest>(
    container,
    span,
    (pool, page) => listUnassignedRequests(pool, { ...page, until }),
    async (unassigned) => {
      const unattended = await unattendedOf(
        knex,
        unassigned.map(({ request_id }) => request_id)
      )
      return { missing: unattended.map((one) => assignRequestWork(one.request_id, one.last_assignment_id)) }
    }
  )
}
