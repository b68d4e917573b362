import { createRegistry, type Actor } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ServiceRequestStatus } from "../contracts/statuses"
import type { ServiceRequestRow } from "../data/service-requests"

export type RequestMove = {
  /** The request as it was before the move: its state and the provider it had then. */
  readonly request: ServiceRequestRow
  readonly to: ServiceRequestStatus
  readonly actor: Actor
  /** Business time of the move, the same as in its history row. */
  readonly at: Date
}

export type RequestMoveEffect = (trx: Knex.Transaction, move: RequestMove) => Promise<void>

const registered = createRegistry<RequestMoveEffect>("service-provisioning.request-move-effect")

/**
 * What another context does with every move of a service request, whoever makes it, inside the move's transaction:
 * what it throws undoes the move. Called on import by the plugins above.
 */
export const registerRequestMoveEffect = (name: string, effect: RequestMoveEffect): void =>
  registered.register(name, effect)

/** Runs them one after the other: they share the caller's transaction. */
export const runMoveEffects = async (trx: Knex.Transaction, move: RequestMove): Promise<void> => {
  for (const [, effect] of registered.entries()) await effect(trx, move)
}
