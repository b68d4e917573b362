import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type {
  AffiliateDetailOut,
  AffiliateOut,
  ListAffiliates,
  ListProgrammes,
  ListRules,
  ProgrammeOut,
  RuleOut,
} from "../contracts/admin"
import { affiliateLinkPath } from "../contracts/codes"
import { affiliateHistory, type AffiliateCounts, countsOf } from "../modules/affiliate/store/affiliates"
import { findProgramme, listProgrammes, type ProgrammeRow } from "../modules/affiliate/store/programmes"
import { findRule, listRules, type RuleRow } from "../modules/affiliate/store/rules"
import { listAffiliateRows, type ListedAffiliate } from "../reconcile/affiliate-list"
import { productTitles } from "./product-titles"
import { metricsOf, storefrontLink } from "./read-portal"

const sql = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const toAffiliate = (row: ListedAffiliate, counts: AffiliateCounts | undefined): AffiliateOut => ({
  ...{ id: row.id, code: row.code, status: row.status },
  link: storefrontLink(affiliateLinkPath(row.code)),
  programme: { id: row.programme_id, name: row.programme_name },
  customer: { id: row.customer_id, name: row.customer_name, email: row.customer_email },
  ...{ clicks: counts?.clicks ?? 0, conversions: counts?.conversions ?? 0 },
  joined_at: row.created_at.toISOString(),
})

/** A page of affiliates for staff. Three statements. */
export const listAffiliates = async (
  container: MedusaContainer,
  { order, limit, offset, ...filter }: ListAffiliates
): Promise<{ affiliates: AffiliateOut[]; count: number; offset: number; limit: number }> => {
  const knex = sql(container)
  const { rows, count } = await listAffiliateRows(knex, filter, { order, limit, offset })
  const counts = await countsOf(
    knex,
    rows.map(({ id }) => id)
  )
  return { affiliates: rows.map((row) => toAffiliate(row, counts.get(row.id))), count, offset, limit }
}

/** One affiliate with its figures and history. Throws `not_found`. */
export const readAffiliate = async (container: MedusaContainer, id: string): Promise<AffiliateDetailOut> => {
  const knex = sql(container)
  const [{ rows }, metrics, history] = await Promise.all([
    listAffiliateRows(knex, { id }, { order: "-created_at", limit: 1, offset: 0 }),
    metricsOf(container, id),
    affiliateHistory(knex, id),
  ])
  const [row] = rows
  if (!row) throw commonErrors.fail("not_found")
  return {
    ...toAffiliate(row, metrics),
    ...{ conversion_rate: metrics.conversion_rate, currencies: metrics.currencies },
    history: history.map(({ new_status: status, created_at: at, ...one }) => ({
      ...{ status, created_at: at.toISOString() },
      ...one,
    })),
  }
}

const toProgramme = ({ version_id: _version, ...row }: ProgrammeRow): ProgrammeOut => ({
  ...row,
  valid_from: row.valid_from.toISOString(),
  created_at: row.created_at.toISOString(),
})

/** A page of programmes with the terms that hold now. */
export const listProgrammesForStaff = async (
  container: MedusaContainer,
  { limit, offset, ...query }: ListProgrammes
): Promise<{ affiliate_programmes: ProgrammeOut[]; count: number; offset: number; limit: number }> => {
  const { rows, count } = await listProgrammes(sql(container), { ...query, limit, offset })
  return { affiliate_programmes: rows.map(toProgramme), count, offset, limit }
}

/** One programme. Throws `not_found`. */
export const readProgramme = async (container: MedusaContainer, id: string): Promise<ProgrammeOut> => {
  const row = await findProgramme(sql(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return toProgramme(row)
}

const toRules = async (container: MedusaContainer, rows: readonly RuleRow[]): Promise<RuleOut[]> => {
  const titles = await productTitles(
    container,
    rows.flatMap(({ service_id: id }) => id ?? [])
  )
  return rows.map(({ service_id: id, ...row }) => ({
    ...row,
    service: id === null ? null : { id, title: titles.get(id) ?? null },
    valid_from: row.valid_from.toISOString(),
    created_at: row.created_at.toISOString(),
  }))
}

/** A page of rules as they hold now. */
export const listRulesForStaff = async (
  container: MedusaContainer,
  { order, limit, offset, programme_id: programmeId }: ListRules
): Promise<{ commission_rules: RuleOut[]; count: number; offset: number; limit: number }> => {
  const { rows, count } = await listRules(sql(container), { programmeId: programmeId ?? null, order, limit, offset })
  return { commission_rules: await toRules(container, rows), count, offset, limit }
}

/** One rule. Throws `not_found`. */
export const readRule = async (container: MedusaContainer, id: string): Promise<RuleOut> => {
  const row = await findRule(sql(container), id)
  const [rule] = row ? await toRules(container, [row]) : []
  if (!rule) throw commonErrors.fail("not_found")
  return rule
}
