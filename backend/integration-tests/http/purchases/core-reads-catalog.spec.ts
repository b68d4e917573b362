import { randomUUID } from "node:crypto"

import { registerCustomer, someService, withShop } from "@atrium/test-kit"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { addToCartWorkflow, createCartWorkflow, updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { knownCatalogIds } from "../../../../plugins/analytics/src/data/core/catalog-ids"
import { cartFactsOf } from "../../../../plugins/service-provisioning/src/data/core/cart-facts"
import { readCatalogueProducts } from "../../../../plugins/service-provisioning/src/data/core/catalogue-products"
import { readVariantStock } from "../../../../plugins/service-provisioning/src/data/core/goods-stock"
import { liveCartOf } from "../../../../plugins/service-provisioning/src/data/core/live-cart"
import { openCartToResume } from "../../../../plugins/service-provisioning/src/data/core/draft-carts"
import { findOpenCart } from "../../../../plugins/service-provisioning/src/data/core/open-cart"
import { findProductsByTitle } from "../../../../plugins/service-provisioning/src/data/core/product-titles"
import { linesOnSale, tiersOnSale } from "../../../../plugins/service-provisioning/src/data/core/tiers-on-sale"
import { makeService } from "../catalogue/make-service"

jest.setTimeout(180_000)

// Tests the queries on Medusa's products, prices, stock and carts before there is an order, with rows that Medusa's own
// routes and workflows made: an upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { api } = shop
  const knex = (): Knex => shop.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

  it("ids of products and tiers are known to analytics, and no others", async () => {
    const { productId, variants, handle } = await makeService(shop.container())
    const ids = [productId, variants[0]?.id ?? ""]
    const known = await knownCatalogIds(knex(), [...ids, handle, "prod_zoe_zander"])
    expect([...known].sort()).toEqual([...ids].sort())
    expect((await knownCatalogIds(knex(), [])).size).toBe(0)
  })

  it("a customer's open cart is the last one that has lines and is no order", async () => {
    const { id, token } = await registerCustomer(shop)
    const store = api.customer(token)
    const service = await someService(api)
    const { id: region_id } = await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const open = async (items: object[]): Promise<string> =>
      (await store.post<{ cart: { id: string } }>("/store/carts", { region_id, items })).body.cart.id
    expect(await findOpenCart(knex(), id)).toBeUndefined()
    const cart = await open([{ variant_id: service.tiers[0]?.id, quantity: 1 }])
    await open([])
    expect(await findOpenCart(knex(), id)).toBe(cart)
    const now = new Date()
    const facts = { id: `pur_${cart}`, source: "cart", cart_id: cart, items: "[]", created_at: now, updated_at: now }
    await knex()("service_purchase").insert({ ...facts, status: "processing" })
    expect([await findOpenCart(knex(), id), await openCartToResume(knex(), cart)]).toEqual([undefined, null])
    await knex()("service_purchase").where({ cart_id: cart }).update({ status: "failed" })
    expect(await openCartToResume(knex(), cart)).toMatchObject({ id: cart })
    expect(await findOpenCart(knex(), id)).toBe(cart)
    await knex()("cart").where({ id: cart }).update({ completed_at: new Date() })
    expect(await findOpenCart(knex(), id)).toBeUndefined()
  })

  it("the stock of a variant is what one location has unreserved; of several items, the scarcest decides", async () => {
    const variant = await knex()("product_variant").where({ sku: "notebook-a5" }).first("id")
    const item = await knex()("inventory_item").where({ sku: "notebook-a4" }).first("id")
    const channel = await knex()("sales_channel").where({ name: "Atrium" }).first("id")
    const read = () => readVariantStock(knex(), [variant.id], [channel.id])
    expect(await read()).toEqual([
      { variant_id: variant.id, manage_inventory: true, allow_backorder: false, unreserved: 40 },
    ])
    const part = {
      [Modules.PRODUCT]: { variant_id: variant.id },
      [Modules.INVENTORY]: { inventory_item_id: item.id },
    }
    const link = shop.container().resolve(ContainerRegistrationKeys.LINK)
    await link.create({ ...part, data: { required_quantity: 2 } })
    expect(await read()).toMatchObject([{ unreserved: 1 }])
    expect(await readVariantStock(knex(), [variant.id], [])).toMatchObject([{ unreserved: 0 }])
    await link.dismiss(part)
  })

  it("the catalog reads a product with its variants, channels and visible categories while it is published", async () => {
    const service = await makeService(shop.container(), { title: "Payroll for beginners" })
    const products = shop.container().resolve(Modules.PRODUCT)
    const [shown, hidden] = await products.createProductCategories([
      { name: `Shown ${randomUUID()}`, is_active: true },
      { name: `Hidden ${randomUUID()}`, is_active: true, is_internal: true },
    ])
    await products.updateProducts(service.productId, {
      category_ids: [String(shown?.id), String(hidden?.id)],
      images: [{ url: "https://images.example/2.png" }, { url: "https://images.example/1.png" }],
    })
    const read = () => readCatalogueProducts(knex(), [service.productId, "prod_gone"])
    expect(await read()).toEqual([
      expect.objectContaining({
        id: service.productId,
        title: "Payroll for beginners",
        handle: service.handle,
        images: ["https://images.example/2.png", "https://images.example/1.png"],
        categories: [{ handle: shown?.handle, name: shown?.name }],
        sales_channel_ids: [expect.stringMatching(/^sc_/)],
        // The template decides about their order.
        variants: expect.arrayContaining(
          service.variants.map(({ id, title }) => ({ id, title, price_set_id: expect.stringMatching(/^pset_/) }))
        ),
      }),
    ])
    await products.updateProducts(service.productId, { status: "draft" })
    expect(await read()).toEqual([])
  })

  it("building a cart knows the guest of an address, and whether a promotion applies by itself", async () => {
    const customers = shop.container().resolve(Modules.CUSTOMER)
    const email = `guest-${randomUUID()}@example.com`
    expect(await cartFactsOf(knex(), email)).toEqual({
      guest_id: null,
      suspended: false,
      promotions: false,
      other_taxes: false,
    })
    await customers.createCustomers({ email, has_account: true })
    expect((await cartFactsOf(knex(), email)).guest_id).toBeNull()
    const guest = await customers.createCustomers({ email, has_account: false })
    expect((await cartFactsOf(knex(), email)).guest_id).toBe(guest.id)
    const promotions = shop.container().resolve(Modules.PROMOTION)
    const promotion = await promotions.createPromotions({
      code: `AUTO-${randomUUID()}`,
      type: "standard",
      status: "active",
      is_automatic: true,
      application_method: { type: "percentage", target_type: "order", value: 5, currency_code: "inr" },
    })
    expect((await cartFactsOf(knex(), email)).promotions).toBe(true)
    await promotions.deletePromotions([promotion.id])
    expect((await cartFactsOf(knex(), email)).promotions).toBe(false)
    // In a transaction that is taken back: nothing else may meet a provider that does not exist.
    const trx = await knex().transaction()
    await trx("tax_provider").insert({ id: "tp_other", is_enabled: true })
    await trx("tax_region").where({ country_code: "in" }).update({ provider_id: "tp_other" })
    expect((await cartFactsOf(trx, email)).other_taxes).toBe(true)
    await trx.rollback()
    expect((await cartFactsOf(knex(), email)).other_taxes).toBe(false)
  })

  it("what is on sale follows product, sales channel and price", async () => {
    const service = await makeService(shop.container(), { title: "Crème brûlée" })
    const [variant] = service.variants
    const variantId = String(variant?.id)
    const [tier] = await tiersOnSale(knex(), [variantId, "variant_gone"])
    expect(tier).toMatchObject({
      tier_id: variantId,
      tier_title: variant?.title,
      product_id: service.productId,
      product_handle: service.handle,
      status: "published",
      sales_channel_ids: [expect.stringMatching(/^sc_/)],
      price_set_id: expect.stringMatching(/^pset_/),
    })
    expect(await findProductsByTitle(knex(), "CREME BRULEE")).toEqual([service.productId])
    const { regions } = (await api.store.get<{ regions: { id: string; currency_code: string }[] }>("/store/regions"))
      .body
    const region = regions.find(({ currency_code }) => currency_code === "inr")
    const { result: cart } = await createCartWorkflow(shop.container()).run({
      input: { region_id: String(region?.id), sales_channel_id: String(tier?.sales_channel_ids[0]) },
    })
    await addToCartWorkflow(shop.container()).run({
      input: { cart_id: cart.id, items: [{ variant_id: variantId, quantity: 2 }] },
    })
    const [line] = await linesOnSale(knex(), cart.id)
    expect(line).toMatchObject({
      cart_channel_id: tier?.sales_channel_ids[0],
      of_product: true,
      of_service: true,
      tier_id: variantId,
      version_id: tier?.version_id,
      price_changed_at: expect.any(Date),
    })
    const live = await liveCartOf(shop.container(), cart.id)
    expect(live).toMatchObject({ region_id: region?.id, currency_code: "inr" })
    expect([...(live?.amounts.values() ?? [])]).toEqual([Number(variant?.prices.inr) * 2])
    await updateProductsWorkflow(shop.container()).run({
      input: { selector: { id: service.productId }, update: { status: "draft" } },
    })
    expect(await linesOnSale(knex(), cart.id)).toMatchObject([{ status: "draft", of_service: true }])
  })
})
