import { availableQuantity, type CatalogueGood, countCategories, presentGood } from "./present-good"

const good = (change: Partial<CatalogueGood> = {}): CatalogueGood => ({
  id: "prod_1",
  handle: "folder",
  title: "Folder",
  short_description: "With dividers",
  description: "For a year",
  keywords: [],
  categories: ["other"],
  categoryNames: [],
  sort_order: 0,
  images: [],
  tiers: [{ id: "variant_1", title: "A4", amount: 499 }],
  ...change,
})

describe("the quantity that can be ordered", () => {
  const limited = { manage_inventory: true, allow_backorder: false }

  test.each([
    ["what is not reserved", { ...limited, unreserved: 3 }, 3],
    ["nothing when everything is reserved", { ...limited, unreserved: 0 }, 0],
    ["nothing when more is reserved than there is", { ...limited, unreserved: -2 }, 0],
    ["nothing without an inventory item", { ...limited, unreserved: null }, 0],
    ["not limited when stock is not managed", { ...limited, manage_inventory: false, unreserved: null }, null],
    ["not limited when it can be backordered", { ...limited, allow_backorder: true, unreserved: 0 }, null],
    ["nothing of a variant that is gone", undefined, 0],
  ])("is %s", (_, stock, quantity) => expect(availableQuantity(stock)).toBe(quantity))
})

it("a good is presented with its price in words and the stock of each variant", () => {
  const stock = new Map([["variant_1", { manage_inventory: true, allow_backorder: false, unreserved: 3 }]])
  expect(presentGood(good(), stock, { currency_code: "inr", locale: "en" })).toMatchObject({
    subtitle: "With dividers",
    category: "other",
    variants: [{ id: "variant_1", title: "A4", price: { amount: 499 }, in_stock: true, available_quantity: 3 }],
  })
})

it("categories are counted by name, and goods without one come last", () => {
  const goods = [
    good(),
    good({ categories: ["paper", "gifts"], categoryNames: ["Paper", "Gifts"] }),
    good({ categories: ["paper"], categoryNames: ["Paper"] }),
  ]
  expect(countCategories(goods, "other")).toEqual([
    { handle: "gifts", name: "Gifts", count: 1 },
    { handle: "paper", name: "Paper", count: 2 },
    { handle: "other", name: "Other", count: 1 },
  ])
})
