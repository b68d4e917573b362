import { randomUUID } from "node:crypto"

import { resetClock } from "@atrium/kernel"
import { reconcileCommissions } from "@atrium/affiliate-commissions/use-cases"
import { beginPurchase, completePurchase, ok } from "@atrium/test-kit"

import { stripe, withGateways } from "../gateways/all-gateways"
import { commissionsOf, metricsOf, someAffiliate } from "./driver"

jest.setTimeout(180_000)

withGateways([stripe], (shop) => {
  const { api } = shop
  afterEach(resetClock)

  const bank = () => stripe.standIn().account

  /** A paid purchase that an affiliate brought. */
  const brought = async () => {
    const affiliate = await someAffiliate(shop)
    const key = randomUUID()
    const purchase = await beginPurchase(api, {
      email: `${key}@example.com`,
      payment_provider_id: stripe.providerId,
      affiliate_code: affiliate.code,
      key,
    })
    await stripe.confirm(purchase.payment, "succeeds")
    const { body } = await completePurchase(api, purchase.id)
    await shop.drainWork()
    const orderId = String(body.order?.id)
    const [commission] = await commissionsOf(api, orderId)
    return { affiliate, purchase, orderId, commission }
  }

  /** The events of a payment arrive, each of them several times at once, newest first. */
  const hear = async (paymentId: string): Promise<void> => {
    const events = [...stripe.standIn().eventsOf(paymentId)].reverse()
    await Promise.all([...events, ...events].map((event) => stripe.standIn().deliver(event)))
    await Promise.all([shop.drainWork(), shop.drainWork()])
    await shop.drainWork()
  }

  const ledgerSum = async (): Promise<string> =>
    (await shop.knex()("ledger_posting").sum<{ sum: string }[]>("amount"))[0]?.sum ?? "0"

  const movesOf = async (id: string | undefined): Promise<string[]> =>
    ok(
      await api.admin.get<{ commission: { history: { to: string }[] } }>(`/admin/commissions/${id}`)
    ).commission.history.map(({ to }) => to)

  it("a commission is held while its payment is disputed and released when the dispute is won, however often it is reported", async () => {
    const { affiliate, purchase, orderId, commission } = await brought()
    const dispute = bank().dispute(purchase.payment.id)
    await hear(purchase.payment.id)
    expect(await commissionsOf(api, orderId)).toMatchObject([
      { status: "held", hold: { reason: "dispute" }, amount: commission?.amount },
    ])
    expect((await metricsOf(affiliate)).currencies).toMatchObject([{ pending: 0 }])
    bank().closeDispute(dispute.id, "won")
    await hear(purchase.payment.id)
    await hear(purchase.payment.id)
    expect(await commissionsOf(api, orderId)).toMatchObject([{ status: "pending", amount: commission?.amount }])
    expect(await movesOf(commission?.id)).toEqual(["pending", "held", "pending"])
    expect((await metricsOf(affiliate)).currencies).toMatchObject([{ pending: commission?.amount }])
    expect(await ledgerSum()).toBe("0")
  })

  it("a commission is taken back when the dispute is lost, also when its end arrives first", async () => {
    const { affiliate, purchase, orderId, commission } = await brought()
    bank().closeDispute(bank().dispute(purchase.payment.id).id, "lost")
    await hear(purchase.payment.id)
    const [after] = await commissionsOf(api, orderId)
    expect(after).toMatchObject({ status: "void", amount: 0, refunded_amount: commission?.paid_amount })
    expect(after?.explanation.join(" ")).toContain("the bank took the money back")
    expect((await metricsOf(affiliate)).currencies).toMatchObject([{ pending: 0, earned: 0 }])
    expect(await movesOf(commission?.id)).toEqual(["pending", "void"])
    expect(await ledgerSum()).toBe("0")
  })

  it("a dispute whose work was lost reaches the commission through the reconciler", async () => {
    const { purchase, orderId } = await brought()
    const now = new Date()
    await shop
      .knex()("gateway_dispute")
      .insert({
        id: `gwdi_${purchase.payment.id}`,
        provider: "stripe",
        reference: `dp_${purchase.payment.id}`,
        payment_reference: purchase.payment.id,
        amount: Math.round(purchase.amount * 100),
        currency_code: purchase.currency_code,
        status: "open",
        order_id: orderId,
        opened_at: now,
      })
    const reconciled = async () => {
      await reconcileCommissions(shop.container(), { since: new Date(Date.now() - 3_600_000) })
      await shop.drainWork()
      return commissionsOf(api, orderId)
    }
    expect(await reconciled()).toMatchObject([{ status: "held" }])
    // Work that was done a moment ago is not opened again.
    await shop.knex()("work_item").whereLike("key", `%repair:${orderId}`).delete()
    await shop.knex()("gateway_dispute").where({ order_id: orderId }).update({ status: "won", closed_at: new Date() })
    expect(await reconciled()).toMatchObject([{ status: "pending" }])
  })
})
