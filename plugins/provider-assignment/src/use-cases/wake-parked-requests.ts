import { clock } from "@atrium/kernel"
import { workOf } from "@atrium/work-queue/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { randomUUID } from "node:crypto"

import { CHECK_PARKED } from "../domain/work-kinds"
import { wakeParked } from "../data/parked-requests"

/**
 * Schedules parked requests to be checked. Called in the transaction of every change that may make a provider eligible:
 * of a provider, an absence, a policy, or effort that was returned.
 */
export const wakeParkedRequests = (trx: Knex.Transaction): Promise<void> =>
  wakeParked(trx, clock.now(), workOf(CHECK_PARKED, { key: randomUUID(), payload: {} }))
