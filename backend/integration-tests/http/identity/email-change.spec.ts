import { advanceClock, resetClock } from "@atrium/kernel"
import { asCustomer, buy, emailedToken, eventually, registerCustomer, withShop } from "@atrium/test-kit"

import { someEmail, bare } from "./sign-in-driver"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

withShop((shop) => {
  const { api } = shop

  describe("changing the email address", () => {
    type Registered = Awaited<ReturnType<typeof registerCustomer>>
    const request = (one: Registered, email: string, token = one.token) =>
      api.customer(token).post<{ status: string }>("/store/customers/me/email", {
        email,
        current_password: one.password,
      })
    const confirm = (bearerToken: string, token: string) =>
      api
        .customer(bearerToken)
        .post<{ email: string; token: string; code: string }>("/store/customers/me/email/confirm", { token })
    const stop = (token: string) => api.store.post<{ code: string }>("/store/email-changes/stop", { token })
    const LINK = /^Confirm your new email address$/
    const NOTICE = /^Your email address is about to change$/
    const me = (token: string) => api.customer(token).get<{ customer: { email: string } }>("/store/customers/me")
    const mailsTo = async (email: string) => {
      await shop.drainWork()
      return shop
        .mailbox()
        .mails()
        .filter(({ to }) => to === email)
        .map(({ subject }) => subject)
    }

    it("changes sign-in, account, orders and requests, ends other sign-ins and keeps this one and the history", async () => {
      const nora = await registerCustomer(shop)
      const bought = await buy(asCustomer(api, nora.token), {
        customer: { full_name: "Nora Lind", email: nora.email, phone: "+919812345677" },
      })
      await shop.drainWork()
      const to = someEmail("moved")
      expect((await request({ ...nora, password: "wrong" }, to)).status).toBe(400)
      expect(await request(nora, to.toUpperCase())).toMatchObject({ status: 202, body: { status: "email_sent" } })
      const other = await shop.signIn("customer", nora.email, nora.password)
      const token = await emailedToken(shop, to, LINK)
      expect(await mailsTo(nora.email)).toContain("Your email address is about to change")
      expect((await me(nora.token)).body.customer.email).toBe(nora.email)
      const done = await confirm(nora.token, token)
      expect(done).toMatchObject({ status: 200, body: { email: to } })
      for (const ended of [nora.token, other]) expect((await me(ended)).status).toBe(401)
      expect((await me(done.body.token)).body.customer.email).toBe(to)
      await expect(shop.signIn("customer", nora.email, nora.password)).rejects.toThrow("401")
      const again = await shop.signIn("customer", to, nora.password)
      await shop.drainWork()
      const orders = await api
        .customer(again)
        .get<{ orders: { id: string; email: string }[] }>("/store/orders?fields=id,email")
      expect(orders.body.orders.map(({ id, email }) => ({ id, email }))).toEqual([{ id: bought.order.id, email: to }])
      const knex = shop.container().resolve("__pg_connection__")
      await eventually(
        async (): Promise<string[]> => {
          await shop.drainWork()
          return knex("service_request").where({ order_id: bought.order.id }).pluck("customer_email")
        },
        (emails) => emails.length === 1 && emails[0] === to
      )
      // A replayed link changes nothing.
      expect(await confirm(again, token)).toMatchObject({ status: 422, body: { code: "email_change_link_invalid" } })
    })

    it("answers the same for an address in use, and changes nothing", async () => {
      const [nora, taken] = [await registerCustomer(shop), await registerCustomer(shop)]
      const answers = [await request(nora, taken.email), await request(nora, someEmail("free"))].map(bare)
      expect(answers[0]).toEqual(answers[1])
      const subjects = await mailsTo(taken.email)
      expect(subjects).toContain("You already have an account")
      expect(subjects.filter((subject) => LINK.test(subject))).toEqual([])
      expect((await mailsTo(nora.email)).filter((subject) => NOTICE.test(subject))).toHaveLength(2)
      expect((await request(nora, nora.email)).status).toBe(400)
    })

    it("refuses another person's link, one that was replaced, and one that has expired", async () => {
      const [nora, thief] = [await registerCustomer(shop), await registerCustomer(shop)]
      const [first, second] = [someEmail("first"), someEmail("second")]
      await request(nora, first)
      const replaced = await emailedToken(shop, first, LINK)
      expect((await confirm(thief.token, replaced)).status).toBe(422)
      expect((await api.store.post("/store/customers/me/email/confirm", { token: replaced })).status).toBe(401)
      await request(nora, second)
      const current = await emailedToken(shop, second, LINK)
      expect((await confirm(nora.token, replaced)).status).toBe(422)
      advanceClock(25 * 3_600)
      try {
        expect((await confirm(nora.token, current)).status).toBe(422)
      } finally {
        resetClock()
      }
      expect((await confirm(nora.token, current)).status).toBe(200)
    })

    it("lets one of two customers have an address that both asked for, and one of two clicks", async () => {
      const [one, two] = [await registerCustomer(shop), await registerCustomer(shop)]
      const to = someEmail("wanted")
      await request(one, to)
      const first = await emailedToken(shop, to, LINK)
      await request(two, to)
      await shop.drainWork()
      const second = await emailedToken(shop, to, LINK)
      expect(second).not.toBe(first)
      const answers = await Promise.all([
        confirm(one.token, first),
        confirm(one.token, first),
        confirm(two.token, second),
        confirm(two.token, second),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
      const winner = answers.findIndex(({ status }) => status === 200) < 2 ? one : two
      const loser = winner === one ? two : one
      expect((await me(await shop.signIn("customer", to, winner.password))).status).toBe(200)
      expect((await me(loser.token)).body.customer.email).toBe(loser.email)
    })

    it.each(["customer", "auth_identity"])(
      "finishes a minute after the process failed at the table %s",
      async (table) => {
        const nora = await registerCustomer(shop)
        const to = someEmail("moved")
        await request(nora, to)
        const token = await emailedToken(shop, to, LINK)
        const knex = shop.container().resolve("__pg_connection__")
        await knex.raw(`
          CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'out of order'; END $$;
          CREATE TRIGGER refuse_change BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`)
        try {
          expect((await confirm(nora.token, token)).status).toBe(500)
        } finally {
          await knex.raw(`DROP TRIGGER refuse_change ON ${table}; DROP FUNCTION refuse_change()`)
        }
        advanceClock(61)
        try {
          await shop.drainWork()
        } finally {
          resetClock()
        }
        expect((await me(nora.token)).status).toBe(401)
        const again = await shop.signIn("customer", to, nora.password)
        expect((await me(again)).body.customer.email).toBe(to)
      }
    )

    it("can be stopped before and after it is confirmed: the account is the previous address's again", async () => {
      const nora = await registerCustomer(shop)
      const [first, second] = [someEmail("thief"), someEmail("thief")]
      await request(nora, first)
      const link = await emailedToken(shop, first, LINK)
      const notice = await emailedToken(shop, nora.email, NOTICE)
      const moved = await confirm(nora.token, link)
      expect(moved.status).toBe(200)
      // The thief moves the account on, so that their own address gets the next notice.
      await request({ ...nora, email: first }, second, moved.body.token)
      const thiefsNotice = await emailedToken(shop, first, NOTICE)
      const movedAgain = await confirm(moved.body.token, await emailedToken(shop, second, LINK))
      expect(movedAgain.status).toBe(200)

      expect((await stop(notice)).status).toBe(200)
      expect((await me(movedAgain.body.token)).status).toBe(401)
      for (const email of [first, second, nora.email])
        await expect(shop.signIn("customer", email, nora.password)).rejects.toThrow("401")
      for (const used of [notice, thiefsNotice, "x"])
        expect(await stop(used)).toMatchObject({ status: 422, body: { code: "email_change_link_invalid" } })
      expect(await mailsTo(nora.email)).toContain("Your password was changed")
      await api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: nora.email } })
      const reset = await emailedToken(shop, nora.email, /^Choose a new password$/)
      const chosen = await api.raw("POST", "/auth/customer/emailpass/update", {
        headers: { authorization: `Bearer ${reset}` },
        body: { password: "the next password" },
      })
      expect(chosen.status).toBe(200)
      const owner = await shop.signIn("customer", nora.email, "the next password")
      expect((await me(owner)).body.customer.email).toBe(nora.email)

      const third = someEmail("third")
      await request({ ...nora, password: "the next password" }, third, owner)
      const pending = await emailedToken(shop, third, LINK)
      expect((await stop(await emailedToken(shop, nora.email, NOTICE))).status).toBe(200)
      expect((await confirm(owner, pending)).status).toBe(401)
    })
  })
})
