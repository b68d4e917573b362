import { createHmac } from "node:crypto"

import type { Shop } from "@atrium/test-kit"

import { DASHBOARD } from "../payments/cart-driver"
import type { AtGateway, CardKind, Confirmation, GatewayDriver, GatewayEvent } from "./gateway-driver"

const NUMBERS: Record<CardKind, string> = {
  succeeds: "4242424242424242",
  declined: "4000000000000002",
  insufficient: "4000000000009995",
  expired: "4000000000000069",
  authentication: "4000002500003155",
}
const TIMES_OUT = "4000000000000119"
const WEBHOOK_SECRET = "sandbox_whsec_demo"
const DELIVERY = "payments.deliver-sandbox-event"

const STATES: Readonly<Record<string, AtGateway["state"]>> = {
  authorized: "authorized",
  captured: "captured",
  canceled: "canceled",
}
const ABOUT: Readonly<Record<string, GatewayEvent["about"]>> = {
  "payment_intent.authorized": "authorized",
  "payment_intent.captured": "captured",
  "payment_intent.refunded": "refunded",
}

type Intent = {
  status: string
  amount: number
  amount_captured: number
  amount_refunded: number
  currency_code: string
  description: string | null
  metadata: { session_id: string | null; cart_id: string | null }
}
type Answer = { status?: string; error?: { code: string } }

const confirmation = ({ body }: { body: Answer }): Confirmation =>
  body.status === "succeeded" || body.status === "requires_action" ? body.status : "declined"

/** The sandbox gateway, over its public routes. */
export const sandboxDriver = (): GatewayDriver => {
  let shop: Shop
  const post = async <T>(path: string, body: object, headers: Record<string, string> = DASHBOARD) => {
    const answer = await shop.api.raw<T>("POST", `/sandbox-gateway/payment-intents/${path}`, { body, headers })
    if (answer.status >= 300) throw new Error(`The sandbox refused ${path}: ${JSON.stringify(answer.body)}`)
    return answer
  }
  const look = async (id: string): Promise<Intent> =>
    (
      await shop.api.raw<{ payment_intent: Intent }>("GET", `/sandbox-gateway/payment-intents/${id}`, {
        headers: DASHBOARD,
      })
    ).body.payment_intent
  const pay = ({ id, client_secret }: { id: string; client_secret: string }, number: string) =>
    post<Answer>(`${id}/confirm`, { client_secret, card: { number, exp_month: 12, exp_year: 2035, cvc: "123" } }, {})
  const withhold = () =>
    shop.knex()("work_item").where({ kind: DELIVERY, status: "due" }).update({ status: "cancelled" })

  return {
    name: "sandbox",
    providerId: "pp_sandbox_sandbox",
    env: { ATRIUM_SANDBOX_TIMEOUT_SECONDS: "1" },
    open: async () => undefined,
    meet: (met) => {
      shop = met
    },
    close: async () => undefined,
    confirm: async (payment, card) => confirmation(await pay(payment, NUMBERS[card])),
    confirmAndLoseTheAnswer: async (payment) => {
      // The browser gives up while the gateway, which has captured the payment, has not responded yet.
      void pay(payment, TIMES_OUT).catch(() => undefined)
      while ((await look(payment.id)).status !== "authorized") await new Promise((resolve) => setTimeout(resolve, 20))
      return "lost"
    },
    authenticate: async ({ id, client_secret }, passed) =>
      confirmation(await post<Answer>(`${id}/authenticate`, { client_secret, outcome: passed ? "pass" : "fail" }, {})),
    look: async (id) => {
      const intent = await look(id)
      return {
        state: STATES[intent.status] ?? "open",
        captured: intent.amount_captured,
        refunded: intent.amount_refunded,
      }
    },
    told: async (id) => {
      const { amount, currency_code, description, metadata } = await look(id)
      return { amount, currency_code, description, ...metadata }
    },
    capture: async (id) => void (await post(`${id}/capture`, {})),
    cancel: async (id) => void (await post(`${id}/cancel`, {})),
    refund: async (id, amount, key) =>
      void (await post(`${id}/refund`, { amount }, { ...DASHBOARD, ...(key ? { "idempotency-key": key } : {}) })),
    dispute: async (id) => {
      await post(`${id}/dispute`, {})
      return `${id}:dispute`
    },
    events: async (id) => {
      const { body } = await shop.api.raw<{ events: { id: string; type: string }[] }>(
        "GET",
        `/sandbox-gateway/events?payment_intent_id=${id}`,
        { headers: DASHBOARD }
      )
      return body.events.map(({ id, type }) => ({ id, about: ABOUT[type] ?? "other" }))
    },
    withhold: async () => void (await withhold()),
    deliver: async (event, tampered) => {
      const { body } = await shop.knex()("sandbox_event").where({ id: event.id }).first("body")
      const at = Math.floor(Date.now() / 1000)
      const mac = createHmac("sha256", WEBHOOK_SECRET).update(`${at}.${body}`).digest("hex")
      const answer = await shop.api.raw("POST", "/hooks/gateway/sandbox", {
        headers: { "content-type": "application/json", "x-sandbox-signature": `t=${at},v1=${mac}` },
        rawBody: tampered ? `${body} ` : body,
      })
      return answer.status
    },
  }
}
