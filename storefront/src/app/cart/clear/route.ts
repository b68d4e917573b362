import { clearCart } from "@/features/cart/change-cart"
import { handleCartForm } from "@/features/cart/form-request"
import { removedPath } from "@/features/cart/removed-lines"

/** Removes every line of the cart, which then offers to put them back. */
export const POST = (request: Request): Promise<Response> =>
  handleCartForm(request, async () => removedPath(await clearCart()))
