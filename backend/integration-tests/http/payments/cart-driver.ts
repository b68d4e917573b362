import { currencyExponent } from "@atrium/kernel"
import {
  type ApiClient,
  completeCart,
  ok,
  openCart as openCartPayment,
  type PaymentSession,
  type Shop,
  startCartPayment,
} from "@atrium/test-kit"
import {
  addToCartWorkflow,
  cancelOrderTransferRequestWorkflow,
  requestOrderTransferWorkflow,
} from "@medusajs/medusa/core-flows"

export type PaidCart = {
  cart_id: string
  total: number
  currency_code: string
  collection_id: string
  session: PaymentSession
}

export const CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2035, cvc: "123" }
export const DASHBOARD = { authorization: "Bearer sandbox_secret_demo" }

export const startPayment = ({ api }: Shop, collectionId: string) => startCartPayment(api, collectionId)

/** What is added to a cart; `unitPrice` is a custom price, in any currency that has a region. */
export type Bought = { promo_codes?: string[]; currency?: string; unitPrice?: number; variantId?: string | undefined }

/** A cart with a service, or the variant given, and an open payment. */
export const openCart = async (
  shop: Shop,
  quantity = 1,
  { promo_codes, currency, unitPrice, variantId }: Bought = {}
): Promise<PaidCart> => {
  // The cheapest variant, because refunds of an expensive one need approval. The oldest of them: other tests copy
  // services, and take the copies off sale.
  const [tier] = await shop
    .knex()("product_variant as v")
    .join("product as p", "p.id", "v.product_id")
    .join("product_variant_price_set as link", "link.variant_id", "v.id")
    .join("price", "price.price_set_id", "link.price_set_id")
    .where({ "v.manage_inventory": false, "p.status": "published", "price.currency_code": "inr" })
    .whereNull("v.deleted_at")
    .orderBy(["price.amount", "v.created_at", "v.sku"])
    .limit(1)
    .select("v.id")
  const { cart, collectionId, session } = await openCartPayment(shop.api, {
    items: unitPrice === undefined ? [{ variant_id: variantId ?? tier.id, quantity }] : [],
    currency,
    promo_codes,
    prepare: async ({ id }) => {
      if (unitPrice === undefined) return
      const items = [{ variant_id: tier.id, quantity, unit_price: unitPrice }]
      await addToCartWorkflow(shop.container()).run({ input: { cart_id: id, items } })
    },
  })
  return {
    cart_id: cart.id,
    total: cart.total,
    currency_code: cart.currency_code,
    collection_id: collectionId,
    session,
  }
}

type Answer = {
  id?: string
  status?: string
  error?: { code: string; message: string }
  code?: string
  details?: object
}

export const pay = (
  api: ApiClient,
  session: PaymentSession,
  card: object = CARD,
  secret = session.data.client_secret
) =>
  api.raw<Answer>("POST", `/sandbox-gateway/payment-intents/${session.data.id}/confirm`, {
    body: { client_secret: secret, card },
  })

type Intent = { id: string; status: string; amount: number; amount_captured: number; amount_refunded: number }

/** The payment as the gateway's dashboard shows it. */
export const intentOf = async (api: ApiClient, session: PaymentSession): Promise<Intent> =>
  ok(
    await api.raw<{ payment_intent: Intent }>("GET", `/sandbox-gateway/payment-intents/${session.data.id}`, {
      headers: DASHBOARD,
    })
  ).payment_intent

export const complete = completeCart

/** The orders, payments, captures and transactions of a cart. */
export const booksOf = async (shop: Shop, cartId: string) => {
  const { rows } = await shop.knex().raw(
    `SELECT count(DISTINCT o.id)::int AS orders, count(DISTINCT p.id)::int AS payments,
            count(DISTINCT c.id)::int AS captures, count(DISTINCT t.id)::int AS transactions
     FROM cart
     LEFT JOIN order_cart oc ON oc.cart_id = cart.id
     LEFT JOIN "order" o ON o.id = oc.order_id
     LEFT JOIN cart_payment_collection l ON l.cart_id = cart.id
     LEFT JOIN payment p ON p.payment_collection_id = l.payment_collection_id
     LEFT JOIN capture c ON c.payment_id = p.id AND c.deleted_at IS NULL
     LEFT JOIN order_transaction t ON t.order_id = oc.order_id AND t.deleted_at IS NULL
     WHERE cart.id = ?`,
    [cartId]
  )
  return rows[0] as { orders: number; payments: number; captures: number; transactions: number }
}

export const ONE_OF_EACH = { orders: 1, payments: 1, captures: 1, transactions: 1 }

/** What the merchant does on the sandbox gateway's own pages. Amounts in minor units. */
export const onDashboard = async (
  { api }: Shop,
  session: PaymentSession,
  verb: "capture" | "refund" | "cancel" | "dispute",
  body: { amount?: number } = {}
): Promise<void> => {
  ok(
    await api.raw("POST", `/sandbox-gateway/payment-intents/${session.data.id}/${verb}`, {
      headers: DASHBOARD,
      ...(verb === "capture" || verb === "refund" ? { body } : {}),
    })
  )
}

