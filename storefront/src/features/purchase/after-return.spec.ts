import { pageAfterReturn } from "./after-return"
import type { CompleteResult } from "./pay"

const after = (result: CompleteResult | Error) =>
  pageAfterReturn("pur_1", () => (result instanceof Error ? Promise.reject(result) : Promise.resolve(result)))

describe("a shopper who comes back from the gateway's page", () => {
  it.each<[string, CompleteResult]>([
    ["was paid", { kind: "order" }],
    ["isn't decided yet", { kind: "pending", retry_after_seconds: 2 }],
    ["takes days", { kind: "delayed" }],
  ])("sees the confirmation page when the payment %s", async (_what, result) => {
    expect(await after(result)).toBe("/purchase/pur_1/confirmation")
  })

  it("sees the payment form with the reason when the payment failed, was refused, or the shop can't be reached", async () => {
    const failure = { code: "purchase_expired", message: "", suggestedAction: "", retryable: false, details: {} }
    const results: (CompleteResult | Error)[] = [
      { kind: "unpaid", code: "not_paid" },
      { kind: "rejected", failure: failure as never },
      new Error("offline"),
    ]
    for (const result of results) expect(await after(result)).toBe("/purchase/pur_1?returned=1")
  })
})
