import { clock } from "@atrium/kernel"
import { metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { pruneEntries, sealEntries, verifyChain } from "../use-cases"

/**
 * Every night: removes old entries, verifies the chain and writes its head to the log. Stored outside the shop, that line
 * reveals if the end of the chain was ever removed: `npm run audit:verify -- --head <seq>:<hash>`.
 */
export default async function verifyAuditLog(container: MedusaContainer): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const pruned = await pruneEntries(knex, clock.now())
  await sealEntries(knex)
  const { first_broken: broken, head, checked } = await verifyChain(knex)
  logger.info(`Audit log: head ${head.seq}:${head.hash}, ${checked} entries checked, ${pruned} pruned`)
  if (!broken) return
  metrics().errors.labels("audit_chain_broken").inc()
  logger.error(
    `The audit log was tampered with: entry ${broken.seq}. ${broken.problem}`,
    new Error(`Entry id ${broken.entry_id ?? "unknown"}`)
  )
}

export const config = { name: "audit-verify", schedule: "47 3 * * *" }
