import "server-only"
import {
  AffiliateLinkOut,
  type AffiliatePurpose,
  LedgerLineOut,
  MetricsOut,
  OwnAffiliateOut,
  OwnCommissionOut,
  ProgrammeTermsOut,
} from "@atrium/affiliate-commissions/contracts"
import { z } from "zod"

import { callShop, isApiError } from "@/lib/medusa"

export const OWN_PATH = "/store/customers/me/affiliate"
export const COMMISSIONS_PER_PAGE = 10
export const LINES_PER_PAGE = 25

export const AffiliateAnswer = z.object({ affiliate: OwnAffiliateOut })
const Programme = z.object({ programme: ProgrammeTermsOut })
const Metrics = z.object({ metrics: MetricsOut })
const Commissions = z.object({ commissions: z.array(OwnCommissionOut), count: z.number() })
const Links = z.object({ links: z.array(AffiliateLinkOut) })
const Lines = z.object({ lines: z.array(LedgerLineOut), count: z.number() })

export type AffiliateView = OwnAffiliateOut
export type TermsView = ProgrammeTermsOut
export type MetricsView = MetricsOut
export type CommissionView = OwnCommissionOut
export type LinkView = z.infer<typeof AffiliateLinkOut>
export type LineView = LedgerLineOut

const orNothing = (error: unknown): undefined => {
  if (isApiError(error) && error.status === 404) return undefined
  throw error
}

/** The customer's own affiliate; undefined while not enrolled. */
export const findAffiliate = async (token: string): Promise<AffiliateView | undefined> => {
  try {
    return (await callShop({ path: OWN_PATH, response: AffiliateAnswer, token })).data.affiliate
  } catch (error) {
    return orNothing(error)
  }
}

/** What the programme one would join promises; undefined when none takes anybody. */
export const findTerms = async (): Promise<TermsView | undefined> => {
  try {
    return (await callShop({ path: "/store/affiliate/programme", response: Programme })).data.programme
  } catch (error) {
    return orNothing(error)
  }
}

/** Clicks, conversions and the figures of each currency. */
export const readMetrics = async (token: string): Promise<MetricsView> =>
  (await callShop({ path: `${OWN_PATH}/metrics`, response: Metrics, token })).data.metrics

/** Own commissions, newest first. */
export const listCommissions = async (
  token: string,
  offset: number
): Promise<{ commissions: CommissionView[]; count: number }> => {
  const query = { limit: COMMISSIONS_PER_PAGE, offset }
  return (await callShop({ path: `${OWN_PATH}/commissions`, query, response: Commissions, token })).data
}

/** Links to share: the first page and every service on sale. */
export const listLinks = async (token: string): Promise<LinkView[]> =>
  (await callShop({ path: `${OWN_PATH}/links`, response: Links, token })).data.links

/** The ledger lines of one figure, newest first. */
export const listLines = async (
  token: string,
  figure: { purpose: AffiliatePurpose | undefined; currencyCode: string | undefined },
  offset: number
): Promise<{ lines: LineView[]; count: number }> => {
  const query = { purpose: figure.purpose, currency_code: figure.currencyCode, limit: LINES_PER_PAGE, offset }
  return (await callShop({ path: `${OWN_PATH}/ledger`, query, response: Lines, token })).data
}
