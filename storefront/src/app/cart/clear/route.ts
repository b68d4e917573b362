import { changeLine } from "@/features/cart/change-cart"
import { handleCartForm } from "@/features/cart/form-request"
import { findCart } from "@/features/cart/queries"

/** Removes every line of the cart. */
export const POST = (request: Request): Promise<Response> =>
  handleCartForm(request, async () => {
    for (const { id } of (await findCart())?.items ?? []) await changeLine(id, 0)
    return "/cart"
  })
