import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { BuiltInRole } from "../contracts/roles"
import { writeMember } from "../data/members"
import { clearStaffCache } from "./staff-of-request"

/** For scripts that create staff when nobody can assign a role. */
export const assignStaffRole = async (container: MedusaContainer, userId: string, role: BuiltInRole): Promise<void> => {
  await writeMember(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), userId, { role_id: role })
  clearStaffCache()
}
