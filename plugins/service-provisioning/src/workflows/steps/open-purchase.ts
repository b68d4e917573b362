import { generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { PurchaseToBegin } from "../../domain/purchase-cart"
import { closePurchase, openPurchase } from "../../use-cases/open-purchase"

/** Cart, payment session and purchase. The caller saves the answer: a hook may still refuse the purchase. */
export const openPurchaseStep = createStep(
  "open-purchase",
  async (input: PurchaseToBegin, { container, context }) => {
    const eventGroupId = context.eventGroupId ?? generateEntityId()
    const opened = await openPurchase(container, input, { eventGroupId, answers: undefined })
    return new StepResponse(opened, opened)
  },
  async (opened, { container }) => {
    if (opened) await closePurchase(container, opened)
  }
)
