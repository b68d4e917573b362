import type { GatewayCard } from "./card"
import type { GatewayAnswer, PaymentIntent } from "./gateway"
import type { CardMethod, PaymentForm } from "./payment-method"

/** What a payment is made with. `instructions`: nothing is confirmed online. */
export type PaymentMeans =
  | { kind: "card"; card: GatewayCard; gateway: CardMethod["gateway"] }
  | { kind: "form"; form: PaymentForm }
  | { kind: "instructions" }

/** Means that a gateway confirms. */
export type ConfirmedMeans = Exclude<PaymentMeans, { kind: "instructions" }>

/** The methods' browser sides as one. A form asks the bank's question itself; for a card it is asked by this page. */
export const gatewayDoors = (backendUrl: string) => ({
  confirm: (intent: PaymentIntent, means: ConfirmedMeans, purchaseId: string): Promise<GatewayAnswer> =>
    means.kind === "form"
      ? means.form.confirm(intent, purchaseId)
      : means.gateway(backendUrl).confirm(intent, means.card),
  authenticate: async (
    intent: PaymentIntent,
    outcome: "pass" | "fail",
    means: ConfirmedMeans
  ): Promise<GatewayAnswer> =>
    means.kind === "card"
      ? means.gateway(backendUrl).authenticate(intent, outcome)
      : { status: "unknown", because: "timeout" },
})
