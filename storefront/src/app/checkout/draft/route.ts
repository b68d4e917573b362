import { isDraftField } from "@atrium/service-provisioning/contracts"

import { saveCartChanges } from "@/features/cart/cart-draft"
import { findCartKey } from "@/features/cart/queries"
import { isSameOrigin } from "@/features/cart/same-origin"
import { readChanges } from "@/features/checkout-draft/save-changes"

/** Saves what was typed at the checkout since the last time, while it is typed and when the page is left. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const [form, key] = await Promise.all([request.formData(), findCartKey()])
  const saved = key !== undefined && (await saveCartChanges(key, readChanges(form, isDraftField)))
  return new Response(null, { status: saved ? 204 : 409 })
}
