import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** All demo accounts have email addresses in this reserved domain and share one public password. */
const DEMO_DOMAIN = "atrium.test"

const TABLES = ["provider_identity", "region_payment_provider", "payment_session"]

const COUNTS = `
  SELECT
    (SELECT count(*) FROM provider_identity WHERE deleted_at IS NULL AND entity_id LIKE '%${DEMO_DOMAIN}')::int AS logins,
    (SELECT count(*) FROM region_payment_provider
      WHERE deleted_at IS NULL AND payment_provider_id LIKE 'pp_sandbox%')::int AS regions,
    EXISTS (SELECT 1 FROM payment_session WHERE provider_id LIKE 'pp_sandbox%') AS payments`

const Counts = z.object({ logins: column.integer, regions: column.integer, payments: column.boolean })

/** Demo data in this database, one line each; empty for a real shop. Reads only. */
export const findDemoData = async (knex: Knex): Promise<string[]> => {
  // A database that was never migrated has no demo data.
  const tables = await sqlRow(
    knex,
    z.object({ found: column.integer }),
    "SELECT count(*)::int AS found FROM unnest(?::text[]) t WHERE to_regclass(t) IS NOT NULL",
    [TABLES]
  )
  if (tables?.found !== TABLES.length) return []
  const counts = await sqlRow(knex, Counts, COUNTS)
  const { logins, regions, payments } = counts ?? { logins: 0, regions: 0, payments: false }
  return [
    ...(logins ? [`${logins} logins at ${DEMO_DOMAIN} with a publicly known password`] : []),
    ...(regions ? [`${regions} regions that use the sandbox gateway`] : []),
    ...(payments ? ["payments of the sandbox gateway"] : []),
  ]
}
