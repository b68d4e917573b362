import { gatewayToShow, offeredGateways, SANDBOX_PROVIDER, STRIPE_PROVIDER } from "./gateways"

const ids = (providers: string[], key: string | null) => offeredGateways(providers, key).map(({ id }) => id)

describe("what a shopper may pay with", () => {
  it("is what the region takes and the page can show", () => {
    expect(ids([STRIPE_PROVIDER, SANDBOX_PROVIDER], "pk_test_x")).toEqual(["sandbox", "stripe"])
    expect(ids([STRIPE_PROVIDER], "pk_test_x")).toEqual(["stripe"])
    expect(ids(["pp_system_default"], "pk_test_x")).toEqual([])
  })

  it("does not offer Stripe without its key, nor where the region does not take it", () => {
    expect(ids([STRIPE_PROVIDER, SANDBOX_PROVIDER], null)).toEqual(["sandbox"])
    expect(ids([SANDBOX_PROVIDER], "pk_test_x")).toEqual(["sandbox"])
  })

  it("begins with the gateway the purchase was begun with", () => {
    const gateways = offeredGateways([STRIPE_PROVIDER, SANDBOX_PROVIDER], "pk_test_x")
    expect(gatewayToShow(gateways, STRIPE_PROVIDER)?.id).toBe("stripe")
    expect(gatewayToShow(gateways)?.id).toBe("sandbox")
    expect(gatewayToShow([], STRIPE_PROVIDER)).toBeUndefined()
  })
})
