import { z } from "zod"

import type { DisputeStatus, GatewayDispute } from "../../contracts/gateway"
import { paypalMinorUnits } from "../../domain/paypal-order"
import { askPayPal, type PayPalApi, PayPalRefusal } from "./client"

const READ = { idempotent: true }

const Disputes = z.object({ items: z.array(z.object({ dispute_id: z.string() })).nullish() })
const Dispute = z.object({
  dispute_id: z.string(),
  status: z.string(),
  dispute_amount: z.object({ value: z.string(), currency_code: z.string() }),
  seller_response_due_date: z.coerce.date().nullish(),
  dispute_outcome: z.object({ outcome_code: z.string().nullish() }).nullish(),
})
const LOST = ["RESOLVED_BUYER_FAVOUR", "RESOLVED_WITH_PAYOUT", "ACCEPTED"]
const disputeStatusOf = ({ status, dispute_outcome }: z.infer<typeof Dispute>): DisputeStatus => {
  if (status !== "RESOLVED") return "open"
  return LOST.includes(dispute_outcome?.outcome_code ?? "") ? "lost" : "won"
}

/** The disputes of a capture; none where the app has no permission to read disputes. */
export const disputesOf = async (api: PayPalApi, captureId: string): Promise<GatewayDispute[]> => {
  try {
    const listed = await askPayPal(
      () => api.read("/v1/customer/disputes", { disputed_transaction_id: captureId }),
      READ
    )
    const disputes: GatewayDispute[] = []
    for (const { dispute_id } of Disputes.parse(listed).items ?? []) {
      const read = () => api.read(`/v1/customer/disputes/${encodeURIComponent(dispute_id)}`, {})
      const dispute = Dispute.parse(await askPayPal(read, READ))
      const amount = paypalMinorUnits(dispute.dispute_amount)
      const respondBy = dispute.seller_response_due_date ?? null
      disputes.push({ reference: dispute_id, amount, status: disputeStatusOf(dispute), respondBy })
    }
    return disputes
  } catch (error) {
    if (error instanceof PayPalRefusal) return []
    throw error
  }
}
