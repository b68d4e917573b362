import { env } from "@atrium/server"

import { registerGateway } from "./gateways"
import { hintOfStripeEvent, stripeSignatureHolds, tellsOfTakenMoney } from "./stripe-events"
import { changedStripePayments, refundsAtStripe, releaseStripePayment, stripePayment } from "./stripe-payments"

registerGateway({
  provider: "stripe",
  providerId: "pp_stripe_stripe",
  // Test keys move no real money: for staff that is a sandbox.
  get mode() {
    return env().stripe?.live ? "live" : "sandbox"
  },
  available: () => env().stripe !== null,
  verify: stripeSignatureHolds,
  interpret: hintOfStripeEvent,
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: (_container, reference) => stripePayment(reference),
  release: (_container, reference) => releaseStripePayment(reference),
  tellsOfTakenMoney,
  refunds: (_container, reference) => refundsAtStripe(reference),
  changed: changedStripePayments,
})
