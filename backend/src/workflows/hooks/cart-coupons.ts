import { checkCoupons } from "@atrium/payments/use-cases"
import { PromotionActions } from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

const Changed = z.object({
  input: z.object({ promo_codes: z.array(z.string()).nullish(), action: z.string().nullish() }),
  cart: z.unknown(),
})

/**
 * The only handler of this hook (Medusa allows one per process). A code that a shopper adds and that the cart can't use is
 * refused with the reason. Core runs the same workflow with other actions to keep the discounts of a changed cart current.
 */
updateCartPromotionsWorkflow.hooks.validate(async (hook, { container }) => {
  const { input, cart } = Changed.parse(hook)
  if (input.action !== PromotionActions.ADD) return
  await checkCoupons(container, cart, input.promo_codes ?? [])
})
