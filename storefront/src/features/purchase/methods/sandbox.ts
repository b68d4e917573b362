import { TestCards } from "../components/test-cards"
import { sandboxGateway } from "../gateway"
import type { CardMethod } from "../payment-method"

/** The built-in sandbox gateway, for development and demos. */
export const sandboxMethod: CardMethod = {
  kind: "card",
  providerId: "pp_sandbox_sandbox",
  name: "Test card",
  description: "Use a test card. You won't be charged.",
  gateway: sandboxGateway,
  Notice: TestCards,
}
