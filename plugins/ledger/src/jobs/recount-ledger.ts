import { metrics } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { recountLedger } from "../use-cases"

/** Every night: raises an alarm when a balance is not the sum of its postings, or an entry does not sum to zero. */
export default async function recountWholeLedger(container: MedusaContainer): Promise<void> {
  const { accounts, entries, currencies } = await recountLedger(container)
  if (accounts.length + entries.length + currencies.length === 0) return
  metrics().errors.labels("ledger_mismatch").inc()
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(
      `The ledger does not add up: ${accounts.length} accounts, ${entries.length} entries, ${currencies.length} currencies`,
      new Error(`First: ${accounts[0]?.account_id ?? entries[0] ?? currencies[0] ?? ""}`)
    )
}

export const config = { name: "ledger-recount", schedule: "37 3 * * *" }
