import { privateFileKey, privateFileOf, privateFileUrl } from "./private-files"

const MADE = new Date("2026-11-28T08:00:00Z")
const keyOf = (name: string) => `private-${MADE.getTime()}-0b1f6a52-4a6e-4f0e-9a5e-2f3f0d5a8c11-${name}`

describe("a private file", () => {
  it.each([
    ["1795844987270-order-exports.csv", "orders:export"],
    ["1795844987270-product-exports.csv", "products:write"],
    ["1795844987270-inventory-item-exports.csv", "inventory:write"],
    ["0b1f6a52-4a6e-4f0e-9a5e-2f3f0d5a8c11.csv", "products:write"],
    ["something-new.csv", "orders:export"],
  ])("called %s needs the permission %s", (name, permission) => {
    expect(privateFileOf(keyOf(name), MADE)).toEqual({ name, permission, expired: false })
  })

  it("can be downloaded for a day", () => {
    const at = (hours: number) => new Date(MADE.getTime() + hours * 3_600_000)
    expect(privateFileOf(keyOf("a.csv"), at(24))?.expired).toBe(false)
    expect(privateFileOf(keyOf("a.csv"), at(24.01))?.expired).toBe(true)
  })

  it("has a key that can't lead out of its folder", () => {
    for (const key of ["a.csv", "private-1-a.csv", keyOf("../a.csv"), keyOf("a/b.csv"), `../${keyOf("a.csv")}`]) {
      expect(privateFileKey.safeParse(key).success).toBe(false)
      expect(privateFileOf(key, MADE)).toBeUndefined()
    }
    expect(privateFileUrl("https://shop.test", keyOf("a.csv"))).toBe(
      `https://shop.test/admin/private-files/${keyOf("a.csv")}`
    )
  })
})
