import { currencyCodeText, idText, listOf, orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

import { ChosenCode } from "./codes"
import { affiliateErrors } from "./errors"
import { AFFILIATE_PURPOSES, AFFILIATE_STATUSES, ATTRIBUTION_RULES, COMMISSION_STATUSES } from "./statuses"

const instant = z.string()
const page = { count: z.number(), offset: z.number(), limit: z.number() }

/** Body of `POST /store/customers/me/affiliate`. */
export const EnrollAsAffiliate = z.strictObject({
  /** The program to join; default: the shop's default program. */
  programme_id: idText.optional(),
  /** Default: generated from the name. */
  code: ChosenCode.optional(),
})
export type EnrollAsAffiliate = z.infer<typeof EnrollAsAffiliate>

/** The terms of a program, for affiliates. */
export const ProgrammeTermsOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  attribution: z.enum(ATTRIBUTION_RULES),
  window_days: z.number(),
  holding_days: z.number(),
  /** Rate for services without an exception, in basis points (1000 = 10 %); null if there is none. */
  rate_bp: z.number().nullable(),
  /** What the program's default rule pays, as short text; null if there is none. */
  description: z.string().nullable(),
  exceptions: z.array(
    z.strictObject({
      service_id: z.string(),
      service: z.string().nullable(),
      rate_bp: z.number().nullable(),
      description: z.string(),
    })
  ),
})
export type ProgrammeTermsOut = z.infer<typeof ProgrammeTermsOut>

export const OwnAffiliateOut = z.strictObject({
  id: z.string(),
  code: z.string(),
  status: z.enum(AFFILIATE_STATUSES),
  programme: ProgrammeTermsOut,
  /** The full link to share. */
  link: z.string(),
  joined_at: instant,
})
export type OwnAffiliateOut = z.infer<typeof OwnAffiliateOut>

/** Figures of one currency, major units; each is the balance of one ledger account. */
export const CurrencyFiguresOut = z.strictObject({
  currency_code: z.string(),
  pending: z.number(),
  held: z.number(),
  payable: z.number(),
  paid: z.number(),
  /** pending + payable + paid: earned and not on hold. */
  earned: z.number(),
})
export type CurrencyFiguresOut = z.infer<typeof CurrencyFiguresOut>

export const MetricsOut = z.strictObject({
  /** Visits through the link. */
  clicks: z.number(),
  /** Attributed orders, including those refunded since. */
  conversions: z.number(),
  /** conversions ÷ clicks; null while there is no click. */
  conversion_rate: z.number().nullable(),
  currencies: z.array(CurrencyFiguresOut),
})
export type MetricsOut = z.infer<typeof MetricsOut>

/** A commission for its affiliate: nothing about the buyer. */
export const OwnCommissionOut = z.strictObject({
  id: z.string(),
  service: z.strictObject({ id: z.string().nullable(), title: z.string() }),
  amount: z.number(),
  currency_code: z.string(),
  status: z.enum(COMMISSION_STATUSES),
  status_label: z.string(),
  /** Amount paid for the line without tax, and the refunded part. */
  base_amount: z.number(),
  refunded_amount: z.number(),
  /** Null for a rule that pays an amount; `rate_text` is the rate or the amount in words. */
  rate_bp: z.number().nullable(),
  rate_text: z.string(),
  /** When the holding period ends. */
  matures_at: instant,
  converted_at: instant,
})
export type OwnCommissionOut = z.infer<typeof OwnCommissionOut>

/** A posting to one of the affiliate's accounts. */
export const LedgerLineOut = z.strictObject({
  id: z.string(),
  entry_id: z.string(),
  kind: z.string(),
  description: z.string(),
  purpose: z.string(),
  /** Major units; negative: less is owed. */
  amount: z.number(),
  currency_code: z.string(),
  occurred_at: instant,
  commission_id: z.string().nullable(),
})
export type LedgerLineOut = z.infer<typeof LedgerLineOut>

export const AffiliateLinkOut = z.strictObject({ title: z.string(), path: z.string(), url: z.string() })
export type AffiliateLinkOut = z.infer<typeof AffiliateLinkOut>

export const ListOwnCommissions = z.strictObject({
  status: listOf(z.enum(COMMISSION_STATUSES, { error: "Choose a commission status" })).optional(),
  currency_code: currencyCodeText.optional(),
  order: orderQuery(["created_at", "matures_at", "amount", "status"], "-created_at"),
  ...pageQuery,
})
export type ListOwnCommissions = z.infer<typeof ListOwnCommissions>

export const ListLedgerLines = z.strictObject({
  /** One figure only; all of them unless given. */
  purpose: z.enum(AFFILIATE_PURPOSES, { error: `Choose one of ${AFFILIATE_PURPOSES.join(", ")}` }).optional(),
  currency_code: currencyCodeText.optional(),
  order: orderQuery(["occurred_at", "amount"], "-occurred_at"),
  ...pageQuery,
})
export type ListLedgerLines = z.infer<typeof ListLedgerLines>

const own = {
  actor: "customer",
  owner: "the signed-in customer's own affiliate",
  errors: [],
  rateLimit: "browse",
} as const
const one = z.strictObject({ affiliate: OwnAffiliateOut })

export const portalRoutes = {
  "GET /store/affiliate/programme": {
    actor: "anyone",
    owner: null,
    summary: "Terms for new affiliates; 404 while the program is closed",
    response: { 200: z.strictObject({ programme: ProgrammeTermsOut }) },
    errors: [],
    rateLimit: "browse",
  },
  "POST /store/customers/me/affiliate": {
    ...own,
    summary: "Become an affiliate; repeated calls return the same affiliate",
    body: EnrollAsAffiliate,
    response: { 200: one, 201: one },
    errors: affiliateErrors.codes("code_taken", "already_enrolled", "programme_closed"),
    rateLimit: "purchase",
  },
  "GET /store/customers/me/affiliate": {
    ...own,
    summary: "Own affiliate with code, link and terms; 404 while not enrolled",
    response: { 200: one },
  },
  "GET /store/customers/me/affiliate/metrics": {
    ...own,
    summary: "Clicks, conversions and earnings; each amount is the balance of a ledger account",
    response: { 200: z.strictObject({ metrics: MetricsOut }) },
  },
  "GET /store/customers/me/affiliate/commissions": {
    ...own,
    summary: "Own commissions, newest first",
    query: ListOwnCommissions,
    response: { 200: z.strictObject({ commissions: z.array(OwnCommissionOut), ...page }) },
  },
  "GET /store/customers/me/affiliate/links": {
    ...own,
    summary: "Links to share: the home page and every service on sale",
    response: { 200: z.strictObject({ links: z.array(AffiliateLinkOut) }) },
  },
  "GET /store/customers/me/affiliate/ledger": {
    ...own,
    summary: "The ledger lines behind each figure, newest first",
    query: ListLedgerLines,
    response: { 200: z.strictObject({ lines: z.array(LedgerLineOut), ...page }) },
  },
} as const
