import { formatMoney, toMajorText, toMinorUnits } from "@atrium/kernel"
import { resetEnv } from "@atrium/server"
import { render } from "@react-email/render"
import fc from "fast-check"
import type { ReactElement } from "react"

import { SERVICE_REQUEST_STATUS_WORDS, SERVICE_REQUEST_STATUSES } from "../contracts/statuses"
import { checkoutReminderMail, checkoutReminderTemplate } from "./checkout-reminder"
import { orderConfirmationMail, orderConfirmationTemplate } from "./order-confirmation"
import { refundMadeMails, refundMadeTemplate } from "./refund-made"
import { resumeLinkMail, resumeLinkTemplate } from "./resume-link"
import { statusChangeMail, statusChangeTemplate } from "./status-change"

// The emails link to the storefront, whose address is in the environment.
beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://localhost/none"
  process.env.NODE_ENV = "test"
  resetEnv()
})

const word = fc.stringMatching(/^[A-Z][a-z]{2,10}( [a-z]{2,8}){0,2}$/)
const reference = fc.stringMatching(/^SR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/)
const requests = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    reference_number: reference,
    status: fc.constant("pending_contact" as const),
    service_title: word,
    tier_title: word,
    payment_amount: fc.integer({ min: 1, max: 10_000_000 }).map((minor) => (minor / 100).toFixed(2)),
    currency_code: fc.constant("inr"),
    order_line_item_id: fc.constantFrom("l1", "l2", "l3"),
    unit: fc.integer({ min: 1, max: 5 }),
    estimated_contact_hours: fc.integer({ min: 1, max: 48 }),
    removed_at: fc.constant(null),
  }),
  { selector: (one) => one.reference_number, minLength: 1, maxLength: 4 }
)

const htmlAndText = async (element: ReactElement) => {
  const html = await render(element)
  const text = await render(element, { plainText: true })
  // React separates adjacent texts with comments.
  return { html: html.replaceAll("<!-- -->", "").replaceAll("&amp;", "&"), text }
}

const squeezed = (text: string) => text.replace(/\s+/g, " ")

describe("order confirmation", () => {
  it("holds reference numbers, services, the amount paid and the next steps, in HTML and in text [P13 R6.2]", async () => {
    await fc.assert(
      fc.asyncProperty(requests, word, async (rows, name) => {
        const services = rows.reduce((sum, one) => sum + toMinorUnits(one.payment_amount, "inr"), 0n)
        const buyer = { name, email: "buyer@example.com", phone: "+919876543210" }
        const mail = orderConfirmationMail({
          event: "order:order_1",
          reference: "OR-7Q2K-9MXB-4TZ",
          buyer,
          guest: true,
          requests: rows,
          goods: [{ title: "Company seal", quantity: 2, amount: "40.00" }],
          amount: toMajorText(services + 6550n, "inr"),
          currencyCode: "inr",
        })
        const props = orderConfirmationTemplate.props.parse(mail.props)
        const { html, text } = await htmlAndText(<orderConfirmationTemplate.Body {...props} locale="en" />)
        const amount = Number(toMajorText(services + 6550n, "inr"))
        for (const body of [squeezed(html), squeezed(text)]) {
          for (const one of rows) expect(body).toContain(one.reference_number)
          for (const line of props.lines) expect(body).toContain(`${line.service} – ${line.tier}`)
          expect(body).toContain(formatMoney(amount, "inr").replace(/\s+/g, " "))
          expect(body).toContain("Company seal")
          expect(body).toContain(formatMoney(25.5, "inr").replace(/\s+/g, " "))
          for (const step of props.next_steps) expect(body).toContain(step.slice(0, 30))
          expect(body).toContain("working hour")
          expect(body).toContain("/register")
        }
        expect(props.lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(rows.length)
      }),
      { numRuns: 100 }
    )
  }, 120_000)
})

describe("status change email", () => {
  it("is sent for every state, with its label, its next step and the number, once per move [P26 R9.4]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SERVICE_REQUEST_STATUSES),
        reference,
        word,
        fc.uuid(),
        async (to, number, service, move) => {
          const told = {
            id: "sreq_1",
            reference_number: number,
            service_title: service,
            tier_title: "Basic",
            customer_name: "Ravi",
            customer_email: "ravi@example.com",
          }
          const mail = statusChangeMail(told, to, move)
          expect(mail.event).toBe(`service-request:sreq_1:${move}`)
          expect(mail.to).toBe("ravi@example.com")
          const props = statusChangeTemplate.props.parse(mail.props)
          const { html, text } = await htmlAndText(<statusChangeTemplate.Body {...props} locale="en" />)
          for (const body of [squeezed(html), squeezed(text)]) {
            expect(body.toLowerCase()).toContain(SERVICE_REQUEST_STATUS_WORDS[to].label.toLowerCase())
            expect(body).toContain(number)
            expect(body).toContain(service)
          }
          expect(squeezed(text)).toContain(SERVICE_REQUEST_STATUS_WORDS[to].next_step.slice(0, 25))
        }
      ),
      { numRuns: 100 }
    )
  }, 120_000)
})

