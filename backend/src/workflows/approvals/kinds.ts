import { runStaffRefund, withOrderMoneyLock } from "@atrium/payments/workflows"
import { registerApprovalKind } from "@atrium/staff-access/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

const Refund = z.object({
  payment_id: z.string(),
  amount: z.number(),
  note: z.string().optional(),
  refund_reason_id: z.string().optional(),
})

/** Core keeps a refund's note, so that a second attempt after a crash finds what the first one did. */
const noteOf = (approvalId: string, note: string | undefined): string =>
  [note, `Approved as ${approvalId}`].filter(Boolean).join(" · ")

const isRefunded = async (container: MedusaContainer, paymentId: string, approvalId: string): Promise<boolean> => {
  const refunds = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ payment_id: paymentId }, { select: ["id", "note"] })
  return refunds.some(({ note }) => note?.endsWith(`Approved as ${approvalId}`))
}

registerApprovalKind("refund", {
  permission: "refunds:approve",
  execute: async (container, { id, payload, requested_by }) => {
    const { note, ...refund } = Refund.parse(payload)
    await runStaffRefund(container, refund.payment_id, refund.amount, async () => {
      if (await isRefunded(container, refund.payment_id, id)) return
      await refundPaymentWorkflow(container).run({
        input: { ...refund, created_by: requested_by, note: noteOf(id, note) },
      })
    })
  },
})

const Cancellation = z.object({ order_id: z.string() })

registerApprovalKind("order-cancellation", {
  permission: "refunds:approve",
  execute: async (container, { payload, requested_by }) => {
    const { order_id } = Cancellation.parse(payload)
    await withOrderMoneyLock(container, order_id, async () => {
      const { status } = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: ["id", "status"] })
      if (status === "canceled") return
      await cancelOrderWorkflow(container).run({ input: { order_id, canceled_by: requested_by } })
    })
  },
})
