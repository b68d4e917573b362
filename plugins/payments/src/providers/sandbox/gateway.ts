import { env } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { GatewayPayment, GatewayRefund, GatewayState } from "../../contracts/gateway"
import { SandboxEventBody } from "../../contracts/sandbox"
import type { Intent } from "../../data/sandbox-intents"
import type { RefundMade } from "../../data/sandbox-payments"
import type { IntentStatus, SandboxEventType } from "../../domain/sandbox-intent"
import { SIGNATURE_HEADER, isValidSignature } from "../../domain/signature"
import type { Gateway } from "../../extension-points"
import { SANDBOX_GATEWAY, type SandboxGatewayService } from "../../modules/sandbox-gateway"
import { SessionData } from "./payment-params"

const STATES: Readonly<Record<IntentStatus, GatewayState>> = {
  requires_payment_method: "awaiting",
  requires_action: "awaiting",
  failed: "failed",
  authorized: "authorized",
  captured: "captured",
  canceled: "canceled",
}

const TAKEN_MONEY: readonly string[] = [
  "payment_intent.refunded",
  "payment_intent.disputed",
] satisfies SandboxEventType[]

const paymentsOf = (container: MedusaContainer) => container.resolve<SandboxGatewayService>(SANDBOX_GATEWAY).payments

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Signed bytes that are not JSON are not an event.
    return undefined
  }
}

const paymentOf = (intent: Intent): GatewayPayment => ({
  reference: intent.id,
  state: STATES[intent.status],
  amount: intent.amount,
  currencyCode: intent.currency_code,
  sessionId: intent.session_id,
  captured: intent.captured,
  refunded: intent.refunded,
  disputed: intent.disputed,
  ...(intent.status === "failed" && intent.last_error ? { errorCode: intent.last_error } : {}),
})

// The key names the origin of a refund: the dashboard's and the shop's own have a prefix, the rest is Medusa's refund id.
const RELEASE = "release:"
const refundOf = ({ key, amount, at }: RefundMade): GatewayRefund => ({
  amount,
  at,
  refundId: key.includes(":") ? null : key,
  released: key.startsWith(RELEASE),
})

/** The sandbox gateway, in demo mode only. */
export const sandboxGateway: Gateway = {
  provider: "sandbox",
  providerId: "pp_sandbox_sandbox",
  mode: "sandbox",
  label: "Sandbox",
  demoOnly: true,
  available: () => env().demo,
  // Part of this process: wherever staff can ask, it responds.
  check: async () => undefined,
  verify: (rawBody, headers, at) =>
    isValidSignature(env().ATRIUM_SANDBOX_WEBHOOK_SECRET, rawBody, headers[SIGNATURE_HEADER], at),
  interpret: (rawBody) => {
    const event = SandboxEventBody.safeParse(parseJson(rawBody.toString("utf8")))
    if (!event.success) return null
    const intent = event.data.data.payment_intent
    return {
      eventId: event.data.id,
      type: event.data.type,
      reference: intent.id,
      sessionId: intent.metadata?.session_id ?? null,
    }
  },
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: async (container, reference) => {
    const intent = await paymentsOf(container).find(reference)
    return intent ? paymentOf(intent) : null
  },
  capture: async (container, reference) => paymentOf(await paymentsOf(container).run(reference, { kind: "capture" })),
  keptData: (data) => SessionData.parse(data),
  release: async (container, reference) => {
    const payments = paymentsOf(container)
    const intent = await payments.get(reference)
    if (intent.status === "captured") {
      if (intent.refunded < intent.captured) await payments.refund(reference, undefined, `${RELEASE}${reference}`)
      return
    }
    await payments.run(reference, { kind: "cancel" })
  },
  reportsCapturedMoney: (type) => TAKEN_MONEY.includes(type),
  refunds: async (container, reference) => (await paymentsOf(container).refunds(reference)).map(refundOf),
  changed: async function* (container, window) {
    for await (const page of paymentsOf(container).changed(window)) yield page.map(paymentOf)
  },
}
