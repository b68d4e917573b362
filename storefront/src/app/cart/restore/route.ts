import { handleCartForm } from "@/features/cart/form-request"
import { readRemovedLines } from "@/features/cart/removed-lines"
import { restoreLines } from "@/features/cart/restore-lines"

/** Puts removed lines back: "Undo". Each `line` is one text of `formatRemovedLine`; other fields are refused. */
export const POST = (request: Request): Promise<Response> =>
  handleCartForm(request, async (form) =>
    (await restoreLines(readRemovedLines(form))) ? "/cart" : "/cart?problem=unavailable"
  )
