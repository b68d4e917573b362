import { resetOutsideServices } from "@atrium/server"
import { beginPurchase, eventually } from "@atrium/test-kit"

import { razorpay, sandbox, stripe, withGateways } from "./all-gateways"
import { offerGateways } from "./contract-shop"

jest.setTimeout(180_000)

const SANDBOX = sandbox.providerId

type Offered = { provider_id: string; is_default: boolean; is_down: boolean }

withGateways([sandbox, stripe, razorpay], (shop) => {
  const { api } = shop
  let india = ""
  let europe = ""
  const offerAll = () => offerGateways(shop, [SANDBOX, stripe.providerId, razorpay.providerId])
  beforeAll(async () => {
    const rows: { id: string; currency_code: string }[] = await shop.knex()("region").select("id", "currency_code")
    const idOf = (currency: string) => rows.find((row) => row.currency_code === currency)?.id ?? ""
    india = idOf("inr")
    europe = idOf("eur")
  })
  beforeEach(resetOutsideServices)

  const offered = async (regionId: string) =>
    (await api.store.get<{ payment_gateways: Offered[] }>(`/store/payment-gateways?region_id=${regionId}`)).body
      .payment_gateways
  const choose = (id: string, body: object) =>
    api.admin.post<{ gateway: object }>(`/admin/gateways/${id}/default`, body)
  const ids = async (regionId: string) => (await offered(regionId)).map(({ provider_id }) => provider_id)
  const used = async () => (await beginPurchase(api, { email: "default@example.com" })).payment_provider_id

  it("is the first by name until staff choose one, which other regions don't follow", async () => {
    expect(await ids(india)).toEqual([razorpay.providerId, SANDBOX, stripe.providerId])
    const answer = await choose("stripe", { region_id: india })
    expect(answer.status).toBe(200)
    expect(answer.body.gateway).toMatchObject({
      id: "stripe",
      regions: expect.arrayContaining([expect.objectContaining({ id: india, is_default: true })]),
    })
    expect(await offered(india)).toEqual([
      { provider_id: stripe.providerId, is_default: true, is_down: false },
      { provider_id: razorpay.providerId, is_default: false, is_down: false },
      { provider_id: SANDBOX, is_default: false, is_down: false },
    ])
    expect((await ids(europe))[0]).toBe(razorpay.providerId)
  })

  it("is what a purchase uses that names no gateway", async () => {
    for (const [id, providerId] of [
      ["sandbox", SANDBOX],
      ["stripe", stripe.providerId],
    ] as const) {
      await choose(id, { region_id: india })
      // The catalog's memory of regions is a second old at most.
      await eventually(used, (provider) => provider === providerId)
    }
  })

  it("keeps the region's other metadata, and one choice when several are made at once", async () => {
    await shop
      .knex()("region")
      .where({ id: india })
      .update({ metadata: { note: "ours" } })
    const answers = await Promise.all(["stripe", "razorpay", "sandbox"].map((id) => choose(id, { region_id: india })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { metadata } = await shop.knex()("region").where({ id: india }).first("metadata")
    expect(metadata).toEqual({ note: "ours", default_payment_provider_id: expect.stringMatching(/^pp_/) })
    expect((await offered(india)).filter(({ is_default }) => is_default)).toHaveLength(1)
  })

  it("falls back to the first by name when the region no longer offers the chosen one, and returns with it", async () => {
    await choose("stripe", { region_id: india })
    await offerGateways(shop, [SANDBOX, razorpay.providerId])
    expect((await ids(india))[0]).toBe(razorpay.providerId)
    await offerAll()
    expect((await ids(india))[0]).toBe(stripe.providerId)
  })

  it("refuses an unknown gateway or region, one that the region doesn't offer, and more than the contract", async () => {
    await offerGateways(shop, [SANDBOX])
    expect((await choose("unknown", { region_id: india })).status).toBe(404)
    for (const region_id of [india, "reg_none"])
      expect(await choose("stripe", { region_id })).toMatchObject({
        status: 400,
        body: { code: "invalid_input", details: { region_id: expect.any(String) } },
      })
    expect((await choose("sandbox", {})).status).toBe(400)
    expect((await choose("sandbox", { region_id: india, provider_id: "pp_x" })).status).toBe(400)
    expect((await api.store.post(`/admin/gateways/sandbox/default`, { region_id: india })).status).toBe(401)
    for (const query of ["", "?region_id=reg_none", `?region_id=${india}&other=1`])
      expect((await api.store.get(`/store/payment-gateways${query}`)).status).toBe(400)
    await offerAll()
  })

  it("shows shoppers which gateway is down now, calls it once to see whether it recovered, and shows that", async () => {
    const down = async () =>
      (await offered(india)).find(({ provider_id }) => provider_id === stripe.providerId)?.is_down
    expect(await down()).toBe(false)
    stripe.standIn().fail({ request: /POST .*payment_intents$/, how: "unavailable", times: 6 })
    for (let call = 0; call < 3; call++)
      await beginPurchase(api, { email: `down${call}@example.com`, payment_provider_id: stripe.providerId }).catch(
        () => null
      )
    const before = stripe.standIn().requests().length
    for (let call = 0; call < 5; call++) expect(await down()).toBe(true)
    expect(stripe.standIn().requests()).toHaveLength(before)
    const now = Date.now()
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now + 11_000)
    try {
      await eventually(down, (isDown) => isDown === false)
      expect(stripe.standIn().requests()).toHaveLength(before + 1)
    } finally {
      clock.mockRestore()
    }
  })
})
