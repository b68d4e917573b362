import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PortalMe } from "../contracts/portal"
import type { ListProviders, ProviderDetailOut, ProviderOut } from "../contracts/providers"
import { findProvider, listProviders, readProvider } from "../data/providers"
import { toPortalMe, toProvider, toProviderDetail } from "../domain/present-provider"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

export type ProviderPage = { providers: ProviderOut[]; count: number; offset: number; limit: number }

/** Providers as staff list them. */
export const listProvidersForStaff = async (
  container: MedusaContainer,
  query: ListProviders
): Promise<ProviderPage> => {
  const { rows, count } = await listProviders(sql(container), query)
  const now = clock.now()
  return { providers: rows.map((row) => toProvider(row, now)), count, offset: query.offset, limit: query.limit }
}

/** One provider as staff read them. Throws `not_found`. */
export const readProviderForStaff = async (container: MedusaContainer, id: string): Promise<ProviderDetailOut> => {
  const row = await readProvider(sql(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return toProviderDetail(row, clock.now())
}

/** The signed-in provider as they see themselves. Throws `not_found`. */
export const readOwnProfile = async (container: MedusaContainer, id: string): Promise<PortalMe> => {
  const row = await findProvider(sql(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return toPortalMe(row)
}
