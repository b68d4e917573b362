import { chosenGateway, DEFAULT_GATEWAY_KEY, inDefaultOrder } from "./default-gateway"

const OFFERED = ["pp_system_default", "pp_stripe_stripe", "pp_paypal_paypal"]

it("uses a region's payment providers by name, and the manual one last", () => {
  expect(inDefaultOrder(OFFERED)).toEqual(["pp_paypal_paypal", "pp_stripe_stripe", "pp_system_default"])
  expect(inDefaultOrder(["pp_system_default"])).toEqual(["pp_system_default"])
})

it("uses the chosen provider first, unless the region no longer offers it", () => {
  expect(inDefaultOrder(OFFERED, "pp_stripe_stripe")[0]).toBe("pp_stripe_stripe")
  expect(inDefaultOrder(OFFERED, "pp_system_default")[0]).toBe("pp_system_default")
  expect(inDefaultOrder(OFFERED, "pp_gone_gone")).toEqual(inDefaultOrder(OFFERED))
})

it.each([null, undefined, "text", {}, { [DEFAULT_GATEWAY_KEY]: 1 }])(
  "finds no choice in the metadata %p",
  (metadata) => {
    expect(chosenGateway(metadata)).toBeUndefined()
  }
)
