import { env, servesShop } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LoaderOptions, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findDemoData } from "../../config/demo-data"
import { joinOthers } from "../../config/shared-redis"
import { holdShop } from "../../config/shop-lock"

/** Why this process must not start: one sentence for the log, without a stack trace. */
class Refusal extends Error {
  override readonly name = "Refusal"

  constructor(message: string) {
    super(message)
    this.stack = ""
  }
}

const refuseDemoData = async (knex: Knex): Promise<void> => {
  const found = await findDemoData(knex)
  if (found.length)
    throw new Refusal(
      `Production can't start on the database of DATABASE_URL, because it contains demo data: ${found.join(", ")}`
    )
}

const prepare = async (knex: Knex, logger: Logger): Promise<void> => {
  if (!env().demo) await refuseDemoData(knex)
  await holdShop(knex)
  await joinOthers(logger)
}

/**
 * Runs before the shop serves requests or works: in production it refuses a database with demo data (R27), and in every
 * mode it refuses to run beside others without Redis, and connects to the others. Ends the process with one sentence when it must not start.
 */
export const prepareProcess = async ({ container, logger }: LoaderOptions): Promise<void> => {
  if (!servesShop(process.argv)) return
  const log = logger ?? container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  try {
    await prepare(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), log)
  } catch (error) {
    log.panic(error instanceof Refusal ? error : new Refusal(error instanceof Error ? error.message : String(error)))
  }
}
