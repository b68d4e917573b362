import type { MedusaContainer } from "@medusajs/framework/types"

import { tidyCheckoutDrafts } from "../use-cases/remind-of-checkouts"

/** Every ten minutes. Two processes may run it at the same time: each draft is taken once. */
export default async function tidyDrafts(container: MedusaContainer): Promise<void> {
  await tidyCheckoutDrafts(container)
}

export const config = { name: "service-provisioning-tidy-drafts", schedule: "*/10 * * * *" }
