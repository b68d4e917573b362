import { commonErrors } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import { findOrderedPayment } from "../../data/core/payment-context"
import { findRefunds } from "../../data/core/refunds"
import { workAfterRefund } from "../../extension-points"
import { type CheckedRefund, checkRefund } from "../../use-cases/check-refund"
import { heldPaymentOf } from "../../use-cases/find-gateway"
import { withRefundMadeElsewhere } from "../../use-cases/record-made-elsewhere"
import { coveredByGateway } from "../../use-cases/refund-rest"
import { followedByCaller, workAfter } from "../../use-cases/schedule-work"
import { beginUnitRefund, settleUnitRefunds } from "../../use-cases/unit-refunds"

export type RefundInput = {
  readonly payment_id: string
  /** Major units; all that is left without it. */
  readonly amount?: number | undefined
  /** Ids of bought units to refund instead of an amount. */
  readonly units?: readonly string[] | undefined
  readonly refund_reason_id?: string | undefined
  readonly note?: string | undefined
  /** The staff member. */
  readonly created_by?: string | undefined
  /**
   * Written behind the note, to make this refund once: when the payment has a refund whose note ends with it, nothing is
   * refunded.
   */
  readonly once?: string | undefined
}

/** Everything that can refuse the refund. Changes nothing. */
export const checkRefundStep = createStep("check-refund", async (input: RefundInput, { container }) => {
  const { payment_id, amount, refund_reason_id, note } = input
  // What became of an earlier refund of units is known first; while the gateway can't be reached, none is refunded.
  if (input.units) await settleUnitRefunds(container, payment_id)
  const refund = await checkRefund(container, payment_id, { amount, refund_reason_id, note }, input.units ?? null)
  if (!refund) throw commonErrors.fail("not_found")
  return new StepResponse(refund)
})

const wasMade = async (container: MedusaContainer, { payment_id, once }: RefundInput): Promise<boolean> => {
  if (!once) return false
  const made = await container.resolve(Modules.PAYMENT).listRefunds({ payment_id }, { select: ["id", "note"] })
  return made.some(({ note }) => note?.endsWith(once))
}

/** Runs a refund of chosen units: what it is for is written down before, and what became of it afterwards. */
const namingUnits = async (
  container: MedusaContainer,
  { payment_id: paymentId, units }: CheckedRefund,
  createdBy: string | undefined,
  run: () => Promise<unknown>
): Promise<void> => {
  if (units) await beginUnitRefund(container, paymentId, units, createdBy)
  try {
    await run()
  } catch (error) {
    // When the gateway can't be asked either, the scheduled work does it later.
    if (units) await settleUnitRefunds(container, paymentId).catch(() => undefined)
    throw error
  }
  if (units) await settleUnitRefunds(container, paymentId)
}

// No compensation: the gateway has moved the money; what cannot be booked is settled by `payments.settle-refunds`.
export const refundStep = createStep(
  "refund",
  async ({ input, refund }: { input: RefundInput; refund: CheckedRefund }, { container }) => {
    if (await wasMade(container, input)) return new StepResponse(refund)
    const refundPayment = () =>
      refundPaymentWorkflow(container).run({
        input: {
          payment_id: refund.payment_id,
          amount: Number(refund.amount),
          note: [input.note, input.once].filter(Boolean).join(" · ") || undefined,
          refund_reason_id: input.refund_reason_id,
          created_by: input.created_by,
        },
        context: followedByCaller(generateEntityId()),
      })
    const run = () => namingUnits(container, refund, input.created_by, refundPayment)
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const context = refund.repeats ? await findOrderedPayment(knex, refund.payment_id) : null
    const held = context && (await heldPaymentOf(container, context))
    // The gateway keeps one refund then (R13); core removed the first one's row, so its key is no help.
    if (held)
      await withRefundMadeElsewhere(
        { reference: held.payment.reference, confirm: coveredByGateway(container, held, refund.payment_id) },
        run
      )
    else await run()
    return new StepResponse(refund)
  }
)

// No compensation: scheduled work stays scheduled; keys make it harmless to enqueue it again.
export const followRefundStep = createStep("follow-refund", async ({ payment_id }: CheckedRefund, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, workAfter(workAfterRefund, await findRefunds(knex, "payment_id", payment_id)))
  return new StepResponse()
})
