import { randomUUID } from "node:crypto"

import { type ApiAnswer, type ApiClient, ok } from "./api-client"
import { performOwnWork } from "./own-work"

/** Card numbers of the sandbox gateway. */
export const CARDS = {
  succeeds: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  expired: "4000000000000069",
  needsAuthentication: "4000002500003155",
  timesOut: "4000000000000119",
  disputed: "4000000000000259",
} as const

type Question = { id: string; type: string; required: boolean; options?: string[]; show_when?: unknown }
type Tier = { id: string; title: string; price: { amount: number; currency_code: string } }
export type Service = {
  id: string
  handle: string
  title: string
  max_quantity: number
  tiers: Tier[]
  intake: { questions: Question[] }
}

/** The buyer: a guest, or with `asCustomer` a signed-in customer. */
export type Shopper = Pick<ApiClient, "store" | "raw">

export const asCustomer = (api: ApiClient, token: string): Shopper => ({ raw: api.raw, store: api.customer(token) })

export type BegunPurchase = {
  id: string
  amount: number
  currency_code: string
  payment_provider_id: string
  payment: { id: string; client_secret: string }
}

const answerTo = ({ type, options = [] }: Question): unknown => {
  if (type === "choice") return options[0]
  if (type === "multi_choice") return options.slice(0, 1)
  if (type === "date") return "2027-01-15"
  if (type === "number") return 3
  return "As agreed on the phone"
}

/** Answers every unconditional question; files are uploaded after the purchase. */
export const intakeFor = (questions: readonly Question[]): Record<string, unknown> =>
  Object.fromEntries(
    questions.filter((q) => !q.show_when && q.type !== "file").map((question) => [question.id, answerTo(question)])
  )

/** A service with its questions; the first of the catalog unless a handle is given. */
export const someService = async (api: Shopper, handle?: string): Promise<Service> => {
  const listed = () => api.store.get<{ services: Service[] }>("/store/services?currency_code=inr&limit=1")
  const chosen = handle ?? ok(await listed()).services[0]?.handle
  return ok(await api.store.get<{ service: Service }>(`/store/services/${chosen}?currency_code=inr`)).service
}

type Buyer = { full_name: string; email: string; phone: string }
type Item = { tier_id: string; quantity: number; intake: Record<string, unknown> }

/** What a purchase may contain besides its items. */
export type PurchaseFacts = {
  customer?: Buyer
  affiliate_code?: string | undefined
  click_id?: string | undefined
  payment_provider_id?: string
  consent?: Record<string, boolean>
}

/** A valid purchase body for `quantity` units of a service's first tier. */
export const purchaseBody = (
  service: Service,
  {
    quantity = 1,
    email = `buyer-${randomUUID()}@example.com`,
    ...facts
  }: PurchaseFacts & { quantity?: number | undefined; email?: string | undefined } = {}
) => {
  const items: Item[] = [{ tier_id: service.tiers[0]?.id ?? "", quantity, intake: intakeFor(service.intake.questions) }]
  return {
    items,
    customer: { full_name: "Asha Rao", email, phone: "+919876543210" },
    requirements: "Please call in the morning.",
    currency_code: "inr",
    consent: { terms: true },
    ...facts,
  }
}

export type PurchaseOptions = PurchaseFacts & {
  handle?: string | undefined
  quantity?: number | undefined
  email?: string | undefined
  /** The idempotency key; a new one unless given. */
  key?: string
}

/** Sends a purchase body and returns the response, successful or not. */
export const sendPurchase = <Body extends object = { purchase: BegunPurchase }>(
  api: Shopper,
  body: object,
  key: string = randomUUID()
): Promise<ApiAnswer<Body>> => api.store.post<Body>("/store/service-purchases", body, { "idempotency-key": key })

/** Begins a purchase; throws when the shop refuses it. */
export const beginPurchase = async (
  api: Shopper,
  { handle, key, ...options }: PurchaseOptions = {}
): Promise<BegunPurchase> =>
  ok(await sendPurchase(api, purchaseBody(await someService(api, handle), options), key)).purchase

/** Types a card into the sandbox gateway's form. */
export const payWith = (
  api: Pick<ApiClient, "raw">,
  purchase: Pick<BegunPurchase, "payment">,
  number: string = CARDS.succeeds
): Promise<ApiAnswer<{ status?: string; error?: { code: string; message: string } }>> =>
  api.raw("POST", `/sandbox-gateway/payment-intents/${purchase.payment.id}/confirm`, {
    body: {
      client_secret: purchase.payment.client_secret,
      card: { number, exp_month: 12, exp_year: 2035, cvc: "123" },
    },
  })

