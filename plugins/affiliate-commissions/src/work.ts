import { systemActor } from "@atrium/kernel"
import { registerWorkHandler } from "@atrium/work-queue/workflows"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { MATURE_ORDER, SETTLE_ORDER } from "./domain/work"
import { adjustCommissions } from "./use-cases/adjust-commissions"
import { settleCommissionsWorkflow } from "./workflows/settle-commissions"

registerWorkHandler(SETTLE_ORDER, async (input, { container }) => {
  await settleCommissionsWorkflow(container).run({ input })
})

registerWorkHandler(MATURE_ORDER, async ({ order_id: order }, { container }) => {
  await adjustCommissions(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), order, { actor: systemActor })
})
