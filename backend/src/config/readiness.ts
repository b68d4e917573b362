import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { redisAnswers } from "./shared-redis"

export type CheckState = "ok" | "failed" | "not_configured"
export type Readiness = { postgres: CheckState; migrations: CheckState; redis: CheckState }

const TIMEOUT_MS = 2000

const within = async (job: () => Promise<boolean>): Promise<CheckState> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT_MS)
  })
  try {
    return (await Promise.race([job(), timeout])) ? "ok" : "failed"
  } catch {
    // The answer of this check is the report.
    return "failed"
  } finally {
    clearTimeout(timer)
  }
}

// One table per context: the last thing each context's migrations make.
const TABLES = ["work_item", "message", "tracked_subject", "gateway_event", "service_template", "service_request"]

/** Checks everything this process cannot work without, each within two seconds. */
export const readiness = async (container: MedusaContainer): Promise<Readiness> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [postgres, migrations, redis] = await Promise.all([
    within(async () => Boolean(await knex.raw("SELECT 1"))),
    within(async () => {
      const { rows } = await knex.raw(
        "SELECT count(*)::int AS found FROM unnest(?::text[]) t WHERE to_regclass(t) IS NOT NULL",
        [TABLES]
      )
      return rows[0]?.found === TABLES.length
    }),
    env().REDIS_URL ? within(redisAnswers) : Promise.resolve<CheckState>("not_configured"),
  ])
  return { postgres, migrations, redis }
}
