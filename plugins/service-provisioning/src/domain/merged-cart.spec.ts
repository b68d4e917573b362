import { type CartLimits, mergedAnswers, mergedRequirements, unitsToAdd } from "./merged-cart"

const units = (variantId: string, quantity: number) => ({ variantId, quantity })
const service = (productId: string, max_quantity: number) => ({ productId, content: { max_quantity } })
const limits: CartLimits = {
  services: new Map([
    ["basic", service("gst", 5)],
    ["plus", service("gst", 5)],
  ]),
  stock: new Map([["notebook", 4]]),
}

describe("merging two carts", () => {
  it("adds quantities up to the maximum of a service, over all its tiers", () => {
    expect(unitsToAdd([units("basic", 2)], [units("basic", 2)], limits)).toEqual([units("basic", 2)])
    expect(unitsToAdd([units("basic", 4)], [units("basic", 4), units("plus", 1)], limits)).toEqual([units("basic", 1)])
    expect(unitsToAdd([units("basic", 5)], [units("plus", 1)], limits)).toEqual([])
  })

  it("adds goods up to what is in stock, and others without a limit up to 999", () => {
    expect(unitsToAdd([units("notebook", 3)], [units("notebook", 3)], limits)).toEqual([units("notebook", 1)])
    expect(unitsToAdd([units("notebook", 9)], [units("notebook", 3)], limits)).toEqual([])
    expect(unitsToAdd([units("seal", 900)], [units("seal", 900)], limits)).toEqual([units("seal", 99)])
  })

  it("keeps the answers of both, and the newer one of a question that both answer", () => {
    const older = [{ tier_id: "basic", intake: { name: "Old", state: "Goa" } }]
    const newer = [
      { tier_id: "basic", intake: { name: "New" } },
      { tier_id: "plus", intake: { name: "Other" } },
    ]
    expect(mergedAnswers("basic", older, newer)).toEqual({ name: "New", state: "Goa" })
  })

  it("keeps the requirements of both, once", () => {
    expect(mergedRequirements("One", "Two")).toBe("One\n\nTwo")
    expect(mergedRequirements("One", " One ")).toBe("One")
    expect(mergedRequirements(null, null)).toBeUndefined()
  })
})
