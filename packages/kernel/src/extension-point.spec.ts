import { defineExtensionPoint, extensionTable } from "./extension-point"

type Rule = { name: string; value: number }

let made = 0
const point = () => defineExtensionPoint<Rule>({ name: `spec.rules-${(made += 1)}`, key: (rule) => rule.name })

describe("an extension point", () => {
  it("returns entries by their order, then by their keys, whatever order they were added in", () => {
    const rules = point()
    rules.add("b", { name: "late", value: 1 }, { order: 200 })
    rules.add("a", { name: "zebra", value: 2 })
    rules.add("c", { name: "apple", value: 3 })
    rules.add("a", { name: "early", value: 4 }, { order: 1 })
    expect(rules.all().map(({ name }) => name)).toEqual(["early", "apple", "zebra", "late"])
  })

  it("refuses a key of another owner and names both owners", () => {
    const rules = point()
    rules.add("payments", { name: "limit", value: 1 })
    expect(() => rules.add("acme", { name: "limit", value: 2 })).toThrow(/"limit" was added by payments and by acme/)
    expect(rules.get("limit")?.value).toBe(1)
  })

  it("lets an owner add its key again, as a repeated import does", () => {
    const rules = point()
    rules.add("payments", { name: "limit", value: 1 })
    rules.add("payments", { name: "limit", value: 2 })
    expect(rules.all()).toEqual([{ name: "limit", value: 2 }])
  })

  it.each([
    ["after", ["payments", "acme"]],
    ["before", ["acme", "payments"]],
  ])("uses the replacement that is added %s the original", (_when, order) => {
    const rules = point()
    for (const owner of order)
      rules.add(
        owner,
        { name: "limit", value: owner === "acme" ? 2 : 1 },
        owner === "acme" ? { replaces: "payments" } : {}
      )
    expect(rules.get("limit")?.value).toBe(2)
    expect(rules.all()).toHaveLength(1)
    expect(extensionTable().filter((row) => row.point === rules.name)).toEqual([
      { point: rules.name, key: "limit", owner: "acme", order: 100, replaces: "payments" },
    ])
  })

  it("refuses a second replacement of the same entry", () => {
    const rules = point()
    rules.add("payments", { name: "limit", value: 1 })
    rules.add("acme", { name: "limit", value: 2 }, { replaces: "payments" })
    expect(() => rules.add("other", { name: "limit", value: 3 }, { replaces: "payments" })).toThrow(/acme and by other/)
  })

  it("shares its entries between two copies of the module that defines it", () => {
    const name = `spec.shared-${(made += 1)}`
    const copies = [1, 2].map(() => defineExtensionPoint<Rule>({ name, key: (rule) => rule.name }))
    copies[0]?.add("payments", { name: "limit", value: 1 })
    expect(copies[1]?.get("limit")?.value).toBe(1)
  })
})
