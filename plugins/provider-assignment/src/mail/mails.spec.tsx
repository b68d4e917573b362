import { dayInWords, formatMoney } from "@atrium/kernel"
import { resetEnv } from "@atrium/server"
import type { ServiceRequestRow } from "@atrium/service-provisioning/tx"
import { render } from "@react-email/render"
import fc from "fast-check"
import type { ReactElement } from "react"

import { hashOfToken } from "../domain/invitation"
import { invitationMail, invitationTemplate } from "./invitation"
import { providerNoticeMail, providerNoticeTemplate } from "./provider-notice"
import { staffNoticeMails, staffNoticeTemplate } from "./staff-notice"

// The emails link to storefront and Admin, whose addresses are in the environment.
beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://localhost/none"
  process.env.NODE_ENV = "test"
  resetEnv()
})

const word = fc.stringMatching(/^[A-Z][a-z]{2,10}( [a-z]{2,8}){0,2}$/)
const mailbox = fc.stringMatching(/^[a-z]{3,12}@example\.com$/)
const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true })
const questions: ServiceRequestRow["intake"]["questions"] = [
  { id: "kind", label: "What kind of business is it?", type: "choice", required: true, options: ["Shop", "Company"] },
  { id: "papers", label: "Which papers are there?", type: "multi_choice", required: true, options: ["PAN", "Lease"] },
  {
    id: "gstin",
    label: "Your GSTIN",
    type: "text",
    required: true,
    show_when: { question_id: "kind", equals: "Shop" },
  },
]
const answers = fc.record(
  {
    kind: fc.constantFrom("Shop", "Company"),
    papers: fc.subarray(["PAN", "Lease"], { minLength: 1 }),
    gstin: fc.stringMatching(/^[0-9A-Z]{15}$/),
  },
  { requiredKeys: ["kind"] }
)

const requests: fc.Arbitrary<ServiceRequestRow> = fc
  .record({
    service_title: word,
    tier_title: word,
    customer_name: word,
    customer_email: mailbox,
    customer_phone: fc.stringMatching(/^\+[1-9]\d{9,11}$/),
    requirements: fc.lorem({ maxCount: 12 }),
    answers,
    payment_amount: fc.integer({ min: 1, max: 10_000_000 }).map((minor) => (minor / 100).toFixed(2)),
    currency_code: fc.constantFrom("inr", "usd", "eur"),
    paid_at: moment,
    due_at: fc.option(moment),
    reference_number: fc.stringMatching(/^SR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/),
  })
  .map(({ answers: given, ...facts }) => ({
    id: "sreq_1",
    order_id: "order_1",
    order_line_item_id: "line_1",
    unit: 1,
    service_id: "prod_1",
    service_category: null,
    tier_id: "variant_1",
    template_version_id: "stplv_1",
    customer_id: null,
    intake: { questions, answers: given },
    clock_stopped_at: null,
    status: "team_assigned",
    provider_id: "prov_1",
    provider_name: "Asha Rao",
    affiliate_id: null,
    affiliate_code: null,
    payment_id: "pay_1",
    payment_provider_id: "pp_sandbox_sandbox",
    payment_transaction_id: "tx_1",
    refunded_amount: "0",
    refunded_at: null,
    removed_at: null,
    created_at: new Date("2026-11-21T00:00:00Z"),
    updated_at: new Date("2026-11-21T00:00:00Z"),
    ...facts,
  }))

const squeezed = (text: string) => text.replace(/\s+/g, " ")

/** Both versions of an email, as a reader sees them. */
const bothOf = async (element: ReactElement): Promise<string[]> => {
  const html = await render(element)
  const text = await render(element, { plainText: true })
  // React marks where texts meet with comments.
  return [html.replaceAll("<!-- -->", "").replaceAll("&amp;", "&"), text].map(squeezed)
}

const provider = { id: "prov_1", name: "Asha Rao", email: "asha@example.com", time_zone: "Asia/Kolkata" }

