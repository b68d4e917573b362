import { column, env, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { ownMigrations } from "./own-migrations"
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
    // The check's result is the report.
    return "failed"
  } finally {
    clearTimeout(timer)
  }
}

const MISSING = `
  SELECT count(*)::int AS missing FROM unnest(CAST(:names AS text[])) AS wanted(name)
  WHERE NOT EXISTS (SELECT 1 FROM mikro_orm_migrations done WHERE done.name = wanted.name)`

// A release's files never change while it runs.
let names: Promise<string[]> | undefined

/** A process of a new release waits for its migrations; one of an old release may keep running after them. */
const isMigrated = async (container: MedusaContainer, knex: Knex): Promise<boolean> => {
  names ??= ownMigrations(container.resolve(ContainerRegistrationKeys.CONFIG_MODULE))
  const row = await sqlRow(knex, z.object({ missing: column.integer }), MISSING, { names: await names })
  return row?.missing === 0 && (await names).length > 0
}

/** Checks everything this process depends on, each within two seconds. */
export const readiness = async (container: MedusaContainer): Promise<Readiness> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [postgres, migrations, redis] = await Promise.all([
    within(async () => Boolean(await knex.raw("SELECT 1"))),
    within(() => isMigrated(container, knex)),
    env().REDIS_URL ? within(redisAnswers) : Promise.resolve<CheckState>("not_configured"),
  ])
  return { postgres, migrations, redis }
}
