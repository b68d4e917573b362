import { resetEnv } from "@atrium/server"
import { render } from "@react-email/render"

import type { ConsultationRow } from "../data/rows"
import {
  bookedMail,
  bookedTemplate,
  canceledMail,
  canceledTemplate,
  movedMail,
  movedTemplate,
  providerNotice,
  providerNoticeTemplate,
  reminderMail,
  reminderTemplate,
} from "."

// The emails link to the storefront, whose address is in the environment.
beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://localhost/none"
  process.env.NODE_ENV = "test"
  resetEnv()
})

const row: ConsultationRow = {
  id: "cons_1",
  reference: "CN-7K4QX2MB",
  product_id: "prod_1",
  service_handle: "company-incorporation",
  service_title: "Company incorporation",
  place: "Video call",
  provider_id: "prov_1",
  provider_name: "Asha Menon",
  status: "booked",
  starts_at: new Date("2026-12-01T04:30:00.000Z"),
  ends_at: new Date("2026-12-01T05:00:00.000Z"),
  blocked_until: new Date("2026-12-01T05:10:00.000Z"),
  hold_expires_at: null,
  time_zone: "America/New_York",
  name: "Ravi Menon",
  email: "ravi@example.com",
  note: "Two founders",
  sequence: 0,
  canceled_by: null,
  cancel_reason: null,
  created_at: new Date("2026-11-29T10:00:00.000Z"),
  updated_at: new Date("2026-11-29T10:00:00.000Z"),
}
const provider = { email: "asha@providers.example", time_zone: "Asia/Kolkata" }

const TEMPLATES = [bookedTemplate, movedTemplate, canceledTemplate, reminderTemplate, providerNoticeTemplate] as const

type Mail = ReturnType<typeof bookedMail>
const read = async (mail: Mail) => {
  const template = TEMPLATES.find(({ name }) => name === mail.template)
  if (!template) throw new Error(`No template ${mail.template}`)
  const { subject, body } = template.prepare(mail.props, "en-IN")
  const [html, text] = await Promise.all([render(body), render(body, { plainText: true })])
  return { subject, html, text }
}

describe("emails about consultations", () => {
  it.each(TEMPLATES.map((template) => [template.name, template] as const))(
    "%s renders its example, with a subject that is a header",
    async (_name, template) => {
      const { subject, body } = template.prepare(template.example, "en")
      expect(subject).toMatch(/^[^\r\n]{10,150}$/)
      const text = await render(body, { plainText: true })
      expect(text).toContain("CN-7K4QX2MB")
      expect(text).not.toContain("undefined")
    }
  )

  it("states the time in the reader's time zone, which it names", async () => {
    const visitor = await read(bookedMail(row))
    expect(visitor.subject).toMatch(/30 November 2026.*11:30 pm.*GMT-5/i)
    const notice = await read(providerNotice(row, provider, "booked"))
    expect(notice.subject).toMatch(/1 December 2026.*10:00 am.*(IST|GMT\+5:30)/i)
  })

  it("only the visitor's emails contain the link that moves and cancels, and their props are removed once sent", async () => {
    for (const mail of [bookedMail(row), movedMail(row, new Date(0)), reminderMail(row)]) {
      expect((await read(mail)).text).toContain("/consultations/cons_1?token=")
      expect(TEMPLATES.find(({ name }) => name === mail.template)?.secret).toBe(true)
    }
    const canceled = canceledMail({ ...row, status: "canceled", canceled_by: "visitor" })
    const others = [canceled, providerNotice(row, provider, "moved"), providerNotice(row, provider, "canceled")]
    for (const mail of others) expect((await read(mail)).text).not.toContain("token=")
  })

  it("a cancellation by the shop says so, with the reason as text and not as markup", async () => {
    const byShop = await read(canceledMail({ ...row, canceled_by: "staff", cancel_reason: "Asha is <b>ill</b>." }))
    expect(byShop.text).toContain("we had to cancel")
    expect(byShop.html).toContain("&lt;b&gt;ill")
    const byVisitor = await read(canceledMail({ ...row, canceled_by: "visitor" }))
    expect(byVisitor.text).toContain("you canceled this consultation")
  })

  it("each change has its own event, so that each is sent once", () => {
    const mails = [
      bookedMail(row),
      movedMail({ ...row, sequence: 1 }, row.starts_at),
      movedMail({ ...row, sequence: 2 }, row.starts_at),
      canceledMail({ ...row, sequence: 3 }),
      reminderMail(row),
      reminderMail({ ...row, sequence: 1 }),
      providerNotice(row, provider, "booked"),
      providerNotice({ ...row, sequence: 1 }, provider, "moved"),
      providerNotice({ ...row, sequence: 2 }, provider, "moved"),
    ]
    expect(new Set(mails.map(({ event }) => event)).size).toBe(mails.length)
  })
})
