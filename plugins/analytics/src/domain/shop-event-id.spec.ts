import { z } from "zod"

import { shopEventId } from "./shop-event-id"

describe("the id of a shop's event", () => {
  it("is a UUID, the same for the same cause and another for any other", () => {
    const id = shopEventId("purchase_completed", "order_01")
    expect(z.uuid().safeParse(id).success).toBe(true)
    expect(shopEventId("purchase_completed", "order_01")).toBe(id)
    expect(shopEventId("purchase_completed", "order_02")).not.toBe(id)
    expect(shopEventId("payment_failed", "order_01")).not.toBe(id)
    expect(id).not.toContain("order")
  })
})