export type MoneyBooks = {
  /** Captured and refunded, as the gateway, Medusa's rows, and the order's transactions tell. Minor units. */
  gateway: [captured: number, refunded: number]
  rows: [captured: number, refunded: number]
  transactions: [captured: number, refunded: number]
  /** The amount still to be paid (or refunded) by the order's summary. */
  pending: number
}

/** A cart's payment in the three records (gateway, payment, order), in minor units; null amounts count as zero. */
export const moneyBooksOf = async (shop: Shop, { session, currency_code }: PaidCart): Promise<MoneyBooks> => {
  const scale = 10 ** currencyExponent(currency_code)
  const { rows }: { rows: Record<keyof Omit<MoneyBooks, "pending"> | "pending", [string, string] | string>[] } =
    await shop.knex().raw(
      `SELECT jsonb_build_array(i.captured, i.refunded) AS gateway,
         jsonb_build_array(
           (SELECT coalesce(sum(amount), 0) FROM capture WHERE payment_id = p.id AND deleted_at IS NULL) * ${scale},
           (SELECT coalesce(sum(amount), 0) FROM refund WHERE payment_id = p.id AND deleted_at IS NULL) * ${scale}) AS rows,
         jsonb_build_array(
           (SELECT coalesce(sum(amount), 0) FROM order_transaction t
             WHERE t.order_id = link.order_id AND reference = 'capture' AND deleted_at IS NULL) * ${scale},
           (SELECT coalesce(-sum(amount), 0) FROM order_transaction t
             WHERE t.order_id = link.order_id AND reference = 'refund' AND deleted_at IS NULL) * ${scale}) AS transactions,
         (SELECT totals ->> 'pending_difference' FROM order_summary s
           WHERE s.order_id = link.order_id AND s.deleted_at IS NULL ORDER BY s.version DESC LIMIT 1) AS pending
       FROM sandbox_payment_intent i
       LEFT JOIN payment p ON p.payment_session_id = i.session_id AND p.deleted_at IS NULL
       LEFT JOIN order_payment_collection link
         ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
       WHERE i.id = ?`,
      [session.data.id]
    )
  const [row] = rows
  if (!row) throw new Error("No such payment")
  const pair = (value: [string, string] | string): [number, number] => [Number(value[0]), Number(value[1])]
  return {
    gateway: pair(row.gateway),
    rows: pair(row.rows),
    transactions: pair(row.transactions),
    pending: Number(row.pending ?? 0),
  }
}

/** Captured and refunded so far, in minor units, the same in all three records. */
export const takenAndRefunded = (captured: number, refunded: number) => {
  const same: [number, number] = [captured, refunded]
  return { gateway: same, rows: same, transactions: same }
}

export type PaidOrder = PaidCart & { order_id: string; payment_id: string; minor: number }

/** An order made through core's routes whose payment is captured. */
export const paidOrder = async (
  shop: Shop,
  { quantity = 1, ...bought }: Bought & { quantity?: number } = {}
): Promise<PaidOrder> => {
  const opened = await openCart(shop, quantity, bought)
  await pay(shop.api, opened.session)
  const { body } = await complete(shop.api, opened.cart_id)
  await shop.drainWork()
  const payment = await shop.knex()("payment").where({ payment_session_id: opened.session.id }).first()
  return {
    ...opened,
    order_id: String(body.order?.id),
    payment_id: String(payment.id),
    minor: (await intentOf(shop.api, opened.session)).amount_captured,
  }
}

export const ORDER_CHANGES = ["transfer", "edit", "return", "claim", "exchange"] as const

/** Opens an order change as staff would; returns a function that closes it. */
export const openChange = async (
  shop: Shop,
  { order_id }: { order_id: string },
  kind: (typeof ORDER_CHANGES)[number]
): Promise<() => Promise<void>> => {
  const { api } = shop
  if (kind === "transfer") {
    const { id } = await shop.knex()("customer").where({ has_account: true }).first("id")
    const container = shop.container()
    await requestOrderTransferWorkflow(container).run({
      input: { order_id, customer_id: String(id), logged_in_user: String(id) },
    })
    return async () => {
      const input = { order_id, logged_in_user_id: String(id), actor_type: "user" as const }
      await cancelOrderTransferRequestWorkflow(container).run({ input })
    }
  }
  if (kind === "edit") {
    ok(await api.admin.post("/admin/order-edits", { order_id }))
    return async () => void ok(await api.admin.delete(`/admin/order-edits/${order_id}`))
  }
  const body = { order_id, ...(kind === "claim" ? { type: "replace" } : {}) }
  const opened = ok(await api.admin.post<Record<string, { id: string }>>(`/admin/${kind}s`, body))
  return async () => void ok(await api.admin.delete(`/admin/${kind}s/${opened[kind]?.id}/request`))
}
