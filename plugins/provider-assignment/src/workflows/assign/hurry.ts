import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { hurryWaiting } from "../../modules/provider-assignment/store/waiting"
import { lookAgain } from "./kinds"

/**
 * Something changed that may let somebody fit who did not: whoever changes a provider, an absence or a policy, or gives
 * effort back, calls this in the same transaction. One statement; nothing waits: nothing is written.
 */
export const retryWaitingRequests = (trx: Knex.Transaction): Promise<void> =>
  hurryWaiting(trx, clock.now(), lookAgain())
