import { type PayPalEventThere, type PayPalOutcome, type PayPalStandIn, type Shop, startPayPal } from "@atrium/test-kit"

import type { CardKind, GatewayDriver, GatewayEvent } from "./gateway-driver"

const OUTCOMES: Record<Exclude<CardKind, "authentication">, PayPalOutcome> = {
  succeeds: "approved",
  declined: "declined",
  insufficient: "insufficient_funds",
  expired: "card_expired",
}
const KEYS = {
  PAYPAL_CLIENT_ID: "paypal_client",
  PAYPAL_CLIENT_SECRET: "paypal_secret",
  PAYPAL_WEBHOOK_ID: "1JE4291016473214C",
  PAYPAL_ENVIRONMENT: "sandbox",
}
const ABOUT: Readonly<Record<string, GatewayEvent["about"]>> = {
  "CHECKOUT.ORDER.APPROVED": "authorized",
  "PAYMENT.CAPTURE.COMPLETED": "captured",
  "PAYMENT.CAPTURE.REFUNDED": "refunded",
}

/** PayPal, implemented by our stand-in; `standIn` is open between `open` and `close`. */
export const paypalDriver = (): GatewayDriver & { standIn(): PayPalStandIn } => {
  const env: Record<string, string> = { ...KEYS }
  const refundKeys = new Set<string>()
  let shop: Shop
  let opened: PayPalStandIn | undefined
  const standIn = () => {
    if (!opened) throw new Error("PayPal's stand-in is open only inside tests and hooks")
    return opened
  }
  const account = () => standIn().account
  /** What the payer's bank will say of each approved order: PayPal finds out when it is asked for the authorization. */
  const approvals = new Map<string, PayPalOutcome>()
  const approve = (id: string, outcome: PayPalOutcome): void => {
    account().approve(id, outcome)
    approvals.set(id, outcome)
  }
  /** Sent by the shop or by the shopper's approval; the shop asks for the authorization itself. */
  const authorized = (id: string) => {
    if (account().order(id).status === "APPROVED") account().authorize(id)
    const [authorization] = account()
      .paymentsOf(id)
      .authorizations.filter(({ status }) => status !== "DENIED")
    if (!authorization) throw new Error(`Nothing was authorized for ${id}`)
    return authorization
  }
  /** As its place in the account's list of events. */
  const eventOf = (id: string): PayPalEventThere => {
    const event = account().events[Number(id)]
    if (!event) throw new Error(`PayPal has no event ${id}`)
    return event
  }
  const cents = ({ value }: { value: string }) => Math.round(Number(value) * 100)
  const sum = (rows: readonly { amount: { value: string } }[]) =>
    rows.reduce((total, { amount }) => total + cents(amount), 0)

  return {
    name: "paypal",
    providerId: "pp_paypal_paypal",
    env,
    standIn,
    meet: (met) => {
      shop = met
    },
    open: async () => {
      const { PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret, PAYPAL_WEBHOOK_ID: webhookId } = KEYS
      opened = await startPayPal({ clientId, clientSecret, webhookId })
      env.PAYPAL_API_URL = opened.url
    },
    close: () => standIn().close(),
    confirm: async ({ id }, card) => {
      // The bank's question is asked on PayPal's page, before the shopper has approved.
      if (card === "authentication") return "requires_action"
      approve(id, OUTCOMES[card])
      return card === "succeeds" ? "succeeded" : "declined"
    },
    // PayPal's page answers the browser alone, so a closed browser loses the answer.
    confirmAndLoseTheAnswer: async ({ id }) => {
      approve(id, "approved")
      return "lost"
    },
    authenticate: async ({ id }, passed) => {
      approve(id, passed ? "approved" : "authentication_failed")
      return passed ? "succeeded" : "declined"
    },
    look: async (id) => {
      const { status, purchase_units } = account().order(id)
      const { authorizations, captures, refunds } = account().paymentsOf(id)
      const latest = authorizations.at(-1)?.status
      const ended = latest === "VOIDED" || (!latest && purchase_units[0].custom_id.endsWith("|given_up"))
      const held = (status === "APPROVED" && approvals.get(id) === "approved") || latest === "CREATED"
      return {
        state: captures.length ? "captured" : ended ? "canceled" : held ? "authorized" : "open",
        captured: sum(captures),
        refunded: sum(refunds),
      }
    },
    told: async (id) => {
      const [{ amount, description = null, custom_id }] = account().order(id).purchase_units
      const [session_id = null, cart_id = null] = custom_id.split("|")
      const currency_code = amount.currency_code.toLowerCase()
      return { amount: cents(amount), currency_code, description, session_id, cart_id }
    },
    capture: async (id) => void account().capture(authorized(id).id),
    cancel: async (id) => account().void(authorized(id).id),
    refund: async (id, amount, key) => {
      const [capture] = account().paymentsOf(id).captures
      if (!capture || (key && refundKeys.has(key))) return
      if (key) refundKeys.add(key)
      const { currency_code } = capture.amount
      account().refund(capture.id, { amount: { currency_code, value: (amount / 100).toFixed(2) } })
    },
    dispute: async (id) => account().dispute(id).dispute_id,
    closeDispute: async (id, decision) =>
      account().closeDispute(id, decision === "lost" ? "RESOLVED_BUYER_FAVOUR" : "RESOLVED_SELLER_FAVOUR"),
    events: async (id) =>
      standIn()
        .eventsOf(id)
        .map((event) => ({ id: String(account().events.indexOf(event)), about: ABOUT[event.event_type] ?? "other" })),
    withhold: async () => undefined,
    deliver: async (event, tampered) => {
      const body = JSON.stringify(eventOf(event.id))
      const headers = { "content-type": "application/json", ...standIn().sign(body) }
      const rawBody = tampered ? `${body} ` : body
      return (await shop.api.raw("POST", "/hooks/gateway/paypal", { headers, rawBody })).status
    },
  }
}
