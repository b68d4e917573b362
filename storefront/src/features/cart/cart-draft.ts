import "server-only"
import { type CheckoutDraft, isDraftField, routes } from "@atrium/service-provisioning/contracts"

import { type DraftChanges, saveChanges } from "@/features/checkout-draft/save-changes"
import type { CartKey } from "@/lib/cart-key"
import { callRoute, isApiError } from "@/lib/medusa"

import { cartSession } from "./queries"

const TIMEOUT_MS = 4_000

const read = async (key: CartKey): Promise<CheckoutDraft | undefined> => {
  try {
    const session = { timeoutMs: TIMEOUT_MS, ...(await cartSession(key)) }
    return (await callRoute(routes, "GET /store/carts/:id/draft", { params: { id: key.id }, ...session })).data.draft
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
}

/** Returns what was typed at the cart's checkout. A checkout without it is better than none, so failures don't matter. */
export const findCartDraft = async (key: CartKey): Promise<CheckoutDraft | undefined> => {
  try {
    return await read(key)
  } catch (error) {
    if (isApiError(error)) return undefined
    throw error
  }
}

/** Saves what changed at the cart's checkout. Returns whether it was saved. */
export const saveCartChanges = async (key: CartKey, changes: DraftChanges): Promise<boolean> => {
  const session = { timeoutMs: TIMEOUT_MS, ...(await cartSession(key)) }
  const save = async (body: Parameters<Parameters<typeof saveChanges>[0]["save"]>[0]): Promise<boolean> => {
    try {
      await callRoute(routes, "POST /store/carts/:id/draft", { params: { id: key.id }, body, ...session })
      return true
    } catch (error) {
      if (isApiError(error) && error.code === "draft_changed") return false
      throw error
    }
  }
  try {
    return await saveChanges({ read: () => read(key), save }, changes)
  } catch (error) {
    if (isApiError(error)) return false
    throw error
  }
}

/** Saves everything that a form contains, as when it was sent without JavaScript. */
export const saveCartForm = (key: CartKey, form: FormData, names: readonly string[]): Promise<boolean> => {
  const saved = names.filter(isDraftField)
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string")
  return saveCartChanges(key, {
    values: Object.fromEntries(saved.map((name) => [name, texts(name)])),
    remind: form.get("remind") === "yes",
    whole: true,
  })
}

/** Emails a link that opens this cart and what was typed on another device. @throws ApiError */
export const emailCartLink = async (key: CartKey, email: string): Promise<void> => {
  await callRoute(routes, "POST /store/carts/:id/draft/link", {
    params: { id: key.id },
    body: { email },
    ...(await cartSession(key)),
  })
}
