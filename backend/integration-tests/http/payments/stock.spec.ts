import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { cartSecret, env } from "@atrium/server"
import { runs, withShop } from "@atrium/test-kit"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { booksOf, intentOf, onDashboard, pay, type PaidCart } from "./cart-driver"

jest.setTimeout(600_000)

const BUYERS = runs(12, 100)

withShop((shop) => {
  const { api, knex } = shop
  afterEach(resetClock)
  type Level = { id: string; inventory_item_id: string; location_id: string; reserved_quantity: string }
  const levelOf = async (): Promise<Level> =>
    knex()("inventory_level as level")
      .join("inventory_item as item", "item.id", "level.inventory_item_id")
      .where("item.sku", "folder-a4")
      .whereNull("level.deleted_at")
      .first("level.id", "level.inventory_item_id", "level.location_id", "level.reserved_quantity")

  /** Leaves this many units unreserved. */
  const leave = async (units: number): Promise<void> => {
    const { id, inventory_item_id, location_id, reserved_quantity } = await levelOf()
    await shop
      .container()
      .resolve(Modules.INVENTORY)
      .updateInventoryLevels([
        { id, inventory_item_id, location_id, stocked_quantity: Number(reserved_quantity) + units },
      ])
  }

  /** What the level says is reserved, and what the reservations add up to. */
  const reserved = async (): Promise<[said: number, counted: number]> => {
    const { inventory_item_id, location_id, reserved_quantity } = await levelOf()
    const row = await knex()("reservation_item")
      .where({ inventory_item_id, location_id })
      .whereNull("deleted_at")
      .sum("quantity as total")
      .first()
    return [Number(reserved_quantity), Number(row?.total ?? 0)]
  }

  /** A cart with one unit of the good, its payment authorized. */
  const paidCart = async (): Promise<PaidCart> => {
    const container = shop.container()
    const carts = container.resolve(Modules.CART)
    const payments = container.resolve(Modules.PAYMENT)
    const region = await knex()("region").where({ currency_code: "inr" }).first("id")
    const channel = await knex()("sales_channel").whereNull("deleted_at").first("id")
    const variant = await knex()("product_variant").where({ sku: "folder-a4" }).first("id", "product_id")
    const line = { title: "Document folder", quantity: 1, unit_price: 499, requires_shipping: false }
    const cart = await carts.createCarts({
      region_id: region.id,
      currency_code: "inr",
      sales_channel_id: channel.id,
      email: "goods@example.com",
      items: [{ ...line, variant_id: variant.id, product_id: variant.product_id }],
    })
    const { total } = await carts.retrieveCart(cart.id, { select: ["total"] })
    const money = { amount: Number(total), currency_code: "inr" }
    const collection = await payments.createPaymentCollections(money)
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.CART]: { cart_id: cart.id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
    const session = await payments.createPaymentSession(collection.id, {
      ...money,
      provider_id: "pp_sandbox_sandbox",
      data: {},
    })
    const paid = { ...session, data: session.data as { id: string; client_secret: string } }
    expect((await pay(api, paid)).body.status).toBe("succeeded")
    return { cart_id: cart.id, total: money.amount, currency_code: "inr", collection_id: collection.id, session: paid }
  }

  /** Completes a cart that no route of the shop made, so that its secret was never sent. */
  const complete = ({ cart_id }: PaidCart) =>
    api.store.post<{ type?: string; code?: string }>(
      `/store/carts/${cart_id}/complete`,
      {},
      { "x-cart-token": cartSecret(env().COOKIE_SECRET, cart_id) }
    )

  const orderOf = async (cartId: string): Promise<{ id: string; status: string }> =>
    knex()("order_cart as link").join("order as o", "o.id", "link.order_id").where("link.cart_id", cartId).first("o.*")

  it(`sells the last unit once to ${BUYERS} parallel buyers, releases the others' money, and reserves what it counts [R15]`, async () => {
    await leave(1)
    const carts = []
    for (let buyer = 0; buyer < BUYERS; buyer += 1) carts.push(await paidCart())
    const locks = jest.spyOn(shop.container().resolve(Modules.LOCKING), "execute")
    const answers = await Promise.all(carts.map(complete))
    const { inventory_item_id } = await levelOf()
    const inTurn = locks.mock.calls.filter(([keys]) => [keys].flat().includes(`sell-stock:${inventory_item_id}`))
    locks.mockRestore()
    expect(inTurn.length).toBeGreaterThanOrEqual(BUYERS)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: BUYERS - 1 }, () => 409)])
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => "out_of_stock"))
    await shop.drainWork()
    const books = await Promise.all(carts.map(({ cart_id }) => booksOf(shop, cart_id)))
    expect(books.reduce((sum, { orders }) => sum + orders, 0)).toBe(1)
    const states = await Promise.all(carts.map(async ({ session }) => (await intentOf(api, session)).status))
    expect(states.sort()).toEqual([...Array.from({ length: BUYERS - 1 }, () => "canceled"), "captured"])
    const [said, counted] = await reserved()
    expect(said).toBe(counted)
  })

  it("takes an order back that was cut off before its goods were reserved, and releases its money when they are gone [R15]", async () => {
    await leave(0)
    const [before] = await reserved()
    const { cart_id, collection_id, session } = await paidCart()
    const container = shop.container()
    const line = await knex()("cart_line_item").where({ cart_id }).first()
    const sold = { title: line.title, quantity: 1, unit_price: 499, variant_id: line.variant_id }
    const order = await container
      .resolve(Modules.ORDER)
      .createOrders({ currency_code: "inr", email: "goods@example.com", items: [sold] })
    const tied = { [Modules.ORDER]: { order_id: order.id } }
    await container.resolve(ContainerRegistrationKeys.LINK).create([
      { ...tied, [Modules.CART]: { cart_id } },
      { ...tied, [Modules.PAYMENT]: { payment_collection_id: collection_id } },
    ])
    await shop.drainWork()
    advanceClock(3600)
    await shop.drainWork()
    expect((await intentOf(api, session)).status).toBe("canceled")
    expect(await knex()("order").where({ id: order.id })).toEqual([])
    expect((await booksOf(shop, cart_id)).orders).toBe(0)
    expect(await reserved()).toEqual([before, before])
  })

  it.each(["its event", "no event"])(
    "gives the stock back when the gateway releases a payment before it is captured, with %s [R07]",
    async (told) => {
      await leave(1)
      const [before] = await reserved()
      const cart = await paidCart()
      const { cart_id, session } = cart
      expect((await complete(cart)).body.type).toBe("order")
      expect(await reserved()).toEqual([before + 1, before + 1])
      await onDashboard(shop, session, "cancel")
      if (told === "no event") await knex()("gateway_event").where({ reference: session.data.id }).delete()
      await reconcilePayments(shop.container(), { since: new Date(Date.now() - 3_600_000) })
      await shop.drainWork()
      expect(await orderOf(cart_id)).toMatchObject({ status: "canceled" })
      expect(await reserved()).toEqual([before, before])
      expect((await booksOf(shop, cart_id)).captures).toBe(0)
    }
  )
})
