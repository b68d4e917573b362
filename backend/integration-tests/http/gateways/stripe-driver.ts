import { stripeClient } from "@atrium/payments/providers/stripe"
import { type Shop, startStripe, type StripeStandIn } from "@atrium/test-kit"

import type { AtGateway, CardKind, Confirmation, GatewayDriver, GatewayEvent } from "./gateway-driver"

const METHODS: Record<CardKind, string> = {
  succeeds: "pm_card_visa",
  declined: "pm_card_visa_chargeDeclined",
  insufficient: "pm_card_visa_chargeDeclinedInsufficientFunds",
  expired: "pm_card_chargeDeclinedExpiredCard",
  authentication: "pm_card_authenticationRequired",
}
export const STRIPE_KEYS = {
  STRIPE_API_KEY: "sk_test_contract",
  STRIPE_PUBLISHABLE_KEY: "pk_test_contract",
  STRIPE_WEBHOOK_SECRET: "whsec_contract",
}

const STATES: Readonly<Record<string, AtGateway["state"]>> = {
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
}
const ABOUT: Readonly<Record<string, GatewayEvent["about"]>> = {
  "payment_intent.amount_capturable_updated": "authorized",
  "payment_intent.succeeded": "captured",
  "charge.refunded": "refunded",
}

/** Signs with Stripe's own library, which the shop verifies with. */
export const signAsStripe = (payload: string, secret = STRIPE_KEYS.STRIPE_WEBHOOK_SECRET): string =>
  stripeClient({
    apiKey: STRIPE_KEYS.STRIPE_API_KEY,
    apiUrl: "https://api.stripe.com",
  }).webhooks.generateTestHeaderString({ payload, secret })

/** Stripe, implemented by our stand-in; `standIn` is open between `open` and `close`. */
export const stripeDriver = (): GatewayDriver & { standIn(): StripeStandIn } => {
  const env: Record<string, string> = { ...STRIPE_KEYS }
  let shop: Shop
  let opened: StripeStandIn | undefined
  const standIn = () => {
    if (!opened) throw new Error("Stripe's stand-in is open only inside tests and hooks")
    return opened
  }
  const account = () => standIn().account
  const eventOf = (id: string) => {
    const event = account().events.find((one) => one.id === id)
    if (!event) throw new Error(`Stripe has no event ${id}`)
    return event
  }

  return {
    name: "stripe",
    providerId: "pp_stripe_stripe",
    env,
    standIn,
    meet: (met) => {
      shop = met
    },
    open: async () => {
      opened = await startStripe({
        secretKey: STRIPE_KEYS.STRIPE_API_KEY,
        publishableKey: STRIPE_KEYS.STRIPE_PUBLISHABLE_KEY,
        sign: signAsStripe,
        webhookUrl: () => `${shop.baseUrl()}/hooks/gateway/stripe`,
      })
      env.STRIPE_API_URL = opened.url
    },
    close: () => standIn().close(),
    confirm: async (payment, card) => {
      const answer = await standIn().confirm(payment, METHODS[card])
      if ("error" in answer) return "declined"
      return answer.intent.status === "requires_action" ? "requires_action" : "succeeded"
    },
    confirmAndLoseTheAnswer: async (payment): Promise<Confirmation> => {
      // This payment's alone: others may be confirmed at the same time.
      standIn().fail({ request: new RegExp(`${payment.id}/confirm$`), how: "lost", times: 1 })
      return standIn()
        .confirm(payment, METHODS.succeeds)
        .then((): Confirmation => "succeeded")
        .catch((): Confirmation => "lost")
    },
    authenticate: async ({ id }, passed) =>
      account().authenticate(id, passed).status === "requires_capture" ? "succeeded" : "declined",
    look: async (id) => {
      const intent = account().intent(id)
      const refunds = account().refunds.filter((refund) => refund.payment_intent === id)
      return {
        state: STATES[intent.status] ?? "open",
        captured: intent.amount_received,
        refunded: refunds.reduce((sum, refund) => sum + refund.amount, 0),
      }
    },
    told: async (id) => {
      const { amount, currency, description, metadata } = account().intent(id)
      const { session_id = null, cart_id = null } = metadata
      return { amount, currency_code: currency, description, session_id, cart_id }
    },
    capture: async (id) => void account().capture(id),
    cancel: async (id) => void account().cancel(id),
    // Over HTTP where a key is given: the key is part of Stripe's HTTP interface.
    refund: async (id, amount, key) => {
      if (!key) return void account().refund({ payment_intent: id, amount: String(amount) })
      const api = stripeClient({ apiKey: STRIPE_KEYS.STRIPE_API_KEY, apiUrl: standIn().url })
      await api.refunds.create({ payment_intent: id, amount }, { idempotencyKey: key })
    },
    dispute: async (id) => account().dispute(id).id,
    closeDispute: async (id, decision) => void account().closeDispute(id, decision),
    events: async (id) =>
      standIn()
        .eventsOf(id)
        .map((event) => ({ id: event.id, about: ABOUT[event.type] ?? "other" })),
    withhold: async () => undefined,
    deliver: async (event, tampered) => {
      if (!tampered) return standIn().deliver(eventOf(event.id))
      const body = JSON.stringify(eventOf(event.id))
      const headers = { "content-type": "application/json", "stripe-signature": signAsStripe(body) }
      return (await shop.api.raw("POST", "/hooks/gateway/stripe", { headers, rawBody: `${body} ` })).status
    },
  }
}
