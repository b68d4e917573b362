import { roundToMinorUnits, toMajorText } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import {
  orderMoney,
  type OrderMoney,
  orderShipping,
  type RefundedUnit,
  refundedUnitsOfOrder,
} from "@atrium/payments/use-cases"
import { env, knexOf } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { documentErrors } from "../contracts/errors"
import { buyerOfOrder } from "../data/core/order-buyer"
import { documentsOfOrder, insertDocument, lockOrder, type OrderDocumentRow } from "../data/order-documents"
import { currentSellerProfile, type SellerProfileRow } from "../data/seller-profiles"
import {
  type Buyer,
  type CreditedLine,
  creditedLineFacts,
  creditFacts,
  orderFacts,
  type PricedLine,
} from "../domain/document-facts"
import { documentWords } from "../domain/document-words"
import { EMPTY_PROFILE, missingFields } from "../domain/seller-profile"
import { buyerNames } from "../extension-points"
import { documentMail } from "../mail"
import { orderToken } from "./open-order-documents"

/** An emailed link opens an order's documents for a week. */
const MAILED_LINK_DAYS = 7

const requireSeller = (row: SellerProfileRow | null): SellerProfileRow => {
  const missing = missingFields(row ?? EMPTY_PROFILE)
  if (row && missing.length === 0) return row
  throw documentErrors.fail("seller_profile_incomplete", {
    details: Object.fromEntries(missing.map((field) => [field, "Fill in this field"])),
  })
}

const nameGiven = async (container: MedusaContainer, orderId: string): Promise<string | null> => {
  for (const source of buyerNames.all()) {
    const name = await source.nameOf(container, orderId)
    if (name) return name
  }
  return null
}

/** The country's name in the language of the documents. */
const countryName = (code: string | null | undefined, locale: string): string | undefined =>
  code ? new Intl.DisplayNames([locale], { type: "region" }).of(code.toUpperCase()) : undefined

const buyerOf = async (container: MedusaContainer, orderId: string, locale: string): Promise<Buyer> => {
  const row = await buyerOfOrder(knexOf(container), orderId)
  const joined = (...parts: (string | null | undefined)[]) => parts.filter((part) => part).join(" ")
  const email = row?.email ?? ""
  const address = [
    row?.company,
    row?.address_1,
    row?.address_2,
    joined(row?.postal_code, row?.city),
    row?.province,
    countryName(row?.country_code, locale),
  ]
  return {
    name: joined(row?.first_name, row?.last_name) || (await nameGiven(container, orderId)) || email,
    email,
    address: address.filter((line): line is string => Boolean(line)),
  }
}

const linesOf = async (knex: Knex, order: OrderMoney, shippingWord: string): Promise<PricedLine[]> => [
  ...order.lines
    .filter(({ bought, held }) => bought + held > 0)
    .map((line) => ({
      description: line.variant_title ? `${line.title} – ${line.variant_title}` : line.title,
      quantity: line.held || line.bought,
      total: line.total,
      tax_rate: line.tax_rate,
    })),
  ...(await orderShipping(knex, order.order_id)).map((method) => ({
    description: `${shippingWord}: ${method.name}`,
    quantity: 1,
    total: method.total,
    tax_rate: method.tax_rate,
  })),
]

/** The lines whose units a refund was made for, with the number of those units; none for a refund of an amount. */
const creditedLines = (order: OrderMoney, units: readonly RefundedUnit[], refundId: string): CreditedLine[] =>
  order.lines.flatMap((line) => {
    const chosen = units.filter((unit) => unit.refund_id === refundId && unit.line_id === line.line_id)
    if (chosen.length === 0) return []
    const total = chosen.reduce((sum, { amount }) => sum + amount, 0n)
    return {
      description: line.variant_title ? `${line.title} – ${line.variant_title}` : line.title,
      quantity: chosen.length,
      total: toMajorText(total, order.currency_code),
      tax_rate: line.tax_rate,
    }
  })

/** Whether an order lacks a document it should have. */
export const lacksDocuments = (
  order: Pick<OrderMoney, "order_id" | "currency_code" | "paid_in_full" | "refunds_made">,
  known: readonly Pick<OrderDocumentRow, "kind" | "subject_id">[]
): boolean => {
  const has = (kind: OrderDocumentRow["kind"], subject: string) =>
    known.some((one) => one.kind === kind && one.subject_id === subject)
  if (!order.paid_in_full) return false
  return (
    !has("receipt", order.order_id) ||
    !has("invoice", order.order_id) ||
    order.refunds_made.some(
      ({ id, amount }) => roundToMinorUnits(amount, order.currency_code) > 0n && !has("credit_note", id)
    )
  )
}

/**
 * Issues what an order lacks: receipt and invoice once it is paid in full, a credit note for each refund that is booked.
 * Repeating it changes nothing.
 * @throws seller_profile_incomplete naming the missing fields
 * @throws WorkFailure while a refund is not booked yet
 */
export const issueDocuments = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const knex = knexOf(container)
  const [order] = await orderMoney(knex, [orderId])
  if (!order || !lacksDocuments(order, await documentsOfOrder(knex, orderId))) return
  const seller = requireSeller(await currentSellerProfile(knex))
  const buyer = await buyerOf(container, orderId, seller.locale)
  const words = documentWords(seller.locale)
  const lines = await linesOf(knex, order, words.shipping)
  await knex.transaction(async (trx) => {
    await lockOrder(trx, orderId)
    const known = await documentsOfOrder(trx, orderId)
    const shared = { order_id: orderId, currency_code: order.currency_code }
    const link = { token: orderToken(orderId, MAILED_LINK_DAYS * 86_400), storefront: env().ATRIUM_STOREFRONT_URL }
    const issued: OrderDocumentRow[] = []
    const ofOrder = async (kind: "receipt" | "invoice") => {
      const existing = known.find((one) => one.kind === kind)
      if (existing) return existing
      const facts = orderFacts(order, lines, buyer, words.rounding)
      const row = await insertDocument(trx, { ...shared, kind, subject_id: orderId, facts }, seller)
      issued.push(row)
      return row
    }
    await ofOrder("receipt")
    const invoice = await ofOrder("invoice")
    const refundedUnits = order.refunds_made.length > 0 ? await refundedUnitsOfOrder(trx, orderId) : []
    let before = 0n
    for (const refund of order.refund_pending ? [] : order.refunds_made) {
      const amount = roundToMinorUnits(refund.amount, order.currency_code)
      if (amount > 0n && !known.some((one) => one.kind === "credit_note" && one.subject_id === refund.id)) {
        const text = (minor: bigint) => toMajorText(minor, order.currency_code)
        const credit = { invoice, currency: order.currency_code }
        const named = creditedLines(order, refundedUnits, refund.id)
        const facts = named.length
          ? creditedLineFacts(credit, named)
          : creditFacts(credit, { amount: text(amount), before: text(before) }, words.refund)
        issued.push(await insertDocument(trx, { ...shared, kind: "credit_note", subject_id: refund.id, facts }, seller))
      }
      before += amount
    }
    await requestMail(trx, documentMail(issued, link))
  })
  if (order.refund_pending) throw new WorkFailure("The order's transactions do not include a refund yet")
}
