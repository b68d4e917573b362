import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { mailCategories, mailTemplates } from "@atrium/notifications/extension-points"
import { composeMail } from "@atrium/notifications/use-cases"
import { asCustomer, buy, type RegisteredCustomer, registerCustomer, withShop } from "@atrium/test-kit"

import { activeProvider } from "../providers/make-provider"
import { requestMail } from "../../../../plugins/notifications/src/tx"

jest.setTimeout(180_000)

const STATUS_CHANGE = "service-provisioning.status-change"
const SECURITY = "identity.password-changed"

type Preference = { category: string; label: string; subscribed: boolean }

withShop((shop) => {
  afterEach(resetClock)
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

  const subjectsTo = (email: string) =>
    shop
      .mailbox()
      .mails()
      .flatMap(({ to, subject }) => (to === email ? [subject] : []))

  it("a customer who registers is welcomed once, also when the work is repeated", async () => {
    const { email } = await registerCustomer(shop)
    await shop.drainWork()
    advanceClock(120)
    await shop.drainWork()
    expect(subjectsTo(email).filter((subject) => /^Welcome/.test(subject))).toEqual(["Welcome to Atrium"])
  })

  it("two hours after a purchase, its buyer gets one email about what happens next, unless nothing is left to do", async () => {
    const subject = (email: string) => subjectsTo(email).filter((one) => /^What happens next/.test(one)).length
    const [guest, customer, canceled] = [
      `guest-${randomUUID()}@example.com`,
      await registerCustomer(shop),
      `canceled-${randomUUID()}@example.com`,
    ]
    const person = (email: string) => ({ customer: { full_name: "Nora Lind", email, phone: "+919812345677" } })
    await buy(api, { ...person(guest), quantity: 2 })
    await buy(asCustomer(api, customer.token), person(customer.email))
    await buy(api, person(canceled))
    await shop.drainWork()
    await knex()("service_request").where({ customer_email: canceled }).update({ status: "cancelled" })
    expect([subject(guest), subject(customer.email)]).toEqual([0, 0])
    advanceClock(2 * 60 * 60)
    await shop.drainWork()
    // Work that is done has lost its payload.
    await knex().raw(
      `UPDATE work_item SET status = 'due', attempts = 0, finished_at = NULL,
         payload = jsonb_build_object('order_id', split_part(key, ':', 2))
       WHERE kind = 'service-provisioning.send-onboarding'`
    )
    await shop.drainWork()
    expect(await knex()("work_item").where({ kind: "service-provisioning.send-onboarding", status: "dead" })).toEqual(
      []
    )
    expect([subject(guest), subject(customer.email), subject(canceled)]).toEqual([1, 1, 0])
    const textTo = (email: string) =>
      shop
        .mailbox()
        .mails()
        .find((mail) => mail.to === email && /^What happens next/.test(mail.subject))?.text ?? ""
    expect(textTo(guest).match(/\/track\/SR-/g)).toHaveLength(2)
    expect(textTo(guest)).toContain("/register")
    expect(textTo(customer.email)).toMatch(/\/account\/requests\/sreq_/)
    expect(textTo(customer.email)).not.toContain("/register")
  })

  it("every email renders from its example, with each of its links and the reason why it was sent", async () => {
    const categories = new Set(mailCategories.all().map(({ key }) => key))
    // The files of an area run in one process: other tests add templates of their own.
    for (const { name, example, category } of mailTemplates.all().filter((one) => !one.name.startsWith("test."))) {
      const { subject, html, text } = await composeMail({ template: name, locale: "en", props: example })
      expect(`${subject}\n${text}`).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
      expect({ name, known: category === undefined || categories.has(category) }).toEqual({ name, known: true })
      expect(text.replace(/\s+/g, " ")).toContain("You're receiving this email because")
      const links = [...JSON.stringify(example).matchAll(/"(https:\/\/[^"]+)"/g)].map(([, link]) => link ?? "")
      const missing = links.filter((link) => !html.includes(link.replaceAll("&", "&amp;")))
      expect({ name, missing }).toEqual({ name, missing: [] })
    }
  })
})
