import { boughtBefore, rememberBought } from "./bought"
import { clearDrafts, clearPurchases } from "./clear-drafts"
import { MemoryStorage } from "./form.fixtures"

it("a paid purchase is remembered per plan until the customer signs out", () => {
  const storage = new MemoryStorage()
  storage.setItem("other", "stays")
  rememberBought(storage, "gst-registration", "variant_1", "pur_1")
  expect(boughtBefore(storage, "gst-registration", "variant_1")).toBe("pur_1")
  expect(boughtBefore(storage, "gst-registration", "variant_2")).toBeNull()
  clearDrafts(storage)
  expect(boughtBefore(storage, "gst-registration", "variant_1")).toBe("pur_1")
  clearPurchases(storage)
  expect([...storage.items.keys()]).toEqual(["other"])
})
