import { systemActor } from "@atrium/kernel"
import { registerLedgerOwnerNames } from "@atrium/ledger/workflows"
import {
  registerCanceledOrderWork,
  registerCapturedPaymentWork,
  registerDisputedPaymentWork,
  registerRefundedOrderWork,
} from "@atrium/payments/workflows"
import { registerWorkHandler } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { codesOf, idsByCode } from "../modules/affiliate/store/affiliates"
import { recomputeOrder } from "./recompute-order"
import { settleOrder } from "./settle-order"
import { MATURE_ORDER, SETTLE_ORDER, settleOrderWork } from "./work/kinds"

// Whatever moves the money of an order makes the same work due; the order's rows say what it comes to.
const NAME = "affiliate-commissions"
registerCapturedPaymentWork(NAME, ({ payment_id: payment, order_id: order }) => [
  settleOrderWork(payment ?? `order:${order}`, order),
])
registerRefundedOrderWork(NAME, ({ refund_id: refund, order_id: order }) => [settleOrderWork(refund, order)])
registerCanceledOrderWork(NAME, ({ order_id: order }) => [settleOrderWork(`canceled:${order}`, order)])
registerDisputedPaymentWork(NAME, ({ dispute_reference: dispute, order_id: order }) => [
  settleOrderWork(`dispute:${dispute}`, order, dispute),
])

registerLedgerOwnerNames("affiliate", { of: codesOf, find: idsByCode })

registerWorkHandler(SETTLE_ORDER, ({ order_id: order, dispute_reference: dispute }, { container }) =>
  settleOrder(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), order, { dispute })
)

registerWorkHandler(MATURE_ORDER, ({ order_id: order }, { container }) =>
  recomputeOrder(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), order, { actor: systemActor })
)
