import { stripeAppearance } from "./appearance"

describe("Stripe's form", () => {
  it("wears the shop's colours, light and dark", () => {
    const light = stripeAppearance((token) => `light ${token}`, false)
    expect(light).toMatchObject({
      theme: "stripe",
      variables: { colorPrimary: "light accent", colorText: "light ink" },
    })
    const dark = stripeAppearance((token) => `dark ${token}`, true)
    expect(dark).toMatchObject({
      theme: "night",
      variables: { colorBackground: "dark raised", colorDanger: "dark red" },
    })
  })

  it("has the size and the room of the shop's own fields", () => {
    const { variables, rules } = stripeAppearance((token) => token, false)
    expect(variables).toMatchObject({ fontSizeBase: "16px", borderRadius: "10px" })
    expect(rules?.[".Input"]).toMatchObject({ border: "1px solid line-strong", padding: "12px 16px" })
  })
})
