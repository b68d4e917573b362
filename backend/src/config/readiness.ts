import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import Redis from "ioredis"

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

const redisAnswers = async (url: string): Promise<boolean> => {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, connectTimeout: TIMEOUT_MS })
  try {
    await redis.connect()
    return (await redis.ping()) === "PONG"
  } finally {
    redis.disconnect()
  }
}

/** Checks everything this process cannot work without, each within two seconds. */
export const readiness = async (container: MedusaContainer): Promise<Readiness> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const redisUrl = env().REDIS_URL
  const [postgres, migrations, redis] = await Promise.all([
    within(async () => Boolean(await knex.raw("SELECT 1"))),
    within(async () => {
      const { rows } = await knex.raw(
        "SELECT count(*)::int AS found FROM unnest(?::text[]) t WHERE to_regclass(t) IS NOT NULL",
        [TABLES]
      )
      return rows[0]?.found === TABLES.length
    }),
    redisUrl ? within(() => redisAnswers(redisUrl)) : Promise.resolve<CheckState>("not_configured"),
  ])
  return { postgres, migrations, redis }
}
