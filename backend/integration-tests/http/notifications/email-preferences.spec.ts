import { randomUUID } from "node:crypto"

import { type RegisteredCustomer, registerCustomer, withShop } from "@atrium/test-kit"

import { activeProvider } from "../providers/make-provider"
import { requestMail } from "../../../../plugins/notifications/src/tx"

jest.setTimeout(180_000)

const STATUS_CHANGE = "service-provisioning.status-change"
const SECURITY = "identity.password-changed"

type Preference = { category: string; label: string; subscribed: boolean }

withShop((shop) => {
  const { api, knex } = shop
  const PATH = "/store/customers/me/email-preferences"
  const auth = (token: string) => ({ authorization: `Bearer ${token}` })
  const read = async ({ token }: RegisteredCustomer) =>
    (await api.store.get<{ email_preferences: Preference[] }>(PATH, auth(token))).body.email_preferences
  const save = (who: RegisteredCustomer, subscribed: Record<string, unknown>) =>
    api.store.post<{ email_preferences: Preference[]; details: Record<string, string> }>(
      PATH,
      { subscribed },
      auth(who.token)
    )
  const unsubscribe = (token: string) =>
    api.store.post<{ status: string; label: string; code: string }>("/store/unsubscriptions", { token })

  const statusChange = (to: string) => ({
    template: STATUS_CHANGE,
    event: `test:${randomUUID()}`,
    to,
    props: {
      customer_name: "Nora",
      reference_number: "SR-0000-0000-000",
      service: "Tax return",
      tier: "Basic",
      status_label: "In progress",
      status_description: "Work has started.",
      next_step: "We write to you.",
      tracking_url: "http://localhost:8000/track",
    },
  })
  const send = async (...mails: Parameters<typeof requestMail>[1][number][]): Promise<void> => {
    await requestMail(knex(), mails)
    await shop.drainWork()
  }
  const mailsTo = (email: string) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && mail.subject.startsWith("SR-"))
  const statuses = async (email: string): Promise<string[]> => {
    const { rows } = await knex().raw<{ rows: { status: string }[] }>(
      "SELECT status FROM message WHERE recipient = ? AND template = ? ORDER BY created_at, id",
      [email, STATUS_CHANGE]
    )
    return rows.map(({ status }) => status)
  }
  const linkIn = (text: string): URL =>
    new URL(/https?:\/\/\S+\/unsubscribe\?token=[\w-]+/.exec(text)?.[0] ?? "http://none.test")
  const tokenIn = (text: string): string => linkIn(text).searchParams.get("token") ?? ""

  it("a customer turns a kind of email off and on, and only that kind is no longer sent", async () => {
    const customer = await registerCustomer(shop)
    expect((await read(customer)).map(({ category, subscribed }) => [category, subscribed])).toEqual(
      expect.arrayContaining([
        ["request-updates", true],
        ["payment-reminders", true],
      ])
    )
    await send(statusChange(customer.email))
    expect(mailsTo(customer.email)).toHaveLength(1)

    const saved = await save(customer, { "request-updates": false })
    expect(saved.status).toBe(200)
    expect(saved.body.email_preferences).toEqual(await read(customer))
    expect((await read(customer)).filter(({ subscribed }) => !subscribed).map(({ category }) => category)).toEqual([
      "request-updates",
    ])
    await send(statusChange(customer.email), statusChange(customer.email.toUpperCase()))
    expect(mailsTo(customer.email)).toHaveLength(1)
    expect(await statuses(customer.email)).toEqual(["sent", "skipped", "skipped"])
    // Necessary emails have no category.
    await send({
      template: SECURITY,
      event: `test:${randomUUID()}`,
      to: customer.email,
      props: { changed_at: new Date().toISOString(), new_password: "http://localhost:8000/forgot-password" },
    })
    const security = shop
      .mailbox()
      .mails()
      .filter(({ to, text }) => to === customer.email && !/unsubscribe/i.test(text))
    expect(security.length).toBeGreaterThan(0)

    await save(customer, { "request-updates": true })
    await send(statusChange(customer.email))
    expect(mailsTo(customer.email)).toHaveLength(2)
  })

  it("an email that was requested before its recipient unsubscribed is not sent afterwards", async () => {
    const customer = await registerCustomer(shop)
    await requestMail(knex(), [statusChange(customer.email)])
    await save(customer, { "request-updates": false })
    await shop.drainWork()
    expect(mailsTo(customer.email)).toEqual([])
    expect(await statuses(customer.email)).toEqual(["skipped"])
  })

  it("the link and the headers of an email unsubscribe its recipient with one request, without signing in", async () => {
    const [email, other] = [`reader-${randomUUID()}@example.com`, `reader-${randomUUID()}@example.com`]
    await send(statusChange(email), statusChange(other))
    const [mail] = mailsTo(email)
    const header = mail?.headers.get("list-unsubscribe") ?? ""
    expect(header).toMatch(/^<https?:\/\/\S+\/unsubscribe\/one-click\?token=[\w-]+>$/)
    expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click")
    const token = tokenIn(mail?.text ?? "")
    expect(header).toContain(token)
    expect(mail?.html).toContain(token)
    expect(decodeURIComponent(header)).not.toContain(email)

    for (let click = 0; click < 2; click++)
      expect((await unsubscribe(token)).body).toEqual({ status: "unsubscribed", label: "Progress of your requests" })
    await send(statusChange(email), statusChange(other))
    expect([mailsTo(email).length, mailsTo(other).length]).toEqual([1, 2])
  })

  it("a link that was changed does nothing, and no one changes the emails of another person", async () => {
    const [mine, theirs] = [await registerCustomer(shop), await registerCustomer(shop)]
    await send(statusChange(theirs.email))
    const token = tokenIn(mailsTo(theirs.email)[0]?.text ?? "")
    for (const wrong of [`A${token.slice(1)}`, `${token.slice(0, -4)}AAAA`, "none", "%00", token.slice(0, 20)]) {
      const { status, body } = await unsubscribe(wrong)
      expect([status, body.code]).toEqual([422, "unsubscribe_link_invalid"])
    }
    await save(mine, { "request-updates": false })
    expect((await read(theirs)).every(({ subscribed }) => subscribed)).toBe(true)
    expect((await api.store.get(PATH)).status).toBe(401)
    expect((await api.store.post(PATH, { subscribed: {} })).status).toBe(401)
  })

  it("unknown categories, and those of another type of account, are all reported at once", async () => {
    const customer = await registerCustomer(shop)
    const { status, body } = await save(customer, { "request-updates": false, receipts: false, "new-requests": false })
    expect(status).toBe(400)
    expect(Object.keys(body.details).sort()).toEqual(["subscribed.new-requests", "subscribed.receipts"])
    expect((await read(customer)).every(({ subscribed }) => subscribed)).toBe(true)
    expect((await save(customer, { "request-updates": "no" })).status).toBe(400)
  })

  it("a provider chooses whether new requests are emailed", async () => {
    const { token } = await activeProvider(shop)
    const path = "/provider/me/email-preferences"
    const own = await api.raw<{ email_preferences: Preference[] }>("GET", path, { headers: auth(token) })
    expect(own.body.email_preferences.map(({ category, subscribed }) => [category, subscribed])).toEqual([
      ["new-requests", true],
    ])
    const saved = await api.raw<{ email_preferences: Preference[] }>("POST", path, {
      headers: auth(token),
      body: { subscribed: { "new-requests": false } },
    })
    expect(saved.body.email_preferences.map(({ subscribed }) => subscribed)).toEqual([false])
  })
})
