import { firstWork } from "./import-content"
import { linesByService, planService, repeatedSkus } from "./import-plan"
import type { CurrentService, ShopFacts } from "./import-types"
import type { Cells, FileLine } from "./services-file"
import { cellsOfService } from "./write-services-csv"

const shop: ShopFacts = { categories: new Set(["legal"]), sources: new Map(), skus: new Map([["TAKEN", "other"]]) }
const style = { decimalComma: false }

const service: CurrentService = {
  productId: "prod_1",
  handle: "search",
  facts: {
    title: "Search",
    description: "Two\nlines",
    status: "published",
    category: ["legal"],
    short_description: "We search.",
    store_title: null,
    store_description: null,
    keywords: ["brand", "logo"],
    purchasable: true,
    active: true,
    max_quantity: 3,
    sort_order: 10,
    estimated_contact_hours: 8,
    skills: [],
    languages: ["en"],
    regions: [],
    effort_hours: 1.5,
  },
  tiers: [
    {
      tier: "Basic",
      tier_sku: "S-1",
      tier_features: ["One", "Two"],
      tier_active: true,
      tier_includes: null,
      tier_duration_days: 5,
      tier_position: 0,
      prices: { inr: "1499.50", eur: "18.00" },
      variantId: "variant_1",
      listed: true,
    },
    {
      tier: "Premium",
      tier_sku: null,
      tier_features: [],
      tier_active: false,
      tier_includes: "Basic",
      tier_duration_days: null,
      tier_position: 1,
      prices: { inr: "2999.00" },
      variantId: "variant_2",
      listed: true,
    },
  ],
  options: ["Tier"],
  template: {
    id: "stpl_1",
    updatedAt: "2026-01-01T00:00:00.000Z",
    publish: true,
    content: {
      store_title: null,
      store_description: null,
      short_description: "We search.",
      keywords: ["brand", "logo"],
      purchasable: true,
      active: true,
      max_quantity: 3,
      sort_order: 10,
      estimated_contact_hours: 8,
      tiers: [],
      questions: [],
      tasks: firstWork.tasks,
      routing: { skills: [], languages: ["en"], regions: [], effort_hours: 1.5 },
    },
  },
}

const linesOf = (rows: readonly Cells[]): FileLine[] => rows.map((cells, at) => ({ line: at + 2, cells }))
const plan = (rows: readonly Cells[], current: CurrentService | null = service, decimalComma = false) => {
  const outcome = planService(linesOf(rows), current ?? undefined, shop, { decimalComma })
  return "plan" in outcome ? outcome.plan : undefined
}
const problems = (rows: readonly Cells[], current: CurrentService | null = service) => {
  const outcome = planService(linesOf(rows), current ?? undefined, shop, style)
  return "problems" in outcome ? outcome.problems.map(({ line, column }) => `${line} ${column}`) : []
}
const fresh = { handle: "new", title: "New", short_description: "It is new.", tier: "Basic" }

