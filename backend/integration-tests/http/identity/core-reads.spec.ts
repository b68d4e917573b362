import { randomUUID } from "node:crypto"

import {
  beginPurchase,
  completeCart,
  ok,
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
import {
  createApiKeysWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createUsersWorkflow,
  deleteUsersWorkflow,
  removeCustomerAccountWorkflow,
  revokeApiKeysWorkflow,
} from "@medusajs/medusa/core-flows"

import { accountStatusOf } from "../../../../plugins/identity/src/data/core/account-status"
import { passwordMarkOf } from "../../../../plugins/identity/src/data/core/password-of"
import {
  isAddressTaken,
  ordersWithEmail,
  signInAddressOf,
} from "../../../../plugins/identity/src/data/core/sign-in-address"
import { provenAccountOf, provenAccountWith } from "../../../../plugins/identity/src/data/core/proven-address"
import {
  customerExists,
  identitiesOfCustomer,
  namesOfStaff,
  suspendedBuyerSql,
} from "../../../../plugins/identity/src/data/core/suspended-customers"
import { DECOY_EMAIL, signInOf } from "../../../../plugins/identity/src/data/core/sign-in-of"
import { listValidSignIns } from "../../../../plugins/identity/src/data/core/valid-sign-ins"
import { upsertSignIn } from "../../../../plugins/identity/src/data/sign-ins"
import { labelOfActor, listActiveStaff } from "../../../../plugins/staff-access/src/data/core/approvers"
import { makeExistingStaffOwners } from "../../../../plugins/staff-access/src/data/core/existing-staff"
import { findSecretKey, listSecretKeys } from "../../../../plugins/staff-access/src/data/core/list-keys"
import { findMember, hasOtherOwner, listMembers } from "../../../../plugins/staff-access/src/data/core/list-members"
import { readKeyStatus, readUserStatus } from "../../../../plugins/staff-access/src/data/core/staff-status"
import {
  buyerOfOrder,
  guestOrdersOf,
  lockGuestOrder,
} from "../../../../plugins/service-provisioning/src/data/core/guest-orders"
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

jest.setTimeout(180_000)

const CUSTOMER = { type: "customer", table: "customer", active: "actor.has_account" } as const
const USER = { type: "user", table: `"user"` } as const
const FAR_AHEAD = new Date(Date.now() + 400 * 86_400_000)
const LONG_AGO = new Date(Date.now() - 400 * 86_400_000)

// Tests every query of identity, staff access and the backend on Medusa's tables, with rows that Medusa's own routes,
// modules and workflows made: an upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { api, container, knex } = shop
  const someEmail = (who: string) => `${who}-${randomUUID()}@example.com`
  const identityOf = async (email: string): Promise<string> => {
    const [login] = await container()
      .resolve(Modules.AUTH)
      .listProviderIdentities({ entity_id: email, provider: "emailpass" })
    return String(login?.auth_identity_id)
  }
  const newUser = async (who: string): Promise<{ id: string; email: string }> => {
    const email = someEmail(who)
    const { result } = await createUsersWorkflow(container()).run({
      input: { users: [{ email, first_name: "Ella", last_name: "Ångström" }] },
    })
    return { id: String(result[0]?.id), email }
  }
  const newKey = async (type: "secret" | "publishable"): Promise<{ id: string; token: string }> => {
    const { result } = await createApiKeysWorkflow(container()).run({
      input: { api_keys: [{ title: `Key ${randomUUID()}`, type, created_by: "somebody" }] },
    })
    return { id: String(result[0]?.id), token: String(result[0]?.token) }
  }
  const revoke = (id: string, inSeconds = 0) =>
    revokeApiKeysWorkflow(container()).run({
      input: { selector: { id }, revoke: { revoked_by: "somebody", ...(inSeconds ? { revoke_in: inSeconds } : {}) } },
    })

  describe("identity", () => {
    it("an address signs in to the type of account it is linked to, until that account is deleted", async () => {
      const { id, email } = await registerCustomer(shop)
      const identityId = await identityOf(email)
      expect(await signInOf(knex(), email, "customer", CUSTOMER)).toMatchObject({ identityId })
      expect((await signInOf(knex(), email, "user", USER)).identityId).toBeUndefined()
      expect((await signInOf(knex(), someEmail("unknown"), "customer", CUSTOMER)).identityId).toBeUndefined()
      expect((await signInOf(knex(), DECOY_EMAIL, "customer", CUSTOMER)).identityId).toBeUndefined()
      await removeCustomerAccountWorkflow(container()).run({ input: { customerId: id } })
      expect((await signInOf(knex(), email, "customer", CUSTOMER)).identityId).toBeUndefined()
    })

    it("an account's status follows its identity, its link and its row", async () => {
      const { id, email } = await registerCustomer(shop)
      const identityId = await identityOf(email)
      const credential = { identityId, actorType: "customer", actorId: id, epoch: null, expiresAt: null }
      const status = () => accountStatusOf(knex(), credential, CUSTOMER, null)
      expect(await status()).toEqual({
        epoch: expect.any(String),
        linkedActorId: id,
        actorExists: true,
        active: true,
        revoked: false,
      })
      expect(await accountStatusOf(knex(), { ...credential, actorType: "user" }, USER, null)).toMatchObject({
        linkedActorId: null,
        actorExists: false,
      })
      await container().resolve(Modules.CUSTOMER).softDeleteCustomers([id])
      expect(await status()).toMatchObject({ linkedActorId: id, actorExists: false, active: false })
      await container().resolve(Modules.AUTH).deleteAuthIdentities([identityId])
      expect(await status()).toBeUndefined()
    })

    it("knows the address, the kinds of accounts and the orders of an identity, and which addresses are in use", async () => {
      const { id, email } = await registerCustomer(shop)
      const identityId = await identityOf(email)
      expect(await signInAddressOf(knex(), identityId)).toEqual({
        login_id: expect.any(String),
        email,
        customer_email: email,
        accounts: ["customer_id"],
      })
      expect(await signInAddressOf(knex(), "authid_none")).toBeNull()
      expect(await isAddressTaken(knex(), email)).toBe(true)
      expect(await isAddressTaken(knex(), someEmail("free"))).toBe(false)
      const orders = container().resolve(Modules.ORDER)
      const order = async (change: object) =>
        (await orders.createOrders({ currency_code: "inr", customer_id: id, email: email.toUpperCase(), ...change })).id
      const own = await order({})
      await order({ customer_id: "cus_other" })
      await order({ email: someEmail("other") })
      await orders.cancel(await order({}))
      expect(await ordersWithEmail(knex(), id, [email])).toEqual([own])
      expect(await ordersWithEmail(knex(), id, [])).toEqual([])
    })

    it("an account has proven the address it signs in with, and a guest's order is one of no account", async () => {
      const { id, email } = await registerCustomer(shop)
      expect(await provenAccountOf(knex(), id)).toEqual({ customer_id: id, email })
      expect(await provenAccountWith(knex(), email)).toEqual({ customer_id: id, email })
      expect(await provenAccountOf(knex(), "cus_none")).toBeNull()
      const customers = container().resolve(Modules.CUSTOMER)
      await customers.updateCustomers(id, { email: someEmail("typed") })
      expect([await provenAccountOf(knex(), id), await provenAccountWith(knex(), email)]).toEqual([null, null])

      const guestEmail = someEmail("guest")
      const guest = await customers.createCustomers({ email: guestEmail })
      const orders = container().resolve(Modules.ORDER)
      const order = async (customer_id: string) =>
        (await orders.createOrders({ currency_code: "inr", customer_id, email: guestEmail })).id
      const [ofGuest, ofAccount] = [await order(guest.id), await order(id)]
      expect(await guestOrdersOf(knex(), guestEmail)).toEqual([ofGuest])
      expect(await buyerOfOrder(knex(), ofGuest)).toEqual({ customer_id: guest.id, has_account: false })
      expect(await buyerOfOrder(knex(), ofAccount)).toEqual({ customer_id: id, has_account: true })
      expect(await buyerOfOrder(knex(), "order_none")).toBeNull()
      const locked = (orderId: string) => knex().transaction((trx) => lockGuestOrder(trx, orderId))
      expect([await locked(ofGuest), await locked(ofAccount), await locked("order_none")]).toEqual([true, false, false])
    })

    it("a sign-in is valid in its identity's epoch, until it expires and while the identity exists", async () => {
      const { email } = await registerCustomer(shop)
      const identityId = await identityOf(email)
      const auth = container().resolve(Modules.AUTH)
      const { app_metadata } = await auth.retrieveAuthIdentity(identityId)
      const [now, tokenHash] = [new Date(), randomUUID()]
      const expiresAt = new Date(now.getTime() + 1000)
      const epoch = String(app_metadata?.sign_in_epoch)
      const seen = { identityId, actorType: "customer", epoch, browser: null, system: null, now, expiresAt }
      await upsertSignIn(knex(), { ...seen, tokenHash })
      const valid = async (at = now) =>
        (await listValidSignIns(knex(), { identityId, now: at, limit: 10 })).map((row) => row.token_hash)
      expect(await valid()).toContain(tokenHash)
      expect(await valid(expiresAt)).not.toContain(tokenHash)
      await auth.updateAuthIdentities({ id: identityId, app_metadata: { ...app_metadata, sign_in_epoch: "other" } })
      expect(await valid()).toEqual([])
      await auth.updateAuthIdentities({ id: identityId, app_metadata: app_metadata ?? {} })
      expect(await valid()).toContain(tokenHash)
      await auth.deleteAuthIdentities([identityId])
      expect(await valid()).toEqual([])
    })

    it("a password's fingerprint changes with the password and with nothing else", async () => {
      const { email } = await registerCustomer(shop)
      const identityId = await identityOf(email)
      const first = await passwordMarkOf(knex(), identityId)
      expect(first).toEqual({ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), epoch: expect.any(String) })
      await container().resolve(Modules.AUTH).updateAuthIdentities({ id: identityId, app_metadata: {} })
      expect((await passwordMarkOf(knex(), identityId))?.fingerprint).toBe(first?.fingerprint)
      await container()
        .resolve(Modules.AUTH)
        .updateProvider("emailpass", { entity_id: email, password: "another quiet sentence" })
      expect((await passwordMarkOf(knex(), identityId))?.fingerprint).not.toBe(first?.fingerprint)
      expect(await passwordMarkOf(knex(), "authid_none")).toBeUndefined()
    })
  })

  describe("staff access", () => {
    it("lists staff with their role, found by parts of name and address, and drops them with their account", async () => {
      const { id, email } = await newUser("ella")
      expect(await findMember(knex(), id)).toMatchObject({
        email,
        name: "Ella Ångström",
        role_id: null,
        status: "active",
        two_step: false,
      })
      const found = await listMembers(knex(), { q: "angstrom", order: "-created_at", limit: 1, offset: 0 })
      expect(found.members.map((member) => member.id)).toEqual([id])
      expect((await listMembers(knex(), { q: email, order: "email", limit: 5, offset: 3 })).count).toBe(1)
      await deleteUsersWorkflow(container()).run({ input: { ids: [id] } })
      expect(await findMember(knex(), id)).toBeUndefined()
      expect(await readUserStatus(knex(), id, "authid_none")).toBeUndefined()
    })

    it("makes owners of staff and keys from before there were roles, and leaves roles as they are", async () => {
      const support = (await listActiveStaff(knex())).find(({ email }) => email === "support@atrium.test")
      const [old, key, revoked] = [await newUser("old"), await newKey("secret"), await newKey("secret")]
      await revoke(revoked.id)
      expect((await listActiveStaff(knex())).map(({ id }) => id)).not.toContain(old.id)
      await makeExistingStaffOwners(knex())
      expect(await readUserStatus(knex(), old.id, "authid_none")).toMatchObject({ email: old.email, role_id: "owner" })
      expect(await readKeyStatus(knex(), key.id)).toMatchObject({ created_by: "somebody", role_id: "owner" })
      expect(await readKeyStatus(knex(), revoked.id)).toBeUndefined()
      const staff = await listActiveStaff(knex())
      expect(staff.find(({ id }) => id === support?.id)).toMatchObject({ role_id: "support" })
      expect(staff.find(({ id }) => id === old.id)).toMatchObject({ role_id: "owner" })
      await knex().transaction(async (trx) => expect(await hasOtherOwner(trx, old.id)).toBe(true))
    })

    it("a secret key counts until it is revoked, also when that was set for a later time", async () => {
      const { id } = await newKey("secret")
      expect(await findSecretKey(knex(), id)).toMatchObject({
        id,
        created_by: "somebody",
        creator: null,
        role_id: null,
      })
      expect(await labelOfActor(knex(), "api-key", id)).toMatch(/^Key /)
      await revoke(id, 3600)
      expect(await readKeyStatus(knex(), id)).toMatchObject({ created_by: "somebody" })
      const { id: publishable } = await newKey("publishable")
      const { id: gone } = await newKey("secret")
      await revoke(gone)
      const listed = (await listSecretKeys(knex())).map((key) => key.id)
      expect(listed).toContain(id)
      expect(listed).not.toContain(publishable)
      expect(listed).not.toContain(gone)
      expect(await readKeyStatus(knex(), publishable)).toBeUndefined()
    })

    it("names an actor by email address or title, and by id when there is no such row", async () => {
      const { id, email } = await newUser("named")
      expect(await labelOfActor(knex(), "user", id)).toBe(email)
      expect(await labelOfActor(knex(), "user", "user_none")).toBe("user_none")
    })
  })

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

  it("a customer who may be suspended is found until the account is removed, with the sign-ins, the buyer and the staff", async () => {
    const { id, email } = await registerCustomer(shop)
    const login = await identityOf(email)
    const isRefused = async (customer: string | null, address: string | null): Promise<boolean> => {
      const condition = suspendedBuyerSql("CAST(:customer AS text)", "CAST(:address AS text)")
      const { rows } = await knex().raw(`SELECT ${condition} AS refused`, { customer, address })
      return rows[0].refused
    }
    expect([await customerExists(knex(), id), await customerExists(knex(), "cus_none")]).toEqual([true, false])
    expect(await identitiesOfCustomer(knex(), id)).toEqual([login])
    expect(await identitiesOfCustomer(knex(), "cus_none")).toEqual([])
    expect([await isRefused(id, email), await isRefused(null, null)]).toEqual([false, false])
    ok(await api.admin.post(`/admin/customers/${id}/suspension`, { suspended: true, reason: "Chargebacks" }))
    expect([await isRefused(id, null), await isRefused(null, email.toUpperCase())]).toEqual([true, true])
    expect(await isRefused("cus_other", `other-${email}`)).toBe(false)
    await removeCustomerAccountWorkflow(container()).run({ input: { customerId: id } })
    expect([await customerExists(knex(), id), await identitiesOfCustomer(knex(), id)]).toEqual([false, []])
    expect(await isRefused(id, email)).toBe(false)

    const [user] = await container().resolve(Modules.USER).listUsers({ email: "admin@atrium.test" })
    const { result } = await createApiKeysWorkflow(container()).run({
      input: { api_keys: [{ title: "Fraud check", type: "secret", created_by: user?.id ?? "" }] },
    })
    const [ofUser, ofKey] = [`user:${user?.id}`, `api-key:${result[0]?.id}`]
    expect(await namesOfStaff(knex(), [ofUser, ofKey, "user:usr_none", "system"])).toEqual(
      new Map([
        [ofUser, "admin@atrium.test"],
        [ofKey, "Fraud check"],
      ])
    )
  })
})
