import { addToCart } from "@/features/cart/change-cart"
import { handleCartForm, Id, Quantity } from "@/features/cart/form-request"

const variantOf = (form: FormData): unknown => form.get("variant_id") ?? form.get("tier")

/** Adds `quantity` units (default 1) of `variant_id`, then shows the cart or `next`. The plan picker names it `tier`. */
export const POST = (request: Request): Promise<Response> =>
  handleCartForm(
    request,
    async (form) => {
      await addToCart(Id.parse(variantOf(form)), Quantity.min(1).parse(form.get("quantity") ?? 1))
      const next = form.get("next")
      return typeof next === "string" ? next : "/cart"
    },
    variantOf
  )
