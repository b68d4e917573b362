import { currencyExponent } from "@atrium/kernel"
import {
  type ApiClient,
  asCustomer,
  buy,
  type Caller,
  completeCart,
  ok,
  openCart,
  payWith,
  registerCustomer,
  type Shop,
  someService,
} from "@atrium/test-kit"

export const PASSWORD = "atrium-demo"

export type Account = { token: string; email: string; caller: Caller }

/** A customer with a login, registered as the storefront does. */
export const someAccount = async (shop: Shop, email?: string): Promise<Account> => {
  const account = await registerCustomer(shop, { ...(email ? { email } : {}), password: PASSWORD })
  return { token: account.token, email: account.email, caller: shop.api.customer(account.token) }
}

export type Affiliate = Account & { id: string; code: string }

/** A customer who joined the default program. */
export const someAffiliate = async (shop: Shop, email?: string): Promise<Affiliate> => {
  const account = await someAccount(shop, email)
  const { affiliate } = ok(
    await account.caller.post<{ affiliate: { id: string; code: string } }>("/store/customers/me/affiliate")
  )
  return { ...account, id: affiliate.id, code: affiliate.code }
}

export const clickOn = async (api: ApiClient, code: string, previous?: string): Promise<string> =>
  ok(
    await api.store.post<{ click_id: string }>("/store/affiliate/clicks", {
      code,
      landing_url: "/services/gst-registration?session=secret",
      ...(previous ? { previous_click_id: previous } : {}),
    })
  ).click_id

export type Brought = {
  affiliate_code?: string
  click_id?: string
  email?: string
  handle?: string
  quantity?: number
  /** Token of a signed-in buyer. */
  token?: string
  /** Number of the card; one that succeeds unless given. */
  card?: string
}

export type Bought = { order_id: string; payment_id: string; paid: number; currency_code: string }

const paymentOf = async (shop: Shop, orderId: string): Promise<string> => {
  const row = await shop
    .knex()("payment as p")
    .join("order_payment_collection as l", "l.payment_collection_id", "p.payment_collection_id")
    .where({ "l.order_id": orderId })
    .first<{ id: string }>("p.id")
  return String(row?.id)
}

/** Buys a service through the purchase routes, pays, and runs the work that follows. */
export const purchase = async (shop: Shop, { token, ...options }: Brought): Promise<Bought> => {
  const { api } = shop
  const { purchase: begun, order } = await buy(token ? asCustomer(api, token) : api, options)
  await shop.drainWork()
  return {
    order_id: order.id,
    payment_id: await paymentOf(shop, order.id),
    paid: begun.amount,
    currency_code: begun.currency_code,
  }
}

/** Buys the same through core's cart routes, with the service details sent separately. */
export const purchaseByCart = async (
  shop: Shop,
  { affiliate_code, click_id, quantity = 1 }: Brought
): Promise<Bought> => {
  const { api } = shop
  const service = await someService(api)
  const { cart, session } = await openCart(api, {
    items: [{ variant_id: service.tiers[0]?.id, quantity }],
    prepare: async ({ id }) =>
      void ok(await api.store.post(`/store/carts/${id}/service-details`, { affiliate_code, click_id })),
  })
  ok(await payWith(api, { payment: session.data }))
  const { order } = ok(await completeCart(api, cart.id))
  const orderId = String(order?.id)
  // Core's route emits an event about the order, which is handled in the background.
  await eventually(async () => (await workOn(shop, "payments.capture-payment", await paymentOf(shop, orderId))) > 0)
  await shop.drainWork()
  return {
    order_id: orderId,
    payment_id: await paymentOf(shop, orderId),
    paid: cart.total,
    currency_code: cart.currency_code,
  }
}

export const workOn = async (shop: Shop, kind: string, key: string): Promise<number> => {
  const [row] = await shop
    .knex()("work_item")
    .where({ key: `${kind}:${key}` })
    .count<{ count: string }[]>()
  return Number(row?.count)
}

/** Waits for a condition that is met by background work. */
export const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let wait = 0; wait < 100; wait++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error("The condition was not met within five seconds")
}

/** Makes a refund as staff and runs the work that follows. Amount in major units. */
export const refund = async (shop: Shop, bought: Bought, amount: number): Promise<void> => {
  const before = await shop.knex()("refund").where({ payment_id: bought.payment_id }).select("id")
  ok(await shop.api.admin.post(`/admin/payments/${bought.payment_id}/refund`, { amount }))
  const after = await shop.knex()("refund").where({ payment_id: bought.payment_id }).select<{ id: string }[]>("id")
  const made = after.find(({ id }) => !before.some((known) => known.id === id))
  await eventually(async () => (await workOn(shop, "affiliate-commissions.settle-order", String(made?.id))) > 0)
  await shop.drainWork()
}

export type Commission = {
  id: string
  affiliate_id: string
  order_id: string
  order_line_item_id: string
  amount: number
  currency_code: string
  status: string
  rate_bp: number
  paid_amount: number
  base_amount: number
  refunded_amount: number
  hold: { reason: string; text: string } | null
  explanation: string[]
  allowed_actions: string[]
}

export const commissionsOf = async (api: ApiClient, orderId: string): Promise<Commission[]> =>
  ok(await api.admin.get<{ commissions: Commission[] }>(`/admin/commissions?order_id=${orderId}`)).commissions

export type Metrics = {
  clicks: number
  conversions: number
  conversion_rate: number | null
  currencies: { currency_code: string; pending: number; held: number; payable: number; paid: number; earned: number }[]
}

export const metricsOf = async ({ caller }: Account): Promise<Metrics> =>
  ok(await caller.get<{ metrics: Metrics }>("/store/customers/me/affiliate/metrics")).metrics

/** Rounds down to the currency's minor unit, as commissions are. */
export const floorTo = (amount: number, currencyCode: string): number => {
  const factor = 10 ** currencyExponent(currencyCode)
  return Math.floor(Number((amount * factor).toFixed(4))) / factor
}

export const ME = "/store/customers/me/affiliate"

/** An affiliate as they see themselves. */
export type Own = {
  affiliate: {
    id: string
    code: string
    status: string
    link: string
    programme: { id: string; rate_bp: number; window_days: number; exceptions: { rate_bp: number; service: string }[] }
  }
}

/** Asks to become an affiliate. */
export const join = ({ caller }: Account, body: object = {}) => caller.post<Own & { code?: string }>(ME, body)
