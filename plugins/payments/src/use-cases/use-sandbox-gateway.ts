import { setTimeout as wait } from "node:timers/promises"

import { commonErrors } from "@atrium/kernel"
import { env, metrics } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"

import { paymentErrors } from "../contracts/errors"
import type {
  AuthenticatePaymentIntent,
  ConfirmationAnswer,
  ConfirmPaymentIntent,
  DashboardPaymentIntent,
  SandboxEventView,
  SandboxRefundView,
} from "../contracts/sandbox"
import { accepted } from "../data/sandbox-events"
import { dashboardViewOf, type Intent } from "../data/sandbox-intents"
import { brandOf, outcomeOf } from "../domain/sandbox-cards"
import type { IntentCommand } from "../domain/sandbox-intent"
import { SANDBOX_GATEWAY, type SandboxGatewayService } from "../modules/sandbox-gateway"

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

/** The shopper pays with a card. Only its last four digits and its brand are stored. */
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

/** The shopper passes or fails the bank's verification. */
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
    throw new WorkFailure(status === null ? "The shop did not respond" : `The shop returned ${status}`)
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

/** A payment as the gateway's dashboard shows it. Throws `not_found`. */
export const readSandboxPayment = async (container: MedusaContainer, id: string): Promise<DashboardPaymentIntent> =>
  dashboardViewOf(await gatewayOf(container).payments.get(id))

/** Events of a payment, oldest first. */
export const listSandboxEvents = (container: MedusaContainer, paymentId: string): Promise<SandboxEventView[]> =>
  gatewayOf(container).events.list(paymentId)

type DashboardCommand = Extract<IntentCommand, { kind: "capture" | "cancel" | "dispute" }>

/** Actions in the gateway's dashboard. Throws `not_found`, `invalid_transition`, `amount_not_available`. */
export const runSandboxCommand = async (
  container: MedusaContainer,
  id: string,
  command: DashboardCommand
): Promise<DashboardPaymentIntent> => dashboardViewOf(await gatewayOf(container).payments.run(id, command))

const KEY = /^[\x21-\x7e]{1,128}$/

/** Refunds in the gateway's dashboard; without a key every call is another refund. Amount in minor units. */
export const refundSandboxPayment = async (
  container: MedusaContainer,
  id: string,
  wish: { amount: number | undefined; idempotencyKey: string | undefined }
): Promise<{ payment_intent: DashboardPaymentIntent; refund: SandboxRefundView }> => {
  const key = wish.idempotencyKey ?? generateEntityId(undefined, "once")
  if (!KEY.test(key))
    throw commonErrors.fail("invalid_input", { details: { "Idempotency-Key": "Use up to 128 printable characters" } })
  // Keys of the dashboard and of the shop live apart.
  const { intent, refund } = await gatewayOf(container).payments.refund(
    id,
    wish.amount === undefined ? undefined : BigInt(wish.amount),
    `dashboard:${key}`
  )
  return {
    payment_intent: dashboardViewOf(intent),
    refund: { id: refund.id, amount: Number(refund.amount), currency_code: refund.currencyCode },
  }
}
