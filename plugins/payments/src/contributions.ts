import { auditedResources } from "@atrium/audit/extension-points"
import { knexOf, personalData, rateLimits, retentionRules } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { countOpenDisputes } from "./data/disputes"
import { countDeadGatewayEvents } from "./data/gateway-events"
import { gatewayEventRetention, sandboxEventRetention, sandboxPaymentRetention } from "./data/retention"
import { completionValidators, gateways } from "./extension-points"
import { paypalGateway } from "./providers/paypal/gateway"
import { razorpayGateway } from "./providers/razorpay/gateway"
import { sandboxGateway } from "./providers/sandbox/gateway"
import { stripeGateway } from "./providers/stripe/gateway"
import { stripeSepaDebitGateway } from "./providers/stripe/sepa-debit-gateway"
import { paymentPersonalData } from "./use-cases/personal-data"
import { validateStock } from "./use-cases/sell-stock"
import { validatePayment } from "./use-cases/validate-completion"

gateways.add("payments", sandboxGateway)
gateways.add("payments", stripeGateway)
gateways.add("payments", stripeSepaDebitGateway)
gateways.add("payments", razorpayGateway)
gateways.add("payments", paypalGateway)

completionValidators.add("payments", { name: "stock", validate: validateStock })
completionValidators.add("payments", { name: "payment", validate: validatePayment })

// Enough for a person who is setting up keys.
rateLimits.add("payments", { name: "gateway_test", perMinute: 20 })

/** Writes under these paths are audited. */
auditedResources.addAll("payments", [
  { path: "/admin/gateway-events", noun: "gateway_event", label: "a gateway event" },
  { path: "/admin/gateway-disputes", noun: "dispute", label: "a dispute" },
  { path: "/admin/unit-refunds", noun: "unit_refund", label: "a refund of units" },
  { path: "/admin/gateways", noun: "gateway", label: "a gateway", named: true },
])

personalData.addAll("payments", paymentPersonalData)

retentionRules.add("payments", gatewayEventRetention)
retentionRules.add("payments", sandboxPaymentRetention)
retentionRules.add("payments", sandboxEventRetention)

reportRows.add("payments", {
  name: "payments.dead-gateway-events",
  label: "Gateway events that could not be processed",
  page: "/operations/gateway-events",
  read: async (container) => {
    const value = await countDeadGatewayEvents(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})
reportRows.add("payments", {
  name: "payments.open-disputes",
  label: "Open disputes",
  page: "/operations/disputes",
  read: async (container) => {
    const value = await countOpenDisputes(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})
