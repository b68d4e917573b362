import { inDefaultOrder } from "./default-gateway"

test("the first gateway by name is the default, and the manual one only where there is no other", () => {
  expect(inDefaultOrder(["pp_system_default", "pp_stripe_stripe", "pp_paypal_paypal"])).toEqual([
    "pp_paypal_paypal",
    "pp_stripe_stripe",
    "pp_system_default",
  ])
  expect(inDefaultOrder(["pp_system_default"])).toEqual(["pp_system_default"])
})
