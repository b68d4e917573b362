import { randomUUID } from "node:crypto"

import { withShop } from "@atrium/test-kit"

jest.setTimeout(120_000)

type Failure = { code: string; message: string; suggested_action: string }
type Batch = { created: { id: string; handle: string }[]; updated: { id: string; title: string }[] }

withShop((shop) => {
  const { api } = shop
  const handle = () => `batch-${randomUUID()}`
  const product = (name: string, more: object = {}) => ({
    title: `Product ${name}`,
    handle: name,
    options: [{ title: "Tier", values: ["Basic"] }],
    variants: [{ title: "Basic", options: { Tier: "Basic" }, prices: [{ amount: 10, currency_code: "inr" }] }],
    ...more,
  })
  const batch = <T = Batch & Failure>(body: object) => api.admin.post<T>("/admin/products/batch", body)
  const titles = async (handles: readonly string[]): Promise<string[]> =>
    (
      (await shop
        .knex()("product")
        .whereIn("handle", [...handles])
        .whereNull("deleted_at")
        .orderBy("title")
        .select("title")) as {
        title: string
      }[]
    ).map(({ title }) => title)

  it("creates and updates many products at once", async () => {
    const [one, two, old] = [handle(), handle(), handle()]
    const made = await batch({ create: [product(old)] })
    const id = made.body.created[0]?.id
    const answer = await batch({ create: [product(one), product(two)], update: [{ id, title: "Changed" }] })
    expect(answer.status).toBe(200)
    expect(answer.body.created.map((each) => each.handle).sort()).toEqual([one, two].sort())
    expect(await titles([one, two, old])).toEqual(["Changed", `Product ${one}`, `Product ${two}`].sort())
  })

  it.each<[string, (taken: string) => object[], number, RegExp]>([
    [
      "an option that the product doesn't have",
      () => [product(handle(), { variants: [{ title: "B", options: { Colour: "red" }, prices: [] }] })],
      400,
      /^Option value red does not exist for option Colour/,
    ],
    ["a handle that another product has", (taken) => [product(taken)], 400, /^Product with handle: .* already exists/],
    [
      "the same handle twice",
      () => [product("batch-twice"), product("batch-twice")],
      400,
      /^Product with handle: batch-twice, already exists/,
    ],
    ["a category that doesn't exist", () => [product(handle(), { categories: [{ id: "pcat_none" }] })], 404, /found/i],
  ])("%s: nothing of the batch is created or updated, and the answer says why", async (_what, wrong, status, why) => {
    const [taken, good] = [handle(), handle()]
    const made = await batch({ create: [product(taken)] })
    const products = await shop.knex()("product").whereNull("deleted_at").count()
    const prices = await shop.knex()("price").whereNull("deleted_at").count()
    const answer = await batch({
      create: [product(good), ...wrong(taken)],
      update: [{ id: made.body.created[0]?.id, title: "Must not stay" }],
    })
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status,
      body: { message: expect.stringMatching(why) },
    })
    expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.js|INSERT|constraint/)
    expect(await titles([taken, good])).toEqual([`Product ${taken}`])
    expect(await shop.knex()("price").whereNull("deleted_at").count()).toEqual(prices)
    expect(await shop.knex()("product").whereNull("deleted_at").count()).toEqual(products)
  })

  it("of 10 batches at once that create one handle, one succeeds whole and the others create nothing", async () => {
    const shared = handle()
    const own = Array.from({ length: 10 }, handle)
    const answers = await Promise.all(own.map((name) => batch({ create: [product(name), product(shared)] })))
    const succeeded = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []))
    expect(succeeded).toHaveLength(1)
    expect(answers.every(({ status }) => status < 500)).toBe(true)
    expect(await titles([shared])).toHaveLength(1)
    expect(await titles(own)).toEqual([`Product ${own[succeeded[0] ?? 0]}`])
  })
})
