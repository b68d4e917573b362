import { setTimeout as wait } from "node:timers/promises"

import { commonErrors } from "@atrium/kernel"
import { env, metrics } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"

import { paymentErrors } from "../contracts/errors"
import type {
  AuthenticatePaymentIntent,
  ConfirmationAnswer,
  ConfirmPaymentIntent,
  SandboxEventView,
} from "../contracts/sandbox"
import { brandOf, outcomeOf } from "../domain/sandbox-cards"
import { accepted, type Intent, SANDBOX_GATEWAY, type SandboxGatewayService } from "../modules/sandboxGateway"

const gatewayOf = (container: MedusaContainer) => container.resolve<SandboxGatewayService>(SANDBOX_GATEWAY)

const ANSWERS = {
  authorized: "succeeded",
  captured: "succeeded",
  requires_action: "requires_action",
  failed: "failed",
} as const

const answerOf = (intent: Intent): ConfirmationAnswer => {
  if (intent.status === "canceled" || intent.status === "requires_payment_method")
    throw commonErrors.fail("invalid_transition")
  const code = intent.status === "failed" ? intent.last_error : null
  return {
    id: intent.id,
    status: ANSWERS[intent.status],
    ...(code ? { error: { code, message: paymentErrors.table[code].message } } : {}),
  }
}

/** The shopper pays with a card. Nothing of the card but its last four digits and its brand outlives this call. */
export const confirmSandboxPayment = async (
  container: MedusaContainer,
  id: string,
  { client_secret, card }: ConfirmPaymentIntent
): Promise<ConfirmationAnswer> => {
  const outcome = outcomeOf(card.number)
  const command = { kind: "charge", outcome, last4: card.number.slice(-4), brand: brandOf(card.number) } as const
  const intent = await gatewayOf(container).payments.run(id, command, client_secret)
  if (outcome.kind !== "authenticate")
    metrics()
      .payments.labels(outcome.kind === "decline" ? "declined" : "authorized")
      .inc()
  // A gateway whose answer is late: the payment is made, the shopper does not know yet.
  if (outcome.kind === "succeed" && outcome.slow)
    await wait(env().ATRIUM_SANDBOX_TIMEOUT_SECONDS * 1000, undefined, { ref: false })
  return answerOf(intent)
}

/** The shopper answers the bank's check. */
export const authenticateSandboxPayment = async (
  container: MedusaContainer,
  id: string,
  { client_secret, outcome }: AuthenticatePaymentIntent
): Promise<ConfirmationAnswer> => {
  const passed = outcome === "pass"
  const intent = await gatewayOf(container).payments.run(id, { kind: "authenticate", passed }, client_secret)
  metrics()
    .payments.labels(passed ? "authorized" : "declined")
    .inc()
  return answerOf(intent)
}

const target = (requestId: string | undefined) => ({
  url: `${env().ATRIUM_SANDBOX_TARGET_URL}/hooks/gateway/sandbox`,
  webhookSecret: env().ATRIUM_SANDBOX_WEBHOOK_SECRET,
  ...(requestId ? { requestId } : {}),
})

/** Posts an event to the shop for the queue, which tries again when the shop does not take it. */
export const deliverSandboxEvent = async (
  container: MedusaContainer,
  event: { event_id: string; body: string },
  requestId: string | undefined
): Promise<void> => {
  const status = await gatewayOf(container).events.post(event.event_id, event.body, target(requestId))
  if (!accepted(status))
    throw new WorkFailure(status === null ? "The shop does not answer" : `The shop answered ${status}`)
}

/** Posts an event once more, now. Throws `not_found`, and `gateway_unavailable` when the shop does not take it. */
export const redeliverSandboxEvent = async (
  container: MedusaContainer,
  id: string,
  requestId?: string
): Promise<SandboxEventView> => {
  const { events } = gatewayOf(container)
  const { body } = await events.get(id)
  if (!accepted(await events.post(id, body, target(requestId)))) throw paymentErrors.fail("gateway_unavailable")
  const { body: _sent, ...event } = await events.get(id)
  return event
}
