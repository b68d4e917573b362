import { StripeAccount } from "./stripe-account"
import type { StripeEventObject, StripeIntentObject } from "./stripe-objects"
import { type StripeFault, type StripeRequest, StripeServer } from "./stripe-server"

export type StripeStandInOptions = {
  secretKey: string
  publishableKey: string
  /** Signs a webhook's body as Stripe's own library does (`webhooks.generateTestHeaderString`). */
  sign: (payload: string) => string
  /** Where events are posted. Evaluated at each delivery. */
  webhookUrl: () => string
  /** Posts each event automatically, with retries, as Stripe does; otherwise the test delivers events itself. */
  autoDeliver?: boolean
  port?: number
}

export type StripeStandIn = {
  /** For STRIPE_API_URL. */
  readonly url: string
  /** The account as in Stripe's dashboard, with the actions available there. */
  readonly account: StripeAccount
  /** Every request so far, oldest first. */
  requests(): readonly StripeRequest[]
  /** Makes the next matching requests fail. */
  fail(fault: StripeFault): void
  /** What Stripe.js does in the shopper's browser: confirms over HTTP with the publishable key. */
  confirm(intent: { id: string; client_secret: string }, paymentMethod: string): Promise<StripeConfirmation>
  /** The events of a payment, oldest first. */
  eventsOf(intentId: string): StripeEventObject[]
  /** Posts an event; returns the shop's status. May be repeated and in any order. */
  deliver(event: StripeEventObject): Promise<number>
  close(): Promise<void>
}

export type StripeConfirmation =
  | { intent: Pick<StripeIntentObject, "id" | "status"> }
  | { error: { type: string; code?: string; decline_code?: string } }

const ATTEMPTS = 6
const PAUSE_MS = 500

const isAbout = (event: StripeEventObject, intentId: string): boolean => {
  const { object } = event.data
  return object.object === "payment_intent" ? object.id === intentId : object.payment_intent === intentId
}

/**
 * A stand-in for Stripe: its wire format, idempotency, errors, test payment methods and signed events. Keeps everything in
 * memory and moves no money.
 */
export const startStripe = async (options: StripeStandInOptions): Promise<StripeStandIn> => {
  const account = new StripeAccount(options.secretKey.includes("_live_"))
  const server = new StripeServer(account, { secret: options.secretKey, publishable: options.publishableKey })
  const url = await server.listen(options.port)
  let open = true

  const deliver = async (event: StripeEventObject): Promise<number> => {
    const body = JSON.stringify(event)
    const headers = { "content-type": "application/json; charset=utf-8", "stripe-signature": options.sign(body) }
    return (await fetch(options.webhookUrl(), { method: "POST", headers, body })).status
  }

  const deliverWithRetries = async (event: StripeEventObject): Promise<void> => {
    for (let attempt = 0; open && attempt < ATTEMPTS; attempt++) {
      // When the shop is down, try again.
      if ((await deliver(event).catch(() => 0)) === 200) return
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** attempt))
    }
  }
  if (options.autoDeliver) account.onEvent = (event) => void setImmediate(() => void deliverWithRetries(event))

  return {
    url,
    account,
    requests: () => server.requests,
    fail: (fault) => server.fail(fault),
    confirm: async ({ id, client_secret }, paymentMethod) => {
      const answer = await fetch(`${url}/v1/payment_intents/${id}/confirm`, {
        method: "POST",
        headers: { authorization: `Bearer ${options.publishableKey}` },
        body: new URLSearchParams({ client_secret, payment_method: paymentMethod }),
      })
      const body = (await answer.json()) as StripeIntentObject & { error?: { type: string; code?: string } }
      return body.error ? { error: body.error } : { intent: { id: body.id, status: body.status } }
    },
    eventsOf: (intentId) => account.events.filter((event) => isAbout(event, intentId)),
    deliver,
    close: async () => {
      open = false
      await server.close()
    },
  }
}
