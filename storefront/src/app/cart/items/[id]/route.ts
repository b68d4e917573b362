import { changeLine } from "@/features/cart/change-cart"
import { handleCartForm, Id, Quantity } from "@/features/cart/form-request"

type Context = { params: Promise<{ id: string }> }

/** Sets a line's quantity. 0 removes it, and the cart then offers to add it again. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  handleCartForm(request, async (form) => {
    const quantity = Quantity.parse(form.get("quantity"))
    await changeLine(Id.parse((await params).id), quantity)
    const removed = Id.safeParse(form.get("variant_id"))
    const units = Quantity.min(1).safeParse(form.get("units"))
    if (quantity > 0 || !removed.success || !units.success) return "/cart"
    return `/cart?${new URLSearchParams({ removed: removed.data, units: String(units.data) }).toString()}`
  })
