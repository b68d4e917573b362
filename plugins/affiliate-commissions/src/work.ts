import { systemActor } from "@atrium/kernel"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { MATURE_ORDER, SETTLE_ORDER } from "./domain/work"
import { adjustCommissions } from "./use-cases/adjust-commissions"
import { settleOrder } from "./workflows/settle-commissions"

const OWNER = "affiliate-commissions"

workHandlers.add(
  OWNER,
  workHandler(SETTLE_ORDER, (input, { container }) => settleOrder(container, input))
)

workHandlers.add(
  OWNER,
  workHandler(MATURE_ORDER, async ({ order_id: order }, { container }) => {
    await adjustCommissions(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), order, { actor: systemActor })
  })
)
