import type { CompletingCart } from "@atrium/payments/extension-points"
import { validateCompletion } from "@atrium/payments/use-cases"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

/** Medusa passes the cart without a type. */
const Cart = z.custom<CompletingCart>((value) => typeof value === "object" && value !== null && "id" in value)

/**
 * The only handler of this hook (Medusa allows one per process). Everything that can refuse a completion runs here, before
 * any capture (R02). A cart that already has its order passes: completing it again only returns that order.
 */
completeCartWorkflow.hooks.validate(async (input: { cart: unknown }, { container }) => {
  const cart = Cart.parse(input.cart)
  if (cart.completed_at) return
  await validateCompletion({ cart, container })
})
