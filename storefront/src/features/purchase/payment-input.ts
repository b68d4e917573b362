import type { GatewayCard } from "./card"
import type { GatewayResult, PaymentIntent } from "./gateway"
import type { CardMethod, PaymentForm } from "./payment-method"

/** What the shopper pays with. `redirect`: on the gateway's page. `instructions`: offline. Neither is confirmed on this page. */
export type PaymentInput =
  | { kind: "card"; card: GatewayCard; gateway: CardMethod["gateway"] }
  | { kind: "form"; form: PaymentForm }
  | { kind: "redirect" }
  | { kind: "instructions" }

/** Input that a gateway confirms on this page. */
export type ConfirmableInput = Exclude<PaymentInput, { kind: "redirect" | "instructions" }>

/**
 * Returns the gateway calls for any input. Gateway forms handle authentication themselves; cards need this page's
 * dialog.
 */
export const gatewayActions = (backendUrl: string) => ({
  confirm: (intent: PaymentIntent, input: ConfirmableInput, purchaseId: string): Promise<GatewayResult> =>
    input.kind === "form"
      ? input.form.confirm(intent, purchaseId)
      : input.gateway(backendUrl).confirm(intent, input.card),
  authenticate: async (
    intent: PaymentIntent,
    outcome: "pass" | "fail",
    input: ConfirmableInput
  ): Promise<GatewayResult> =>
    input.kind === "card"
      ? input.gateway(backendUrl).authenticate(intent, outcome)
      : { status: "unknown", reason: "timeout" },
})
