import { z } from "zod"
import { graphRows } from "@atrium/server"
import { commonErrors, toMajorNumber } from "@atrium/kernel"
import { readLedgerLines } from "@atrium/ledger/use-cases"
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
import { affiliateOfCustomer, type AffiliateRow } from "../data/affiliates"
import { listCommissions } from "../data/commission-list"
import { toOwnCommission } from "../domain/present-commission"
import { metricsOf, storefrontLink } from "./read-affiliates"
import { readTerms } from "./read-programmes"

const MAX_LINKS = 200

const ownOf = async (container: MedusaContainer, customerId: string | null): Promise<AffiliateRow> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const affiliate = customerId === null ? null : await affiliateOfCustomer(knex, customerId)
  if (!affiliate) throw commonErrors.fail("not_found")
  return affiliate
}

/** The customer's affiliate with link and terms. Throws `not_found`. */
export const readOwnAffiliate = async (
  container: MedusaContainer,
  customerId: string | null
): Promise<OwnAffiliateOut> => {
  const affiliate = await ownOf(container, customerId)
  return {
    id: affiliate.id,
    code: affiliate.code,
    status: affiliate.status,
    programme: await readTerms(container, affiliate.programme_id),
    link: storefrontLink(affiliateLinkPath(affiliate.code)),
    joined_at: affiliate.created_at.toISOString(),
  }
}

/** Own figures. Throws `not_found`. */
export const readOwnMetrics = async (container: MedusaContainer, customerId: string | null): Promise<MetricsOut> =>
  metricsOf(container, (await ownOf(container, customerId)).id)

/** A page of own commissions. Throws `not_found`. */
export const listOwnCommissions = async (
  container: MedusaContainer,
  customerId: string | null,
  { order, limit, offset, ...filter }: ListOwnCommissions
): Promise<{ commissions: OwnCommissionOut[]; count: number; offset: number; limit: number }> => {
  const { id } = await ownOf(container, customerId)
  const { rows, count } = await listCommissions(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    { ...filter, affiliate_id: id },
    { order, limit, offset }
  )
  return { commissions: rows.map(toOwnCommission), count, offset, limit }
}

/** The ledger lines behind own figures. Throws `not_found`. */
export const listOwnLedgerLines = async (
  container: MedusaContainer,
  customerId: string | null,
  { order, limit, offset, purpose, currency_code: currency }: ListLedgerLines
): Promise<{ lines: LedgerLineOut[]; count: number; offset: number; limit: number }> => {
  const { id } = await ownOf(container, customerId)
  const owner = { owner_type: "affiliate", owner_id: id }
  const narrowed = { ...(purpose ? { purpose } : {}), ...(currency ? { currency_code: currency } : {}) }
  const { lines, count } = await readLedgerLines(container, { ...owner, ...narrowed }, { order, limit, offset })
  return {
    lines: lines.map((line) => ({
      id: `${line.entry_id}:${line.position}`,
      entry_id: line.entry_id,
      kind: line.kind,
      description: line.description,
      purpose: line.purpose,
      currency_code: line.currency_code,
      amount: toMajorNumber(line.amount, line.currency_code),
      occurred_at: line.occurred_at.toISOString(),
      commission_id: line.source.type === "commission" ? line.source.id : null,
    })),
    count,
    offset,
    limit,
  }
}

const Product = z.object({
  title: z.string(),
  handle: z.string(),
  service_template: z.object({ current_version_id: z.string().nullish() }).nullish(),
})

/** Links to share: the home page, and every service on sale. Throws `not_found`. */
export const listOwnLinks = async (
  container: MedusaContainer,
  customerId: string | null
): Promise<AffiliateLinkOut[]> => {
  const { code } = await ownOf(container, customerId)
  const products = await graphRows(container, Product, {
    entity: "product",
    fields: ["title", "handle", "service_template.current_version_id"],
    filters: { status: "published" },
    pagination: { take: MAX_LINKS, skip: 0, order: { title: "ASC" } },
  })
  const services = products.filter((product) => product.service_template?.current_version_id)
  return [
    { title: "Home page", to: "/" },
    ...services.map(({ title, handle }) => ({ title, to: `/services/${handle}` })),
  ].map(({ title, to }) => {
    const path = affiliateLinkPath(code, to)
    return { title, path, url: storefrontLink(path) }
  })
}
