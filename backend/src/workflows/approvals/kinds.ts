import { runStaffCancellation, runStaffRefund } from "@atrium/payments/workflows"
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
    const { payment_id, note, ...refund } = Refund.parse(payload)
    const done = () => isRefunded(container, payment_id, id)
    // Asked before as well: once it is refunded, the checks may find too little left.
    if (await done()) return
    await runStaffRefund(container, payment_id, refund, async (booked = refund.amount) => {
      if (await done()) return
      await refundPaymentWorkflow(container).run({
        input: { ...refund, payment_id, amount: booked, created_by: requested_by, note: noteOf(id, note) },
      })
    })
  },
})

const Cancellation = z.object({ order_id: z.string() })

registerApprovalKind("order-cancellation", {
  permission: "refunds:approve",
  execute: async (container, { payload, requested_by }) => {
    const { order_id } = Cancellation.parse(payload)
    const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: ["id", "status"] })
    if (order.status === "canceled") return
    await runStaffCancellation(container, order_id, { created_by: requested_by }, async () => {
      await cancelOrderWorkflow(container).run({ input: { order_id, canceled_by: requested_by } })
    })
  },
})
