import { GATEWAY_TEST_RESULTS } from "../contracts/gateways"
import { describeTest, failureRateOf } from "./gateway-test"

const stripe = { label: "Stripe", settings: ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET"] }

test("every result but ok says what to do next", () => {
  for (const result of GATEWAY_TEST_RESULTS) {
    const { message, suggested_action: action } = describeTest(result, stripe)
    expect(message).toContain("Stripe")
    expect(action === "").toBe(result === "ok")
  }
})

test("a gateway without credentials names the settings it needs", () => {
  expect(describeTest("not_configured", stripe).suggested_action).toBe(
    "Set STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET in the backend's environment, and restart it."
  )
  expect(describeTest("not_configured", { label: "Bank", settings: [] }).suggested_action).not.toContain("Set ")
})

test("the failure rate counts events that are retried and events that failed for good", () => {
  expect(failureRateOf({ received: 1, processed: 5, ignored: 1, failed: 2, dead: 1 })).toBe(0.3)
  expect(failureRateOf({ received: 0, processed: 0, ignored: 0, failed: 0, dead: 0 })).toBeNull()
})
