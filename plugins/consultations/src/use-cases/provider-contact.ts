import { readProviderCalendars } from "@atrium/provider-assignment/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Where a provider gets emails, and the time zone they read times in; undefined for one who no longer exists. */
export const contactOf = async (
  knex: Knex,
  providerId: string
): Promise<{ email: string; time_zone: string } | undefined> => {
  const epoch = new Date(0)
  const [found] = await readProviderCalendars(knex, { ids: [providerId], from: epoch, to: epoch })
  return found
}
