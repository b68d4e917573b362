import { runs, withShop } from "@atrium/test-kit"
import type { CreateCartDTO, Event } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  capturePaymentWorkflow,
  completeCartWorkflow,
  createCartCreditLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import fc from "fast-check"

import { findCartToComplete } from "../../../../plugins/payments/src/data/core/completing-cart"
import { capturePayment } from "../../../../plugins/payments/src/use-cases/capture-payment"
import { withGroupedEvents } from "../../../../plugins/payments/src/use-cases/grouped-events"
import { placeOrder } from "../../../../plugins/payments/src/use-cases/place-order"
import { followedByCaller } from "../../../../plugins/payments/src/use-cases/schedule-work"
import { settleCart } from "../../../../plugins/payments/src/use-cases/settle-cart"
import { writeOrder } from "../../../../plugins/payments/src/use-cases/write-order"
import { booksOf, intentOf, ONE_OF_EACH, openCart, pay } from "./cart-driver"

jest.setTimeout(600_000)

const CARTS = runs(8, 100)
const END_OF_JOB = "plain-carts.end-of-job"

/** What a cart may hold that only core completes. */
const LEFT_TO_CORE = ["discount", "credit", "shipping", "written by hand", "goods"] as const
type Special = (typeof LEFT_TO_CORE)[number]

const word = fc.stringMatching(/^[A-Za-z][a-z '&ü-]{0,20}$/)
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const minor = fc.integer({ min: 100, max: 9_000_000 })
const line = fc.record({
  tier: fc.nat(20),
  quantity: fc.integer({ min: 1, max: 2 }),
  minor,
  compare: nullable(minor),
  taxInclusive: fc.boolean(),
  taxes: fc.array(fc.record({ code: word, rate: fc.constantFrom(5, 8.25, 18, 0) }), { maxLength: 2 }),
  subtitle: nullable(word),
  metadata: nullable(fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean()), { maxKeys: 2 })),
})
const address = fc.record({
  first_name: word,
  phone: nullable(word),
  company: nullable(word),
  country_code: nullable(fc.constant("in")),
})
const bought = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ tier }) => tier % 5 }),
  customer: fc.boolean(),
  locale: nullable(fc.constant("en-IN")),
  billing: nullable(address),
  shipping: nullable(address),
  metadata: nullable(fc.dictionary(word, word, { maxKeys: 2 })),
})
type Bought = typeof bought extends fc.Arbitrary<infer Value> ? Value : never
type Line = Bought["lines"][number]

