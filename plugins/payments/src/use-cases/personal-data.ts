import { isDeepStrictEqual } from "node:util"

import {
  eraseBySql,
  idsBySql,
  knexOf,
  mentionsPerson,
  moduleMethod,
  type PersonalData,
  readBySql,
  unsettledBySql,
} from "@atrium/server"
import { Modules } from "@medusajs/framework/utils"

import { orderMoney } from "../data/core/order-money"
import {
  EXPORTED_PAYMENTS,
  GATEWAY_REFERENCES,
  holdersOfPerson,
  NOTED_REFUNDS,
  PAYMENT_IDS,
  paymentsOfPerson,
  sessionsOfPerson,
} from "../data/core/payments-of-person"
import { withoutPerson } from "../domain/without-person"

const PAYMENTS_STAY = "accounting: the payment stays, without the payer"

type Stored = { readonly id: string } & Readonly<Record<string, unknown>>

/** Without any value: what a gateway keeps about its customers has no other use. */
const emptied = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.keys(value).map((field) => [field, null]))
    : null

/** Writes rows without the payer, through Medusa's module; only those that change. Its gateways are not called. */
const clearPayer = async (
  service: object,
  method: string,
  rows: readonly Stored[],
  clean: (value: unknown) => unknown = withoutPerson
): Promise<number> => {
  const cleared = rows.flatMap(({ id, ...row }) => {
    const values = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, clean(value)]))
    return isDeepStrictEqual(values, row) ? [] : [{ id, ...values }]
  })
  if (cleared.length > 0) await moduleMethod(service, method)(cleared)
  return cleared.length
}

const EVENTS_OF_PERSON = `(reference IN (${GATEWAY_REFERENCES}) OR ${mentionsPerson("body")})`

export const paymentPersonalData: readonly PersonalData[] = [
  {
    table: "payment",
    what: "payments and refunds",
    erasure: "cleared",
    why: PAYMENTS_STAY,
    read: readBySql(EXPORTED_PAYMENTS),
    mentions: (container, person) => idsBySql(container, person, PAYMENT_IDS),
    unsettled: async (container, { orders }) =>
      (await orderMoney(knexOf(container), orders)).flatMap((order) => {
        if (order.refund_pending) return [`A refund of order ${order.reference} isn't finished yet.`]
        return order.paid_in_full || order.canceled ? [] : [`Order ${order.reference} isn't paid yet.`]
      }),
    erase: async (container, person) =>
      clearPayer(container.resolve(Modules.PAYMENT), "updatePayments", await paymentsOfPerson(container, person)),
  },
  {
    table: "payment_session",
    what: "attempts to pay",
    erasure: "cleared",
    why: PAYMENTS_STAY,
    erase: async (container, person) =>
      clearPayer(
        container.resolve(Modules.PAYMENT),
        "updatePaymentSessions",
        await sessionsOfPerson(container, person)
      ),
  },
  {
    table: "refund",
    what: "notes on refunds",
    erasure: "cleared",
    why: PAYMENTS_STAY,
    erase: async (container, person) => {
      const ids = await idsBySql(container, person, NOTED_REFUNDS)
      const update = moduleMethod(container.resolve(Modules.PAYMENT), "updateRefunds")
      if (ids.length > 0) await update(ids.map((id) => ({ id, note: null })))
      return ids.length
    },
  },
  {
    table: "account_holder",
    what: "entries as a customer of a payment gateway",
    erasure: "cleared",
    why: "the gateway's id stays; the gateway has its own copy",
    erase: async (container, person) =>
      clearPayer(
        container.resolve(Modules.PAYMENT),
        "updateAccountHolders",
        await holdersOfPerson(container, person),
        emptied
      ),
  },
  {
    table: "gateway_event",
    what: "events of payment gateways",
    erasure: "cleared",
    why: "that an event was applied stays, so that it isn't applied again",
    erase: eraseBySql(
      `UPDATE gateway_event SET body = '{}', last_error = NULL
       WHERE ${EVENTS_OF_PERSON} AND (body <> '{}' OR last_error IS NOT NULL)`
    ),
  },
  {
    table: "sandbox_payment_intent",
    what: "payments at the sandbox gateway (demo only)",
    erasure: "cleared",
    why: PAYMENTS_STAY,
    erase: eraseBySql(
      `UPDATE sandbox_payment_intent SET customer = NULL, description = NULL
       WHERE (customer IS NOT NULL OR description IS NOT NULL)
         AND (id IN (${GATEWAY_REFERENCES}) OR cart_id = ANY(:carts)
           OR ${mentionsPerson("coalesce(CAST(customer AS text), '') || ' ' || coalesce(description, '')")})`
    ),
  },
  {
    table: "sandbox_event",
    what: "events of the sandbox gateway (demo only)",
    erasure: "deleted",
    erase: eraseBySql(
      `DELETE FROM sandbox_event WHERE payment_intent_id IN (${GATEWAY_REFERENCES}) OR ${mentionsPerson("body")}`
    ),
  },
  {
    table: "unit_refund",
    what: "refunds of chosen units",
    erasure: "kept",
    why: "accounting: ids and amounts",
    read: readBySql(
      `SELECT refunded.title, CAST(refunded.amount AS text) AS amount_in_minor_units, asked.currency_code, asked.created_at
       FROM refunded_unit refunded JOIN unit_refund asked ON asked.id = refunded.unit_refund_id
       WHERE asked.order_id = ANY(:orders) ORDER BY asked.created_at, refunded.unit_id`
    ),
  },
  {
    table: "gateway_dispute",
    what: "disputes",
    erasure: "kept",
    why: "accounting: ids and amounts",
    read: readBySql(
      `SELECT reference, CAST(amount AS text) AS amount_in_minor_units, currency_code, status, opened_at, closed_at
       FROM gateway_dispute WHERE order_id = ANY(:orders) ORDER BY opened_at`
    ),
    unsettled: unsettledBySql(
      `SELECT 'The dispute ' || reference || ' is still open.' AS sentence FROM gateway_dispute
       WHERE order_id = ANY(:orders) AND status = 'open'`
    ),
  },
]
