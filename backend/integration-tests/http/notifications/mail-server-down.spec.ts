import { randomUUID } from "node:crypto"

import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { mailTemplates } from "@atrium/notifications/extension-points"
import { defineMailTemplate, Layout, mailOf, Paragraph } from "@atrium/notifications/mail"
import { requestMail } from "@atrium/notifications/tx"
import { metrics, resetOutsideServices } from "@atrium/server"
import { withShop } from "@atrium/test-kit"
import { createElement } from "react"
import { z } from "zod"

const notice = defineMailTemplate({
  name: "test.outage-notice",
  props: z.strictObject({ text: z.string().min(1) }),
  example: { text: "a test" },
  subject: ({ text }) => `About ${text}`,
  Body: ({ text }) => createElement(Layout, { preview: "A test", children: createElement(Paragraph, null, text) }),
})
mailTemplates.add("test", notice)

type Item = { status: string; attempts: number; run_at: Date; postponed_since: Date | null; last_error: string | null }
type Figure = { name: string; value: number; needs_attention: boolean; since: string | null }

jest.setTimeout(120_000)

withShop(({ api, knex, drainWork, mailbox }) => {
  let down = false
  const goDown = async () => {
    await mailbox().goDown()
    down = true
  }
  const comeBack = async () => {
    await mailbox().comeBack()
    down = false
  }
  beforeEach(() => resetOutsideServices())
  afterEach(async () => {
    if (down) await comeBack()
    mailbox().refuse(0, [])
    mailbox().refuseForGood([])
    resetOutsideServices()
    resetClock()
    await drainWork()
  })

  const address = () => `o-${randomUUID()}@example.com`
  const request = (recipient: string) =>
    knex().transaction((trx) =>
      requestMail(trx, [mailOf(notice, { event: `test.outage:${randomUUID()}`, to: recipient, props: { text: "it" } })])
    )
  const received = (recipients: readonly string[]) =>
    mailbox()
      .mails()
      .filter(({ to }) => recipients.includes(to))
  const messageTo = (recipient: string) => knex()("message").where({ recipient }).first()
  const itemOf = async (recipient: string): Promise<Item> =>
    knex()("work_item")
      .where({ key: `notifications.send-message:${(await messageTo(recipient)).id}` })
      .first()
  const waiting = async () => {
    const { body } = await api.admin.get<{ rows: Figure[] }>("/admin/operations-report")
    return body.rows.find(({ name }) => name === "notifications.waiting-emails")
  }
  const isDown = async () =>
    (await metrics().serviceDown.get()).values.find(({ labels }) => labels.service === "mail")?.value

  it("keeps emails through a day without a mail server, and then sends each once, oldest first", async () => {
    await drainWork()
    await goDown()
    const startedAt = clock.now()
    const recipients: string[] = []
    let mostTries = 0
    for (let tick = 0; tick < 144; tick++) {
      if (tick % 6 === 0) {
        const recipient = address()
        recipients.push(recipient)
        await request(recipient)
      }
      const before = await knex()("notification").count<{ count: string }[]>("id as count")
      await drainWork()
      const after = await knex()("notification").count<{ count: string }[]>("id as count")
      mostTries = Math.max(mostTries, Number(after[0]?.count) - Number(before[0]?.count))
      advanceClock(600)
    }
    // However many wait, a try of the mail server is one batch, until it fails.
    expect(mostTries).toBeLessThanOrEqual(8)
    expect(await isDown()).toBe(1)
    // What became due during the day waits too, for example reminders.
    const pending = Number((await knex()("message").where({ status: "pending" }).count({ n: "*" }))[0]?.n)
    expect(pending).toBeGreaterThanOrEqual(recipients.length)
    const figure = await waiting()
    expect(figure).toMatchObject({ value: pending, needs_attention: true })
    expect(Math.abs(Date.parse(figure?.since ?? "") - startedAt.getTime())).toBeLessThan(60_000)
    for (const recipient of recipients) {
      expect(await itemOf(recipient)).toMatchObject({ status: "retrying", attempts: 0 })
      expect(await messageTo(recipient)).toMatchObject({ status: "pending", attempts: 0 })
    }

    await comeBack()
    advanceClock(301)
    await drainWork()
    const arrived = received(recipients)
    expect(arrived).toHaveLength(recipients.length)
    expect(new Set(arrived.map(({ messageId }) => messageId)).size).toBe(recipients.length)
    // Four are sent at a time, so that the order is that of the batches.
    const places = arrived.map(({ to }) => recipients.indexOf(to))
    places.forEach((place, at) => expect(Math.abs(place - at)).toBeLessThan(8))
    expect(await waiting()).toMatchObject({ value: 0, needs_attention: false, since: null })
    expect(await isDown()).toBe(0)
    for (const recipient of recipients) expect(await itemOf(recipient)).toMatchObject({ postponed_since: null })
  })

  it("fails an email to an unknown recipient at once, and sends the others meanwhile", async () => {
    const [unknown, others] = [Array.from({ length: 8 }, address), Array.from({ length: 8 }, address)]
    mailbox().refuseForGood(unknown)
    for (const recipient of unknown) {
      await request(recipient)
      await drainWork()
      expect(await messageTo(recipient)).toMatchObject({
        status: "failed",
        attempts: 1,
        reason: expect.stringContaining("No such user"),
      })
      expect(await itemOf(recipient)).toMatchObject({ status: "dead", attempts: 1 })
    }
    expect(await isDown()).toBe(0)
    for (const recipient of others) await request(recipient)
    await drainWork()
    expect(received(others)).toHaveLength(8)
  })

  it("counts a temporary refusal as an attempt, as before, and not as an outage", async () => {
    const busy = Array.from({ length: 7 }, address)
    mailbox().refuse(7, busy)
    for (const recipient of busy) await request(recipient)
    await drainWork()
    for (const recipient of busy) expect(await itemOf(recipient)).toMatchObject({ attempts: 1, postponed_since: null })
    expect(await isDown()).toBe(0)
  })

  it("sends what waits after a restart while the mail server was down, each once", async () => {
    await goDown()
    const recipients = Array.from({ length: 7 }, address)
    for (const recipient of recipients) await request(recipient)
    await drainWork()
    expect(await isDown()).toBe(1)
    // What SIGKILL leaves: no memory of the outage, and two items whose lease has expired.
    resetOutsideServices()
    for (const recipient of recipients.slice(0, 2))
      await knex()("work_item")
        .where({ key: `notifications.send-message:${(await messageTo(recipient)).id}` })
        .update({ status: "running", worker: "gone", attempts: 1, lease_expires_at: new Date(0) })
    await drainWork()
    advanceClock(31)
    await drainWork()
    expect(await isDown()).toBe(1)
    await comeBack()
    advanceClock(301)
    await drainWork()
    expect(received(recipients)).toHaveLength(7)
    for (const recipient of recipients) expect(await messageTo(recipient)).toMatchObject({ status: "sent" })
  })

  it("stops waiting after three days, so that no email is tried for ever", async () => {
    await goDown()
    const recipient = address()
    await request(recipient)
    await drainWork()
    for (let hour = 0; hour < 100; hour += 4) {
      advanceClock(4 * 3600)
      await drainWork()
    }
    expect(await itemOf(recipient)).toMatchObject({ status: "dead", attempts: 4 })
    expect(await messageTo(recipient)).toMatchObject({ status: "failed" })
  })
})