/** Without the keys that are undefined. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

withShop((shop) => {
  const { api, knex } = shop
  let tiers: { id: string; product_id: string; title: string; product_title: string }[]
  let goods: typeof tiers
  let region: { id: string }
  let channel: { id: string }
  const published: Event[] = []

  beforeAll(async () => {
    // One of each product, and of a service only where an order may hold two.
    const variants = async (managed: boolean) =>
      (
        await knex().raw(
          `SELECT DISTINCT ON (p.id) v.id, v.product_id, v.title, p.title AS product_title
           FROM product_variant v JOIN product p ON p.id = v.product_id AND p.status = 'published'
           LEFT JOIN service_template t ON t.product_id = p.id
           LEFT JOIN service_template_version tv ON tv.id = t.current_version_id
           WHERE v.manage_inventory = ? AND v.deleted_at IS NULL
             AND coalesce(CAST(tv.content ->> 'max_quantity' AS int), 9) >= 2
           ORDER BY p.id, v.sku`,
          [managed]
        )
      ).rows
    tiers = await variants(false)
    goods = await variants(true)
    // Random carts take many units: the good with the most of them, whatever the others in this shop have sold.
    const stock = await knex()("inventory_level as level")
      .join("product_variant_inventory_item as part", "part.inventory_item_id", "level.inventory_item_id")
      .select("part.variant_id", "level.stocked_quantity", "level.reserved_quantity")
    const left = new Map(stock.map((one) => [one.variant_id, one.stocked_quantity - one.reserved_quantity]))
    goods.sort((a, b) => (left.get(b.id) ?? 0) - (left.get(a.id) ?? 0))
    region = await knex()("region").where({ currency_code: "inr" }).first("id")
    channel = await knex()("sales_channel").whereNull("deleted_at").first("id")
    shop
      .container()
      .resolve(Modules.EVENT_BUS)
      .subscribe("*", async (event) => void published.push(event), { subscriberId: "plain-carts" })
  })

  const lineOf = (one: Line, sold = tiers) => {
    const tier = sold[(one.tier % 5) % sold.length]
    return given({
      title: tier?.product_title ?? "",
      subtitle: one.subtitle,
      variant_id: tier?.id,
      product_id: tier?.product_id,
      variant_title: tier?.title,
      quantity: one.quantity,
      unit_price: one.minor / 100,
      compare_at_unit_price: one.compare === undefined ? undefined : one.compare / 100,
      is_tax_inclusive: one.taxInclusive,
      is_custom_price: true,
      requires_shipping: false,
      metadata: one.metadata,
      tax_lines: one.taxes.map((tax) => ({ ...tax, provider_id: "tp_system" })),
    })
  }

  /** The rows of the cart that was asked for, its payment authorized. */
  const paidCart = async ({ lines, customer, locale, billing, shipping, metadata }: Bought, special?: Special) => {
    const container = shop.container()
    const carts = container.resolve(Modules.CART)
    const payments = container.resolve(Modules.PAYMENT)
    const buyer = customer ? await knex()("customer").whereNull("deleted_at").orderBy("id").first("id") : undefined
    const byHand = { title: "By arrangement", quantity: 1, unit_price: 100, requires_shipping: false }
    const [first] = lines
    const extra =
      special === "written by hand"
        ? [byHand]
        : special === "goods" && first
          ? [lineOf({ ...first, tier: 0 }, goods)]
          : []
    const cart = await carts.createCarts(
      given({
        region_id: region.id,
        currency_code: "inr",
        sales_channel_id: channel.id,
        email: "plain@example.com",
        customer_id: buyer?.id,
        locale,
        metadata,
        billing_address: billing ? given(billing) : undefined,
        shipping_address: shipping ? given(shipping) : undefined,
        items: [...lines.map((one) => lineOf(one)), ...extra],
      }) as unknown as CreateCartDTO
    )
    const item = await knex()("cart_line_item").where({ cart_id: cart.id }).first("id")
    if (special === "discount") await carts.addLineItemAdjustments([{ item_id: item.id, amount: 1, code: "ONE-OFF" }])
    if (special === "credit")
      await createCartCreditLinesWorkflow(container).run({
        input: [{ cart_id: cart.id, amount: 1, reference: "goodwill", reference_id: "goodwill", metadata: null }],
      })
    if (special === "shipping") await carts.addShippingMethods([{ cart_id: cart.id, name: "By post", amount: 10 }])
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
    const paid = {
      id: session.id,
      provider_id: session.provider_id,
      data: session.data as { id: string; client_secret: string },
    }
    expect((await pay(api, paid)).body.status).toBe("succeeded")
    return { cart_id: cart.id, collection_id: collection.id }
  }
  type Paid = Awaited<ReturnType<typeof paidCart>>

  const orderIdOf = async ({ cart_id }: Paid): Promise<string> =>
    String((await knex()("order_cart").where({ cart_id }).first("order_id"))?.order_id)
  const paymentIdOf = async ({ collection_id }: Paid): Promise<string> =>
    String((await knex()("payment").where({ payment_collection_id: collection_id }).first("id"))?.id)

  /** All rows of a cart and of its order, by table; lines by what they sell, because ids made at once are in no order. */
  const rowsOf = async (paid: Paid): Promise<Record<string, unknown[]>> => {
    const order = await orderIdOf(paid)
    const byLine = "(SELECT coalesce(l.variant_id, l.title) FROM order_line_item l WHERE l.id = one.item_id)"
    const ofItems = "item_id IN (SELECT item_id FROM order_item WHERE order_id = ?)"
    const ofCollection = "payment_collection_id = ?"
    const tables: [table: string, where: string, value: string, sorted?: string][] = [
      ["cart", "id = ?", paid.cart_id],
      ["cart_line_item", "cart_id = ?", paid.cart_id, "coalesce(variant_id, title)"],
      ["order", "id = ?", order],
      ["order_summary", "order_id = ?", order],
      ["order_item", "order_id = ?", order, byLine],
      [
        "order_line_item",
        "id IN (SELECT item_id FROM order_item WHERE order_id = ?)",
        order,
        "coalesce(variant_id, title)",
      ],
      ["order_line_item_tax_line", ofItems, order, `${byLine}, code, rate`],
      ["order_line_item_adjustment", ofItems, order, byLine],
      [
        "order_address",
        `id IN (SELECT unnest(ARRAY[shipping_address_id, billing_address_id]) FROM "order" WHERE id = ?)`,
        order,
        `(SELECT count(*) FROM "order" o WHERE o.shipping_address_id = one.id)`,
      ],
      ...["order_transaction", "order_change", "order_shipping", "order_credit_line", "order_promotion"].map(
        (table): [string, string, string] => [table, "order_id = ?", order]
      ),
      ["order_cart", "order_id = ?", order],
      ["order_payment_collection", "order_id = ?", order],
      ["payment_collection", "id = ?", paid.collection_id],
      ["payment_session", ofCollection, paid.collection_id],
      ["payment", ofCollection, paid.collection_id],
      ["capture", "payment_id IN (SELECT id FROM payment WHERE payment_collection_id = ?)", paid.collection_id],
      ["reservation_item", "line_item_id IN (SELECT item_id FROM order_item WHERE order_id = ?)", order],
    ]
    const read: Record<string, unknown[]> = {}
    for (const [table, where, value, sorted = "id"] of tables) {
      const sql = `SELECT to_jsonb(one) AS row FROM "${table}" one WHERE ${where} ORDER BY ${sorted}`
      read[table] = (await knex().raw(sql, [value])).rows.map(({ row }: { row: unknown }) => row)
    }
    return read
  }

  /** Ids by the order in which they appear, and instants and numbers of their own by their name: what is left must be alike. */
  const comparable = (value: unknown): unknown => {
    const known = new Map<string, string>()
    const own = (key: string, one: unknown): unknown => {
      if (key === "display_id" || key === "custom_display_id" || key === "client_secret") return `<${key}>`
      if (typeof one === "string" && /_at$/.test(key)) return "<instant>"
      if (typeof one === "string" && /^[a-z]+(_[a-z]+)*_[0-9A-Za-z]{20,}$/.test(one)) {
        const label = known.get(one) ?? `<id ${known.size}>`
        known.set(one, label)
        return label
      }
      return one
    }
    const walk = (key: string, one: unknown): unknown => {
      if (Array.isArray(one)) return one.map((entry) => walk("", entry))
      if (typeof one === "object" && one !== null)
        return Object.fromEntries(
          Object.entries(one)
            .sort(([a], [b]) => a.localeCompare(b))
            .map(([name, entry]) => [name, walk(name, entry)])
        )
      return own(key, one)
    }
    return walk("", value)
  }

  /** Resolves when an event has arrived. Events arrive in the order in which they are sent. */
  const arrival = async (name: string): Promise<void> => {
    while (!published.some((event) => event.name === name)) await new Promise((resolve) => setImmediate(resolve))
  }

  /** What a job announces, by name. Core changes some rows in two calls where ours needs one: each name counts once. */
  const announcedBy = async (job: () => Promise<unknown>): Promise<string[]> => {
    published.length = 0
    await job()
    await arrival("payment.captured")
    await shop.container().resolve(Modules.EVENT_BUS).emit({ name: END_OF_JOB, data: {} })
    await arrival(END_OF_JOB)
    return [...new Set(published.map(({ name }) => name))].filter((name) => name !== END_OF_JOB).sort()
  }

  const throughCore = async (paid: Paid) => {
    const container = shop.container()
    const context = followedByCaller("differential-test")
    await completeCartWorkflow(container).run({ input: { id: paid.cart_id }, context })
    await capturePaymentWorkflow(container).run({ input: { payment_id: await paymentIdOf(paid) }, context })
  }
  const throughOurs = async (paid: Paid, plain: boolean) => {
    expect((await placeOrder(shop.container(), paid.cart_id)) !== "not_plain").toBe(plain)
    await settleCart(shop.container(), paid.cart_id)
    await capturePayment(shop.container(), await paymentIdOf(paid))
  }

  const compare = async (wish: Bought, special?: Special) => {
    const ours = await paidCart(wish, special)
    const core = await paidCart(wish, special)
    const announced = await announcedBy(() => throughOurs(ours, special === undefined))
    expect(announced).toEqual(await announcedBy(() => throughCore(core)))
    expect(announced).toContain("order.placed")
    expect(comparable(await rowsOf(ours))).toEqual(comparable(await rowsOf(core)))
    await shop.knex()("work_item").whereIn("status", ["due", "retrying"]).update({ status: "cancelled" })
  }

  it(`leaves the same rows and events behind a completed and captured cart as core's workflows, over ${CARTS} generated carts`, async () => {
    await fc.assert(
      fc.asyncProperty(bought, (wish) => compare(wish)),
      { numRuns: CARTS, seed: 20261128, endOnFailure: true }
    )
  })

  it.each(LEFT_TO_CORE)("leaves a cart with something for core alone to core: %s", async (special) => {
    const [wish] = fc.sample(bought, { numRuns: 1, seed: 5 })
    if (!wish) throw new Error("Nothing was generated")
    const untouched = await paidCart(wish, special)
    expect(await placeOrder(shop.container(), untouched.cart_id)).toBe("not_plain")
    expect(await knex()("order_cart").where({ cart_id: untouched.cart_id })).toEqual([])
    await compare(wish, special)
  })

  it.each(["nothing", "order_cart", "order_payment_collection"])(
    "ends a completion that was cut off between the order and its payment, with %s of the order lost",
    async (lost) => {
      const { session, cart_id } = await openCart(shop)
      await pay(api, session)
      const found = await findCartToComplete(shop.knex(), cart_id)
      if (!found) throw new Error("The cart is gone")
      const write = () =>
        withGroupedEvents(shop.container(), (events) => writeOrder(shop.container(), found.cart, events))
      const order_id = await write()
      if (lost !== "nothing") await shop.knex()(lost).where({ order_id }).delete()
      expect(await settleCart(shop.container(), cart_id)).toMatchObject({ order_id })
      await shop.drainWork()
      expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      expect(await intentOf(api, session)).toMatchObject({ status: "captured", amount_refunded: 0 })
    }
  )
})