describe("what an import does with a service", () => {
  it("an exported service is unchanged", () => {
    expect(plan(cellsOfService(service, ["eur", "inr", "usd"]))).toMatchObject({ action: "unchanged" })
  })

  it("what the shop has already is valid, whatever rules apply now", () => {
    const old = { ...service, facts: { ...service.facts, max_quantity: 4000, short_description: "x".repeat(900) } }
    expect(plan(cellsOfService(old, ["inr"]), old)).toMatchObject({ action: "unchanged" })
  })

  it.each<[string, Cells, string]>([
    ["a title", { title: "Found" }, "title"],
    ["a price", { price_inr: "1500" }, "price_inr"],
    ["a price in another currency", { price_usd: "20" }, "price_usd"],
    ["a price that is removed", { price_eur: "" }, "price_eur"],
    ["a list", { keywords: "brand" }, "keywords"],
    ["a list that is emptied", { languages: "" }, "languages"],
    ["a description that is removed", { description: "" }, "description"],
    ["an answer", { purchasable: "no" }, "purchasable"],
    ["a number", { effort_hours: "2" }, "effort_hours"],
    ["an SKU", { tier_sku: "S-9" }, "tier_sku"],
    ["a duration", { tier_duration_days: "" }, "tier_duration_days"],
  ])("changes %s, and nothing else", (_what, cells, column) => {
    const changed = plan([{ handle: "search", tier: "Basic", ...cells }])
    expect(changed?.action).toBe("update")
    expect([...(changed?.changed ?? [])]).toEqual([column])
  })

  it.each<[string, Cells]>([
    ["other words for yes", { purchasable: "TRUE", active: "wahr" }],
    ["an amount with other zeros", { price_inr: "1499.5" }],
    ["empty cells of what a service must have", { title: "", short_description: "", max_quantity: "" }],
    ["an order of categories", { category: "legal" }],
    ["Windows line breaks", { description: "Two\nlines" }],
  ])("%s change nothing", (_what, cells) => {
    expect(plan([{ handle: "search", tier: "Basic", ...cells }])).toMatchObject({ action: "unchanged" })
  })

  it("tiers that a file leaves out stay, and new ones come last", () => {
    const changed = plan([{ handle: "search", tier: "Gold", price_inr: "9" }])
    expect(changed?.tiers.map(({ tier, tier_position, variantId }) => [tier, tier_position, variantId])).toEqual([
      ["Basic", 0, "variant_1"],
      ["Premium", 1, "variant_2"],
      ["Gold", 2, null],
    ])
  })

  it("a new service needs a title, a short description and a tier; the rest has defaults", () => {
    expect(problems([{ handle: "new" }], null)).toEqual(["2 short_description", "2 tier", "2 title"])
    expect(plan([fresh], null)).toMatchObject({
      action: "create",
      facts: { status: "draft", max_quantity: 1, purchasable: true },
      work: firstWork,
    })
  })

  it("an amount with a decimal comma is read from a file with semicolons", () => {
    const cells = { handle: "search", tier: "Basic", price_inr: "12,50" }
    expect(plan([cells], service, true)?.tiers[0]?.prices.inr).toBe("12.50")
    expect(problems([cells])).toEqual(["2 price_inr"])
  })

  it.each<[string, readonly Cells[], readonly string[]]>([
    ["an unknown category", [{ handle: "search", tier: "Basic", category: "x\nlegal" }], ["2 category"]],
    ["thousands separators", [{ handle: "search", tier: "Basic", price_inr: "1,499.00" }], ["2 price_inr"]],
    ["too many decimals", [{ handle: "search", tier: "Basic", price_inr: "1.999" }], ["2 price_inr"]],
    ["a negative price", [{ handle: "search", tier: "Basic", price_inr: "-1" }], ["2 price_inr"]],
    ["an SKU of another product", [{ handle: "search", tier: "Basic", tier_sku: "TAKEN" }], ["2 tier_sku"]],
    [
      "a tier twice",
      [
        { handle: "search", tier: "Basic" },
        { handle: "search", tier: "Basic" },
      ],
      ["3 tier"],
    ],
    [
      "a line without a tier",
      [
        { handle: "search", tier: "Basic" },
        { handle: "search", tier: "" },
      ],
      ["3 tier"],
    ],
    ["an unknown included tier", [{ handle: "search", tier: "Basic", tier_includes: "Gold" }], ["2 tier_includes"]],
    [
      "tiers that include each other",
      [{ handle: "search", tier: "Basic", tier_includes: "Premium" }],
      ["2 tier_includes", "2 tier_includes"],
    ],
    [
      "another title on another line",
      [
        { handle: "search", title: "A", tier: "Basic" },
        { handle: "search", title: "B", tier: "Premium" },
      ],
      ["3 title"],
    ],
    [
      "work to copy, which it has",
      [{ handle: "search", tier: "Basic", copy_work_from: "other" }],
      ["2 copy_work_from"],
    ],
    [
      "several mistakes",
      [{ handle: "search", tier: "Basic", max_quantity: "0", active: "maybe", status: "on" }],
      ["2 active", "2 max_quantity", "2 status"],
    ],
  ])("%s is wrong", (_what, rows, expected) => {
    expect(problems(rows)).toEqual(expected)
  })

  it("a product that is no service is left alone", () => {
    expect(problems([{ ...fresh, handle: "mug" }], { ...service, template: null })).toEqual(["2 handle"])
  })

  it("a tier is not added to a product with several options", () => {
    expect(problems([{ handle: "search", tier: "Gold" }], { ...service, options: ["Size", "Colour"] })).toEqual([
      "2 tier",
    ])
  })

  it("every problem says what to do in a sentence", () => {
    const outcome = planService(
      linesOf([{ handle: "X y", max_quantity: "0", price_inr: "a", tier: "" }]),
      undefined,
      shop,
      style
    )
    for (const { message } of "problems" in outcome ? outcome.problems : [])
      expect(message).toMatch(/^(Enter|Use|Leave|Choose) .{4,}/)
  })
})

describe("the lines of a file", () => {
  it("belong to services by their handles, wherever they are", () => {
    const lines = linesOf([{ handle: "a" }, { handle: "b" }, { handle: "a" }, { handle: "" }, { handle: "" }])
    expect(linesByService(lines).map((service) => service.map(({ line }) => line))).toEqual([[2, 4], [3], [5], [6]])
  })

  it("have each SKU once", () => {
    expect(repeatedSkus(linesOf([{ tier_sku: "A" }, { tier_sku: "" }, { tier_sku: "A" }, {}]))).toEqual([
      { line: 4, column: "tier_sku", message: "Line 2 already has this SKU" },
    ])
  })
})
