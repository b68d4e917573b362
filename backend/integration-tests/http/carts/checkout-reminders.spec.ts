import { randomBytes } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { encryptedTables, type EncryptionKey, env, personalData, resetEnv, rotateKeys } from "@atrium/server"
import { tidyCheckoutDrafts } from "@atrium/service-provisioning/use-cases"
import { buy, ok, registerCustomer, withShop } from "@atrium/test-kit"

import { type Answer, draftsOf, REMINDER_SUBJECT } from "./draft-driver"

jest.setTimeout(180_000)

const HOUR = 3_600

withShop((shop) => {
  afterEach(() => resetClock())
  const { newGuest, someEmail, openCart, saveCart, payCart, startPlan, mailsTo, tokenIn, resume, rowsOf } =
    draftsOf(shop)
  const tidy = () => tidyCheckoutDrafts(shop.container())
  const reminders = (email: string) => mailsTo(email, REMINDER_SUBJECT)
  const valuesOf = (email: string) => ({ "customer.email": [email], requirements: ["Unfinished"] })

  it("reminds once, four hours after the last change, with a link that continues and one that stops", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const email = someEmail()
    ok(await saveCart(guest, cart, { values: valuesOf(email), remind: true }))
    advanceClock(3 * HOUR)
    ok(await saveCart(guest, cart, { version: 1, values: valuesOf(email) }))
    advanceClock(3 * HOUR)
    await tidy()
    expect(await reminders(email)).toEqual([])
    advanceClock(1.1 * HOUR)
    await Promise.all([tidy(), tidy(), tidy()])
    const [mail, ...more] = await reminders(email)
    expect(more).toEqual([])
    expect(mail?.text).not.toContain("Unfinished")
    expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click")
    expect((await resume(tokenIn(mail?.text ?? ""))).body).toMatchObject({ kind: "cart", cart_id: cart })

    // Neither a change, a new consent, another address nor a new draft of the same cart sends a second one.
    ok(await saveCart(guest, cart, { version: 2, values: valuesOf(email), remind: true }))
    advanceClock(10 * HOUR)
    await tidy()
    ok(await guest.delete(`/store/carts/${cart}/draft`))
    const second = someEmail()
    ok(await saveCart(guest, cart, { values: valuesOf(second), remind: true }))
    advanceClock(10 * HOUR)
    await tidy()
    expect([(await reminders(email)).length, (await reminders(second)).length]).toEqual([1, 0])
  })

  it("sends nothing without consent, after it was taken back, without an address, or after an expiry", async () => {
    const guest = newGuest().store
    const [never, takenBack, expired] = [someEmail(), someEmail(), someEmail()]
    ok(await saveCart(guest, await openCart(guest), { values: valuesOf(never) }))
    const cart = await openCart(guest)
    ok(await saveCart(guest, cart, { values: valuesOf(takenBack), remind: true }))
    ok(await saveCart(guest, cart, { version: 1, values: valuesOf(takenBack), remind: false }))
    ok(await saveCart(guest, await openCart(guest), { values: { "customer.email": ["no@"] }, remind: true }))
    await startPlan(guest, valuesOf(never))
    const plan = await startPlan(guest, valuesOf(expired), { remind: true })
    await shop.knex()("checkout_draft").where({ id: plan.id }).update({ expires_at: new Date() })
    advanceClock(5 * HOUR)
    await tidy()
    for (const email of [never, takenBack, expired]) expect(await reminders(email)).toEqual([])
  })

  it("sends nothing to who paid the cart, or bought in another way meanwhile", async () => {
    const guest = newGuest().store
    const [paid, elsewhere, late] = [someEmail(), someEmail(), someEmail()]
    const cart = await openCart(guest)
    ok(await saveCart(guest, cart, { values: valuesOf(paid), remind: true }))
    ok(await saveCart(guest, await openCart(guest), { values: valuesOf(elsewhere), remind: true }))
    const lateCart = await openCart(guest)
    ok(await saveCart(guest, lateCart, { values: valuesOf(late), remind: true }))
    await payCart(guest, cart, paid)
    await buy(newGuest(), { email: elsewhere })
    advanceClock(5 * HOUR)
    await tidy()
    // Paid between the schedule and the email.
    await payCart(guest, lateCart, late)
    for (const email of [paid, elsewhere, late]) expect(await reminders(email)).toEqual([])
  })

  it("respects what a customer has turned off", async () => {
    const customer = await registerCustomer(shop)
    const who = newGuest().customer(customer.token)
    ok(await who.post("/store/customers/me/email-preferences", { subscribed: { "checkout-reminders": false } }))
    ok(await saveCart(who, await openCart(who), { values: valuesOf(customer.email), remind: true }))
    advanceClock(5 * HOUR)
    await tidy()
    expect(await reminders(customer.email)).toEqual([])
    const [message] = await shop
      .knex()("message")
      .where({ recipient: customer.email, template: "service-provisioning.checkout-reminder" })
      .select("status")
    expect(message?.status).toBe("skipped")
  })

  it("an export has what was typed, by cart, account and address, and an erasure deletes it", async () => {
    const guest = newGuest().store
    const email = someEmail()
    const [cart, other] = [await openCart(guest), await openCart(guest)]
    const plan = await startPlan(guest, valuesOf(email))
    ok(await saveCart(guest, cart, { values: { requirements: ["By cart"] } }))
    ok(await saveCart(guest, other, { values: valuesOf(someEmail()) }))
    const entry = personalData.get("checkout_draft")
    const person = { emails: [email], customers: [], identities: [], orders: [], carts: [cart], mentions: [] }
    const exported = JSON.stringify(await entry?.read?.(shop.container(), person))
    for (const text of [email, "By cart", "Unfinished"]) expect(exported).toContain(text)
    const erase = () => shop.knex().transaction(async (trx) => entry?.erase?.(shop.container(), person, trx))
    expect(await erase()).toBe(2)
    expect(await erase()).toBe(0)
    expect(await guest.get(plan.path, plan.headers)).toMatchObject({ status: 404 })
    expect([(await rowsOf(cart)).length, (await rowsOf(other)).length]).toEqual([0, 1])
  })

  describe("a new key", () => {
    const newKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) })
    const using = async <T>(keys: readonly EncryptionKey[], job: () => Promise<T>): Promise<T> => {
      const before = process.env.ATRIUM_ENCRYPTION_KEYS
      process.env.ATRIUM_ENCRYPTION_KEYS = keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",")
      resetEnv()
      try {
        return await job()
      } finally {
        if (before === undefined) delete process.env.ATRIUM_ENCRYPTION_KEYS
        else process.env.ATRIUM_ENCRYPTION_KEYS = before
        resetEnv()
      }
    }

    it("encrypts every row again, in batches, while the shop runs, and the old key is needed no longer", async () => {
      const tables = encryptedTables.all().filter(({ table }) => table === "checkout_draft")
      const [current] = env().encryptionKeys
      if (!current) throw new Error("There is no key")
      const next = newKey("next-key")
      const guest = newGuest().store
      const email = someEmail()
      const cart = await openCart(guest)
      ok(await saveCart(guest, cart, { values: valuesOf(email) }))
      const drafts = await Promise.all(
        Array.from({ length: 12 }, () => startPlan(guest, { requirements: ["Rotated"] }))
      )
      const knex = shop.knex()
      const before = await knex("checkout_draft").select("id", "entered", "version", "updated_at").orderBy("id")
      const keys = [next, current]
      const [first, second] = await Promise.all([
        rotateKeys(knex, { keys, tables }),
        rotateKeys(knex, { keys, tables }),
      ])
      expect((first.checkout_draft?.rotated ?? 0) + (second.checkout_draft?.rotated ?? 0)).toBe(before.length)
      expect(await rotateKeys(knex, { keys, tables })).toEqual({ checkout_draft: { rotated: 0, unreadable: [] } })

      const after = await knex("checkout_draft").select("id", "entered", "version", "updated_at").orderBy("id")
      expect(after.every(({ entered }) => String(entered).startsWith("v1.next-key."))).toBe(true)
      // Not a change of what was typed.
      const versions = (rows: { id: string; version: number; updated_at: Date }[]) =>
        rows.map(({ id, version, updated_at }) => [id, version, updated_at])
      expect(versions(after)).toEqual(versions(before))
      await using([next], async () => {
        expect((await guest.get<Answer>(`/store/carts/${cart}/draft`)).body.draft.values).toEqual(valuesOf(email))
        const [draft] = drafts
        expect((await guest.get<Answer>(draft?.path ?? "", draft?.headers)).status).toBe(200)
        const person = { emails: [email], customers: [], identities: [], orders: [], carts: [], mentions: [] }
        expect(JSON.stringify(await personalData.get("checkout_draft")?.read?.(shop.container(), person))).toContain(
          email
        )
      })

      // Rows that no key decrypts are reported and left alone.
      const [id] = drafts.map((draft) => draft.id)
      await knex("checkout_draft")
        .where({ id })
        .update({ entered: before.find((row) => row.id !== id)?.entered })
      const back = await rotateKeys(knex, { keys: [current, next], tables })
      expect(back.checkout_draft?.unreadable).toEqual([])
      const [moved] = await knex("checkout_draft").where({ id }).select("entered")
      const third = await rotateKeys(knex, { keys: [newKey("third-key"), current, next], tables })
      expect(third.checkout_draft?.unreadable).toEqual([id])
      expect((await knex("checkout_draft").where({ id }).select("entered"))[0]).toEqual(moved)
      expect(third.checkout_draft?.rotated).toBe(before.length - 1)
    })
  })
})
