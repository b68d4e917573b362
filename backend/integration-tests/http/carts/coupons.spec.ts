import { randomUUID } from "node:crypto"

import { someService, withShop } from "@atrium/test-kit"
import type { CreatePromotionDTO } from "@medusajs/framework/types"
import { createCampaignsWorkflow, createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

jest.setTimeout(180_000)

type Answer = {
  cart?: { id: string; total: number; promotions?: { code: string }[] }
  code?: string
  details?: Record<string, string>
}

withShop((shop) => {
  const { api } = shop
  let tier = ""
  let region = ""
  beforeAll(async () => {
    tier = (await someService(api)).tiers[0]?.id ?? ""
    region = (await shop.knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")).id
  })

  /** Creates an active coupon that takes everything off. Returns its code. */
  const coupon = async (change: Partial<CreatePromotionDTO> = {}): Promise<string> => {
    const code = `TEST-${randomUUID().slice(0, 8)}`.toUpperCase()
    const promotion: CreatePromotionDTO = {
      code,
      type: "standard",
      status: "active",
      is_automatic: false,
      application_method: { type: "percentage", target_type: "items", allocation: "across", value: 100 },
      ...change,
    }
    await createPromotionsWorkflow(shop.container()).run({ input: { promotionsData: [promotion] } })
    return code
  }

  const campaign = async (dates: { starts_at?: Date; ends_at?: Date }): Promise<string> => {
    const data = { name: "Autumn", campaign_identifier: randomUUID(), ...dates }
    const { result } = await createCampaignsWorkflow(shop.container()).run({ input: { campaignsData: [data] } })
    return result[0]?.id ?? ""
  }

  const openCart = async (): Promise<string> => {
    const opened = await api.store.post<Answer>("/store/carts", {
      region_id: region,
      items: [{ variant_id: tier, quantity: 1 }],
    })
    return opened.body.cart?.id ?? ""
  }
  const apply = (cartId: string, code: string) =>
    api.store.post<Answer>(`/store/carts/${cartId}/promotions`, { promo_codes: [code] })

  it("is applied, removed, and takes everything off", async () => {
    const cart = await openCart()
    const code = await coupon()
    const applied = await apply(cart, code)
    expect([applied.status, applied.body.cart?.total]).toEqual([200, 0])
    const removed = await api.raw<Answer>("DELETE", `/store/carts/${cart}/promotions`, {
      headers: { "x-publishable-api-key": shop.publishableKey() },
      body: { promo_codes: [code] },
    })
    expect(removed.body.cart?.total).toBeGreaterThan(0)
    expect(removed.body.cart?.promotions).toEqual([])
  })

  it("is refused with the rule that the cart breaks, and the cart keeps its other coupon", async () => {
    const cart = await openCart()
    const kept = await coupon()
    expect((await apply(cart, kept)).status).toBe(200)
    const day = 86_400_000
    const rules = (attribute: string, operator: "gte" | "in", value: string) => ({
      rules: [{ attribute, operator, values: [value] }],
    })
    const refusals: [string, string][] = [
      ["NO-SUCH-CODE", "This code isn't valid. Check it for typing mistakes"],
      [await coupon({ status: "draft" }), "This code isn't valid. Check it for typing mistakes"],
      [await coupon({ campaign_id: await campaign({ ends_at: new Date(Date.now() - day) }) }), "This code has expired"],
      [
        await coupon({ campaign_id: await campaign({ starts_at: new Date(Date.now() + day) }) }),
        "This code isn't valid yet",
      ],
      [await coupon(rules("item_total", "gte", "9000000")), "Spend at least ₹9,000,000 to use this code"],
      [
        await coupon(rules("customer.groups.id", "in", "cusgroup_1")),
        "This code is only for certain customers. If you have an account, sign in",
      ],
      [
        await coupon({
          application_method: {
            type: "percentage",
            target_type: "items",
            allocation: "across",
            value: 10,
            target_rules: [{ attribute: "items.product.id", operator: "eq", values: ["prod_none"] }],
          },
        }),
        "This code doesn't apply to anything in your cart",
      ],
      [
        await coupon({
          application_method: {
            type: "fixed",
            target_type: "items",
            allocation: "across",
            value: 10,
            currency_code: "usd",
          },
        }),
        "This code is only valid for prices in USD",
      ],
    ]
    for (const [code, sentence] of refusals) {
      const { status, body } = await apply(cart, code)
      expect([status, body.code, body.details]).toEqual([422, "coupon_refused", { promo_codes: sentence }])
    }
    const { body } = await api.store.get<Answer>(`/store/carts/${cart}`)
    expect(body.cart?.promotions?.map(({ code }) => code)).toEqual([kept])
  })
})
