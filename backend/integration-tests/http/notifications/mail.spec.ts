import { randomUUID } from "node:crypto"

import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { channels, type Delivery, mailTemplates } from "@atrium/notifications/extension-points"
import { defineMailTemplate, Layout, mailOf, Paragraph } from "@atrium/notifications/mail"
import { reconcileMessages, sendMessage } from "@atrium/notifications/use-cases"
import { requestMail } from "@atrium/notifications/tx"
import type { MailToRequest } from "@atrium/notifications/tx"
import { renewBrand, withShop } from "@atrium/test-kit"
import { EVERYTHING } from "@atrium/work-queue/use-cases"
import fc from "fast-check"
import { createElement } from "react"
import { z } from "zod"

const template = (name: string, subject: (text: string) => string = (text) => `About ${text}`, secret?: true) => {
  const made = defineMailTemplate({
    name,
    props: z.strictObject({ text: z.string().min(1) }),
    example: { text: "a test" },
    subject: ({ text }) => subject(text),
    Body: ({ text }) => createElement(Layout, { preview: "A test", children: createElement(Paragraph, null, text) }),
    ...(secret ? { secret } : {}),
  })
  mailTemplates.add("test", made)
  return made
}
const letter = template("test.letter")
const reminder = template("test.reminder")
const boldSubject = template("test.bold-subject", (text) => text)

const address = () => `p-${randomUUID()}@example.com`
const anEvent = () => `test.happened:${randomUUID()}`

jest.setTimeout(60_000)

