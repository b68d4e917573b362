import "server-only"
import { z } from "zod"

import { localPath } from "@/features/auth/next-path"
import { isApiError } from "@/lib/medusa"

import { isSameOrigin } from "./same-origin"

const MAX_QUANTITY = 999
export const Quantity = z.coerce.number().int().min(0).max(MAX_QUANTITY)
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)

/** Problems that the cart page explains, by the code in its URL. */
export type CartProblem = "quantity" | "unavailable"

/** Redirects a form's browser to a page of this site. Without a host, because behind a proxy this process doesn't know it. */
export const redirectTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } })

const problemOf = (error: unknown): CartProblem | undefined => {
  if (!isApiError(error) || error.status >= 500 || error.status === 429) return undefined
  const { code } = error
  return code === "quantity_exceeded" || code === "insufficient_inventory" || code === "cart_full"
    ? "quantity"
    : "unavailable"
}

/**
 * Handles a form that changes the cart: only from this site, and with a redirect, so that it works without JavaScript and
 * a reload sends nothing again. `change` returns the path of the next page. `variantOf` names what a refusal is about.
 */
export const handleCartForm = async (
  request: Request,
  change: (form: FormData) => Promise<string>,
  variantOf: (form: FormData) => unknown = () => undefined
): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response("This form was sent from another site.", { status: 403 })
  const form = await request.formData()
  const wantsJson = request.headers.get("accept")?.startsWith("application/json") === true
  try {
    const next = localPath(await change(form), "/cart")
    return wantsJson ? Response.json({ next }) : redirectTo(next)
  } catch (error) {
    const invalid = error instanceof z.ZodError
    const problem = invalid ? "unavailable" : problemOf(error)
    if (!problem) throw error
    if (wantsJson) return Response.json({ problem }, { status: invalid ? 400 : 422 })
    const variant = Id.safeParse(variantOf(form))
    return redirectTo(`/cart?problem=${problem}${variant.success ? `&of=${variant.data}` : ""}`)
  }
}
