import { changeLine } from "@/features/cart/change-cart"
import { handleCartForm, Id, Quantity } from "@/features/cart/form-request"
import { removedPath } from "@/features/cart/removed-lines"

type Context = { params: Promise<{ id: string }> }

/** Sets a line's quantity. 0 removes it, and the cart then offers to put it back. */
export const POST = (request: Request, { params }: Context): Promise<Response> =>
  handleCartForm(request, async (form) => {
    const quantity = Quantity.parse(form.get("quantity"))
    return removedPath(await changeLine(Id.parse((await params).id), quantity))
  })
