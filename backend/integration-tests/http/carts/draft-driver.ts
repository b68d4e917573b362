import { randomUUID } from "node:crypto"

import {
  type ApiClient,
  type BegunPurchase,
  completePurchase,
  createApiClient,
  ok,
  payWith,
  type Service,
  type Shop,
  someService,
} from "@atrium/test-kit"

export type Saved = { version: number; remind: boolean; updated_at: string; expires_at: string }
export type Draft = Saved & { values: Record<string, string[]>; plan: { quantity: number } | null }
export type Answer = { draft: Draft; code: string; details?: Record<string, string>; deleted?: boolean }
export type Resumed = {
  kind: "cart" | "plan"
  cart_id: string
  cart_token: string | null
  draft_id: string
  draft_token: string
  sign_in: boolean
  code: string
}

export const LINK_SUBJECT = /^Continue your checkout$/
export const REMINDER_SUBJECT = /^Your checkout is saved$/

/** Drafts as a browser saves them, with a client that holds the secrets of its own carts only. */
export const draftsOf = (shop: Shop) => {
  const newGuest = (): ApiClient =>
    createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))
  const someEmail = () => `shopper-${randomUUID()}@example.com`
  let service: Service | undefined
  const aService = async (): Promise<Service> => (service ??= await someService(shop.api))

  /** A cart with one service. */
  const openCart = async (who: ApiClient["store"]): Promise<string> => {
    const region = await shop.knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const items = [{ variant_id: (await aService()).tiers[0]?.id, quantity: 1 }]
    return ok(await who.post<{ cart: { id: string } }>("/store/carts", { region_id: region.id, items })).cart.id
  }
  const saveCart = (who: ApiClient["store"], cart: string, body: object) =>
    who.post<Answer>(`/store/carts/${cart}/draft`, { version: 0, values: {}, ...body })
  const payCart = async (who: ApiClient["store"], cart: string, email: string): Promise<void> => {
    const customer = { full_name: "Asha Rao", email, phone: "+919876543210" }
    ok(await who.post(`/store/carts/${cart}/service-details`, { customer, requirements: "Call me." }))
    ok(await who.post(`/store/carts/${cart}`, { email }))
    const { purchase } = ok(await who.post<{ purchase: BegunPurchase }>(`/store/carts/${cart}/purchase`, {}))
    ok(await payWith(shop.api, purchase))
    ok(await completePurchase({ raw: shop.api.raw, store: who }, purchase.id))
  }
  /** A draft of a plan that is bought at once. */
  const startPlan = async (who: ApiClient["store"], values: Record<string, string[]>, more: object = {}) => {
    const { handle, tiers } = await aService()
    const plan = { service: handle, tier_id: tiers[0]?.id, quantity: 1 }
    const { draft } = ok(
      await who.post<{ draft: Saved & { id: string; token: string } }>("/store/checkout-drafts", {
        plan,
        values,
        ...more,
      })
    )
    return { ...draft, path: `/store/checkout-drafts/${draft.id}`, headers: { "x-draft-token": draft.token } }
  }
  const mailsTo = async (email: string, subject: RegExp) => {
    await shop.drainWork()
    return shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && subject.test(mail.subject))
  }
  const tokenIn = (text: string): string => /#token=([\w.-]+)/.exec(text)?.[1] ?? ""
  const resume = (token: string) => newGuest().store.post<Resumed>("/store/resumed-checkouts", { token })
  const rowsOf = async (cart: string): Promise<Record<string, unknown>[]> =>
    shop.knex()("checkout_draft").where({ cart_id: cart }).select("*")
  return { newGuest, someEmail, aService, openCart, saveCart, payCart, startPlan, mailsTo, tokenIn, resume, rowsOf }
}
