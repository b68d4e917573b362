import { randomUUID } from "node:crypto"

import { reconcileDocuments, orderToken } from "@atrium/documents/use-cases"
import { mailAttachments, mailTemplates } from "@atrium/notifications/extension-points"
import { defineMailTemplate, Layout, mailOf, Paragraph, useAttachedFiles } from "@atrium/notifications/mail"
import { requestMail } from "@atrium/notifications/tx"
import { orderShipping } from "@atrium/payments/use-cases"
import { asCustomer, buy, registerCustomer, type RegisteredCustomer, withShop } from "@atrium/test-kit"
import { EVERYTHING } from "@atrium/work-queue/use-cases"
import { Modules } from "@medusajs/framework/utils"
import { createElement } from "react"
import { z } from "zod"

jest.setTimeout(180_000)

const filed = defineMailTemplate({
  name: "test.with-files",
  props: z.strictObject({}),
  example: {},
  subject: () => "With files",
  Body: () => {
    const text = useAttachedFiles().length > 0 ? "With files" : "No files"
    return createElement(Layout, { preview: "A test", children: createElement(Paragraph, null, text) })
  },
})
mailTemplates.add("test", filed)
mailAttachments.add("test", { template: filed.name, open: () => Promise.reject(new Error("The storage is down")) })

type Document = { id: string; kind: string; number: string; total: number; currency_code: string }

