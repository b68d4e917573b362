import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { openCartOf } from "../../../../../use-cases/merge-carts"
import { signedInCustomer } from "../../../../customer"

export const POST = handle(routes, "POST /store/customers/me/cart", async ({ body, actor, scope }) => ({
  cart: await openCartOf(scope, { customerId: signedInCustomer(actor), guestCartId: body.cart_id }),
}))
