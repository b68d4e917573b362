import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"

import type { DashboardPaymentIntent, SandboxRefundView } from "../contracts/sandbox"
import type { IntentCommand } from "../domain/sandbox-intent"
import { dashboardViewOf, SANDBOX_GATEWAY, type SandboxGatewayService } from "../modules/sandboxGateway"

const paymentsOf = (container: MedusaContainer) => container.resolve<SandboxGatewayService>(SANDBOX_GATEWAY).payments

type DashboardCommand = Extract<IntentCommand, { kind: "capture" | "cancel" | "dispute" }>

/** What a merchant does on the gateway's own pages. Throws `not_found`, `invalid_transition`, `amount_not_available`. */
export const runSandboxCommand = async (
  container: MedusaContainer,
  id: string,
  command: DashboardCommand
): Promise<DashboardPaymentIntent> => dashboardViewOf(await paymentsOf(container).run(id, command))

const KEY = /^[\x21-\x7e]{1,128}$/

/** Gives money back on the gateway's own pages; without a key every call is a refund of its own. Amount in minor units. */
export const refundSandboxPayment = async (
  container: MedusaContainer,
  id: string,
  wish: { amount: number | undefined; idempotencyKey: string | undefined }
): Promise<{ payment_intent: DashboardPaymentIntent; refund: SandboxRefundView }> => {
  const key = wish.idempotencyKey ?? generateEntityId(undefined, "once")
  if (!KEY.test(key))
    throw commonErrors.fail("invalid_input", { details: { "Idempotency-Key": "Use up to 128 printable characters" } })
  // Keys of the dashboard and of the shop live apart.
  const { intent, refund } = await paymentsOf(container).refund(
    id,
    wish.amount === undefined ? undefined : BigInt(wish.amount),
    `dashboard:${key}`
  )
  return {
    payment_intent: dashboardViewOf(intent),
    refund: { id: refund.id, amount: Number(refund.amount), currency_code: refund.currencyCode },
  }
}
