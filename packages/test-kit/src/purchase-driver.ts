import { randomUUID } from "node:crypto"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ApiAnswer, ApiClient } from "./api-client"
import type { Shop } from "./with-shop"

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
type Service = { handle: string; title: string; max_quantity: number; tiers: Tier[]; intake: { questions: Question[] } }

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
  if (type === "date") return "2026-12-01"
  if (type === "number") return 3
  return "As agreed on the phone"
}

/** Answers to every question that is asked of everybody; files come after the purchase. */
export const intakeFor = (questions: readonly Question[]): Record<string, unknown> =>
  Object.fromEntries(
    questions.filter((q) => !q.show_when && q.type !== "file").map((question) => [question.id, answerTo(question)])
  )

export const someCustomer = (email = `buyer-${randomUUID()}@example.com`) => ({
  full_name: "Asha Rao",
  email,
  phone: "+919876543210",
})

/** A service with its questions; the first of the catalogue unless a handle is given. */
export const someService = async (api: ApiClient, handle?: string): Promise<Service> => {
  const chosen =
    handle ??
    (await api.store.get<{ services: Service[] }>("/store/services?currency_code=inr")).body.services[0]?.handle
  return (await api.store.get<{ service: Service }>(`/store/services/${chosen}?currency_code=inr`)).body.service
}

/** A valid purchase body for `quantity` units of a service's first tier. */
export const purchaseBody = (service: Service, options: { quantity?: number; email?: string } = {}) => ({
  items: [
    {
      tier_id: service.tiers[0]?.id ?? "",
      quantity: options.quantity ?? 1,
      intake: intakeFor(service.intake.questions),
    },
  ],
  customer: someCustomer(options.email),
  requirements: "Please call in the morning.",
  currency_code: "inr",
  consent: { terms: true },
})

/** Begins a purchase; throws when the shop refuses it. */
export const beginPurchase = async (
  api: ApiClient,
  options: { handle?: string; quantity?: number; email?: string; key?: string } = {}
): Promise<BegunPurchase> => {
  const service = await someService(api, options.handle)
  const answer = await api.store.post<{ purchase: BegunPurchase }>(
    "/store/service-purchases",
    purchaseBody(service, options),
    {
      "idempotency-key": options.key ?? randomUUID(),
    }
  )
  if (answer.status !== 201)
    throw new Error(`The purchase was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.purchase
}

/** The purchase with the cart behind it, which the shop tells nobody. */
export const withCart = async <T extends { id: string }>(shop: Shop, purchase: T): Promise<T & { cart_id: string }> => {
  const knex = shop.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const row: { cart_id: string } = await knex("service_purchase").where({ id: purchase.id }).first("cart_id")
  return { ...purchase, cart_id: row.cart_id }
}

/** Types a card into the sandbox gateway's form. */
export const payWith = (
  api: ApiClient,
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
  order: { id: string; display_id: number }
  provisioning: "done" | "pending"
  service_requests: { reference_number: string; status: string; service: string; tier: string }[]
}

export const completePurchase = (api: ApiClient, id: string) =>
  api.store.post<Completed>(`/store/service-purchases/${id}/complete`)
