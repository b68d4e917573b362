import { advanceClock, resetClock, type RouteRow } from "@atrium/kernel"
import { settleCommissionsWorkflow } from "@atrium/affiliate-commissions/workflows"
import { ok, withShop } from "@atrium/test-kit"
import { z } from "zod"

import { routeTables } from "../../route-tables"

import {
  clickOn,
  commissionsOf,
  eventually,
  floorTo,
  metricsOf,
  purchase,
  purchaseByCart,
  refund,
  someAffiliate,
  workOn,
} from "./driver"

jest.setTimeout(180_000)

type Line = { amount: number; purpose: string; currency_code: string; kind: string; commission_id: string | null }
type RequestRow = { affiliate: { id: string; code: string } | null }

/** What the hooks of settling received, by order, and which affiliate's orders another plugin refuses now. */
const validated = new Map<string, unknown>()
const settled = new Map<string, unknown>()
let refusedCode: string | null = null
settleCommissionsWorkflow.hooks.validate((input) => {
  validated.set(input.order_id, input)
  if (refusedCode !== null && input.order?.affiliate_code === refusedCode) throw new Error("Refused by a hook")
})
settleCommissionsWorkflow.hooks.commissionSettled((input) => void settled.set(input.order_id, input))

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  const requestsOf = async (orderId: string): Promise<RequestRow[]> =>
    ok(
      await api.admin.get<{ service_requests: (RequestRow & { order_id: string })[] }>(
        "/admin/service-requests?limit=100"
      )
    ).service_requests.filter((request) => request.order_id === orderId)

  const ledgerSum = async (): Promise<string> =>
    (await shop.knex()("ledger_posting").sum<{ sum: string }[]>("amount"))[0]?.sum ?? "0"

  it("another plugin's hook refuses a settlement, which is then retried, and receives the one that was made", async () => {
    const nora = await someAffiliate(shop)
    refusedCode = nora.code
    const bought = await purchase(shop, { affiliate_code: nora.code })
    expect(await commissionsOf(api, bought.order_id)).toEqual([])
    expect(await shop.knex()("affiliate_attribution").where({ order_id: bought.order_id })).toEqual([])
    expect(settled.has(bought.order_id)).toBe(false)
    refusedCode = null
    await shop
      .knex()("work_item")
      .where({ kind: "affiliate-commissions.settle-order", status: "retrying" })
      .update({ run_at: new Date(0) })
    await shop.drainWork()
    const [commission] = await commissionsOf(api, bought.order_id)
    const order = { order_id: bought.order_id, affiliate_code: nora.code, attributed: false }
    expect(validated.get(bought.order_id)).toMatchObject({ order_id: bought.order_id, order })
    expect(settled.get(bought.order_id)).toMatchObject({
      order_id: bought.order_id,
      order,
      commissions: [{ id: commission?.id, status: "pending" }],
    })
  })

  it.each([
    ["the purchase routes", purchase],
    ["core's own cart routes", purchaseByCart],
  ])(
    "credits the affiliate of a purchase by %s: request, commission, metrics, ledger [P29 R10.2] [P30 R10.3] [P31 R10.4]",
    async (_path, buy) => {
      const nora = await someAffiliate(shop)
      const clickId = await clickOn(api, nora.code)
      const bought = await buy(shop, { affiliate_code: nora.code, click_id: clickId, quantity: 2 })

      const requests = await requestsOf(bought.order_id)
      expect(requests.map(({ affiliate }) => affiliate)).toEqual([
        { id: nora.id, code: nora.code },
        { id: nora.id, code: nora.code },
      ])
      const [commission, ...others] = await commissionsOf(api, bought.order_id)
      expect(others).toEqual([])
      expect(commission).toMatchObject({
        ...{ affiliate_id: nora.id, order_id: bought.order_id, status: "pending", rate_bp: 1000, hold: null },
        ...{ paid_amount: bought.paid, currency_code: bought.currency_code, refunded_amount: 0 },
        amount: floorTo((commission?.base_amount ?? 0) * 0.1, bought.currency_code),
        allowed_actions: ["approve", "hold", "void"],
      })
      expect(commission?.explanation.join(" ")).toContain(`${nora.code} brought the buyer`)

      const metrics = await metricsOf(nora)
      expect(metrics).toEqual({
        ...{ clicks: 1, conversions: 1, conversion_rate: 1 },
        currencies: [
          {
            ...{ currency_code: "inr", pending: commission?.amount, held: 0, payable: 0, paid: 0 },
            earned: commission?.amount,
          },
        ],
      })
      const { lines } = ok(
        await nora.caller.get<{ lines: Line[] }>(
          "/store/customers/me/affiliate/ledger?purpose=pending&currency_code=inr"
        )
      )
      expect(lines).toMatchObject([
        { kind: "commission.accrued", amount: commission?.amount, commission_id: commission?.id },
      ])
      expect(await ledgerSum()).toBe("0")
    }
  )

  it("follows a refund of a third in Admin, then of the rest, exact to the minor unit [P32 R10.5]", async () => {
    const nora = await someAffiliate(shop)
    const bought = await purchase(shop, { affiliate_code: nora.code })
    const [before] = await commissionsOf(api, bought.order_id)
    const third = floorTo(bought.paid / 3, "inr")
    await refund(shop, bought, third)
    const [after] = await commissionsOf(api, bought.order_id)
    expect(after).toMatchObject({
      ...{ status: "pending", refunded_amount: third, base_amount: before?.base_amount },
      amount: floorTo(((before?.base_amount ?? 0) * (bought.paid - third) * 0.1) / bought.paid, "inr"),
    })
    expect(after?.explanation.join(" ")).toContain("was refunded so far")
    expect((await metricsOf(nora)).currencies).toMatchObject([{ pending: after?.amount, earned: after?.amount }])

    await refund(shop, bought, Number((bought.paid - third).toFixed(2)))
    const [end] = await commissionsOf(api, bought.order_id)
    expect(end).toMatchObject({ status: "void", amount: 0, refunded_amount: bought.paid })
    expect(await metricsOf(nora)).toMatchObject({ conversions: 1, currencies: [{ pending: 0, earned: 0 }] })
    const { lines } = ok(await nora.caller.get<{ lines: Line[] }>("/store/customers/me/affiliate/ledger"))
    expect(lines.map(({ kind }) => kind)).toEqual(["commission.voided", "commission.adjusted", "commission.accrued"])
    expect(lines.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)).toBe(0)
    expect(await ledgerSum()).toBe("0")
  })

  it("takes the commission back when the order is canceled, which core refunds without an event [P32 R10.5]", async () => {
    const nora = await someAffiliate(shop)
    const bought = await purchase(shop, { affiliate_code: nora.code.toLowerCase() })
    ok(await api.admin.post(`/admin/orders/${bought.order_id}/cancel`))
    await eventually(
      async () => (await workOn(shop, "affiliate-commissions.settle-order", `canceled:${bought.order_id}`)) > 0
    )
    await shop.drainWork()
    const [commission] = await commissionsOf(api, bought.order_id)
    expect(commission).toMatchObject({ status: "void", amount: 0, refunded_amount: bought.paid })
    expect(commission?.explanation).toContain("The order was canceled.")
    expect((await metricsOf(nora)).currencies).toMatchObject([{ pending: 0 }])
  })

  it("makes a commission payable when its holding period ends, once, and takes it back from there after a late refund", async () => {
    const nora = await someAffiliate(shop)
    const bought = await purchase(shop, { affiliate_code: nora.code })
    const [pending] = await commissionsOf(api, bought.order_id)
    advanceClock(29 * 86_400)
    await shop.drainWork()
    expect(await commissionsOf(api, bought.order_id)).toMatchObject([{ status: "pending" }])
    advanceClock(2 * 86_400)
    await shop.drainWork()
    await shop.drainWork()
    expect(await commissionsOf(api, bought.order_id)).toMatchObject([{ status: "payable", amount: pending?.amount }])
    expect((await metricsOf(nora)).currencies).toMatchObject([{ pending: 0, payable: pending?.amount }])
    await refund(shop, bought, bought.paid)
    expect((await metricsOf(nora)).currencies).toMatchObject([{ pending: 0, payable: 0, earned: 0 }])
    const detail = ok(
      await api.admin.get<{ commission: { history: { to: string }[] } }>(`/admin/commissions/${pending?.id}`)
    )
    expect(detail.commission.history.map(({ to }) => to)).toEqual(["pending", "approved", "payable", "void"])
  })

  // Admin validates every response with its row's schema and shows none that does not match.
  it("every GET route for staff answers with its row's schema, with the data of a purchase, a refund and a commission", async () => {
    const nora = await someAffiliate(shop)
    const bought = await purchase(shop, { affiliate_code: nora.code })
    await refund(shop, bought, bought.paid / 2)
    const reads = routeTables
      .flatMap((table) => table.routes)
      .filter(({ method, path, actor }) => method === "GET" && path.startsWith("/admin/") && actor === "staff")
      .filter(({ path }) => !path.endsWith("/export") && !path.endsWith("/service-exports"))
    // Emails are called by their names.
    const Named = z.union([
      z.object({ id: z.string() }),
      z.object({ name: z.string() }).transform(({ name }) => ({ id: name })),
    ])
    const wrong: Record<string, unknown> = {}
    const firstIds = new Map<string, string>()
    const read = async (row: RouteRow, path: string) => {
      const { status, body } = await api.admin.get<unknown>(path)
      const answer = row.response[status]?.safeParse(body)
      if (!answer?.success) wrong[path] = answer ? answer.error.issues.slice(0, 3) : { status, body }
      return body
    }
    for (const row of reads.filter(({ path }) => !path.includes(":"))) {
      const path = row.path === "/admin/refundable-units" ? `${row.path}?order_id=${bought.order_id}` : row.path
      const lists = z.record(z.string(), z.unknown()).parse(await read(row, path))
      const first = z.array(Named).safeParse(Object.values(lists).find(Array.isArray)).data?.[0]
      if (first) firstIds.set(row.path, first.id)
    }
    const { body } = await api.admin.get<{ customers: { id: string }[] }>("/admin/customers?limit=1")
    firstIds.set("/admin/customers", String(body.customers[0]?.id))
    const unread: string[] = []
    for (const row of reads.filter(({ path }) => path.includes(":"))) {
      const id = firstIds.get(row.path.slice(0, row.path.indexOf("/:")))
      if (id && row.path.split("/:").length === 2) await read(row, row.path.replace(/:\w+/, id))
      else unread.push(row.path)
    }
    expect(wrong).toEqual({})
    expect(firstIds.size).toBeGreaterThan(12)
    // No refund is waiting for approval, no consultation is booked, no file was uploaded or imported,
    // and no one asked for their data.
    expect(unread.sort()).toEqual([
      "/admin/approvals/:id",
      "/admin/consultation-settings/:id",
      "/admin/consultations/:id",
      "/admin/privacy-requests/:id",
      "/admin/private-files/:key",
      "/admin/service-imports/:id",
      "/admin/service-imports/:id/report",
      "/admin/service-requests/:id/files/:file_id",
    ])
  })
})
