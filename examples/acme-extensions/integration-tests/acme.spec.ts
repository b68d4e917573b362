import { randomUUID } from "node:crypto"

import { routes } from "@acme/atrium-extensions/contracts"
import { advanceClock, extensionTable, resetClock } from "@atrium/kernel"
import {
  beginPurchase,
  type BegunPurchase,
  completePurchase,
  ok,
  payWith,
  registerCustomer,
  someService,
  withShop,
} from "@atrium/test-kit"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"

// Starting the whole application can take this long on a busy machine.
jest.setTimeout(120_000)

const PROVIDER = "pp_bank-transfer_acme"

jest.setTimeout(180_000)

type Transfer = { id: string; status: string; amount: number; refunded: number }
type Awaiting = { purchase: { status: string; payment: { id: string; instructions?: string } | null } }

withShop(
  (shop) => {
    const { api } = shop
    beforeAll(async () => {
      await updateRegionsWorkflow(shop.container()).run({
        input: { selector: {}, update: { payment_providers: ["pp_sandbox_sandbox", PROVIDER] } },
      })
    })
    afterEach(resetClock)

    const startPurchase = (options: { email?: string; affiliate_code?: string } = {}): Promise<BegunPurchase> =>
      beginPurchase(api, { ...options, payment_provider_id: PROVIDER })
    const recordArrival = (id: string) =>
      api.admin.post<{ bank_transfer: Transfer; code?: string }>(`/admin/bank-transfers/${id}/arrival`)
    const transfer = async (id: string): Promise<Transfer | undefined> =>
      ok(await api.admin.get<{ bank_transfers: Transfer[] }>(`/admin/bank-transfers?q=${id}`)).bank_transfers[0]
    const paymentOf = async (orderId: string) => {
      const { order } = ok(
        await api.admin.get<{ order: { payment_collections: { payments: { id: string }[] }[] } }>(
          `/admin/orders/${orderId}?fields=payment_collections.payments.id`
        )
      )
      return String(order.payment_collections[0]?.payments[0]?.id)
    }
    const buy = async (options: { email?: string; affiliate_code?: string } = {}) => {
      const purchase = await startPurchase(options)
      ok(await recordArrival(purchase.payment.id))
      await shop.drainWork()
      const { order, service_requests } = ok(await completePurchase(api, purchase.id))
      return { purchase, order, service_requests }
    }

    describe("the gateway of a third-party plugin", () => {
      it("a bank transfer shows payment instructions and places no order before the payment arrives", async () => {
        const purchase = await startPurchase()
        const { purchase: shown } = ok(await api.store.get<Awaiting>(`/store/service-purchases/${purchase.id}`))
        expect(shown).toMatchObject({ status: "awaiting_payment", payment: { id: purchase.payment.id } })
        expect(shown.payment?.instructions).toContain(`Write ${purchase.payment.id} as the reference`)
        expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 402, body: { code: "not_paid" } })
        expect(await transfer(purchase.payment.id)).toMatchObject({ status: "expected", amount: purchase.amount })
      })

      it("a transfer recorded concurrently leads to one order, and an unknown transfer to none", async () => {
        const purchase = await startPurchase()
        const responses = await Promise.all(Array.from({ length: 10 }, () => recordArrival(purchase.payment.id)))
        expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
        await shop.drainWork()
        const completed = ok(await completePurchase(api, purchase.id))
        expect(completed).toMatchObject({ type: "order", provisioning: "done" })
        expect(completed.service_requests).toHaveLength(1)
        expect(await recordArrival("ACME-UNKNOWN")).toMatchObject({ status: 404, body: { code: "not_found" } })
      })

      it("the transfer is canceled once the purchase is paid with another method", async () => {
        const purchase = await startPurchase()
        const body = { payment_provider_id: "pp_sandbox_sandbox" }
        const { purchase: changed } = ok(
          await api.store.post<{ purchase: BegunPurchase }>(`/store/service-purchases/${purchase.id}/payment`, body)
        )
        ok(await payWith(api, changed))
        ok(await completePurchase(api, purchase.id))
        expect(await transfer(purchase.payment.id)).toMatchObject({ status: "canceled" })
        expect(await recordArrival(purchase.payment.id)).toMatchObject({
          status: 409,
          body: { code: "invalid_transition" },
        })
      })

      it("a transfer is refunded in parts and never beyond its amount", async () => {
        const { purchase, order } = await buy()
        const payment = await paymentOf(order.id)
        ok(await api.admin.post(`/admin/payments/${payment}/refund`, { amount: 100 }))
        await shop.drainWork()
        expect(await transfer(purchase.payment.id)).toMatchObject({ status: "received", refunded: 100 })
        expect((await api.admin.post(`/admin/payments/${payment}/refund`, { amount: purchase.amount })).status).toBe(
          400
        )
        ok(await api.admin.post(`/admin/payments/${payment}/refund`, { amount: purchase.amount - 100 }))
        await shop.drainWork()
        expect(await transfer(purchase.payment.id)).toMatchObject({ refunded: purchase.amount })
      })

      it("the plugin's routes are only open to staff and reject invalid queries", async () => {
        for (const key of Object.keys(routes.specs)) {
          const [method = "", path = ""] = key.split(" ")
          expect((await api.raw(method, path.replace(":id", "ACME-1"))).status).toBe(401)
        }
        expect(await api.admin.get("/admin/bank-transfers?status=lost&limit=0")).toMatchObject({
          status: 400,
          body: { details: { "status.0": expect.any(String), limit: expect.any(String) } },
        })
      })
    })

    describe("other extensions of a third-party plugin", () => {
      it("a plugin can replace an email of another plugin", async () => {
        const email = `buyer-${randomUUID()}@example.com`
        await buy({ email })
        const own = shop
          .mailbox()
          .mails()
          .filter(({ to }) => to === email)
        const mail = own.find(({ subject }) => subject.includes("Welcome to Acme"))
        expect(own.map(({ subject }) => subject)).not.toContainEqual(expect.stringContaining("is confirmed"))
        expect(mail?.text).toContain("Your personal Acme adviser")
      })

      it("an assignment policy can use a plugin's rule, which is listed with its label", async () => {
        type Policy = { id: string; current_version: { content: { rules: string[] } } }
        const { assignment_policies: policies } = ok(
          await api.admin.get<{ assignment_policies: Policy[] }>("/admin/assignment-policies")
        )
        const path = `/admin/assignment-policies/${policies[0]?.id}`
        const { assignment_policy: detail } = ok(
          await api.admin.get<{ assignment_policy: { available: { rules: { label: string }[] } } }>(path)
        )
        expect(detail.available.rules).toContainEqual(expect.objectContaining({ label: "Seniority" }))
        const content = policies[0]?.current_version.content
        ok(
          await api.admin.post(path, { content: { ...content, rules: [...(content?.rules ?? []), "acme-seniority"] } })
        )
      })

      it("a plugin's commission rule pays a fixed amount for a new customer's first order only", async () => {
        const account = await registerCustomer(shop, { password: "atrium-demo" })
        const { affiliate } = ok(
          await api
            .customer(account.token)
            .post<{ affiliate: { id: string; code: string } }>("/store/customers/me/affiliate")
        )
        const service = await someService(api)
        const { affiliate_programmes: programmes } = ok(
          await api.admin.get<{ affiliate_programmes: { id: string }[] }>("/admin/affiliate-programmes")
        )
        const { products } = ok(
          await api.admin.get<{ products: { id: string }[] }>(`/admin/products?handle=${service.handle}`)
        )
        const rule = { programme_id: programmes[0]?.id, service_id: products[0]?.id }
        const config = { amounts: { inr: 25_000 } }
        ok(await api.admin.post("/admin/commission-rules", { ...rule, kind: "acme-new-customer", config }))
        const email = `buyer-${randomUUID()}@example.com`
        for (let order = 0; order < 2; order++) await buy({ email, affiliate_code: affiliate.code })
        const { commissions } = ok(
          await api.admin.get<{ commissions: { amount: number }[] }>(
            `/admin/commissions?affiliate_id=${affiliate.id}&order=created_at`
          )
        )
        expect(commissions.map(({ amount }) => amount)).toEqual([250, 0])
      })

      it("a workflow hook rejects a change before anything is written", async () => {
        const { service_requests: made } = await buy()
        type Requests = { service_requests: { id: string; status: string }[] }
        const find = async () =>
          ok(await api.admin.get<Requests>(`/admin/service-requests?q=${made[0]?.reference_number}`))
            .service_requests[0]
        const before = await find()
        expect(await api.admin.post(`/admin/service-requests/${before?.id}`, { status: "completed" })).toMatchObject({
          status: 422,
          body: { code: "completion_note_required", suggested_action: "Add a note and complete the request again." },
        })
        expect(await find()).toEqual(before)
      })

      it("a plugin's task can only be completed once its page has a summary", async () => {
        const { service_requests: made } = await buy()
        type Requests = { service_requests: { id: string }[] }
        const [request] = ok(
          await api.admin.get<Requests>(`/admin/service-requests?q=${made[0]?.reference_number}`)
        ).service_requests
        const base = `/admin/service-requests/${request?.id}/tasks`
        type Task = { id: string; kind_label: string; status: string; page: { label: string; path: string } | null }
        const body = { name: "Call the client", kind: "acme.welcome-call" }
        const { task } = ok(await api.admin.post<{ task: Task }>(base, body))
        expect(task).toMatchObject({ kind_label: "Welcome call", page: { path: `/welcome-calls/${task.id}` } })
        const complete = () => api.admin.post<{ task: Task; code?: string }>(`${base}/${task.id}`, { status: "done" })
        expect(await complete()).toMatchObject({ status: 422, body: { code: "call_summary_required" } })
        expect(await api.admin.post(`/admin/welcome-calls/${task.id}`, { summary: " " })).toMatchObject({
          status: 400,
          body: { details: { summary: "Enter what was agreed" } },
        })
        expect((await api.admin.get("/admin/welcome-calls/srtask_other")).status).toBe(404)
        ok(
          await api.admin.post(`/admin/welcome-calls/${task.id}`, {
            summary: "They will send the documents on Monday.",
          })
        )
        expect(ok(await complete()).task.status).toBe("done")
      })

      it("a plugin's metric on Operations needs attention once a transfer is overdue", async () => {
        type Report = { rows: { name: string; value: number | null; needs_attention: boolean; page: string | null }[] }
        const metric = async () =>
          ok(await api.admin.get<Report>("/admin/operations-report")).rows.find(
            ({ name }) => name === "acme.overdue-transfers"
          )
        await startPurchase()
        expect(await metric()).toMatchObject({ value: 0, needs_attention: false, page: "/bank-transfers" })
        advanceClock(8 * 86_400)
        expect(await metric()).toMatchObject({ value: expect.any(Number), needs_attention: true })
      })

      it("the extension table lists the plugin's entries with their owner and what they replace", () => {
        const own = extensionTable().filter(({ owner }) => owner === "acme")
        expect(own).toContainEqual(
          expect.objectContaining({ point: "notifications.mail-templates", replaces: "service-provisioning" })
        )
        for (const point of [
          "payments.gateways",
          "provider-assignment.rules",
          "affiliate-commissions.commission-rules",
        ])
          expect(own.map((row) => row.point)).toContain(point)
      })
    })
  },
  { ATRIUM_EXAMPLES: "1" }
)
