import { deleteExpiredFiles } from "@atrium/documents/use-cases"
import { advanceClock, resetClock } from "@atrium/kernel"
import {
  asCustomer,
  type BegunPurchase,
  completePurchase,
  createApiClient,
  ok,
  payWith,
  purchaseBody,
  registerCustomer,
  sendPurchase,
  settlePurchase,
  withShop,
} from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { activeProvider, give } from "../providers/make-provider"
import { fileServiceOf, filesOf, pdf } from "./file-driver"

jest.setTimeout(240_000)

const DAY = 86_400
const GONE = "This file is no longer here. Choose it again"
type Failure = { code: string; details?: Record<string, string> }
type Detail = {
  service_request: {
    id: string
    files: { id: string; name: string }[]
    intake: { answers: object; missing: string[] }
    tasks: { name: string; status: string }[]
  }
}

withShop((shop) => {
  const { api, container, knex } = shop
  const { send, download } = filesOf(shop)
  const newGuest = () => createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  afterEach(() => resetClock())

  const { service, openDraft, fileOf } = fileServiceOf(shop)
  const bodyWith = (passport: unknown, email?: string) => {
    const body = purchaseBody(service(), { email })
    return { ...body, items: body.items.map((item) => ({ ...item, intake: { ...item.intake, passport } })) }
  }
  const keyOf = async (id: string): Promise<string> =>
    (await knex()("personal_file").where({ id }).first("storage_key"))?.storage_key

  it("a purchase needs its required file before money moves, and the file goes with the request", async () => {
    const customer = await registerCustomer(shop)
    const shopper = asCustomer(api, customer.token)
    for (const passport of [undefined, []])
      expect(await sendPurchase<Failure>(shopper, bodyWith(passport))).toMatchObject({
        status: 400,
        body: { details: { "items.0.intake.passport": "Choose a file" } },
      })
    const draft = await openDraft(as(customer.token))
    const ids = [await fileOf(draft, "passport.pdf"), await fileOf(draft, "visa.pdf")]
    // Those of another customer, and one that is not there.
    const stranger = asCustomer(api, (await registerCustomer(shop)).token)
    for (const [who, passport] of [
      [stranger, ids],
      [api, ids],
      [shopper, [`pfile_${"a".repeat(27)}`]],
    ] as const)
      expect(await sendPurchase<Failure>(who, bodyWith(passport))).toMatchObject({
        status: 400,
        body: { details: { "items.0.intake.passport": GONE } },
      })
    const { purchase } = ok(await sendPurchase(shopper, bodyWith(ids, customer.email)))
    const { order } = await settlePurchase(shopper, purchase)
    await shop.drainWork()
    const rows = await knex()("personal_file").whereIn("id", ids).select("owner_kind", "owner_id", "expires_at")
    expect(rows).toEqual(ids.map(() => ({ owner_kind: "order", owner_id: order.id, expires_at: null })))
    // What belongs to an order answers no other purchase.
    expect((await sendPurchase(shopper, bodyWith(ids))).status).toBe(400)

    const request = await knex()("service_request").where({ order_id: order.id }).first("id")
    const own = `/store/customers/me/service-requests/${request.id}`
    const { service_request: detail } = ok(await api.customer(customer.token).get<Detail>(own))
    expect(detail.files.map(({ name }) => name)).toEqual(["passport.pdf", "visa.pdf"])
    expect(detail.intake.missing).toEqual([])
    const file = await download(`${own}/files/${ids[0]}`, as(customer.token))
    expect([file.status, file.bytes.equals(Buffer.from(pdf()))]).toEqual([200, true])
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="passport.pdf"; filename*=UTF-8''passport.pdf`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    })

    const [assigned, other] = [await activeProvider(shop), await activeProvider(shop)]
    await give(shop, request.id, assigned.id)
    const asProvider = `/provider/service-requests/${request.id}/files/${ids[0]}`
    expect((await download(asProvider, as(assigned.token))).status).toBe(200)
    expect((await download(asProvider, as(other.token))).status).toBe(404)
    expect((await download(asProvider)).status).toBe(401)
    const forStaff = `/admin/service-requests/${request.id}/files/`
    expect((await api.admin.get(forStaff + ids[0])).status).toBe(200)
    expect((await download(`${own}/files/${ids[0]}`, as((await registerCustomer(shop)).token))).status).toBe(404)
    expect((await download(`${own}/files/${ids[0]}`)).status).toBe(401)
    // A file that is not one of this request's, however it is asked for.
    const waiting = await fileOf(await openDraft())
    for (const path of [forStaff + waiting, `${forStaff}pfile_${"b".repeat(27)}`])
      expect((await api.admin.get(path)).status).toBe(404)
    // Reassigned: the provider sees it no longer.
    await give(shop, request.id, other.id)
    expect((await download(asProvider, as(assigned.token))).status).toBe(404)
    expect((await download(asProvider, as(other.token))).status).toBe(200)
  })

  it("the cart of a guest needs it too, at the start of the payment and at completion", async () => {
    const guest = newGuest()
    const region = await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const items = [{ variant_id: service().tiers[0]?.id, quantity: 1 }]
    const opened = await guest.store.post<{ cart: { id: string; items: { id: string }[] } }>("/store/carts", {
      region_id: region.id,
      items,
    })
    const { cart } = ok(opened)
    const line_item_id = cart.items[0]?.id ?? ""
    const headers = { "x-cart-token": opened.headers.get("x-cart-token") ?? "" }
    const files = `/store/carts/${cart.id}/files`
    const customer = { full_name: "Asha Rao", email: "files-guest@example.com", phone: "+919876543210" }
    ok(await guest.store.post(`/store/carts/${cart.id}`, { email: customer.email }))
    const save = (passport: string[]) =>
      guest.store.post<Failure>(`/store/carts/${cart.id}/service-details`, {
        customer,
        requirements: "Call me.",
        items: [{ line_item_id, intake: { passport } }],
      })
    const begin = () => guest.store.post<Failure & { purchase: BegunPurchase }>(`/store/carts/${cart.id}/purchase`, {})
    ok(await save([]))
    expect((await begin()).body.details).toEqual({ "items.0.intake.passport": "Choose a file" })
    const to = `${files}?line_item_id=${line_item_id}&question_id=passport`
    const sent = await send(to, { name: "Pass.pdf" }, headers)
    expect(sent.status).toBe(201)
    expect((await guest.store.get<{ files: object[] }>(files)).body.files).toMatchObject([
      { name: "Pass.pdf", line_item_id, question_id: "passport" },
    ])
    ok(await save([sent.body.file.id]))
    const { purchase } = ok(await begin())
    ok(await guest.store.delete(`${files}/${sent.body.file.id}`))
    // The file was removed between the start and the payment: nothing is charged.
    ok(await payWith(api, purchase))
    const refused = await completePurchase({ raw: api.raw, store: guest.store }, purchase.id)
    expect(refused).toMatchObject({ status: 422, body: { code: "files_missing" } })
    expect(await knex()("service_purchase").where({ cart_id: cart.id }).first("order_id")).toEqual({ order_id: null })
    const again = await send(to, { name: "Pass.pdf" }, headers)
    ok(await save([again.body.file.id]))
    const { order } = ok(await completePurchase({ raw: api.raw, store: guest.store }, purchase.id))
    await shop.drainWork()
    expect(await knex()("personal_file").where({ id: again.body.file.id }).first("owner_id")).toEqual({
      owner_id: order.id,
    })
  })

  it("customers send files after the purchase, which answer once the answers name them", async () => {
    const customer = await registerCustomer(shop)
    const shopper = asCustomer(api, customer.token)
    const ids = [await fileOf(await openDraft(as(customer.token)))]
    const { purchase } = ok(await sendPurchase(shopper, bodyWith(ids, customer.email)))
    const { order } = await settlePurchase(shopper, purchase)
    await shop.drainWork()
    const request = await knex()("service_request").where({ order_id: order.id }).first("id")
    const own = `/store/customers/me/service-requests/${request.id}`
    const me = api.customer(customer.token)
    const sent = await send(`${own}/files?question_id=other`, { name: "more.pdf" }, as(customer.token))
    expect(sent.status).toBe(201)
    const extra = sent.body.file.id
    expect((await api.admin.get(`/admin/service-requests/${request.id}/files/${extra}`)).status).toBe(404)
    const stranger = await registerCustomer(shop)
    expect((await send(`${own}/files?question_id=other`, {}, as(stranger.token))).status).toBe(404)
    expect((await api.customer(stranger.token).delete(`${own}/files/${extra}`)).status).toBe(404)
    const wrong = await me.post<Failure>(`${own}/intake`, { intake: { passport: [...ids, extra] } })
    expect(wrong.body.details).toEqual({ "intake.passport": GONE })
    ok(await me.post(`${own}/intake`, { intake: { other: [extra] } }))
    expect((await api.admin.get(`/admin/service-requests/${request.id}/files/${extra}`)).status).toBe(200)
    // It answers: this route no longer removes it.
    expect((await me.delete(`${own}/files/${extra}`)).status).toBe(404)
  })

  it("files that no purchase took are deleted after 30 days, row and bytes; those of orders stay", async () => {
    const storage = container().resolve(Modules.FILE)
    const draft = await openDraft()
    const [waiting, removed] = [await fileOf(draft), await fileOf(draft)]
    const keys = [await keyOf(waiting), await keyOf(removed)]
    const kept = await knex()("personal_file").where({ owner_kind: "order" }).first("id", "storage_key")
    ok(await api.store.delete(`${draft.path}/${removed}`, draft.headers))
    await deleteExpiredFiles(container())
    await expect(storage.getAsBuffer(keys[1] ?? "")).rejects.toThrow()
    expect(await knex()("personal_file").where({ id: removed })).toEqual([])
    advanceClock(31 * DAY)
    // The storage is down: row and bytes stay together until the next try.
    const failing = jest.spyOn(storage, "deleteFiles").mockRejectedValue(new Error("The storage is down"))
    await deleteExpiredFiles(container())
    expect(await keyOf(waiting)).toBe(keys[0])
    failing.mockRestore()
    advanceClock(DAY)
    await Promise.all([deleteExpiredFiles(container()), deleteExpiredFiles(container())])
    expect(await knex()("personal_file").where({ id: waiting })).toEqual([])
    await expect(storage.getAsBuffer(keys[0] ?? "")).rejects.toThrow()
    expect((await storage.getAsBuffer(kept.storage_key)).length).toBeGreaterThan(0)
  })
})
