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
  type Service,
  someService,
  withShop,
} from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { type MadeService, makeService } from "../catalogue/make-service"
import { activeProvider, give } from "../providers/make-provider"
import { filesOf, pdf, png } from "./file-driver"

jest.setTimeout(240_000)

const DAY = 86_400
const GONE = "This file is no longer here. Choose it again"
const RULE = { kinds: ["pdf", "png"], max_bytes: 20_000, max_files: 2 }
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

  let made: MadeService
  let service: Service
  beforeAll(async () => {
    made = await makeService(container())
    const questions = [
      { id: "passport", label: "Passport", type: "file", required: true, file: RULE },
      { id: "other", label: "Other", type: "file", required: false },
    ]
    ok(await api.admin.post(`/admin/service-templates/${made.templateId}`, { content: { ...made.content, questions } }))
    ok(await api.admin.post(`/admin/service-templates/${made.templateId}/publish`, {}))
    service = await someService(api, made.handle)
  })

  /** A draft of a plan, which files can be sent for. */
  const openDraft = async (headers: Record<string, string> = {}) => {
    const plan = { service: service.handle, tier_id: service.tiers[0]?.id, quantity: 1 }
    const { draft } = ok(
      await api.store.post<{ draft: { id: string; token: string } }>(
        "/store/checkout-drafts",
        { plan, values: {} },
        headers
      )
    )
    const path = `/store/checkout-drafts/${draft.id}/files`
    return { path, to: `${path}?question_id=passport`, headers: { "x-draft-token": draft.token, ...headers } }
  }
  const fileOf = async (draft: Awaited<ReturnType<typeof openDraft>>, name?: string): Promise<string> => {
    const sent = await send(draft.to, name === undefined ? {} : { name }, draft.headers)
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
    return sent.body.file.id
  }
  const bodyWith = (passport: unknown, email?: string) => {
    const body = purchaseBody(service, { email })
    return { ...body, items: body.items.map((item) => ({ ...item, intake: { ...item.intake, passport } })) }
  }
  const keyOf = async (id: string): Promise<string> =>
    (await knex()("personal_file").where({ id }).first("storage_key"))?.storage_key

  it("takes files of the question's kinds by their content, whatever they are called", async () => {
    const draft = await openDraft()
    const html = new TextEncoder().encode("<script>alert(1)</script>")
    const wrong: [Uint8Array<ArrayBuffer>, string, RegExp][] = [
      [html, "passport.pdf", /^This isn't a PDF or PNG file/],
      [new TextEncoder().encode("MZ\u0090\u0000"), "a.png", /^This isn't a PDF or PNG file/],
      [new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]), "a.png", /^This isn't a PDF or PNG file/],
      [new Uint8Array(), "empty.pdf", /^This file is empty/],
      [pdf("x".repeat(30_000)), "big.pdf", /^This file has 29 kB. Choose one of at most 20 kB$/],
    ]
    for (const [content, name, sentence] of wrong)
      expect(await send(draft.to, { content, name }, draft.headers)).toMatchObject({
        status: 400,
        body: { code: "invalid_input", details: { file: expect.stringMatching(sentence) } },
      })
    const taken = await send(draft.to, { content: png(), name: "../../../etc/Pass port.pdf" }, draft.headers)
    expect(taken).toMatchObject({ status: 201, body: { file: { name: "Pass port.pdf", kind: "png" } } })
    const tooLarge = await send(draft.to, { content: pdf("x".repeat(11 * 1024 * 1024)) }, draft.headers)
    expect(tooLarge).toMatchObject({ status: 413, body: { code: "payload_too_large" } })
    for (const query of ["question_id=nothing", "question_id=../x", ""])
      expect((await send(`${draft.path}?${query}`, {}, draft.headers)).status).toBe(400)
  })

  it("keeps to the number of files of a question, also when they are sent at once", async () => {
    const draft = await openDraft()
    const answers = await Promise.all([0, 1, 2, 3, 4].map(() => send(draft.to, {}, draft.headers)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400])
    const { body } = await api.store.get<{ files: { id: string }[] }>(draft.path, draft.headers)
    expect(body.files).toHaveLength(2)
    ok(await api.store.delete(`${draft.path}/${body.files[0]?.id}`, draft.headers))
    expect((await api.store.delete(`${draft.path}/${body.files[0]?.id}`, draft.headers)).status).toBe(404)
    expect((await send(draft.to, {}, draft.headers)).status).toBe(201)
  })

  it("no one else sees, sends or removes files of a draft or a cart", async () => {
    const draft = await openDraft()
    const id = await fileOf(draft)
    const { token } = await registerCustomer(shop)
    for (const headers of [{}, { "x-draft-token": "wrong" }, as(token)] as Record<string, string>[]) {
      expect((await api.store.get(draft.path, headers)).status).toBe(404)
      expect((await send(draft.to, {}, headers)).status).toBe(404)
      expect((await api.store.delete(`${draft.path}/${id}`, headers)).status).toBe(404)
    }
    const guest = newGuest()
    const region = await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const items = [{ variant_id: service.tiers[0]?.id, quantity: 1 }]
    const { cart } = ok(
      await guest.store.post<{ cart: { id: string } }>("/store/carts", { region_id: region.id, items })
    )
    const files = `/store/carts/${cart.id}/files`
    for (const headers of [{}, as(token)]) {
      expect((await newGuest().store.get(files, headers)).status).toBe(404)
      expect((await send(`${files}?line_item_id=x&question_id=passport`, {}, headers)).status).toBe(404)
    }
  })

  it("stores nothing readable in the database, and nothing that the shop serves to the public", async () => {
    const draft = await openDraft()
    const id = await fileOf(draft, "lantern-4711.pdf")
    const row = await knex()("personal_file").where({ id }).first()
    expect(JSON.stringify(row)).not.toContain("lantern-4711")
    const key: string = row.storage_key
    expect(key).toMatch(/^private-kept-[0-9a-f]{40}$/)
    for (const path of [`/static/${key}`, `/static/../private-files/${key}`, `/private-files/${key}`])
      expect((await download(path)).status).not.toBe(200)
    expect((await api.admin.get(`/admin/private-files/${key}`)).status).toBe(404)
  })

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
    const items = [{ variant_id: service.tiers[0]?.id, quantity: 1 }]
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

  it("an upload that was interrupted leaves nothing, whether or not its bytes were stored", async () => {
    const storage = container().resolve(Modules.FILE)
    const draft = await openDraft()
    const create = storage.createFiles.bind(storage)
    const failing = jest
      .spyOn(storage, "createFiles")
      .mockImplementation(async (file: Parameters<typeof create>[0]) => {
        await create(file)
        throw new Error("The connection was lost after the bytes were stored")
      })
    expect((await send(draft.to, {}, draft.headers)).status).toBe(500)
    failing.mockRestore()
    const [row] = await knex()("personal_file").where({ state: "storing" }).select("id", "storage_key")
    expect((await storage.getAsBuffer(row.storage_key)).length).toBeGreaterThan(0)
    expect((await api.store.get<{ files: object[] }>(draft.path, draft.headers)).body.files).toEqual([])
    advanceClock(2 * 3_600)
    await deleteExpiredFiles(container())
    await expect(storage.getAsBuffer(row.storage_key)).rejects.toThrow()
    expect(await knex()("personal_file").where({ id: row.id })).toEqual([])
  })
})
