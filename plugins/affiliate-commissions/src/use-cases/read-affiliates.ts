import { commonErrors } from "@atrium/kernel"
import { readLedgerBalances } from "@atrium/ledger/use-cases"
import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { AffiliateDetailOut, AffiliateOut, ListAffiliates } from "../contracts/affiliates"
import { affiliateLinkPath } from "../contracts/codes"
import type { MetricsOut } from "../contracts/portal"
import { type AffiliateCounts, countsOf } from "../data/affiliates"
import { AFFILIATE_MODULE } from "../modules/affiliate"
import type { AffiliateModuleService } from "../modules/affiliate/service"
import { listAffiliateRows, type ListedAffiliate } from "../data/core/affiliate-list"
import { conversionRate, figuresOf } from "../domain/figures"

/** A path of the storefront as a full link. */
export const storefrontLink = (path: string): string => new URL(path, env().ATRIUM_STOREFRONT_URL).toString()

/** Figures of one affiliate: counts, and the balances of their ledger accounts. */
export const metricsOf = async (container: MedusaContainer, affiliateId: string): Promise<MetricsOut> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [counts, balances] = await Promise.all([
    countsOf(knex, [affiliateId]),
    readLedgerBalances(container, [{ owner_type: "affiliate", owner_id: affiliateId }]),
  ])
  const { clicks, conversions } = counts.get(affiliateId) ?? { clicks: 0, conversions: 0 }
  return { clicks, conversions, conversion_rate: conversionRate(conversions, clicks), currencies: figuresOf(balances) }
}

const toAffiliate = (
  row: ListedAffiliate,
  counts: Pick<AffiliateCounts, "clicks" | "conversions"> | undefined
): AffiliateOut => ({
  id: row.id,
  code: row.code,
  status: row.status,
  link: storefrontLink(affiliateLinkPath(row.code)),
  programme: { id: row.programme_id, name: row.programme_name },
  customer: { id: row.customer_id, name: row.customer_name, email: row.customer_email },
  clicks: counts?.clicks ?? 0,
  conversions: counts?.conversions ?? 0,
  joined_at: row.created_at.toISOString(),
})

/** A page of affiliates for staff. */
export const listAffiliates = async (
  container: MedusaContainer,
  { order, limit, offset, ...filter }: ListAffiliates
): Promise<{ affiliates: AffiliateOut[]; count: number; offset: number; limit: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows, count } = await listAffiliateRows(knex, filter, { order, limit, offset })
  const counts = await countsOf(
    knex,
    rows.map(({ id }) => id)
  )
  return { affiliates: rows.map((row) => toAffiliate(row, counts.get(row.id))), count, offset, limit }
}

/** One affiliate with figures and history. Throws `not_found`. */
export const readAffiliate = async (container: MedusaContainer, id: string): Promise<AffiliateDetailOut> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ rows }, metrics, history] = await Promise.all([
    listAffiliateRows(knex, { id }, { order: "-created_at", limit: 1, offset: 0 }),
    metricsOf(container, id),
    container
      .resolve<AffiliateModuleService>(AFFILIATE_MODULE)
      .listAffiliateStatusHistories(
        { affiliate_id: id },
        { select: ["new_status", "reason", "actor_type", "actor_id", "created_at"], order: { sequence: "ASC" } }
      ),
  ])
  const [row] = rows
  if (!row) throw commonErrors.fail("not_found")
  return {
    ...toAffiliate(row, metrics),
    conversion_rate: metrics.conversion_rate,
    currencies: metrics.currencies,
    history: history.map(({ new_status: status, reason, actor_type, actor_id, created_at: at }) => ({
      status,
      reason,
      actor_type,
      actor_id,
      created_at: new Date(at).toISOString(),
    })),
  }
}
