import { env } from "@atrium/server"

import type { Gateway } from "../../extension-points"
import { stripeGateway } from "./gateway"
import { stripePayment } from "./payments"

const { verify, interpret, referenceOf, stateOf, keptData, release, reportsCapturedMoney, refunds, check } =
  stripeGateway

/**
 * SEPA Direct Debit through Stripe, a choice of its own for shoppers. Stripe's webhook and list of events report its
 * payments too, so that it has neither.
 */
export const stripeSepaDebitGateway: Gateway = {
  provider: "stripe-sepa-debit",
  providerId: "pp_stripe-sepa-debit_stripe",
  get mode() {
    return stripeGateway.mode
  },
  label: "SEPA Direct Debit, through Stripe",
  service: "stripe",
  settings: [...(stripeGateway.settings ?? []), "STRIPE_SEPA_DEBIT"],
  currencies: ["eur"],
  delayed: true,
  eventsOf: stripeGateway.provider,
  // Without the switch, debits on their way must still become orders.
  available: () => stripeGateway.available(),
  enabled: () => env().stripe?.sepaDebit === true,
  ...(check ? { check } : {}),
  verify,
  interpret,
  referenceOf,
  stateOf,
  // The bank took the money before the order was made.
  capture: (_container, reference) => stripePayment(reference),
  ...(keptData ? { keptData } : {}),
  release,
  reportsCapturedMoney,
  ...(refunds ? { refunds } : {}),
}
