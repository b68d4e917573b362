import { currencyCodeText, idText, listOf, orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

import { ChosenCode } from "./codes"
import { affiliateErrors } from "./errors"
import { AFFILIATE_PURPOSES, AFFILIATE_STATUSES, ATTRIBUTION_RULES, COMMISSION_STATUSES } from "./statuses"

const instant = z.string()
const page = { count: z.number(), offset: z.number(), limit: z.number() }

/** Body of `POST /store/customers/me/affiliate`. */
export const Enrol = z.strictObject({
  /** The programme to join; the shop's default one unless given. */
  programme_id: idText.optional(),
  /** Generated from the name unless given. */
  code: ChosenCode.optional(),
})
export type Enrol = z.infer<typeof Enrol>

/** The terms of a programme, for affiliates. */
export const ProgrammeTermsOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  attribution: z.enum(ATTRIBUTION_RULES),
  window_days: z.number(),
  holding_days: z.number(),
  /** The rate for every service without its own rule, in basis points (1000 = 10 %); null: none, or no rate. */
  rate_bp: z.number().nullable(),
  /** What the programme's own rule pays, in a few words; null: it has none. */
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
  /** What was paid for the line without tax, and how much of it was refunded. */
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
  status: listOf(z.enum(COMMISSION_STATUSES, { error: "Use a status of a commission" })).optional(),
  currency_code: currencyCodeText.optional(),
  order: orderQuery(["created_at", "matures_at", "amount", "status"], "-created_at"),
  ...pageQuery,
})
export type ListOwnCommissions = z.infer<typeof ListOwnCommissions>

export const ListLedgerLines = z.strictObject({
  /** One figure only; all of them unless given. */
  purpose: z.enum(AFFILIATE_PURPOSES, { error: `Use one of ${AFFILIATE_PURPOSES.join(", ")}` }).optional(),
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
    summary: "The terms a new affiliate joins under; 404 while the programme is closed",
    response: { 200: z.strictObject({ programme: ProgrammeTermsOut }) },
    errors: [],
    rateLimit: "browse",
  },
  "POST /store/customers/me/affiliate": {
    ...own,
    summary: "Become an affiliate; repeated calls return the same affiliate",
    body: Enrol,
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
