import { commonErrors, toMajorNumber } from "@atrium/kernel"
import { readLedgerBalances, readLedgerLines } from "@atrium/ledger/workflows"
import { env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { affiliateLinkPath } from "../contracts/codes"
import type {
  AffiliateLinkOut,
  LedgerLineOut,
  ListLedgerLines,
  ListOwnCommissions,
  MetricsOut,
  OwnAffiliateOut,
  OwnCommissionOut,
} from "../contracts/portal"
import { conversionRate, figuresOf } from "../domain/figures"
import { toOwnCommission } from "../domain/present-commission"
import { type AffiliateRow, affiliateOfCustomer, countsOf } from "../modules/affiliate/store/affiliates"
import { listCommissions } from "../modules/affiliate/store/commission-list"
import { readTerms } from "./read-terms"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const ownOf = async (container: MedusaContainer, customerId: string): Promise<AffiliateRow> => {
  const affiliate = await affiliateOfCustomer(sql(container), customerId)
  if (!affiliate) throw commonErrors.fail("not_found")
  return affiliate
}

/** A path of the storefront as a whole link. */
export const storefrontLink = (path: string): string => new URL(path, env().ATRIUM_STOREFRONT_URL).toString()

/** The affiliate a customer is, with link and terms. Throws `not_found`. */
export const readOwnAffiliate = async (container: MedusaContainer, customerId: string): Promise<OwnAffiliateOut> => {
  const affiliate = await ownOf(container, customerId)
  return {
    ...{ id: affiliate.id, code: affiliate.code, status: affiliate.status },
    programme: await readTerms(container, affiliate.programme_id),
    link: storefrontLink(affiliateLinkPath(affiliate.code)),
    joined_at: affiliate.created_at.toISOString(),
  }
}

/** Figures of one affiliate: its counts, and the balances of its ledger accounts. Two statements. */
export const metricsOf = async (container: MedusaContainer, affiliateId: string): Promise<MetricsOut> => {
  const [counts, balances] = await Promise.all([
    countsOf(sql(container), [affiliateId]),
    readLedgerBalances(container, [{ owner_type: "affiliate", owner_id: affiliateId }]),
  ])
  const { clicks, conversions } = counts.get(affiliateId) ?? { clicks: 0, conversions: 0 }
  return {
    clicks,
    conversions,
    conversion_rate: conversionRate(conversions, clicks),
    currencies: figuresOf(balances),
  }
}

/** Own figures. Throws `not_found`. */
export const readOwnMetrics = async (container: MedusaContainer, customerId: string): Promise<MetricsOut> =>
  metricsOf(container, (await ownOf(container, customerId)).id)

/** A page of own commissions. Throws `not_found`. */
export const listOwnCommissions = async (
  container: MedusaContainer,
  customerId: string,
  { order, limit, offset, ...filter }: ListOwnCommissions
): Promise<{ commissions: OwnCommissionOut[]; count: number; offset: number; limit: number }> => {
  const { id } = await ownOf(container, customerId)
  const { rows, count } = await listCommissions(
    sql(container),
    { ...filter, affiliate_id: id },
    { order, limit, offset }
  )
  return { commissions: rows.map(toOwnCommission), count, offset, limit }
}

/** The ledger lines behind own figures. Throws `not_found`. */
export const listOwnLedgerLines = async (
  container: MedusaContainer,
  customerId: string,
  { order, limit, offset, purpose, currency_code: currency }: ListLedgerLines
): Promise<{ lines: LedgerLineOut[]; count: number; offset: number; limit: number }> => {
  const { id } = await ownOf(container, customerId)
  const owner = { owner_type: "affiliate", owner_id: id }
  const narrowed = { ...(purpose ? { purpose } : {}), ...(currency ? { currency_code: currency } : {}) }
  const { lines, count } = await readLedgerLines(container, { ...owner, ...narrowed }, { order, limit, offset })
  return {
    lines: lines.map((line) => ({
      ...{ id: `${line.entry_id}:${line.position}`, entry_id: line.entry_id, kind: line.kind },
      ...{ description: line.description, purpose: line.purpose, currency_code: line.currency_code },
      amount: toMajorNumber(line.amount, line.currency_code),
      occurred_at: line.occurred_at.toISOString(),
      commission_id: line.source.type === "commission" ? line.source.id : null,
    })),
    ...{ count, offset, limit },
  }
}

/** Links to share: the first page, and every service on sale. Throws `not_found`. */
export const listOwnLinks = async (container: MedusaContainer, customerId: string): Promise<AffiliateLinkOut[]> => {
  const { code } = await ownOf(container, customerId)
  const { data: products } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["title", "handle", "service_template.current_version_id"],
    filters: { status: "published" },
    pagination: { take: 200, skip: 0, order: { title: "ASC" } },
  })
  const services = products.filter((product) => product.service_template?.current_version_id)
  return [
    { title: "Our first page", to: "/" },
    ...services.map(({ title, handle }) => ({ title, to: `/services/${handle}` })),
  ].map(({ title, to }) => {
    const path = affiliateLinkPath(code, to)
    return { title, path, url: storefrontLink(path) }
  })
}