withShop((shop) => {
  const { api, container, knex, baseUrl, publishableKey } = shop
  let owner: RegisteredCustomer
  let orderId = ""
  let amount = 0

  /** A file, with its headers. */
  const download = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${baseUrl()}${path}`, {
      headers: { "x-publishable-api-key": publishableKey(), ...headers },
    })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const as = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` })
  const documentsOf = async (id: string): Promise<Document[]> =>
    (
      await api.admin.get<{ order_documents: Document[] }>(
        `/admin/order-documents?order_id=${id}&order=number&limit=100`
      )
    ).body.order_documents
  const mailsTo = (email: string, subject: RegExp) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && subject.test(mail.subject))

  beforeAll(async () => {
    owner = await registerCustomer(shop)
    const bought = await buy(asCustomer(api, owner.token), {
      customer: { full_name: "Nora Lind", email: owner.email, phone: "+919812345677" },
    })
    orderId = bought.order.id
    amount = bought.purchase.amount
    await shop.drainWork()
  })

  it("a paid order has one receipt and one invoice with the buyer's name, and one email links to both", async () => {
    const issued = await documentsOf(orderId)
    expect(issued.map(({ kind, total }) => ({ kind, total }))).toEqual([
      { kind: "invoice", total: amount },
      { kind: "receipt", total: amount },
    ])
    expect(issued.map(({ number }) => number)).toEqual([
      expect.stringMatching(/^AT-INV-\d{4}-\d{5}$/),
      expect.stringMatching(/^AT-RC-\d{4}-\d{5}$/),
    ])
    const { facts } = await knex()("order_document").where({ order_id: orderId, kind: "invoice" }).first()
    expect(facts.buyer).toMatchObject({ name: "Nora Lind", email: owner.email })
    const [mail, ...others] = mailsTo(owner.email, /^Receipt/)
    expect(others).toEqual([])
    const links = [...(mail?.text ?? "").matchAll(/\/documents\/(\S+?)\?token=([\w.-]+)/g)]
    expect(links.map(([, path]) => path)).toEqual([`${orderId}/receipt`, `${orderId}/invoice`])
    const emailed = await download(`/store/orders/${orderId}/documents/receipt?token=${links[0]?.[2] ?? ""}`)
    expect(emailed.status).toBe(200)
    expect(mail?.text).toContain("Your receipt and tax invoice are attached")
    expect(mail?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual(
      issued.map(({ number }) => [`${number}.pdf`, "application/pdf"])
    )
    const attached = mail?.attachments.find(({ filename }) => filename.includes("-RC-"))
    expect(attached?.content.equals(emailed.bytes)).toBe(true)
  })

  it("an email whose files can't be opened is sent all the same, and doesn't mention them", async () => {
    const to = `no-files-${randomUUID()}@example.com`
    await requestMail(knex(), [mailOf(filed, { event: `test:${randomUUID()}`, to, props: {} })])
    await shop.drainWork()
    const [mail, ...others] = mailsTo(to, /^With files$/)
    expect([mail?.attachments, others]).toEqual([[], []])
    expect(mail?.text).toContain("No files")
  })

  it("its customer downloads the same bytes each time, as an attachment that is not cached", async () => {
    const path = `/store/orders/${orderId}/documents/invoice`
    const [one, other] = [await download(path, as(owner)), await download(path, as(owner))]
    expect(one.status).toBe(200)
    expect(one.bytes.subarray(0, 5).toString()).toBe("%PDF-")
    expect(one.bytes.equals(other.bytes)).toBe(true)
    expect(Object.fromEntries(one.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": expect.stringMatching(/^attachment; filename="AT-INV-\d{4}-\d{5}\.pdf"$/),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    })
    const list = await api.customer(owner.token).get<{ documents: Document[] }>(`/store/orders/${orderId}/documents`)
    expect(list.body.documents.map(({ kind }) => kind).sort()).toEqual(["invoice", "receipt"])
  })

  it("keeps the rendered file where the storage's own routes and its retention don't reach it, and renders it again when it is lost", async () => {
    const path = `/store/orders/${orderId}/documents/invoice`
    const before = await download(path, as(owner))
    const { file_key: key } = await knex()("order_document").where({ order_id: orderId, kind: "invoice" }).first()
    expect(key).toMatch(/^private-\d{13}-[0-9a-f-]{36}-kept-[0-9a-f]{32}\.pdf$/)
    expect((await api.admin.get(`/admin/private-files/${key}`)).status).toBe(404)
    expect((await download(`/static/${key}`)).status).toBe(404)
    await container().resolve(Modules.FILE).deleteFiles(key)
    const again = await download(path, as(owner))
    expect(again.bytes.equals(before.bytes)).toBe(true)
  })

  it("answers strangers with the same 404 as for an order that does not exist, and opens by a signed link until it expires", async () => {
    const stranger = await registerCustomer(shop)
    const token = orderToken(orderId, 60)
    const path = (id = orderId, rest = "/receipt") => `/store/orders/${id}/documents${rest}`
    const refused = [
      await api.store.get(path()),
      await api.store.get(path(orderId, "")),
      await api.customer(stranger.token).get(path()),
      await api.customer(stranger.token).get(path(orderId, "")),
      await api.customer(stranger.token).get(path("order_01NONE")),
      await api.store.get(path("order_01NONE")),
      await api.store.get(`${path("order_01NONE")}?token=${token}`),
      await api.store.get(`${path()}?token=${orderToken(orderId, -1)}`),
      await api.store.get(`${path()}?token=${token.slice(0, -2)}AA`),
      await api.store.get(`${path(orderId, "/credit_note")}?token=${token}`),
      await api.store.get(`${path(orderId, "/invoice")}?token=${token}&number=AT-INV-2026-99999`),
      await api.store.get(`${path(orderId, "/passport")}?token=${token}`),
    ]
    for (const { status, body } of refused)
      expect({ status, body }).toMatchObject({ status: 404, body: { code: "not_found" } })
    expect((await api.store.get(`${path()}?token=${"x".repeat(500)}`)).body).toMatchObject({
      code: "invalid_input",
      details: { token: "This link is not valid" },
    })
    expect((await download(`${path()}?token=${token}`)).status).toBe(200)
    expect((await api.store.get(`${path(orderId, "")}?token=${token}`)).status).toBe(200)
  })

  it("each refund has one credit note that corrects the invoice, and reconciling adds nothing", async () => {
    const payment = (
      await api.admin.get<{ order: { payment_collections: { payments: { id: string }[] }[] } }>(
        `/admin/orders/${orderId}?fields=payment_collections.payments.id`
      )
    ).body.order.payment_collections[0]?.payments[0]
    for (const part of [10, 5]) {
      const refunded = await api.admin.post(`/admin/payments/${payment?.id}/refund`, { amount: part })
      expect(refunded.status).toBe(200)
      await shop.drainWork()
    }
    const notes = (await documentsOf(orderId)).filter(({ kind }) => kind === "credit_note")
    expect(notes.map(({ total }) => total)).toEqual([10, 5])
    const { facts } = await knex()("order_document").where({ id: notes[0]?.id }).first()
    expect(facts.corrects).toMatch(/^AT-INV-/)
    expect(mailsTo(owner.email, /^Credit note/)).toHaveLength(2)
    const path = `/store/orders/${orderId}/documents/credit_note?number=${notes[0]?.number ?? ""}`
    expect((await download(path, as(owner))).status).toBe(200)
    const count = (await documentsOf(orderId)).length
    await reconcileDocuments(container(), EVERYTHING)
    await shop.drainWork()
    expect(await documentsOf(orderId)).toHaveLength(count)
  })

  it("nothing is issued without a complete seller profile, and everything once it is complete", async () => {
    const { seller_profile } = (
      await api.admin.get<{ seller_profile: Record<string, unknown> }>("/admin/seller-profile")
    ).body
    const { missing, updated_at, ...profile } = seller_profile
    expect({ missing, updated_at }).toEqual({ missing: [], updated_at: expect.any(String) })
    const wrong = await api.admin.post("/admin/seller-profile", {
      ...profile,
      email: "none",
      locale: "xx",
      logo: "data:image/svg+xml;base64,PHN2Zz4=",
      bank: "1",
    })
    expect(wrong.body).toMatchObject({
      code: "invalid_input",
      details: {
        email: expect.any(String),
        locale: expect.any(String),
        logo: "Use a PNG or JPEG image",
        bank: "Unknown field",
      },
    })
    const damaged = `data:image/png;base64,${Buffer.from("89504e470d0a1a0a", "hex").toString("base64")}`
    expect(await api.admin.post("/admin/seller-profile", { ...profile, logo: damaged })).toMatchObject({
      status: 400,
      body: { code: "invalid_input", details: { logo: expect.stringMatching(/PNG or JPEG/) } },
    })
    const saved = await api.admin.post("/admin/seller-profile", { ...profile, tax_id: "", address: "" })
    expect(saved.body).toMatchObject({ seller_profile: { missing: ["address", "tax_id"] } })
    const { order } = await buy(api)
    await shop.drainWork()
    expect(await documentsOf(order.id)).toEqual([])
    expect(await api.admin.post("/admin/order-documents", { order_id: order.id })).toMatchObject({
      status: 422,
      body: {
        code: "seller_profile_incomplete",
        details: { address: "Fill in this field", tax_id: "Fill in this field" },
      },
    })
    const asked = await api.store.get(`/store/orders/${order.id}/documents/invoice?token=${orderToken(order.id, 60)}`)
    expect(asked).toMatchObject({ status: 409, body: { code: "document_not_issued", retryable: true } })
    expect((await api.admin.post("/admin/seller-profile", profile)).status).toBe(200)
    await shop.drainWork()
    expect((await documentsOf(order.id)).map(({ kind }) => kind)).toEqual(["invoice", "receipt"])
    const entries = await knex()("audit_entry").where({ target_type: "seller_profile" })
    expect(entries.length).toBeGreaterThan(0)
  })

  it("staff download it, which the audit log records", async () => {
    const [document] = await documentsOf(orderId)
    const file = await api.admin.get(`/admin/order-documents/${document?.id}/file`)
    expect(file.status).toBe(200)
    expect((await api.admin.get("/admin/order-documents/odoc_none/file")).status).toBe(404)
    const entries = await knex()("audit_entry").where({ target_type: "order_document" })
    expect(entries.length).toBeGreaterThan(0)
  })

  it("reads the shipping of an order with its taxes", async () => {
    const orders = container().resolve(Modules.ORDER)
    const order = await orders.createOrders({
      currency_code: "eur",
      email: "post@example.com",
      items: [{ title: "Book", quantity: 1, unit_price: 100 }],
      shipping_methods: [{ name: "By post", amount: 10, tax_lines: [{ code: "VAT", rate: 19 }] }],
    })
    expect(
      (await orderShipping(knex(), order.id)).map((one) => ({
        ...one,
        total: Number(one.total),
        tax_rate: Number(one.tax_rate),
      }))
    ).toEqual([{ name: "By post", total: 11.9, tax_rate: 19 }])
  })
})
