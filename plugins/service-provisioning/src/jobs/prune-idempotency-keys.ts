import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { pruneKeys } from "../data/idempotency-keys"

/** Keys are promised for a day; two, so that a clock that is off breaks no promise. */
const KEEP_HOURS = 48

/** Each hour: forgets old idempotency keys, so that the table stays bounded. */
export default async function pruneIdempotencyKeys(container: MedusaContainer): Promise<void> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await pruneKeys(knex, new Date(Date.now() - KEEP_HOURS * 3_600_000))
}

export const config = { name: "service-provisioning-prune-idempotency-keys", schedule: "41 * * * *" }
