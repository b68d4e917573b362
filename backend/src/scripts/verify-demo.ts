import { env } from "@atrium/server"
import type { ExecArgs } from "@medusajs/framework/types"

import { seedDemoData } from "../migration-scripts/demo"
import { verifyDemoData } from "../migration-scripts/demo/verify"

/**
 * `medusa exec ./src/scripts/verify-demo.ts`: Medusa continues when a migration script fails, so this adds what a seeding
 * that was cut short left out (also a lost ATRIUM_DEMO_FILE, with a fresh secret key) and fails unless all is there.
 */
export default async function verifyDemo({ container }: ExecArgs): Promise<void> {
  if (!env().demo) throw new Error("Demo data exists in demo mode only")
  await seedDemoData(container)
  await verifyDemoData(container)
}