describe("the notice to a provider", () => {
  it("holds customer, service, requirements, answers and the payment's confirmation, in HTML and in text [P17 R7.3]", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const mail = providerNoticeMail({ assignment_id: "assign_1", provider, request })
        expect(mail).toMatchObject({ event: "assignment:assign_1", to: "asha@example.com" })
        const props = providerNoticeTemplate.props.parse(mail.props)
        const paid = formatMoney(Number(request.payment_amount), request.currency_code).replace(/\s+/g, " ")
        for (const body of await bothOf(<providerNoticeTemplate.Body {...props} locale="en" />)) {
          for (const fact of [
            request.customer_name,
            request.customer_email,
            request.customer_phone,
            `${request.service_title} – ${request.tier_title}`,
            squeezed(request.requirements),
            request.reference_number,
            `Confirmed: ${paid} received on ${dayInWords(request.paid_at ?? new Date(0), "Asia/Kolkata", "en")}`,
            request.due_at ? dayInWords(request.due_at, "Asia/Kolkata", "en") : "No date set",
            "/provider/requests/sreq_1",
            "What kind of business is it?",
            String(request.intake.answers.kind),
            request.intake.answers.papers ? [request.intake.answers.papers].flat().join(", ") : "Not answered yet",
          ])
            expect(body).toContain(fact)
          expect(body.includes("Your GSTIN")).toBe(request.intake.answers.kind === "Shop")
        }
        const subject = providerNoticeTemplate.prepare(props, "en").subject
        expect(subject).toContain(request.reference_number)
      }),
      { numRuns: 100 }
    )
  }, 120_000)

  it("is one email per assignment, and another one for the next provider", async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.uuid(), async (request, id) => {
        const first = providerNoticeMail({ assignment_id: id, provider, request })
        expect(
          providerNoticeMail({ assignment_id: id, provider, request: { ...request, requirements: "x" } }).event
        ).toBe(first.event)
        expect(providerNoticeMail({ assignment_id: `${id}x`, provider, request }).event).not.toBe(first.event)
      }),
      { numRuns: 100 }
    )
  })

  it("states that there is nothing to pay for a free order", async () => {
    const [request] = fc.sample(requests, 1)
    if (!request) throw new Error("No request")
    const mail = providerNoticeMail({
      assignment_id: "assign_1",
      provider,
      request: { ...request, payment_amount: "0", paid_at: null },
    })
    const props = providerNoticeTemplate.props.parse(mail.props)
    for (const body of await bothOf(<providerNoticeTemplate.Body {...props} locale="en" />))
      expect(body).toContain("Confirmed: nothing to pay")
  })
})

describe("the notice to staff", () => {
  it("holds customer, service, requirements and why each provider was passed over [P17 R7.3]", async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.array(fc.tuple(word, word), { maxLength: 8 }), async (request, passed) => {
        const reasons = passed.map(([provider_name, reason]) => ({ provider_name, reason }))
        const [mail] = staffNoticeMails({ request, decision_id: "adec_1", reasons })
        expect(mail?.to).toBe("hello@atrium.test")
        const props = staffNoticeTemplate.props.parse(mail?.props)
        for (const body of await bothOf(<staffNoticeTemplate.Body {...props} locale="en" />)) {
          for (const fact of [
            request.customer_name,
            request.customer_email,
            request.customer_phone,
            request.service_title,
            squeezed(request.requirements),
            request.reference_number,
            "/app/service-requests/sreq_1",
          ])
            expect(body).toContain(fact)
          for (const { provider_name, reason } of reasons) {
            expect(body).toContain(provider_name)
            expect(body).toContain(reason)
          }
          if (!reasons.length) expect(body).toContain("There is no active provider")
        }
      }),
      { numRuns: 100 }
    )
  }, 120_000)

  it("goes to every configured email address", () => {
    const [request] = fc.sample(requests, 1)
    if (!request) throw new Error("No request")
    process.env.ATRIUM_STAFF_MAIL = "ops@example.com, lead@example.com"
    resetEnv()
    const mails = staffNoticeMails({ request, decision_id: "adec_1", reasons: [] })
    delete process.env.ATRIUM_STAFF_MAIL
    resetEnv()
    expect(mails.map(({ to }) => to)).toEqual(["ops@example.com", "lead@example.com"])
  })
})

describe("the invitation", () => {
  it("contains the token only in the fragment, which no server or log sees", async () => {
    const mail = invitationMail({ provider, token: "a-token", days: 7 })
    const props = invitationTemplate.props.parse(mail.props)
    const link = new URL(props.link)
    expect(link.pathname + link.search).toBe("/provider/welcome")
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual({
      token: "a-token",
      email: "asha@example.com",
    })
    expect(mail.event).not.toContain("a-token")
    expect(mail.event).toContain(hashOfToken("a-token").slice(0, 32))
    expect(invitationTemplate.secret).toBe(true)
    for (const body of await bothOf(<invitationTemplate.Body {...props} locale="en" />)) {
      expect(body).toContain("Asha Rao")
      expect(body).toContain("7 days")
      expect(body).toContain(props.link)
    }
  })
})
