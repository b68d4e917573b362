import fc from "fast-check"

import { completionRefusal } from "./completion-refusal"
import { isPurchasable } from "./purchasable"
import {
  choosePaymentProvider,
  chooseSalesChannel,
  itemRefusals,
  itemsSent,
  type Market,
  marketRefusals,
  type Sellable,
} from "./purchase-refusals"

const sellable = (over: Partial<Sellable["content"]> = {}, product: Partial<Sellable> = {}): Sellable => ({
  tierId: "t",
  versionId: "v",
  productId: "p",
  published: true,
  salesChannelIds: ["web"],
  priced: true,
  ...product,
  content: {
    store_title: null,
    active: true,
    purchasable: true,
    max_quantity: 3,
    questions: [{ id: "company", label: "Company", type: "text", required: true }],
    tiers: [{ variant_id: "t", features: [], sort_order: 0, active: true }],
    ...over,
  },
})
const item = (over: object = {}) => ({ tier_id: "t", quantity: 1, intake: { company: "Acme" }, ...over })
const refusals = (items: ReturnType<typeof item>[], sold = sellable()) =>
  itemRefusals(items, new Map([["t", sold]]), ["web"])
const market: Market = {
  region_id: "reg",
  currency_code: "inr",
  automatic_taxes: true,
  country_codes: ["in"],
  payment_provider_ids: ["pp_sandbox_sandbox", "pp_system_default"],
}

describe("what the catalog refuses", () => {
  it("names every wrong field of every item at once", () => {
    const wrong = refusals([item({ tier_id: "unknown" }), item({ quantity: 4, intake: { nope: "x" } })])
    expect(Object.keys(wrong).sort()).toEqual([
      "items.0.tier_id",
      "items.1.intake.company",
      "items.1.intake.nope",
      "items.1.quantity",
    ])
  })

  it("asks a tier's own questions, and ignores answers to those of other tiers", () => {
    const asked = { label: "Asked", type: "text", required: true } as const
    const sold = sellable({
      tiers: ["t", "other"].map((variant_id) => ({ variant_id, features: [], sort_order: 0, active: true })),
      questions: [
        { ...asked, id: "own", tiers: ["t"] },
        { ...asked, id: "others", tiers: ["other"] },
      ],
    })
    expect(refusals([item({ intake: { own: "x" } })], sold)).toEqual({})
    expect(refusals([item({ intake: { own: "x", others: "y" } })], sold)).toEqual({})
    expect(Object.keys(refusals([item({ intake: { others: "y", nope: "z" } })], sold)).sort()).toEqual([
      "items.0.intake.nope",
      "items.0.intake.own",
    ])
  })

  it("counts all tiers of a service together", () => {
    expect(refusals([item({ quantity: 2 }), item({ quantity: 1 })])).toEqual({})
    expect(Object.keys(refusals([item({ quantity: 2 }), item({ quantity: 2 })]))).toEqual([
      "items.0.quantity",
      "items.1.quantity",
    ])
  })

  it("refuses a service that is hidden, unpublished, not for sale, not in the sales channel or without a price, and an inactive tier", () => {
    const off = [{ variant_id: "t", features: [], sort_order: 0, active: false }]
    for (const sold of [
      sellable({ active: false }),
      sellable({ purchasable: false }),
      sellable({ tiers: off }),
      sellable({}, { published: false }),
      sellable({}, { salesChannelIds: ["store"] }),
      sellable({}, { priced: false }),
    ])
      expect(Object.keys(refusals([item()], sold))).toEqual(["items.0.tier_id"])
  })

  it("accepts any input without throwing", () => {
    fc.assert(fc.property(fc.anything(), (sent) => expect(Array.isArray(itemsSent(sent))).toBe(true)))
  })

  it("requires a region the shop sells in and a gateway available there", () => {
    expect(marketRefusals({}, undefined)).toHaveProperty("currency_code")
    expect(marketRefusals({ region_id: "x" }, undefined)).toHaveProperty("region_id")
    expect(marketRefusals({ region_id: "reg", currency_code: "usd" }, market)).toHaveProperty("currency_code")
    expect(marketRefusals({ currency_code: "inr", payment_provider_id: "pp_x" }, market)).toHaveProperty(
      "payment_provider_id"
    )
    expect(choosePaymentProvider(market, undefined)).toBe("pp_sandbox_sandbox")
    expect(choosePaymentProvider(market, "pp_system_default")).toBe("pp_system_default")
  })
})

describe("what refuses a completion", () => {
  const line = { quantity: 1, unitPrice: 100, custom: false, kind: "service" } as const
  const refusal = (over: object, priceNow: number | undefined, tier: Sellable | undefined = sellable()) =>
    completionRefusal([{ ...line, tier, priceNow, ...over }], ["web"])

  it("accepts what is still sold at the price the shopper saw", () => {
    expect(refusal({}, 100)).toBeNull()
    expect(refusal({ custom: true }, 50)).toBeNull()
  })

  it("refuses a changed price, too many units, and what is no longer sold", () => {
    expect(refusal({}, 101)).toBe("price_changed")
    expect(refusal({}, undefined)).toBe("price_changed")
    expect(refusal({ quantity: 4 }, 100)).toBe("quantity_exceeded")
    expect(refusal({}, 100, sellable({ active: false }))).toBe("service_unavailable")
  })
})

describe("what can be bought", () => {
  const channels = fc.subarray(["web", "store", "app"])
  const tier = fc
    .record({
      published: fc.boolean(),
      salesChannelIds: channels,
      priced: fc.boolean(),
      active: fc.boolean(),
      purchasable: fc.boolean(),
      tierActive: fc.boolean(),
      known: fc.boolean(),
    })
    .map(({ published, salesChannelIds, priced, active, purchasable, tierActive, known }) =>
      known
        ? sellable(
            {
              active,
              purchasable,
              questions: [],
              tiers: [{ variant_id: "t", features: [], sort_order: 0, active: tierActive }],
            },
            { published, salesChannelIds, priced }
          )
        : undefined
    )

  it("is the same for the catalog, for the start of a purchase and for its completion", () => {
    fc.assert(
      fc.property(tier, channels, (sold, open) => {
        const listed = isPurchasable(sold, open)
        const begun = itemRefusals([item({ intake: {} })], sold ? new Map([["t", sold]]) : new Map(), open)
        const line = { quantity: 1, unitPrice: 1, priceNow: 1, custom: false, kind: "service", tier: sold } as const
        expect(begun).toEqual(listed ? {} : { "items.0.tier_id": expect.any(String) })
        expect(completionRefusal([line], open)).toBe(listed ? null : "service_unavailable")
        // The cart is put into one channel; whatever that one sells is on the list.
        const chosen = chooseSalesChannel([sold], open)
        expect(chosen !== undefined && isPurchasable(sold, [chosen])).toBe(listed)
      })
    )
  })

  it("includes goods only while their product is published in the channel, and never deleted ones", () => {
    const goods = (product: { published: boolean; salesChannelIds: string[] } | undefined) =>
      completionRefusal([{ kind: "goods", product, quantity: 1, unitPrice: 1, priceNow: 2, custom: false }], ["web"])
    expect(goods({ published: true, salesChannelIds: ["web"] })).toBeNull()
    for (const product of [
      undefined,
      { published: false, salesChannelIds: ["web"] },
      { published: true, salesChannelIds: [] },
    ])
      expect(goods(product)).toBe("service_unavailable")
  })
})
