import { registerRetention } from "@atrium/server"
import { gatewayEventRetention, sandboxEventRetention, sandboxPaymentRetention } from "../data/retention"
import { registerWorkHandler } from "@atrium/work-queue/workflows"

import {
  CAPTURE_PAYMENT,
  DELIVER_SANDBOX_EVENT,
  LOWER_TOTAL,
  PROCESS_GATEWAY_EVENT,
  SETTLE_AUTHORIZATION,
  SETTLE_REFUNDS,
} from "../domain/work"
import { capturePayment } from "./capture-payment"
import { gatewayOf } from "./gateways"
import { lowerTotalLater } from "./lower-total"
import { processGatewayEvent } from "./process-gateway-event"
import { deliverSandboxEvent } from "./sandbox-payments"
import { settleAuthorization } from "./settle-authorization"
import { settleRefunds } from "./settle-refunds"

registerWorkHandler(DELIVER_SANDBOX_EVENT, (event, { container, requestId }) =>
  deliverSandboxEvent(container, event, requestId)
)

registerWorkHandler(PROCESS_GATEWAY_EVENT, processGatewayEvent)

registerWorkHandler(CAPTURE_PAYMENT, ({ payment_id }, { container }) => capturePayment(container, payment_id))

registerWorkHandler(SETTLE_REFUNDS, ({ payment_id }, { container }) => settleRefunds(container, payment_id))

registerWorkHandler(LOWER_TOTAL, (refund, { container }) => lowerTotalLater(container, refund))

registerWorkHandler(SETTLE_AUTHORIZATION, async ({ provider, reference }, { container, attempt }) => {
  const gateway = gatewayOf(provider)
  const lastAttempt = attempt >= SETTLE_AUTHORIZATION.maxAttempts
  if (gateway) await settleAuthorization(container, gateway, { reference, sessionId: null, lastAttempt })
})

registerRetention("gateway_event", gatewayEventRetention)
registerRetention("sandbox_payment_intent", sandboxPaymentRetention)
registerRetention("sandbox_event", sandboxEventRetention)
