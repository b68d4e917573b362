import { knexOf, newestKey, rotateKeys } from "@atrium/server"
import type { ExecArgs, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * `medusa exec ./src/scripts/rotate-keys.ts`, which `npm run rotate-keys` runs: encrypts with the newest key what older keys
 * encrypted. Fails when rows remain that no listed key decrypts.
 */
export default async function rotate({ container }: ExecArgs): Promise<void> {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const done = Object.entries(await rotateKeys(knexOf(container)))
  for (const [table, { rotated, unreadable }] of done) {
    logger.info(`Rotation: ${rotated} rows of ${table} are encrypted with "${newestKey().id}" now`)
    if (unreadable.length > 0)
      logger.error(`Rotation: no listed key decrypts ${unreadable.length} rows of ${table}: ${unreadable.join(", ")}`)
  }
  if (done.some(([, { unreadable }]) => unreadable.length > 0))
    throw new Error("Add the missing keys to ATRIUM_ENCRYPTION_KEYS, and run this again")
}
