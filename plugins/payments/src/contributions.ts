import { registerAuditedResources } from "@atrium/audit/extension-points"
import { registerRetention } from "@atrium/server"

import { gatewayEventRetention, sandboxEventRetention, sandboxPaymentRetention } from "./data/retention"
import { completionValidators, gateways } from "./extension-points"
import { sandboxGateway } from "./providers/sandbox/gateway"
import { stripeGateway } from "./providers/stripe/gateway"
import { validatePayment } from "./use-cases/validate-completion"

gateways.add("payments", sandboxGateway)
gateways.add("payments", stripeGateway)

completionValidators.add("payments", { name: "payment", validate: validatePayment })

/** What staff do below these paths is in the audit log. */
registerAuditedResources({
  "/admin/gateway-events": { noun: "gateway_event", label: "a gateway event" },
  "/admin/gateway-disputes": { noun: "dispute", label: "a dispute" },
  "/admin/gateways": { noun: "gateway", label: "a gateway" },
})

registerRetention("gateway_event", gatewayEventRetention)
registerRetention("sandbox_payment_intent", sandboxPaymentRetention)
registerRetention("sandbox_event", sandboxEventRetention)
