import { completePurchase, ok, sendCompletion } from "@atrium/test-kit"

import { paypal, sandbox, withGateways } from "./all-gateways"
import { begin, booksOf, NOTHING, type OpenPurchase, paidOnce } from "./contract-shop"

jest.setTimeout(180_000)

const STOREFRONT = "http://localhost:8000"

type Shown = { status: string; error: { code: string } | null; payment: { id: string; url?: string } | null }

/** What a shopper's browser does at PayPal and after it, up to the storefront's page (its part is `app/purchase/[id]/page.spec`). */
withGateways([sandbox, paypal], (shop) => {
  const { api } = shop

  const minor = ({ amount }: OpenPurchase) => Math.round(amount * 100)
  /** What the storefront's page reads whenever it is opened or reloaded. */
  const shown = async ({ id }: OpenPurchase) =>
    ok(await api.store.get<{ purchase: Shown }>(`/store/service-purchases/${id}`)).purchase
  const start = async () => {
    const purchase = await begin(shop, paypal.providerId)
    const { payment } = await shown(purchase)
    return { purchase, page: payment?.url ?? "" }
  }
  /** Follows a link of PayPal's page, and returns where it leads: to the storefront's page of this purchase. */
  const click = async (page: string, name: "approve" | "cancel", purchase: OpenPurchase) => {
    const html = await (await fetch(page)).text()
    const href = new RegExp(`href="([^"]+action=${name})"`).exec(html)?.[1] ?? ""
    const answer = await fetch(new URL(href, page), { redirect: "manual" })
    expect(answer.status).toBe(302)
    const back = new URL(answer.headers.get("location") ?? "")
    expect([back.origin, back.pathname]).toEqual([STOREFRONT, `/purchase/${purchase.id}`])
    return back.searchParams.get("returned")
  }

  it("approves, comes back and has one order, however often the page is reloaded", async () => {
    const { purchase, page } = await start()
    expect(await click(page, "approve", purchase)).toBe("paid")
    // The page reads the purchase first; each load of it completes the purchase, also two at once.
    expect(await shown(purchase)).toMatchObject({ status: "processing", payment: { id: purchase.payment.id } })
    expect(await shown(purchase)).not.toHaveProperty("payment.url")
    const answers = await Promise.all([completePurchase(api, purchase.id), completePurchase(api, purchase.id)])
    const again = await completePurchase(api, purchase.id)
    expect(new Set([...answers, again].map(({ body }) => body.order?.id)).size).toBe(1)
    await shop.drainWork()
    expect(await shown(purchase)).toMatchObject({ status: "completed" })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("goes back to PayPal's page after the order was placed, and is sent to the same purchase without paying again", async () => {
    const { purchase, page } = await start()
    await click(page, "approve", purchase)
    await completePurchase(api, purchase.id)
    await shop.drainWork()
    for (const link of ["approve", "cancel"] as const) expect(await click(page, link, purchase)).toBe("paid")
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("cancels, comes back and has paid nothing, and can approve the same payment after all", async () => {
    const { purchase, page } = await start()
    expect(await click(page, "cancel", purchase)).toBe("canceled")
    expect(await shown(purchase)).toMatchObject({ status: "awaiting_payment", error: null, payment: { url: page } })
    expect(await sendCompletion(api, purchase.id)).toMatchObject({ status: 402, body: { code: "not_paid" } })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    expect(await click(page, "approve", purchase)).toBe("paid")
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
    await shop.drainWork()
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("opens the return address without having approved, and is not taken for paid", async () => {
    const { purchase } = await start()
    expect(await sendCompletion(api, purchase.id)).toMatchObject({ status: 402, body: { code: "not_paid" } })
    expect(await shown(purchase)).toMatchObject({ status: "awaiting_payment" })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
  })

  it("approves and never comes back: PayPal's event places the order", async () => {
    const { purchase, page } = await start()
    await click(page, "approve", purchase)
    for (const event of await paypal.events(purchase.payment.id)) expect(await paypal.deliver(event)).toBe(200)
    await shop.drainWork()
    expect(await shown(purchase)).toMatchObject({ status: "completed" })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })
})
