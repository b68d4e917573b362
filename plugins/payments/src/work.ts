import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"

import {
  CAPTURE_PAYMENT,
  DELIVER_SANDBOX_EVENT,
  GIVE_UP_SESSION,
  LOWER_TOTAL,
  PROCESS_GATEWAY_EVENT,
  SETTLE_AUTHORIZATION,
  SETTLE_REFUNDS,
} from "./domain/work"
import { capturePayment } from "./use-cases/capture-payment"
import { giveUpSession } from "./use-cases/give-up-session"
import { gatewayOf } from "./use-cases/find-gateway"
import { processGatewayEvent } from "./use-cases/process-gateway-event"
import { lowerTotalLater } from "./use-cases/repair-order-books"
import { settleAuthorization } from "./use-cases/settle-authorization"
import { settleRefunds } from "./use-cases/settle-refunds"
import { deliverSandboxEvent } from "./use-cases/use-sandbox-gateway"

const OWNER = "payments"

workHandlers.add(
  OWNER,
  workHandler(DELIVER_SANDBOX_EVENT, (event, { container, requestId }) =>
    deliverSandboxEvent(container, event, requestId)
  )
)

workHandlers.add(OWNER, workHandler(PROCESS_GATEWAY_EVENT, processGatewayEvent))

workHandlers.add(
  OWNER,
  workHandler(CAPTURE_PAYMENT, ({ payment_id }, { container }) => capturePayment(container, payment_id))
)

workHandlers.add(
  OWNER,
  workHandler(SETTLE_REFUNDS, ({ payment_id }, { container }) => settleRefunds(container, payment_id))
)

workHandlers.add(
  OWNER,
  workHandler(LOWER_TOTAL, (refund, { container }) => lowerTotalLater(container, refund))
)

workHandlers.add(
  OWNER,
  workHandler(GIVE_UP_SESSION, (session, { container, attempt }) =>
    giveUpSession(container, session, attempt >= GIVE_UP_SESSION.maxAttempts)
  )
)

workHandlers.add(
  OWNER,
  workHandler(SETTLE_AUTHORIZATION, async ({ provider, reference }, { container, attempt }) => {
    const gateway = gatewayOf(provider)
    const lastAttempt = attempt >= SETTLE_AUTHORIZATION.maxAttempts
    if (gateway) await settleAuthorization(container, gateway, { reference, sessionId: null, lastAttempt })
  })
)
