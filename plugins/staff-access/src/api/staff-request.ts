import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { Staff } from "../use-cases/staff-of-request"

const admitted = new WeakMap<object, Staff>()

export const rememberStaff = (req: MedusaRequest, staff: Staff): void => void admitted.set(req, staff)

/** Who makes this request. Every route of /admin but the public ones has one. */
export const staffOfRequest = (req: MedusaRequest): Staff => {
  const staff = admitted.get(req)
  if (!staff) throw commonErrors.fail("unauthorized")
  return staff
}

export const knexOf = (req: MedusaRequest): Knex => req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
