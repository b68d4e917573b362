import { randomUUID } from "node:crypto"

import { provenAccountOf, provenAccountWith } from "@atrium/identity/use-cases"
import {
  emailedToken,
  ok,
  purchaseBody,
  registerCustomer,
  type RegisteredCustomer,
  sendPurchase,
  settlePurchase,
  someService,
  withShop,
} from "@atrium/test-kit"
import { updateCustomersWorkflow, updateOrderWorkflow } from "@medusajs/medusa/core-flows"

jest.setTimeout(180_000)

const LINK = /^Add purchase/

type Claim = { status: string; reference_numbers?: string[]; code?: string }

withShop((shop) => {
  const { api, knex } = shop
  const someEmail = () => `guest-${randomUUID()}@example.com`
  const auth = ({ token }: RegisteredCustomer) => ({ authorization: `Bearer ${token}` })
  const buyAsGuest = async (email: string): Promise<{ reference: string; orderId: string }> => {
    const service = await someService(api)
    const customer = { full_name: "Tara Menon", email, phone: "+919876543210" }
    const { purchase } = ok(await sendPurchase(api, purchaseBody(service, { customer })))
    const { reference } = await settlePurchase(api, purchase)
    await shop.drainWork()
    const { order_id: orderId } = await row<{ order_id: string }>(
      "SELECT order_id FROM service_request WHERE reference_number = ?",
      [reference]
    )
    return { reference, orderId }
  }
  const row = async <T>(sql: string, bindings: string[]): Promise<T> => {
    const { rows } = await knex().raw<{ rows: T[] }>(sql, bindings)
    if (rows[0] === undefined) throw new Error("There is no such row")
    return rows[0]
  }
  const ownerOf = async (orderId: string) =>
    row<{ customer_id: string; has_account: boolean }>(
      `SELECT c.id AS customer_id, c.has_account FROM "order" o JOIN customer c ON c.id = o.customer_id WHERE o.id = ?`,
      [orderId]
    )
  const claim = (reference: string, who: RegisteredCustomer) =>
    api.store.post<Claim>(`/store/service-requests/${reference}/claim`, {}, auth(who))
  const confirm = (token: string, who: RegisteredCustomer) =>
    api.store.post<Claim>("/store/purchase-claims/confirm", { token }, auth(who))
  const ownReferences = async (who: RegisteredCustomer): Promise<string[]> => {
    const { body } = await api.store.get<{ service_requests: { reference_number: string }[] }>(
      "/store/customers/me/service-requests",
      auth(who)
    )
    return body.service_requests.map(({ reference_number }) => reference_number).sort()
  }
  const ownOrders = async (who: RegisteredCustomer): Promise<string[]> => {
    const { body } = await api.store.get<{ orders: { id: string }[] }>("/store/orders", auth(who))
    return body.orders.map(({ id }) => id).sort()
  }
  const linksTo = (email: string) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && LINK.test(mail.subject))

  it("everything a guest bought belongs to the account that proves the address, and nothing of another address", async () => {
    const email = someEmail()
    const [first, second] = [await buyAsGuest(email), await buyAsGuest(email)]
    const other = await buyAsGuest(someEmail())
    const invited = shop
      .mailbox()
      .mails()
      .find((mail) => mail.to === email && /confirmed/.test(mail.subject))
    expect(invited?.text).toContain("/register")

    const customer = await registerCustomer(shop, { email })
    await shop.drainWork()
    expect(await ownReferences(customer)).toEqual([first.reference, second.reference].sort())
    expect(await ownOrders(customer)).toEqual([first.orderId, second.orderId].sort())
    expect((await ownerOf(other.orderId)).has_account).toBe(false)

    // A later purchase without signing in stays a guest's until its customer asks for it.
    const later = await buyAsGuest(email)
    expect(await ownReferences(customer)).not.toContain(later.reference)
    const claimed = await claim(later.reference, customer)
    expect([claimed.status, claimed.body]).toEqual([200, { status: "claimed", reference_numbers: [later.reference] }])
    expect((await claim(later.reference, customer)).status).toBe(200)
    expect(await ownReferences(customer)).toContain(later.reference)
    expect(linksTo(email)).toEqual([])
    const signedIn = shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && /confirmed/.test(mail.subject))
    expect(signedIn).toHaveLength(3)
  })

  it("a purchase under another address is added with the link sent to that address, once, and only by who asked", async () => {
    const email = someEmail()
    const { reference, orderId } = await buyAsGuest(email)
    const [mine, thief] = [await registerCustomer(shop), await registerCustomer(shop)]
    const asked = await claim(reference, mine)
    expect([asked.status, asked.body]).toEqual([202, { status: "email_sent" }])
    const token = await emailedToken(shop, email, LINK)
    expect((await ownerOf(orderId)).has_account).toBe(false)

    for (const [wrong, who] of [
      [token, thief],
      ["wrong", mine],
    ] as const) {
      const refused = await confirm(wrong, who)
      expect([refused.status, refused.body.code]).toEqual([422, "claim_link_invalid"])
    }
    const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(token, mine)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
    expect(answers.find(({ status }) => status === 200)?.body.reference_numbers).toEqual([reference])
    expect(await ownReferences(mine)).toEqual([reference])
    expect(await ownOrders(mine)).toEqual([orderId])

    // Now it is an account's: others get the same response as before, and no one gets an email.
    const sent = linksTo(email).length
    const late = await claim(reference, thief)
    expect([late.status, late.body]).toEqual([202, { status: "email_sent" }])
    await shop.drainWork()
    expect(linksTo(email)).toHaveLength(sent)
    expect(await ownReferences(thief)).toEqual([])
  })

  it("of two customers with a link for one purchase, and of a registration at the same time, only one gets it", async () => {
    const email = someEmail()
    const { reference, orderId } = await buyAsGuest(email)
    const [one, two] = [await registerCustomer(shop), await registerCustomer(shop)]
    await claim(reference, one)
    const first = await emailedToken(shop, email, LINK)
    await claim(reference, two)
    await shop.drainWork()
    const second = await emailedToken(shop, email, LINK)
    expect(second).not.toBe(first)
    const answers = await Promise.all([confirm(first, one), confirm(second, two)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    const winner = answers[0].status === 200 ? one : two
    expect((await ownerOf(orderId)).customer_id).toBe(winner.id)

    const owner = await registerCustomer(shop, { email })
    await shop.drainWork()
    expect(await ownReferences(owner)).toEqual([])
    expect(await ownReferences(winner)).toEqual([reference])
  })

  it("an expired link, and one that a newer link replaced, do nothing", async () => {
    const email = someEmail()
    const { reference, orderId } = await buyAsGuest(email)
    const mine = await registerCustomer(shop)
    await claim(reference, mine)
    const token = await emailedToken(shop, email, LINK)
    await knex().raw(
      "UPDATE purchase_claim SET requested_at = now() - interval '2 days', expires_at = now() - interval '1 second' WHERE order_id = ?",
      [orderId]
    )
    expect((await confirm(token, mine)).status).toBe(422)
    await knex().raw("UPDATE purchase_claim SET expires_at = now() + interval '1 hour' WHERE order_id = ?", [orderId])
    await knex().raw("DELETE FROM work_item WHERE kind = 'service-provisioning.send-claim-link'")
    await claim(reference, mine)
    await shop.drainWork()
    const newer = await emailedToken(shop, email, LINK)
    expect((await confirm(token, mine)).status).toBe(422)
    expect((await confirm(newer, mine)).status).toBe(200)
  })

  it("an address that the account's customer has not proven claims nothing", async () => {
    const email = someEmail()
    const { reference, orderId } = await buyAsGuest(email)
    const mine = await registerCustomer(shop)
    expect(await provenAccountOf(knex(), mine.id)).toEqual({ customer_id: mine.id, email: mine.email })
    // Staff can write any address into an account.
    await updateCustomersWorkflow(shop.container()).run({
      input: { selector: { id: mine.id }, update: { email } },
    })
    expect(await provenAccountOf(knex(), mine.id)).toBeNull()
    expect(await provenAccountWith(knex(), email)).toBeNull()
    expect((await claim(reference, mine)).body.status).toBe("email_sent")
    expect((await ownerOf(orderId)).has_account).toBe(false)
  })

  it("an address that staff corrected on the order counts, and the mistyped one no longer", async () => {
    const [mistyped, email] = [someEmail(), someEmail()]
    const { reference, orderId } = await buyAsGuest(mistyped)
    await updateOrderWorkflow(shop.container()).run({ input: { id: orderId, user_id: "user_1", email } })
    await shop.drainWork()
    const stranger = await registerCustomer(shop, { email: mistyped })
    await shop.drainWork()
    expect(await ownReferences(stranger)).toEqual([])
    const owner = await registerCustomer(shop, { email })
    await shop.drainWork()
    expect(await ownReferences(owner)).toEqual([reference])
  })

  it("an unknown reference number is not found, a stranger is unauthorized, and one purchase gets at most five links a day", async () => {
    const email = someEmail()
    const { reference } = await buyAsGuest(email)
    const mine = await registerCustomer(shop)
    for (const unknown of ["SR-0000-0000-000", "none", "%00", "a".repeat(300)])
      expect([400, 404]).toContain((await claim(unknown, mine)).status)
    expect((await api.store.post(`/store/service-requests/${reference}/claim`, {})).status).toBe(401)
    expect((await api.store.post("/store/purchase-claims/confirm", { token: "x" })).status).toBe(401)
    for (let ask = 0; ask < 7; ask++) {
      await knex().raw("DELETE FROM work_item WHERE kind = 'service-provisioning.send-claim-link'")
      expect((await claim(reference, mine)).status).toBe(202)
      await shop.drainWork()
    }
    expect(linksTo(email)).toHaveLength(5)
  })
})
