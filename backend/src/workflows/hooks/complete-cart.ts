import type { CompletingCart } from "@atrium/payments/extension-points"
import { validateCompletion } from "@atrium/payments/use-cases"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

/** Medusa gives the cart without a type. */
const Cart = z.custom<CompletingCart>((value) => typeof value === "object" && value !== null && "id" in value)

/**
 * The one handler of this hook (Medusa allows one per process). Everything that can refuse a completion refuses here,
 * before money moves (R02). A cart that already has its order passes: completing again only answers that order.
 */
completeCartWorkflow.hooks.validate(async (input: { cart: unknown }, { container }) => {
  const cart = Cart.parse(input.cart)
  if (cart.completed_at) return
  await validateCompletion({ cart, container })
})
