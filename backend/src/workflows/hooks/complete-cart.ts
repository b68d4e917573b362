import { validateCompletion } from "@atrium/payments/use-cases"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

/**
 * The one handler of this hook (Medusa allows one per process). Everything that can refuse a completion refuses here,
 * before money moves (R02). A cart that already has its order passes: completing again only answers that order.
 */
completeCartWorkflow.hooks.validate(async ({ cart }, { container }) => {
  if (cart.completed_at) return
  await validateCompletion({ cart, container })
})
