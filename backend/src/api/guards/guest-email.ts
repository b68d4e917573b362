import { guestCustomerId } from "@atrium/service-provisioning/use-cases"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules, validateEmail } from "@medusajs/framework/utils"

/**
 * Runs before core writes an email address to a cart without a customer: assigns the cart to the guest with that address.
 * Core would assign it to the account with that address, which would lock the guest out and reveal the account.
 */
export const emailStaysGuests = async (
  req: MedusaRequest<{ email?: string | null }>,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const { email } = req.validatedBody
  if (!email) return next()
  const carts = req.scope.resolve(Modules.CART)
  const { id, customer_id } = await carts.retrieveCart(String(req.params.id), { select: ["id", "customer_id"] })
  if (!customer_id) await carts.updateCarts(id, { customer_id: await guestCustomerId(req.scope, validateEmail(email)) })
  next()
}
