import { ownerOf } from "./owner"

test("an owner is shown by name, by ID where no plugin knows one, and the shop by its name alone", () => {
  expect(ownerOf({ owner_type: "affiliate", owner_id: "aff_1", owner_name: "MAYA10" })).toBe("Affiliate MAYA10")
  expect(ownerOf({ owner_type: "affiliate", owner_id: "aff_1", owner_name: null })).toBe("Affiliate aff_1")
  expect(ownerOf({ owner_type: "house", owner_id: "-", owner_name: "Shop" })).toBe("Shop")
})
