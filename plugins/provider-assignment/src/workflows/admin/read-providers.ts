import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ListProviders, ProviderDetailOut, ProviderOut } from "../../contracts/providers"
import { toProvider, toProviderDetail } from "../../domain/present-provider"
import { listProviders, readProvider } from "../../modules/provider-assignment/store/providers"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

export type ProviderPage = { providers: ProviderOut[]; count: number; offset: number; limit: number }

/** Providers as staff lists them. Two statements. */
export const listProvidersForStaff = async (
  container: MedusaContainer,
  query: ListProviders
): Promise<ProviderPage> => {
  const { rows, count } = await listProviders(sql(container), query)
  const now = clock.now()
  return { providers: rows.map((row) => toProvider(row, now)), count, offset: query.offset, limit: query.limit }
}

/** One provider as staff reads it. Throws `not_found`. One statement. */
export const readProviderForStaff = async (container: MedusaContainer, id: string): Promise<ProviderDetailOut> => {
  const row = await readProvider(sql(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return toProviderDetail(row, clock.now())
}
