import { randomUUID } from "node:crypto"

import {
  beginPurchase,
  completeCart,
  openCart,
  payWith,
  purchaseBody,
  registerCustomer,
  someService,
  withCart,
  withShop,
} from "@atrium/test-kit"
import type { IUserModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createShippingOptionsWorkflow, createShippingProfilesWorkflow } from "@medusajs/medusa/core-flows"

import {
  readCatalogueStamps,
  readProductStamps,
} from "../../../../plugins/service-provisioning/src/data/core/catalogue-stamps"
import {
  readChannelsOfKeys,
  readPublishableKey,
} from "../../../../plugins/service-provisioning/src/data/core/publishable-keys"
import { findGuardedCart } from "../../../src/data/core/carts"
import { findOldGuests, findOldInvites, findOldNotifications } from "../../../src/data/core/old-rows"
import { findShippingOption } from "../../../src/data/core/shipping-options"
import { accountsOf } from "./core-reads-driver"

jest.setTimeout(180_000)
const FAR_AHEAD = new Date(Date.now() + 400 * 86_400_000)
const LONG_AGO = new Date(Date.now() - 400 * 86_400_000)

// Tests the queries of the backend on Medusa's tables, and those on keys and the catalog, with rows that Medusa's own
// routes, modules and workflows made: an upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { api, container, knex } = shop
  const { someEmail, newKey, revoke } = accountsOf(shop)

  describe("publishable keys", () => {
    it("a key has the sales channels it is linked to and the time it is revoked at", async () => {
      const { id, token } = await newKey("publishable")
      expect(await readPublishableKey(knex(), token)).toEqual({ revoked_at: null, sales_channel_ids: [] })
      const { body } = await api.admin.post<{ sales_channel: { id: string } }>("/admin/sales-channels", { name: "Own" })
      const channel = body.sales_channel.id
      await api.admin.post(`/admin/api-keys/${id}/sales-channels`, { add: [channel] })
      expect((await readPublishableKey(knex(), token))?.sales_channel_ids).toEqual([channel])
      expect(await readChannelsOfKeys(knex())).toContainEqual([channel])
      await api.admin.post(`/admin/api-keys/${id}/sales-channels`, { remove: [channel] })
      expect(await readChannelsOfKeys(knex())).not.toContainEqual([channel])
      await revoke(id)
      expect(await readPublishableKey(knex(), token)).toEqual({ revoked_at: expect.any(Date), sales_channel_ids: [] })
      const { token: secret } = await newKey("secret")
      expect(await readPublishableKey(knex(), secret)).toBeNull()
    })
  })

  describe("the catalog's stamps", () => {
    it("each part changes with its own tables, and a product's stamp with that product alone", async () => {
      const [before, products] = [await readCatalogueStamps(knex()), await readProductStamps(knex())]
      const changed = async () => {
        const now = await readCatalogueStamps(knex())
        return Object.entries(now).flatMap(([part, stamp]) =>
          before[part as keyof typeof before] === stamp ? [] : [part]
        )
      }
      expect(await changed()).toEqual([])
      const [productId = ""] = products.keys()
      await container()
        .resolve(Modules.PRODUCT)
        .updateProducts(productId, { subtitle: `Since ${randomUUID()}` })
      expect(await changed()).toEqual(["products"])
      const after = await readProductStamps(knex())
      expect([...after].filter(([id, stamp]) => products.get(id) !== stamp).map(([id]) => id)).toEqual([productId])
      await newKey("secret")
      expect(await changed()).toEqual(["products"])
      await newKey("publishable")
      expect(await changed()).toEqual(["keys", "products"])
      await container()
        .resolve(Modules.SALES_CHANNEL)
        .createSalesChannels({ name: `Channel ${randomUUID()}` })
      expect(await changed()).toEqual(["keys", "everywhere", "products"])
      const [region] = await container().resolve(Modules.REGION).listRegions({}, { take: 1 })
      await container()
        .resolve(Modules.REGION)
        .updateRegions(String(region?.id), { metadata: { seen: randomUUID() } })
      expect(await changed()).toEqual(["keys", "places", "everywhere", "products"])
    })
  })

  describe("carts", () => {
    it("a cart's guard sees whose it is, what it holds and whether it became an order", async () => {
      const { tiers } = await someService(api)
      const variantId = String(tiers[0]?.id)
      const { cart, collectionId, session } = await openCart(api, { items: [{ variant_id: variantId, quantity: 2 }] })
      const named = () => findGuardedCart(container(), { by: "cart", id: cart.id }, variantId)
      expect(await named()).toMatchObject({
        id: cart.id,
        completed: false,
        of_account: false,
        of_purchase: false,
        lines: 1,
        held: 2,
      })
      expect(await findGuardedCart(container(), { by: "payment_collection", id: collectionId }, null)).toEqual({
        ...(await named()),
        held: 0,
      })
      await payWith(api, { payment: session.data })
      await completeCart(api, cart.id)
      expect(await named()).toMatchObject({ completed: true })
      expect(await findGuardedCart(container(), { by: "cart", id: "cart_none" }, null)).toBeUndefined()
    })

    it("the cart of a signed-in customer's purchase belongs to the account and to the purchase", async () => {
      const { token } = await registerCustomer(shop)
      const service = await someService(api)
      const purchase = await withCart(
        shop,
        await beginPurchase({ ...api, store: api.customer(token) }, purchaseBody(service))
      )
      expect(await findGuardedCart(container(), { by: "cart", id: purchase.cart_id }, null)).toMatchObject({
        of_account: true,
        of_purchase: true,
      })
    })
  })

  describe("retention", () => {
    it("finds guests without cart and order, expired invitations and old notifications, oldest ids first", async () => {
      const customers = container().resolve(Modules.CUSTOMER)
      const users: IUserModuleService = container().resolve(Modules.USER)
      const guest = await customers.createCustomers({ email: someEmail("guest"), has_account: false })
      const account = await customers.createCustomers({ email: someEmail("account"), has_account: true })
      const buying = await customers.createCustomers({ email: someEmail("buying"), has_account: false })
      await container().resolve(Modules.CART).createCarts({ currency_code: "inr", customer_id: buying.id })
      const guests = await findOldGuests(container(), FAR_AHEAD, 1000)
      expect(guests).toContain(guest.id)
      expect(guests).not.toContain(account.id)
      expect(guests).not.toContain(buying.id)
      expect(await findOldGuests(container(), LONG_AGO, 1000)).toEqual([])

      const invite = await users.createInvites({ email: someEmail("invited") })
      expect(await findOldInvites(container(), FAR_AHEAD, 1000)).toContain(invite.id)
      expect(await findOldInvites(container(), new Date(), 1000)).not.toContain(invite.id)

      const note = await container()
        .resolve(Modules.NOTIFICATION)
        .createNotifications({ to: "", channel: "feed", template: "admin-ui", data: { title: "Export done" } })
      expect(await findOldNotifications(container(), FAR_AHEAD, 1000)).toContain(note.id)
      expect(await findOldNotifications(container(), LONG_AGO, 1000)).toEqual([])
    })
  })

  describe("shipping options of a changed order", () => {
    it("an option is priced in the order's currency or not, and unknown when it does not exist", async () => {
      const fulfillment = container().resolve(Modules.FULFILLMENT)
      const { result: profiles } = await createShippingProfilesWorkflow(container()).run({
        input: { data: [{ name: `Parcels ${randomUUID()}`, type: "default" }] },
      })
      const set = await fulfillment.createFulfillmentSets({
        name: `Set ${randomUUID()}`,
        type: "shipping",
        service_zones: [{ name: `Zone ${randomUUID()}`, geo_zones: [{ type: "country", country_code: "in" }] }],
      })
      const [provider] = await fulfillment.listFulfillmentProviders()
      const { data: locations } = await container()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "stock_location", fields: ["id"] })
      const location =
        locations[0]?.id ??
        (await container().resolve(Modules.STOCK_LOCATION).createStockLocations({ name: "Store room" })).id
      const link = container().resolve(ContainerRegistrationKeys.LINK)
      await link.create([
        {
          [Modules.STOCK_LOCATION]: { stock_location_id: location },
          [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
        },
        {
          [Modules.STOCK_LOCATION]: { stock_location_id: location },
          [Modules.FULFILLMENT]: { fulfillment_provider_id: String(provider?.id) },
        },
      ])
      const { result: options } = await createShippingOptionsWorkflow(container()).run({
        input: [
          {
            name: "Parcel",
            service_zone_id: String(set.service_zones[0]?.id),
            shipping_profile_id: String(profiles[0]?.id),
            provider_id: String(provider?.id),
            price_type: "flat",
            type: { label: "Parcel", description: "By post", code: "parcel" },
            prices: [{ currency_code: "usd", amount: 5 }],
          },
        ],
      })
      const option = String(options[0]?.id)
      const { cart, session } = await openCart(api, {
        items: [{ variant_id: (await someService(api)).tiers[0]?.id, quantity: 1 }],
      })
      await payWith(api, { payment: session.data })
      const orderId = String((await completeCart(api, cart.id)).body.order?.id)
      expect(await findShippingOption(container(), option, orderId)).toEqual({ currency_code: "inr", priced: false })
      expect(await findShippingOption(container(), option, "order_none")).toEqual({
        currency_code: null,
        priced: false,
      })
      expect(await findShippingOption(container(), "so_none", orderId)).toBeUndefined()
    })
  })
})
