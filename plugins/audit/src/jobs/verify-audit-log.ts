import { clock } from "@atrium/kernel"
import { metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { pruneEntries, sealEntries, verifyChain } from "../use-cases"

/**
 * Each night: old entries go, the chain is checked, and its head is written to the log. Kept outside of the shop, that
 * line shows whether the end of the chain was ever cut off: `npm run audit:verify -- --head <seq>:<hash>`.
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
