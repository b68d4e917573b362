import { runStaffCancellation } from "@atrium/payments/use-cases"
import { refundWorkflow } from "@atrium/payments/workflows"
import { approvalKinds } from "@atrium/staff-access/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

const Refund = z.object({
  payment_id: z.string(),
  amount: z.number().optional(),
  units: z.array(z.string()).optional(),
  note: z.string().optional(),
  refund_reason_id: z.string().optional(),
})

const isRefunded = async (container: MedusaContainer, paymentId: string, once: string): Promise<boolean> => {
  const refunds = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ payment_id: paymentId }, { select: ["id", "note"] })
  return refunds.some(({ note }) => note?.endsWith(once))
}

approvalKinds.add("backend", {
  name: "refund",
  permission: "refunds:approve",
  execute: async (container, { id, payload, requested_by }) => {
    const refund = Refund.parse(payload)
    // Core stores a refund's note, which lets a second attempt after a crash find the first one's refund.
    const once = `Approved as ${id}`
    // Also checked before: once it is refunded, the workflow may find too little left.
    if (await isRefunded(container, refund.payment_id, once)) return
    await refundWorkflow(container).run({ input: { ...refund, once, created_by: requested_by } })
  },
})

const Cancellation = z.object({ order_id: z.string() })

approvalKinds.add("backend", {
  name: "order-cancellation",
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
