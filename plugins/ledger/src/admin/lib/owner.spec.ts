import { ownerOf } from "./owner"

test("an owner is shown by type and name, or by type and ID if the name is unknown; the shop only by its name", () => {
  expect(ownerOf({ owner_type: "affiliate", owner_id: "aff_1", owner_name: "MAYA10" })).toBe("Affiliate MAYA10")
  expect(ownerOf({ owner_type: "affiliate", owner_id: "aff_1", owner_name: null })).toBe("Affiliate aff_1")
  expect(ownerOf({ owner_type: "house", owner_id: "-", owner_name: "Shop" })).toBe("Shop")
})
