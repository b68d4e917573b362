import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { expireApprovals } from "../data/approvals"

/** Ends requests that no one decided in time; deciding refuses them by their date whether this ran or not. */
export default async function expireStaffApprovals(container: MedusaContainer): Promise<void> {
  await expireApprovals(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
}

export const config = { name: "staff-access-expire-approvals", schedule: "7 * * * *" }
