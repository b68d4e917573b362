import type { GatewayCard } from "./card"
import { type GatewayAnswer, type PaymentIntent, sandboxGateway } from "./gateway"
import type { StripeForm } from "./stripe/stripe-form"

/** What a payment is made with. */
export type PaymentMeans = { gateway: "sandbox"; card: GatewayCard } | { gateway: "stripe"; form: StripeForm }

/** The gateways' browser sides as one. The bank's question is asked by us for the sandbox alone: Stripe asks it itself. */
export const gatewayDoors = (backendUrl: string) => {
  const sandbox = sandboxGateway(backendUrl)
  return {
    confirm: (intent: PaymentIntent, means: PaymentMeans, purchaseId: string): Promise<GatewayAnswer> =>
      means.gateway === "stripe" ? means.form.confirm(intent, purchaseId) : sandbox.confirm(intent, means.card),
    authenticate: sandbox.authenticate,
  }
}
