"use server"

import { type ResumedCheckout, routes } from "@atrium/service-provisioning/contracts"
import { redirect } from "next/navigation"

import type { FormState } from "@/features/auth/form-state"
import { sessionToken } from "@/features/auth/session"
import { unitsOf } from "@/features/cart/change-cart"
import { cartPath, CartResponse } from "@/features/cart/queries"
import { rememberDraft } from "@/features/purchase/server-draft"
import { accountCartKey, type CartKey, rememberCart } from "@/lib/cart-key"
import { callRoute, callShop, failureOf, isApiError } from "@/lib/medusa"

/** Makes the cart of a link the cart of this browser. Returns undefined when it is another account's. */
const openCart = async (key: CartKey, token: string | undefined): Promise<string | undefined> => {
  try {
    const { data } = await callShop({
      path: cartPath(key),
      response: CartResponse,
      headers: { "x-cart-token": key.secret },
      token,
    })
    await rememberCart(key, unitsOf(data.cart))
    return "/checkout"
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
}

const signInFirst = (next: string): string => `/sign-in?${new URLSearchParams({ next }).toString()}`

/** Gives this browser what the link opens. Returns the page that continues it. */
const openResumed = async (resumed: ResumedCheckout): Promise<string | undefined> => {
  const token = await sessionToken()
  if (resumed.kind === "cart") {
    if (resumed.sign_in && !token) return signInFirst("/checkout")
    const { cart_id: id, cart_token: secret } = resumed
    return openCart(secret === null ? accountCartKey(id) : { id, secret }, token)
  }
  const { service, tier_id: tier, quantity } = resumed.plan
  await rememberDraft(tier, { id: resumed.draft_id, token: resumed.draft_token })
  const page = `/purchase?${new URLSearchParams({ service, tier, quantity: String(quantity) }).toString()}`
  return resumed.sign_in && !token ? signInFirst(page) : page
}

/** Continues the checkout that an emailed link is for. Nothing changes before: email programs open links, too. */
export const resumeCheckout = async (_state: FormState, form: FormData): Promise<FormState> => {
  const sent = form.get("token")
  let next: string | undefined
  try {
    const body = { token: typeof sent === "string" ? sent : "" }
    const { data } = await callRoute(routes, "POST /store/resumed-checkouts", { body })
    next = await openResumed(data)
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction } = failureOf(error)
    return { errors: {}, values: {}, problem: `${message} ${suggestedAction}` }
  }
  if (next === undefined)
    return {
      errors: {},
      values: {},
      problem:
        "This checkout belongs to another account. Sign in to that account, then open the link in your email again.",
    }
  redirect(next)
}
