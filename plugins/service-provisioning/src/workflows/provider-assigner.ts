import { commonErrors, createRegistry, type Actor } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ServiceRequestRow } from "../data/service-requests"

export type ProviderAssignment = {
  /** The request as it was seen; its stamp was compared with the caller's. */
  readonly request: ServiceRequestRow
  /** null takes the provider off. Never the one it has. */
  readonly provider_id: string | null
  readonly reason: string | null
  readonly actor: Actor
}

export type ProviderAssigner = (trx: Knex.Transaction, assignment: ProviderAssignment) => Promise<void>

const registered = createRegistry<ProviderAssigner>("service-provisioning.provider-assigner")

/**
 * The one function that knows providers: checks the id, keeps its own books and calls `assignProviderToRequest`, all in
 * the transaction it is given. What it throws undoes the whole change.
 */
export const registerProviderAssigner = (assign: ProviderAssigner): void => registered.register("assigner", assign)

/** Hands the request over, or refuses with 400 while no plugin knows providers. */
export const assignThroughRegistered: ProviderAssigner = async (trx, assignment) => {
  const assign = registered.get("assigner")
  if (!assign)
    throw commonErrors.fail("invalid_input", { details: { provider_id: "There is no provider with this id" } })
  await assign(trx, assignment)
}
