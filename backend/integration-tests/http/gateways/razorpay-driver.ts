import {
  type RazorpayEvent,
  type RazorpayOutcome,
  type RazorpayStandIn,
  type Shop,
  startRazorpay,
} from "@atrium/test-kit"

import type { CardKind, Confirmation, GatewayDriver, GatewayEvent } from "./gateway-driver"

const OUTCOMES: Record<CardKind, RazorpayOutcome> = {
  succeeds: "authorized",
  declined: "declined",
  insufficient: "insufficient_funds",
  expired: "card_expired",
  authentication: "authenticate",
}
const KEYS = {
  RAZORPAY_KEY_ID: "rzp_test_contract",
  RAZORPAY_KEY_SECRET: "razorpay_secret",
  RAZORPAY_WEBHOOK_SECRET: "razorpay_webhook",
}
const ABOUT: Readonly<Record<string, GatewayEvent["about"]>> = {
  "payment.authorized": "authorized",
  "payment.captured": "captured",
  "refund.processed": "refunded",
}
const CONFIRMATIONS: Readonly<Record<string, Confirmation>> = { authorized: "succeeded", created: "requires_action" }
const confirmation = ({ status }: { status: string }): Confirmation => CONFIRMATIONS[status] ?? "declined"

/** Razorpay, implemented by our stand-in; `standIn` is open between `open` and `close`. */
export const razorpayDriver = (): GatewayDriver & { standIn(): RazorpayStandIn } => {
  const env: Record<string, string> = { ...KEYS }
  let shop: Shop
  let opened: RazorpayStandIn | undefined
  const standIn = () => {
    if (!opened) throw new Error("Razorpay's stand-in is open only inside tests and hooks")
    return opened
  }
  const account = () => standIn().account
  const taken = (orderId: string) => {
    const payments = account().paymentsOf(orderId)
    const payment = payments.find(({ status }) => status === "authorized") ?? payments.find(({ captured }) => captured)
    if (!payment) throw new Error(`Nothing was paid for ${orderId}`)
    return payment
  }
  /** As its place in the account's list of events. */
  const eventOf = (id: string): RazorpayEvent => {
    const event = account().events[Number(id)]
    if (!event) throw new Error(`Razorpay has no event ${id}`)
    return event
  }

  return {
    name: "razorpay",
    providerId: "pp_razorpay_razorpay",
    env,
    standIn,
    meet: (met) => {
      shop = met
    },
    open: async () => {
      const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_WEBHOOK_SECRET: webhookSecret } = KEYS
      opened = await startRazorpay({ keyId, keySecret, webhookSecret })
      env.RAZORPAY_API_URL = opened.url
    },
    close: () => standIn().close(),
    confirm: async ({ id }, card) => confirmation(account().attempt(id, OUTCOMES[card])),
    // Razorpay's form answers the browser alone, so a closed browser loses the answer.
    confirmAndLoseTheAnswer: async ({ id }) => {
      account().attempt(id, "authorized", "upi")
      return "lost"
    },
    authenticate: async ({ id }, passed) => confirmation(account().authenticate(id, passed)),
    look: async (id) => {
      const { notes } = account().order(id)
      const payments = account().paymentsOf(id)
      const captured = payments.filter((payment) => payment.captured)
      const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
      const ended = "given_up" in notes || payments.at(-1)?.status === "refunded"
      const authorized = payments.some(({ status }) => status === "authorized")
      return {
        state: captured.length ? "captured" : ended ? "canceled" : authorized ? "authorized" : "open",
        captured: sum(captured.map(({ amount }) => amount)),
        refunded: sum(captured.map(({ amount_refunded }) => amount_refunded)),
      }
    },
    told: async (id) => {
      const { amount, currency, notes } = account().order(id)
      const { description = null, session_id = null, cart_id = null } = notes as Record<string, string>
      return { amount, currency_code: currency.toLowerCase(), description, session_id, cart_id }
    },
    capture: async (id) => void account().capture(taken(id).id),
    cancel: async (id) => account().lapse(id),
    refund: async (id, amount, key) => void account().refund(taken(id).id, { amount }, key),
    dispute: async (id) => account().dispute(id).id,
    closeDispute: async (id, decision) => account().closeDispute(id, decision),
    events: async (id) =>
      standIn()
        .eventsOf(id)
        .map((event) => ({ id: String(account().events.indexOf(event)), about: ABOUT[event.event] ?? "other" })),
    withhold: async () => undefined,
    deliver: async (event, tampered) => {
      const body = JSON.stringify(eventOf(event.id))
      const headers = { "content-type": "application/json", "x-razorpay-signature": standIn().sign(body) }
      const rawBody = tampered ? `${body} ` : body
      return (await shop.api.raw("POST", "/hooks/gateway/razorpay", { headers, rawBody })).status
    },
  }
}
