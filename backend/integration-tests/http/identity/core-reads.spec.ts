import { randomUUID } from "node:crypto"

import { ok, registerCustomer, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"
import { createApiKeysWorkflow, removeCustomerAccountWorkflow } from "@medusajs/medusa/core-flows"

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
import {
  buyerOfOrder,
  guestOrdersOf,
  lockGuestOrder,
} from "../../../../plugins/service-provisioning/src/data/core/guest-orders"
import { accountsOf } from "./core-reads-driver"

jest.setTimeout(180_000)

const CUSTOMER = { type: "customer", table: "customer", active: "actor.has_account" } as const
const USER = { type: "user", table: `"user"` } as const

// Tests every query of identity on Medusa's tables, with rows that Medusa's own routes, modules and workflows made: an
// upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { api, container, knex } = shop
  const { someEmail } = accountsOf(shop)
  const identityOf = async (email: string): Promise<string> => {
    const [login] = await container()
      .resolve(Modules.AUTH)
      .listProviderIdentities({ entity_id: email, provider: "emailpass" })
    return String(login?.auth_identity_id)
  }

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
