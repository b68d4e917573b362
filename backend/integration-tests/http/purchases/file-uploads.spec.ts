import { deleteExpiredFiles } from "@atrium/documents/use-cases"
import { advanceClock, resetClock } from "@atrium/kernel"
import { createApiClient, ok, registerCustomer, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { fileServiceOf, filesOf, pdf, png } from "./file-driver"

jest.setTimeout(240_000)

withShop((shop) => {
  const { api, container, knex } = shop
  const { send, download } = filesOf(shop)
  const newGuest = () => createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  afterEach(() => resetClock())

  const { service, openDraft, fileOf } = fileServiceOf(shop)

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
    const items = [{ variant_id: service().tiers[0]?.id, quantity: 1 }]
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
