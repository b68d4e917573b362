import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { seedDemoData } from "./demo"
import { verifyDemoData } from "./demo/verify"

/** Run once by `medusa db:migrate`, in demo mode only: none of this can exist in production. */
export default async function seedDemo({ container }: { container: MedusaContainer }): Promise<void> {
  if (!env().demo) return
  await seedDemoData(container)
  await verifyDemoData(container)
}