export type Completed = {
  type: string
  order: { id: string; reference: string }
  provisioning: "done" | "pending"
  service_requests: { reference_number: string; status: string; service: string; tier: string }[]
}

/** One call, which a busy shop answers with 202. */
export const sendCompletion = (api: Shopper, id: string) =>
  api.store.post<Completed>(`/store/service-purchases/${id}/complete`)

/** With 250 ms between two: a minute, because a machine that runs many tests at once may be that slow. */
const ATTEMPTS = 240

/**
 * Completes a purchase; while the shop is busy (202) it asks again, as the storefront does. A slow machine may answer
 * before the provisioning has ended, which a worker then continues.
 */
export const completePurchase = async (api: Shopper, id: string): ReturnType<typeof sendCompletion> => {
  for (let attempt = 1; ; attempt++) {
    const answer = await sendCompletion(api, id)
    if (answer.body.provisioning === "pending" && (await performOwnWork())) return sendCompletion(api, id)
    if (answer.status !== 202 || attempt === ATTEMPTS) return answer
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

export type Purchased = Completed & { purchase: BegunPurchase; reference: string }

/** Pays a purchase and completes it, with its service requests; throws when the shop refuses either. */
export const settlePurchase = async (api: Shopper, purchase: BegunPurchase, card?: string): Promise<Purchased> => {
  ok(await payWith(api, purchase, card))
  // The gateway's event completes it too: the second call waits and sees the requests once they are created.
  for (let attempt = 1; ; attempt++) {
    const completed = await completePurchase(api, purchase.id)
    const reference = completed.body.service_requests?.[0]?.reference_number
    if (reference) return { ...completed.body, purchase, reference }
    if (attempt === ATTEMPTS) throw new Error(`The purchase was not completed: ${JSON.stringify(completed.body)}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** A whole purchase, started, paid and completed; throws when the shop refuses a step. */
export const buy = async (
  api: Shopper,
  { card, ...options }: PurchaseOptions & { card?: string | undefined } = {}
): Promise<Purchased> => settlePurchase(api, await beginPurchase(api, options), card)

export type PaymentSession = { id: string; provider_id: string; data: { id: string; client_secret: string } }
export type CartItem = { variant_id: string | undefined; quantity: number }
type Cart = { id: string; total: number; discount_total: number; currency_code: string; items: { id: string }[] }

/** A new payment session of a cart's payment collection. */
export const startCartPayment = async (api: Shopper, collectionId: string): Promise<PaymentSession> => {
  const { payment_collection } = ok(
    await api.store.post<{ payment_collection: { payment_sessions: PaymentSession[] } }>(
      `/store/payment-collections/${collectionId}/payment-sessions`,
      { provider_id: "pp_sandbox_sandbox" }
    )
  )
  const [session] = payment_collection.payment_sessions
  if (!session) throw new Error("The cart has no payment session")
  return session
}

/** A cart with an open payment, through core's own routes; `prepare` runs before the payment is opened. */
export const openCart = async (
  api: Shopper,
  {
    items,
    currency = "inr",
    email = `payer-${randomUUID()}@example.com`,
    promo_codes,
    prepare,
  }: {
    items: CartItem[]
    currency?: string | undefined
    email?: string | undefined
    promo_codes?: string[] | undefined
    prepare?: ((cart: Cart) => Promise<void>) | undefined
  }
): Promise<{ cart: Cart; collectionId: string; session: PaymentSession }> => {
  const { regions } = ok(await api.store.get<{ regions: { id: string; currency_code: string }[] }>("/store/regions"))
  const region_id = regions.find((region) => region.currency_code === currency)?.id
  const body = { region_id, email, ...(items.length ? { items } : {}) }
  const { cart: opened } = ok(await api.store.post<{ cart: Cart }>("/store/carts", body))
  await prepare?.(opened)
  // After the lines: core forgets the codes of an empty cart.
  if (promo_codes) {
    const { cart } = ok(await api.store.post<{ cart: Cart }>(`/store/carts/${opened.id}/promotions`, { promo_codes }))
    if (cart.discount_total <= 0) throw new Error(`${promo_codes.join(", ")} took nothing off the cart`)
  }
  const { cart } = ok(await api.store.get<{ cart: Cart }>(`/store/carts/${opened.id}`))
  const { payment_collection } = ok(
    await api.store.post<{ payment_collection: { id: string } }>("/store/payment-collections", { cart_id: cart.id })
  )
  return { cart, collectionId: payment_collection.id, session: await startCartPayment(api, payment_collection.id) }
}

export const completeCart = (api: Shopper, cartId: string) =>
  api.store.post<{ type?: string; order?: { id: string }; code?: string }>(`/store/carts/${cartId}/complete`)
