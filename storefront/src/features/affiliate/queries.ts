import "server-only"
import {
  type AffiliateLinkOut,
  type AffiliatePurpose,
  type LedgerLineOut,
  type MetricsOut,
  type OwnAffiliateOut,
  type OwnCommissionOut,
  type ProgrammeTermsOut,
  routes,
} from "@atrium/affiliate-commissions/contracts"

import { callRoute, isApiError } from "@/lib/medusa"

export const COMMISSIONS_PER_PAGE = 10
export const LINES_PER_PAGE = 25

export type AffiliateView = OwnAffiliateOut
export type TermsView = ProgrammeTermsOut
export type MetricsView = MetricsOut
export type CommissionView = OwnCommissionOut
export type LinkView = AffiliateLinkOut
export type LineView = LedgerLineOut

const undefinedIfNotFound = (error: unknown): undefined => {
  if (isApiError(error) && error.status === 404) return undefined
  throw error
}

/** Returns the customer's affiliate record, or undefined when they aren't enrolled. */
export const findAffiliate = async (token: string): Promise<AffiliateView | undefined> => {
  try {
    return (await callRoute(routes, "GET /store/customers/me/affiliate", { token })).data.affiliate
  } catch (error) {
    return undefinedIfNotFound(error)
  }
}

/** Returns the terms of the program open to new affiliates, or undefined when none is. */
export const findTerms = async (): Promise<TermsView | undefined> => {
  try {
    return (await callRoute(routes, "GET /store/affiliate/programme", {})).data.programme
  } catch (error) {
    return undefinedIfNotFound(error)
  }
}

/** Returns clicks, conversions and the amounts per currency. */
export const readMetrics = async (token: string): Promise<MetricsView> =>
  (await callRoute(routes, "GET /store/customers/me/affiliate/metrics", { token })).data.metrics

/** Returns one page of the affiliate's commissions, newest first. */
export const listCommissions = async (
  token: string,
  offset: number
): Promise<{ commissions: CommissionView[]; count: number }> => {
  const query = { limit: COMMISSIONS_PER_PAGE, offset }
  return (await callRoute(routes, "GET /store/customers/me/affiliate/commissions", { query, token })).data
}

/** Returns the links to share: the home page and every service on sale. */
export const listLinks = async (token: string): Promise<LinkView[]> =>
  (await callRoute(routes, "GET /store/customers/me/affiliate/links", { token })).data.links

/** Returns one page of the ledger lines behind an amount, newest first. */
export const listLines = async (
  token: string,
  figure: { purpose: AffiliatePurpose | undefined; currencyCode: string | undefined },
  offset: number
): Promise<{ lines: LineView[]; count: number }> => {
  const query = { purpose: figure.purpose, currency_code: figure.currencyCode, limit: LINES_PER_PAGE, offset }
  return (await callRoute(routes, "GET /store/customers/me/affiliate/ledger", { query, token })).data
}
