import { env } from "@atrium/server"
import type { ExecArgs } from "@medusajs/framework/types"

import { seedDemoData } from "../migration-scripts/demo"
import { verifyDemoData } from "../migration-scripts/demo/verify"

/**
 * `medusa exec ./src/scripts/verify-demo.ts`: Medusa continues when a migration script fails, so this adds what an
 * interrupted seeding left out (also a lost ATRIUM_DEMO_FILE, with a new secret key) and fails unless everything exists.
 */
export default async function verifyDemo({ container }: ExecArgs): Promise<void> {
  if (!env().demo) throw new Error("Demo data exists in demo mode only")
  await seedDemoData(container)
  await verifyDemoData(container)
}