withShop(({ api, container, knex, drainWork, mailbox, countStatements }) => {
  afterEach(() => {
    mailbox().refuse(0, [])
    resetClock()
  })

  const request = (mails: MailToRequest[]) => knex().transaction((trx) => requestMail(trx, mails))
  const to = (recipient: string) =>
    mailbox()
      .mails()
      .filter((mail) => mail.to === recipient)
  const messageTo = (recipient: string) => knex()("message").where({ recipient }).first()
  const workOf = async (recipient: string) =>
    knex()("work_item")
      .where({ key: `notifications.send-message:${(await messageTo(recipient)).id}` })
      .first()

  it("sends each email once per event, address and template, however often and in parallel it is requested [P12 R6.1]", async () => {
    const wish = fc.record({
      event: fc.constantFrom("a", "b"),
      mailbox: fc.constantFrom("x", "y"),
      kind: fc.constantFrom(letter, reminder),
    })
    const callers = fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(callers, fc.integer({ min: 1, max: 3 }), async (wishes, handlers) => {
        const run = randomUUID()
        const mails = wishes.map((own) =>
          own.map(({ event, mailbox: name, kind }) =>
            mailOf(kind, { event: `test.${event}:${run}`, to: `${name}-${run}@example.com`, props: { text: run } })
          )
        )
        await Promise.all(mails.map(request))
        const rows: { id: string }[] = await knex()("message").whereLike("event", `%${run}`).select("id")
        await Promise.all([
          drainWork(),
          ...rows.flatMap(({ id }) =>
            Array.from({ length: handlers }, () => sendMessage(id, { container: container(), attempt: 1 }))
          ),
        ])
        const asked = new Set(mails.flat().map((mail) => `${mail.event} ${mail.to} ${mail.template}`))
        const received = mailbox()
          .mails()
          .filter((mail) => mail.to.includes(run))
        expect(rows).toHaveLength(asked.size)
        expect(received).toHaveLength(asked.size)
        expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(asked.size)
      }),
      { numRuns: 100 }
    )
  }, 180_000)

  it("retries a refused email three times, waiting twice as long each time, and then leaves it to an operator [P14 R6.4]", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), async (refusals) => {
        const recipient = address()
        await request([mailOf(letter, { event: anEvent(), to: recipient, props: { text: "hello" } })])
        mailbox().refuse(refusals, [recipient])
        const waits: number[] = []
        for (let attempt = 1; attempt <= 6; attempt++) {
          await drainWork()
          const item = await workOf(recipient)
          if (item.status !== "retrying") break
          waits.push(Math.round((item.run_at.getTime() - clock.now().getTime()) / 1000))
          // Not earlier. Several seconds, because a machine that is busy can stand still for one or two.
          advanceClock(waits[attempt - 1]! - 8)
          await drainWork()
          expect((await workOf(recipient)).attempts).toBe(attempt)
          advanceClock(9)
        }
        const [item, message] = [await workOf(recipient), await messageTo(recipient)]
        expect(waits.map((wait) => Math.round(wait / 30))).toEqual([1, 2, 4].slice(0, refusals))
        expect(item.attempts).toBe(Math.min(4, refusals + 1))
        expect(to(recipient)).toHaveLength(refusals <= 3 ? 1 : 0)
        expect([item.status, message.status]).toEqual(refusals <= 3 ? ["done", "sent"] : ["dead", "failed"])
        if (refusals > 3) expect(message.reason).toContain("Try again later")
        mailbox().refuse(0, [])
      }),
      { numRuns: 100 }
    )
  }, 240_000)

  it("sends the others of a batch when the mail server refuses some, each with its own reason", async () => {
    const recipients = [address(), address(), address()]
    await request(recipients.map((to) => mailOf(letter, { event: anEvent(), to, props: { text: "hello" } })))
    mailbox().refuse(1, recipients)
    await drainWork()
    const messages = await Promise.all(recipients.map(messageTo))
    const refused = messages.filter(({ status }) => status === "pending")
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ attempts: 1, sent_at: null, reason: expect.stringContaining("Try again later") })
    for (const { recipient, status } of messages) expect(to(recipient)).toHaveLength(status === "sent" ? 1 : 0)
    advanceClock(60)
    await drainWork()
    for (const recipient of recipients) expect(to(recipient)).toHaveLength(1)
  })

  it("uses a plugin's channel and template, also in place of ours", async () => {
    const delivered: Delivery[] = []
    channels.add("acme", {
      name: "sms",
      accepts: (to) => /^\+\d{8,15}$/.test(to),
      deliver: (_container, deliveries) => {
        delivered.push(...deliveries)
        return Promise.resolve(new Map())
      },
      wasDelivered: () => Promise.resolve(false),
    })
    const own = defineMailTemplate({
      name: reminder.name,
      props: reminder.props,
      example: reminder.example,
      subject: () => "Acme reminds you",
      Body: ({ text }) => createElement("p", null, text),
    })
    expect(() => mailTemplates.add("acme", own)).toThrow(/test\.reminder.*test.*acme/)
    mailTemplates.add("acme", own, { replaces: "test" })
    const [event, props, number, email] = [anEvent(), { text: "Call us" }, "+919876543210", address()]
    await request([
      mailOf(reminder, { event, props, to: number, channel: "sms" }),
      mailOf(reminder, { event, props, to: "not a number", channel: "sms" }),
      mailOf(reminder, { event, props, to: email }),
    ])
    await drainWork()
    expect(delivered).toMatchObject([
      { to: number, subject: "Acme reminds you", text: expect.stringContaining("Call") },
    ])
    expect(to(email)).toMatchObject([{ subject: "Acme reminds you" }])
    expect(await messageTo("not a number")).toMatchObject({ status: "failed", attempts: 1 })
  })

  it("sends a failed email when an operator retries it", async () => {
    const recipient = address()
    await request([mailOf(letter, { event: anEvent(), to: recipient, props: { text: "late" } })])
    mailbox().refuse(10, [recipient])
    for (let attempt = 1; attempt <= 4; attempt++) {
      await drainWork()
      advanceClock(600)
    }
    mailbox().refuse(0, [])
    await knex()("work_item")
      .where({ id: (await workOf(recipient)).id })
      .update({ status: "due", attempts: 0, finished_at: null })
    await drainWork()
    expect(to(recipient)).toHaveLength(1)
    expect(await messageTo(recipient)).toMatchObject({ status: "sent", reason: null })
  })

  it("does not send again when a process died after the mail server accepted the email", async () => {
    const recipient = address()
    await request([mailOf(letter, { event: anEvent(), to: recipient, props: { text: "once" } })])
    await drainWork()
    const { id } = await messageTo(recipient)
    // What the crash leaves: the provider's log says sent, our row does not.
    await knex()("message").where({ id }).update({ status: "pending", sent_at: null })
    await sendMessage(id, { container: container(), attempt: 2 })
    expect(to(recipient)).toHaveLength(1)
    expect(await messageTo(recipient)).toMatchObject({ status: "sent" })
  })

  it("picks up an email requested ten minutes ago that has no work to send it, and no other one [R23]", async () => {
    const [forgotten, young] = [address(), address()]
    await request([forgotten, young].map((to) => mailOf(letter, { event: anEvent(), to, props: { text: "x" } })))
    for (const recipient of [forgotten, young])
      await knex()("work_item")
        .where({ id: (await workOf(recipient)).id })
        .delete()
    await knex()("message")
      .where({ recipient: forgotten })
      .update({ created_at: new Date(Date.now() - 11 * 60_000) })
    expect((await reconcileMessages(container(), EVERYTHING)).written).toBe(1)
    expect((await reconcileMessages(container(), EVERYTHING)).written).toBe(0)
    await drainWork()
    expect(to(forgotten)).toHaveLength(1)
    expect(to(young)).toHaveLength(0)
  })

  it("sends a failed or a sent email again when staff request it, but not one whose content was deleted", async () => {
    const secret = template("test.secret", undefined, true)
    const [recipient, hidden] = [address(), address()]
    mailbox().refuse(1, [recipient])
    await request([mailOf(letter, { event: anEvent(), to: recipient, props: { text: "again" } })])
    await drainWork()
    const { id } = await messageTo(recipient)
    const resend = (message: string) => api.admin.post(`/admin/notification-messages/${message}/resend`, {})
    expect(await resend(id)).toMatchObject({ status: 409, body: { code: "invalid_transition" } })
    await knex()("message").where({ id }).update({ status: "failed" })
    await knex()("work_item")
      .where({ key: `notifications.send-message:${id}` })
      .update({ status: "dead" })
    expect(await resend(id)).toMatchObject({ status: 200, body: { message: { status: "pending" } } })
    await drainWork()
    expect(to(recipient)).toHaveLength(1)
    expect(await workOf(recipient)).toMatchObject({ status: "done" })
    expect((await resend(id)).status).toBe(200)
    await drainWork()
    expect(to(recipient)).toHaveLength(2)
    expect(await resend("msg_none")).toMatchObject({ status: 404 })
    await request([mailOf(secret, { event: anEvent(), to: hidden, props: { text: "once" } })])
    await drainWork()
    expect(await resend((await messageTo(hidden)).id)).toMatchObject({ status: 409 })
    const list = await api.admin.get<{ messages: { id: string }[] }>(
      `/admin/notification-messages?q=test.letter&order=-attempts&limit=1`
    )
    expect(list.body.messages).toHaveLength(1)
  })

  it("sends nothing when the transaction that requested the email rolls back", async () => {
    const recipient = address()
    await knex()
      .transaction(async (trx) => {
        await requestMail(trx, [mailOf(letter, { event: anEvent(), to: recipient, props: { text: "never" } })])
        throw new Error("the caller fails")
      })
      .catch(() => undefined)
    await drainWork()
    expect(to(recipient)).toHaveLength(0)
    expect(await messageTo(recipient)).toBeUndefined()
  })

  it.each<[string, (recipient: string) => MailToRequest, RegExp]>([
    [
      "a subject with a line break",
      (recipient) =>
        mailOf(boldSubject, { event: anEvent(), to: recipient, props: { text: "Hi\r\nBcc: eve@example.com" } }),
      /control characters/,
    ],
    [
      "an address with a line break",
      (recipient) =>
        mailOf(letter, { event: anEvent(), to: `${recipient}\r\nbcc:eve@example.com`, props: { text: "x" } }),
      /not a valid address/,
    ],
    [
      "two mailboxes",
      (recipient) => mailOf(letter, { event: anEvent(), to: `${recipient},eve@example.com`, props: { text: "x" } }),
      /not a valid address/,
    ],
    [
      "an unknown template",
      (recipient) => ({ template: "test.unknown", event: anEvent(), to: recipient, props: {} }),
      /test\.unknown/,
    ],
    [
      "wrong props",
      (recipient) => ({ template: letter.name, event: anEvent(), to: recipient, props: { text: "" } }),
      /invalid props text/,
    ],
  ])("refuses %s permanently, with the reason and without retries", async (_what, mail, reason) => {
    const asked = mail(address())
    const recipient = asked.to
    const before = mailbox().mails().length
    await request([asked])
    await drainWork()
    expect(mailbox().mails()).toHaveLength(before)
    expect(await messageTo(recipient)).toMatchObject({ status: "failed", reason: expect.stringMatching(reason) })
    expect(await workOf(recipient)).toMatchObject({ status: "dead", attempts: 1 })
  })

  it("does not fail a purchase because of a name that Postgres can't store", async () => {
    const recipient = address()
    await request([mailOf(letter, { event: anEvent(), to: recipient, props: { text: "a\u0000b\ud800" } })])
    await drainWork()
    expect(to(recipient)[0]?.text).toContain("a\ufffdb\ufffd")
  })

  it("takes one statement to request any number of emails, and few to send one", async () => {
    await renewBrand(api)
    const mails = Array.from({ length: 10 }, () =>
      mailOf(letter, { event: anEvent(), to: address(), props: { text: "x" } })
    )
    const asking = await countStatements(() => request(mails))
    // BEGIN and COMMIT are the caller's.
    expect(asking.statements.filter((statement) => !/^(BEGIN|COMMIT)/i.test(statement))).toHaveLength(1)
    await drainWork()
    await request([mailOf(letter, { event: anEvent(), to: address(), props: { text: "x" } })])
    const { id } = await knex()("message").orderBy("created_at", "desc").first()
    const sending = await countStatements(() => sendMessage(id, { container: container(), attempt: 1 }))
    expect(sending.statements.length).toBeLessThanOrEqual(12)
    await drainWork()
    await request(
      Array.from({ length: 4 }, () => mailOf(letter, { event: anEvent(), to: address(), props: { text: "x" } }))
    )
    // Together they take no more than one, and the two statements of the queue.
    expect((await countStatements(drainWork)).statements.length).toBeLessThanOrEqual(14)
  })
})
