import { guestCustomerId } from "@atrium/service-provisioning/use-cases"
import { actorOf, graphRows } from "@atrium/server"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { AdditionalData, CreateCartWorkflowInputDTO } from "@medusajs/framework/types"
import { validateEmail } from "@medusajs/framework/utils"
import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

/**
 * Core's route, except that a guest's email address never assigns the cart to an account: core would create a cart of the
 * account for anyone who enters its address, and later refusals would reveal that the account exists.
 */
export const POST = async (
  req: AuthenticatedMedusaRequest<CreateCartWorkflowInputDTO & AdditionalData>,
  res: MedusaResponse
) => {
  const { email } = req.validatedBody
  const { result } = await createCartWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      customer_id: actorOf(req).id ?? (email ? await guestCustomerId(req.scope, validateEmail(email)) : undefined),
    },
  })
  const [cart] = await graphRows(req.scope, z.unknown(), {
    entity: "cart",
    fields: req.queryConfig.fields,
    filters: { id: result.id },
  })
  res.json({ cart })
}
