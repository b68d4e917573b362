import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { expireApprovals } from "../data/approvals"

/** Expires requests that were not decided in time. Deciding also checks the date, so a delay of this job does no harm. */
export default async function expireStaffApprovals(container: MedusaContainer): Promise<void> {
  await expireApprovals(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
}

export const config = { name: "staff-access-expire-approvals", schedule: "7 * * * *" }
