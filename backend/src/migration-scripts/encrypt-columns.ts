// Medusa runs migration scripts without loading the plugins, which name the columns.
import "@atrium/consultations/workflows"
import "@atrium/notifications/workflows"
import "@atrium/provider-assignment/workflows"
import "@atrium/service-provisioning/workflows"

import { knexOf, rotateKeys } from "@atrium/server"
import type { ExecArgs, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * Encrypts what customers entered before its columns were encrypted. Medusa runs a migration script until it succeeded once;
 * `npm run rotate-keys` does the same at any time.
 */
export default async function encryptColumns({ container }: ExecArgs): Promise<void> {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  for (const [table, { rotated, unreadable }] of Object.entries(await rotateKeys(knexOf(container)))) {
    if (rotated > 0) logger.info(`Encryption: ${rotated} rows of ${table} are encrypted`)
    // Not a reason to stop an upgrade: these rows can't be read before it either.
    if (unreadable.length > 0)
      logger.error(
        `Encryption: no listed key decrypts ${unreadable.length} rows of ${table}. Run \`npm run rotate-keys\``
      )
  }
}