describe("refund email", () => {
  it("states the amount of its refund and every reference number of the order, one email per refund", async () => {
    const refunds = fc.uniqueArray(
      fc.record({ id: fc.uuid(), amount: fc.integer({ min: 1, max: 10_000_000 }).map((minor) => String(minor / 100)) }),
      { selector: (refund) => refund.id, minLength: 1, maxLength: 3 }
    )
    await fc.assert(
      fc.asyncProperty(requests, refunds, async (rows, given) => {
        const buyer = { customer_name: "Ravi", customer_email: "ravi@example.com" }
        const order = { reference: "OR-7Q2K-9MXB-4TZ", currency_code: "inr", refunds_made: given }
        const mails = refundMadeMails(
          order,
          rows.map((row) => ({ ...row, ...buyer }))
        )
        expect(mails.map((mail) => mail.event)).toEqual(given.map((refund) => `refund:${refund.id}`))
        for (const [index, mail] of mails.entries()) {
          const props = refundMadeTemplate.props.parse(mail.props)
          const { html, text } = await htmlAndText(<refundMadeTemplate.Body {...props} locale="en" />)
          const amount = formatMoney(Number(given[index]?.amount), "inr")
          for (const body of [squeezed(html), squeezed(text)]) {
            expect(body).toContain(amount.replace(/\s+/g, " "))
            for (const row of rows) expect(body).toContain(row.reference_number)
          }
        }
        expect(refundMadeMails(order, [])).toEqual([])
      }),
      { numRuns: 60 }
    )
  }, 120_000)
})

describe("emails with a link to continue a checkout", () => {
  const url = "https://shop.example/resume#token=cdr_1.abc.def"
  const asked = resumeLinkMail({ email: "nora@example.com", url, request: "r1" })
  const reminder = checkoutReminderMail({ email: "nora@example.com", url, key: "cart_1" })

  it.each([
    ["asked for", resumeLinkTemplate.prepare(asked.props, "en").body, "Continue your checkout"],
    ["sent once", checkoutReminderTemplate.prepare(reminder.props, "en").body, "Your checkout is saved"],
  ])(
    "have the link, how long it works, and why they were sent, in HTML and in text: %s",
    async (_what, body, title) => {
      const { html, text } = await htmlAndText(body)
      for (const shown of [html, text]) {
        expect(shown).toContain(url)
        expect(shown).toMatch(/works for 30 days/)
        expect(shown).toMatch(/You.+re receiving this email because/)
      }
      expect(html).toContain(title)
    }
  )

  it("are never kept with their link, and only the reminder can be turned off", () => {
    expect([resumeLinkTemplate.secret, checkoutReminderTemplate.secret]).toEqual([true, true])
    expect([resumeLinkTemplate.category, checkoutReminderTemplate.category]).toEqual([undefined, "checkout-reminders"])
    expect(reminder.event).toContain("cart_1")
  })
})
