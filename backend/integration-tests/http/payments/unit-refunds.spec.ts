import { advanceClock, resetClock } from "@atrium/kernel"
import type { RefundableUnitView } from "@atrium/payments/contracts"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { reconcileRefunds } from "@atrium/service-provisioning/use-cases"
import { resetOutsideServices } from "@atrium/server"
import { beginPurchase, completePurchase, ok } from "@atrium/test-kit"

import { sandbox, stripe, withGateways } from "../gateways/all-gateways"
import { offerGateways } from "../gateways/contract-shop"
import { commissionsOf, purchase, someAffiliate } from "../affiliates/driver"

jest.setTimeout(180_000)

type Refused = { code: string; details?: Record<string, string> }
type Refunded = { unit_refund: { amount: number; units: string[] } }

withGateways([sandbox], (shop) => {
  const { api } = shop
  afterEach(resetClock)
  beforeAll(async () => {
    // Approvals are tested elsewhere; here every refund by staff reaches the gateway.
    ok(await api.admin.post("/admin/staff-settings", { refund_limits: { inr: null } }))
  })

  /** A paid order of three units of one line, brought by an affiliate. */
  const threeUnits = async () => {
    const affiliate = await someAffiliate(shop)
    const bought = await purchase(shop, { affiliate_code: affiliate.code, quantity: 3 })
    return { ...bought, affiliate, units: await unitsOf(bought.order_id) }
  }
  const unitsOf = async (orderId: string): Promise<RefundableUnitView[]> =>
    ok(await api.admin.get<{ units: RefundableUnitView[] }>(`/admin/refundable-units?order_id=${orderId}`)).units
  const refundUnits = <T = Refunded>(paymentId: string, units: readonly (string | undefined)[]) =>
    api.admin.post<T>("/admin/unit-refunds", { payment_id: paymentId, units, note: "The customer asked for it" })
  const requestsOf = (orderId: string) =>
    shop
      .knex()("service_request")
      .where({ order_id: orderId })
      .orderBy("unit")
      .select<{ id: string; unit: number; status: string; refunded_amount: string; payment_amount: string }[]>("*")
  const intentRefunded = async (orderId: string): Promise<number> => {
    const row = await shop
      .knex()("sandbox_payment_intent as i")
      .join("payment as p", shop.knex().raw("p.data ->> 'id' = i.id"))
      .join("order_payment_collection as l", "l.payment_collection_id", "p.payment_collection_id")
      .where("l.order_id", orderId)
      .first<{ refunded: string }>("i.refunded")
    return Number(row?.refunded)
  }
  const minor = (amount: number | undefined) => Math.round((amount ?? 0) * 100)

  it("a refund of one unit cancels that unit alone: its share, its commission, a credit note that names its line [R13]", async () => {
    const { order_id, payment_id, units, paid } = await threeUnits()
    const [before] = await commissionsOf(api, order_id)
    const chosen = units[1]
    expect(chosen).toMatchObject({ unit: 2, refusal: null, cancels_work: true, refundable_amount: chosen?.amount })
    const made = ok(await refundUnits(payment_id, [chosen?.id]))
    expect(made.unit_refund).toMatchObject({ amount: chosen?.amount, units: [chosen?.id] })
    await shop.drainWork()
    expect(await intentRefunded(order_id)).toBe(minor(chosen?.amount))
    const requests = await requestsOf(order_id)
    expect(requests.map(({ unit, status }) => [unit, status === "cancelled"])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
    expect(requests.map(({ refunded_amount: refunded }) => Number(refunded))).toEqual([0, chosen?.amount, 0])
    const [after] = await commissionsOf(api, order_id)
    expect(after).toMatchObject({ status: "pending", refunded_amount: chosen?.amount, paid_amount: paid })
    expect(after?.amount).toBeLessThan(before?.amount ?? 0)
    expect(await unitsOf(order_id)).toMatchObject([{ refusal: null }, { refusal: "refunded" }, { refusal: null }])
  })

  it("ten parallel refunds of the same unit refund it once", async () => {
    const { order_id, payment_id, units } = await threeUnits()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refundUnits(payment_id, [units[0]?.id])))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    // Refunded already, or still waiting for the others when the time was over.
    expect(answers.every(({ status }) => [200, 400, 409].includes(status))).toBe(true)
    await shop.drainWork()
    expect(await intentRefunded(order_id)).toBe(minor(units[0]?.amount))
    expect((await requestsOf(order_id)).filter(({ status }) => status === "cancelled")).toHaveLength(1)
  })

  it("everything that can't be refunded is refused before money moves", async () => {
    const { order_id, payment_id, units } = await threeUnits()
    const other = await threeUnits()
    await shop.knex()("service_request").where({ id: units[2]?.id }).update({ status: "completed" })
    const refused = async (body: object) => {
      const { status, body: answer } = await api.admin.post<Refused>("/admin/unit-refunds", body)
      return [status, answer.code, Object.keys(answer.details ?? {})]
    }
    expect(await refused({ payment_id, units: [other.units[0]?.id] })).toEqual([400, "invalid_input", ["units"]])
    expect(await refused({ payment_id, units: [units[0]?.id, units[2]?.id] })).toEqual([
      400,
      "invalid_input",
      ["units"],
    ])
    expect(await refused({ payment_id, units: [] })).toEqual([400, "invalid_input", ["units"]])
    expect(await refused({ payment_id, units: [units[0]?.id], amount: 1 })).toEqual([400, "invalid_input", ["amount"]])
    expect((await refused({ payment_id: "pay_of_no_one", units: [units[0]?.id] }))[0]).toBe(404)
    expect(await intentRefunded(order_id)).toBe(0)
    expect(await intentRefunded(other.order_id)).toBe(0)
  })

  it("amounts and units together never refund more than was paid, and end with the whole order refunded", async () => {
    const { order_id, payment_id, units, paid } = await threeUnits()
    const part = Math.floor(paid * 10) / 100
    ok(await api.admin.post(`/admin/payments/${payment_id}/refund`, { amount: part }))
    await shop.drainWork()
    const left = await unitsOf(order_id)
    expect(left.reduce((sum, unit) => sum + minor(unit.refundable_amount), 0)).toBe(minor(paid) - minor(part))
    ok(await refundUnits(payment_id, [left[0]?.id]))
    await shop.drainWork()
    ok(
      await refundUnits(
        payment_id,
        units.slice(1).map(({ id }) => id)
      )
    )
    await shop.drainWork()
    expect(await intentRefunded(order_id)).toBe(minor(paid))
    expect((await requestsOf(order_id)).every(({ status }) => status === "cancelled")).toBe(true)
    expect(await commissionsOf(api, order_id)).toMatchObject([{ status: "void", amount: 0 }])
  })

  describe("at a gateway that fails", () => {
    beforeAll(() => offerGateways(shop, [stripe.providerId]))

    /** A paid order of two units at Stripe. */
    const twoUnitsAtStripe = async () => {
      const purchase = await beginPurchase(api, { payment_provider_id: stripe.providerId, quantity: 2 })
      await stripe.confirm(purchase.payment, "succeeds")
      const { body } = await completePurchase(api, purchase.id)
      await shop.drainWork()
      const order_id = String(body.order?.id)
      const { payment_id } = ok(
        await api.admin.get<{ payment_id: string }>(`/admin/refundable-units?order_id=${order_id}`)
      )
      const look = () => stripe.look(purchase.payment.id)
      return { order_id, payment_id, units: await unitsOf(order_id), look }
    }
    const canceled = async (orderId: string) =>
      (await requestsOf(orderId)).flatMap(({ id, status }) => (status === "cancelled" ? [id] : []))

    it("when the gateway refuses, nothing is canceled, and the unit can be refunded afterwards", async () => {
      const { order_id, payment_id, units, look } = await twoUnitsAtStripe()
      const unit = units[0]
      stripe.standIn().fail({ request: /POST .*refunds/, how: "unavailable", times: 2 })
      expect((await refundUnits(payment_id, [unit?.id])).status).toBeGreaterThanOrEqual(400)
      await shop.drainWork()
      expect(await shop.knex()("unit_refund").where({ payment_id })).toEqual([])
      expect(await canceled(order_id)).toEqual([])
      expect((await look()).refunded).toBe(0)
      ok(await refundUnits(payment_id, [unit?.id]))
      await shop.drainWork()
      expect((await look()).refunded).toBe(minor(unit?.amount))
      expect(await canceled(order_id)).toEqual([unit?.id])
    })

    it.each([
      ["the same refund asked for again adopts it", true],
      ["durable work finds it", false],
    ])("when the gateway's answer is lost, %s: one refund, and its unit is canceled [R14]", async (_how, again) => {
      const { order_id, payment_id, units, look } = await twoUnitsAtStripe()
      const unit = units[1]
      // However often it is repeated, and looked for.
      const fault = { request: /refunds/, how: "lost" as const, times: Infinity }
      stripe.standIn().fail(fault)
      expect((await refundUnits(payment_id, [unit?.id])).status).toBeGreaterThanOrEqual(400)
      fault.times = 0
      resetOutsideServices()
      expect(await shop.knex()("unit_refund").where({ payment_id })).toMatchObject([{ refund_id: null }])
      if (again) ok(await refundUnits(payment_id, [unit?.id]))
      else {
        advanceClock(600)
        await reconcilePayments(shop.container(), { since: new Date(Date.now() - 3_600_000) })
        await shop.drainWork()
        advanceClock(600)
      }
      await shop.drainWork()
      await reconcileRefunds(shop.container(), { since: new Date(0) })
      await shop.drainWork()
      expect((await look()).refunded).toBe(minor(unit?.amount))
      expect(await shop.knex()("unit_refund").where({ payment_id })).toMatchObject([
        { refund_id: expect.stringMatching(/^ref/) },
      ])
      expect(await canceled(order_id)).toEqual([unit?.id])
    })
  })
})
