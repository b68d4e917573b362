import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { makeExistingStaffOwners } from "../data/core/existing-staff"

/** Runs once, with the migration that introduces roles, so that no one loses access. */
export default async function ({ container }: { container: MedusaContainer }): Promise<void> {
  await makeExistingStaffOwners(container.resolve(ContainerRegistrationKeys.PG_CONNECTION))
}
