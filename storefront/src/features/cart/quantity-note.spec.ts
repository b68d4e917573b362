import { quantityNote } from "./quantity-note"

describe("the note on the quantity of a line", () => {
  it("says nothing while more can be added", () => {
    expect(quantityNote({ quantity: 1, service: { maxQuantity: 2 } })).toBeNull()
    expect(quantityNote({ quantity: 2, good: { available: 3 } })).toBeNull()
    expect(quantityNote({ quantity: 2, good: { available: null } })).toBeNull()
    expect(quantityNote({ quantity: 2 })).toBeNull()
  })

  it("names the maximum of a service", () => {
    expect(quantityNote({ quantity: 1, service: { maxQuantity: 1 } })?.text).toBe("One per order.")
    expect(quantityNote({ quantity: 5, service: { maxQuantity: 5 } })?.text).toBe("At most 5 per order.")
  })

  it("marks goods there are not enough of", () => {
    expect(quantityNote({ quantity: 3, good: { available: 3 } })?.isShort).toBe(false)
    expect(quantityNote({ quantity: 3, good: { available: 2 } })).toEqual({
      text: "Only 2 left. Change the quantity.",
      isShort: true,
    })
    expect(quantityNote({ quantity: 3, good: { available: 0 } })?.text).toBe("Out of stock. Remove it to check out.")
  })
})
