import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { beginCartPurchase } from "../../../../../use-cases/begin-cart-purchase"

export const POST = handle(routes, "POST /store/carts/:id/purchase", async ({ params, body, scope, res }) => {
  const purchase = await beginCartPurchase(scope, { cartId: params.id, ...body })
  res.status(201)
  return { purchase }
})
