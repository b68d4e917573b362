import { advanceClock, resetClock } from "@atrium/kernel"
import { applyRetention } from "@atrium/server"
import { tidyCheckoutDrafts } from "@atrium/service-provisioning/use-cases"
import {
  completePurchase,
  DEMO_PASSWORD,
  fromSomeAddress,
  ok,
  payWith,
  purchaseBody,
  sendPurchase,
  type BegunPurchase,
  withRateLimitFactor,
  withShop,
} from "@atrium/test-kit"

import { type Answer, draftsOf, LINK_SUBJECT } from "./draft-driver"

jest.setTimeout(180_000)

const DAY = 86_400
const NOT_FOUND = { status: 404, body: { code: "not_found" } }

withShop((shop) => {
  afterEach(() => resetClock())
  const { newGuest, someEmail, aService, openCart, saveCart, payCart, startPlan, mailsTo, tokenIn, resume, rowsOf } =
    draftsOf(shop)
  const signedIn = async (email: string) => {
    const token = await shop.signIn("customer", email, DEMO_PASSWORD)
    return { store: newGuest().customer(token), headers: { authorization: `Bearer ${token}` } }
  }

  it("keeps what is typed for a cart, valid or not, and shows it to the holder of the cart's secret alone", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const path = `/store/carts/${cart}/draft`
    expect(await guest.get(path)).toMatchObject(NOT_FOUND)
    const values = {
      "customer.email": ["nora@"],
      requirements: [" Zwei\nZeilen 👋 "],
      "intake.line_1.topics": ["a", "b"],
    }
    expect(await saveCart(guest, cart, { values })).toMatchObject({
      status: 200,
      body: { draft: { version: 1, remind: false } },
    })
    expect((await guest.get<Answer>(path)).body.draft).toMatchObject({ values, version: 1, plan: null })
    const other = newGuest()
    await openCart(other.store)
    const ravi = await signedIn("ravi@customers.atrium.test")
    for (const who of [newGuest().store, other.store, ravi.store]) {
      expect(await who.get(path)).toMatchObject(NOT_FOUND)
      expect(await saveCart(who, cart, { version: 1, values: {} })).toMatchObject(NOT_FOUND)
      expect(await who.delete(path)).toMatchObject(NOT_FOUND)
      expect(await who.post(`${path}/link`, { email: someEmail() })).toMatchObject(NOT_FOUND)
    }
    expect((await guest.get<Answer>(path)).body.draft.values).toEqual(values)
    expect((await guest.delete<Answer>(path)).body).toEqual({ deleted: true })
    expect(await guest.get(path)).toMatchObject(NOT_FOUND)
  })

  it("stores nothing readable, and neither a moved nor an altered value can be read", async () => {
    const guest = newGuest().store
    const [cart, other] = [await openCart(guest), await openCart(guest)]
    const email = someEmail()
    ok(await saveCart(guest, cart, { values: { "customer.email": [email], requirements: ["violet-anchor-99"] } }))
    ok(await saveCart(guest, other, { values: { requirements: ["grey-lantern-12"] } }))
    const [row] = await rowsOf(cart)
    expect(JSON.stringify(row)).not.toMatch(/violet-anchor|shopper-/)
    expect([row?.entered, row?.email]).toEqual([expect.stringMatching(/^v1\./), expect.stringMatching(/^v1\./)])
    await shop.knex()("checkout_draft").where({ cart_id: other }).update({ entered: row?.entered })
    const moved = await guest.get(`/store/carts/${other}/draft`)
    expect(moved.status).toBe(500)
    expect(JSON.stringify(moved.body)).not.toMatch(/violet-anchor|v1\./)
  })

  it("refuses card data, unknown fields, too much, and wrong versions of a body", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const wrong: [object, string][] = [
      [{ values: { "card.number": ["4242424242424242"] } }, "values.card.number"],
      [{ values: { consent: ["yes"] } }, "values.consent"],
      [{ values: { "__proto__.x": ["1"] } }, "values.__proto__.x"],
      [{ values: { requirements: "text" } }, "values.requirements"],
      [{ values: { requirements: ["x".repeat(10_001)] } }, "values.requirements.0"],
      [{ values: Object.fromEntries([..."abcdefgh"].map((id) => [`intake.l.${id}`, ["x".repeat(9_000)]])) }, "values"],
      [{ version: -1 }, "version"],
      [{ version: "1" }, "version"],
      [{ email: "nora@example.com" }, "email"],
      [{ remind: "yes" }, "remind"],
    ]
    for (const [body, field] of wrong) {
      const answer = await saveCart(guest, cart, body)
      expect([field, answer.status, Object.keys(answer.body.details ?? {})]).toEqual([field, 400, [field]])
    }
    const huge = await saveCart(guest, cart, { values: { requirements: ["x".repeat(200_000)] } })
    expect([400, 413]).toContain(huge.status)
    expect(await rowsOf(cart)).toEqual([])
  })

  it("of parallel saves one wins, and the others learn of it instead of overwriting it", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const save = (version: number, text: string) => saveCart(guest, cart, { version, values: { requirements: [text] } })
    const first = await Promise.all([save(0, "a"), save(0, "b"), save(0, "c")])
    expect(first.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(first.find(({ status }) => status === 409)?.body.code).toBe("draft_changed")
    const second = await Promise.all(["d", "e", "f", "g"].map((text) => save(1, text)))
    const won = second.findIndex(({ status }) => status === 200)
    expect(second.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await guest.get<Answer>(`/store/carts/${cart}/draft`)).body.draft).toMatchObject({
      version: 2,
      values: { requirements: [["d", "e", "f", "g"][won]] },
    })
    expect((await save(1, "late")).status).toBe(409)
    expect((await save(2, "next")).body.draft.version).toBe(3)
  })

  it("ends 30 days after the last change, and the nightly job deletes it", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    ok(await saveCart(guest, cart, { values: { requirements: ["old"] } }))
    advanceClock(29 * DAY)
    ok(await saveCart(guest, cart, { version: 1, values: { requirements: ["newer"] } }))
    advanceClock(29 * DAY)
    expect((await guest.get(`/store/carts/${cart}/draft`)).status).toBe(200)
    await applyRetention(shop.container())
    expect(await rowsOf(cart)).toHaveLength(1)
    advanceClock(2 * DAY)
    expect(await guest.get(`/store/carts/${cart}/draft`)).toMatchObject(NOT_FOUND)
    // A page that was open all the time still saves.
    expect((await saveCart(guest, cart, { version: 2, values: { requirements: ["again"] } })).body.draft.version).toBe(
      1
    )
    advanceClock(31 * DAY)
    await applyRetention(shop.container())
    expect(await rowsOf(cart)).toEqual([])
  })

  it("a draft of a plan needs its token, and a customer's draft its customer", async () => {
    const guest = newGuest().store
    const own = await startPlan(guest, { requirements: ["mine"] })
    const other = await startPlan(guest, { requirements: ["other"] })
    expect((await guest.get<Answer>(own.path, own.headers)).body.draft).toMatchObject({
      values: { requirements: ["mine"] },
      plan: { quantity: 1 },
    })
    for (const headers of [{}, other.headers, { "x-draft-token": "" }, { "x-draft-token": `${own.token}x` }])
      for (const answer of [
        await guest.get(own.path, headers),
        await guest.post(own.path, { version: 1, values: {} }, headers),
        await guest.delete(own.path, headers).then(() => guest.get(own.path, headers)),
        await guest.post(`${own.path}/link`, { email: someEmail() }, headers),
      ])
        expect(answer).toMatchObject(NOT_FOUND)
    const saved = await guest.post<Answer>(own.path, { version: 1, values: {}, quantity: 2 }, own.headers)
    expect(saved.body.draft.version).toBe(2)
    expect((await guest.get<Answer>(own.path, own.headers)).body.draft.plan).toMatchObject({ quantity: 2 })
    expect((await guest.post<Answer>(own.path, { version: 1, values: {} }, own.headers)).body.code).toBe(
      "draft_changed"
    )

    const [ravi, maya] = [await signedIn("ravi@customers.atrium.test"), await signedIn("maya@affiliates.atrium.test")]
    const theirs = await startPlan(ravi.store, { requirements: ["Ravi's"] })
    expect(await guest.get(theirs.path, theirs.headers)).toMatchObject(NOT_FOUND)
    expect(await maya.store.get(theirs.path, theirs.headers)).toMatchObject(NOT_FOUND)
    expect((await ravi.store.get(theirs.path, theirs.headers)).status).toBe(200)
  })

  it("an emailed link opens a guest's cart on another device, any number of times, until it is paid", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const email = someEmail()
    const values = { "customer.email": [email], requirements: ["On another device"] }
    ok(await saveCart(guest, cart, { values }))
    expect(await guest.post(`/store/carts/${cart}/draft/link`, { email })).toMatchObject({
      status: 202,
      body: { status: "email_sent" },
    })
    const [mail] = await mailsTo(email, LINK_SUBJECT)
    expect(mail?.text).not.toContain("On another device")
    const token = tokenIn(mail?.text ?? "")
    for (let click = 0; click < 3; click += 1) {
      const { status, body } = await resume(token)
      expect([status, body]).toEqual([
        200,
        { kind: "cart", cart_id: cart, cart_token: expect.stringMatching(/^[\w-]{43}$/), sign_in: false },
      ])
      const device = { "x-cart-token": body.cart_token ?? "" }
      expect((await newGuest().store.get<Answer>(`/store/carts/${cart}/draft`, device)).body.draft.values).toEqual(
        values
      )
      expect((await newGuest().store.get(`/store/carts/${cart}`, device)).status).toBe(200)
    }
    for (const wrong of [`${token}x`, token.replace(/^cdr_./, "cdr_X"), "x", "a.b.c"])
      expect(await resume(wrong)).toMatchObject({ status: 422, body: { code: "resume_link_invalid" } })

    await payCart(guest, cart, email)
    expect(await resume(token)).toMatchObject({ status: 422, body: { code: "resume_link_invalid" } })
    expect(await guest.get(`/store/carts/${cart}/draft`)).toMatchObject(NOT_FOUND)
    expect(await saveCart(guest, cart, { version: 1, values })).toMatchObject(NOT_FOUND)
    await tidyCheckoutDrafts(shop.container())
    expect(await rowsOf(cart)).toEqual([])
  })

  it("a link ends with its draft, and after 30 days", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const email = someEmail()
    ok(await saveCart(guest, cart, { values: {} }))
    ok(await guest.post(`/store/carts/${cart}/draft/link`, { email }))
    const token = tokenIn((await mailsTo(email, LINK_SUBJECT))[0]?.text ?? "")
    advanceClock(20 * DAY)
    ok(await saveCart(guest, cart, { version: 1, values: {} }))
    expect((await resume(token)).status).toBe(200)
    advanceClock(11 * DAY)
    expect((await resume(token)).body.code).toBe("resume_link_invalid")
    resetClock()
    expect((await resume(token)).status).toBe(200)
    ok(await guest.delete(`/store/carts/${cart}/draft`))
    ok(await saveCart(guest, cart, { values: {} }))
    expect((await resume(token)).body.code).toBe("resume_link_invalid")
  })

  it("a link to a customer's cart or draft opens it for them alone, and gives no secret", async () => {
    const ravi = await signedIn("ravi@customers.atrium.test")
    const cart = await openCart(ravi.store)
    const email = someEmail()
    ok(await saveCart(ravi.store, cart, { values: {} }))
    ok(await ravi.store.post(`/store/carts/${cart}/draft/link`, { email }))
    const { body } = await resume(tokenIn((await mailsTo(email, LINK_SUBJECT))[0]?.text ?? ""))
    expect(body).toEqual({ kind: "cart", cart_id: cart, cart_token: null, sign_in: true })

    const draft = await startPlan(ravi.store, { requirements: ["Ravi's"] })
    const second = someEmail()
    ok(await ravi.store.post(`${draft.path}/link`, { email: second }, draft.headers))
    const opened = await resume(tokenIn((await mailsTo(second, LINK_SUBJECT))[0]?.text ?? ""))
    expect(opened.body).toMatchObject({ kind: "plan", draft_id: draft.id, sign_in: true })
    const device = { "x-draft-token": opened.body.draft_token }
    expect(await newGuest().store.get(draft.path, device)).toMatchObject(NOT_FOUND)
    expect((await ravi.store.get(draft.path, device)).status).toBe(200)
  })

  it("an address gets five links a day, and the response never tells", async () => {
    const guest = newGuest().store
    const cart = await openCart(guest)
    const email = someEmail()
    ok(await saveCart(guest, cart, { values: {} }))
    const ask = () => guest.post(`/store/carts/${cart}/draft/link`, { email }, fromSomeAddress())
    await withRateLimitFactor(1, async () => {
      for (let asked = 0; asked < 8; asked += 1)
        expect(await ask()).toMatchObject({ status: 202, body: { status: "email_sent" } })
    })
    expect(await mailsTo(email, LINK_SUBJECT)).toHaveLength(5)
    for (const wrong of ["nobody", "", "a@b", 7])
      expect((await guest.post<Answer>(`/store/carts/${cart}/draft/link`, { email: wrong })).body.code).toBe(
        "invalid_input"
      )
  })

  it("the draft of a plan ends when its purchase is paid", async () => {
    const guest = newGuest()
    const draft = await startPlan(guest.store, { requirements: ["Soon bought"] })
    const begun = ok(
      await sendPurchase<{ purchase: BegunPurchase }>(guest, purchaseBody(await aService(), { email: someEmail() }))
    ).purchase
    const link = { version: 1, values: { requirements: ["Soon bought"] }, purchase_id: begun.id }
    ok(await guest.store.post(draft.path, link, draft.headers))
    expect((await guest.store.get(draft.path, draft.headers)).status).toBe(200)
    ok(await payWith(shop.api, begun))
    ok(await completePurchase(guest, begun.id))
    expect(await guest.store.get(draft.path, draft.headers)).toMatchObject(NOT_FOUND)
    await tidyCheckoutDrafts(shop.container())
    expect(await shop.knex()("checkout_draft").where({ id: draft.id })).toEqual([])
  })
})
