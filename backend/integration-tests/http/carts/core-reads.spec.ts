import { buy, ok, registerCustomer, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import {
  deleteFinishedDrafts,
  hasOrderedSince,
  openCartToResume,
} from "../../../../plugins/service-provisioning/src/data/core/draft-carts"
import { draftsOf } from "./draft-driver"

jest.setTimeout(180_000)

/** What the drafts of checkouts read of Medusa's carts and orders. */
withShop((shop) => {
  const { newGuest, someEmail, openCart, saveCart, payCart, rowsOf } = draftsOf(shop)

  it("a cart can be resumed while it has lines and is not an order", async () => {
    const knex = shop.knex()
    const guest = newGuest().store
    const cart = await openCart(guest)
    expect(await openCartToResume(knex, cart)).toEqual({ id: cart, of_account: false })
    const { cart: read } = ok(await guest.get<{ cart: { items: { id: string }[] } }>(`/store/carts/${cart}`))
    ok(await guest.delete(`/store/carts/${cart}/line-items/${read.items[0]?.id}`))
    expect(await openCartToResume(knex, cart)).toBeNull()

    const { token } = await registerCustomer(shop)
    const own = await openCart(newGuest().customer(token))
    expect(await openCartToResume(knex, own)).toEqual({ id: own, of_account: true })

    const paid = await openCart(guest)
    await payCart(guest, paid, someEmail())
    expect(await openCartToResume(knex, paid)).toBeNull()
    expect(await openCartToResume(knex, "cart_none")).toBeNull()
  })

  it("drafts are finished when their cart is an order or gone, and only then", async () => {
    const guest = newGuest().store
    const [open, paid, deleted] = [await openCart(guest), await openCart(guest), await openCart(guest)]
    for (const cart of [open, paid, deleted]) ok(await saveCart(guest, cart, {}))
    await payCart(guest, paid, someEmail())
    await shop.container().resolve(Modules.CART).softDeleteCarts([deleted])
    expect(await deleteFinishedDrafts(shop.knex(), 1)).toBe(1)
    expect(await deleteFinishedDrafts(shop.knex(), 10)).toBe(1)
    expect(await deleteFinishedDrafts(shop.knex(), 10)).toBe(0)
    expect((await Promise.all([open, paid, deleted].map(rowsOf))).map(({ length }) => length)).toEqual([1, 0, 0])
  })

  it("finds what a person ordered since, by address and by account", async () => {
    const [email, before] = [someEmail(), new Date()]
    const { order } = await buy(newGuest(), { email })
    const [{ customer_id: customerId }] = await shop.knex()("order").where({ id: order.id }).select("customer_id")
    const ordered = (who: { email: string; customerId: string | null }, since = before) =>
      hasOrderedSince(shop.knex(), { ...who, since })
    expect(await ordered({ email, customerId: null })).toBe(true)
    expect(await ordered({ email: someEmail(), customerId })).toBe(true)
    expect(await ordered({ email: someEmail(), customerId: null })).toBe(false)
    expect(await ordered({ email, customerId }, new Date(Date.now() + 60_000))).toBe(false)
  })
})
