import { checkCartMaximum } from "@atrium/service-provisioning/use-cases"
import { addToCartWorkflow, createCartWorkflow, updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

/**
 * The handlers of these hooks (Medusa allows one per process): a cart never takes more units of a service than can be
 * bought at once. Core changes a cart under its lock, which the hooks run in.
 */
const Items = z.array(z.object({ variant_id: z.string().nullish(), quantity: z.coerce.number() })).nullish()
const Created = z.object({ input: z.object({ items: Items }) })
const Added = z.object({ input: z.object({ cart_id: z.string(), items: Items }) })
const Updated = z.object({
  input: z.object({
    cart_id: z.string(),
    item_id: z.string(),
    update: z.object({ quantity: z.coerce.number().optional() }),
  }),
})

createCartWorkflow.hooks.validate(async (hook, { container }) => {
  const { input } = Created.parse(hook)
  await checkCartMaximum(container, { cartId: undefined, add: input.items ?? [] })
})

addToCartWorkflow.hooks.validate(async (hook, { container }) => {
  const { input } = Added.parse(hook)
  await checkCartMaximum(container, { cartId: input.cart_id, add: input.items ?? [] })
})

updateLineItemInCartWorkflow.hooks.validate(async (hook, { container }) => {
  const { input } = Updated.parse(hook)
  await checkCartMaximum(container, {
    cartId: input.cart_id,
    set: { line_id: input.item_id, quantity: input.update.quantity },
  })
})
