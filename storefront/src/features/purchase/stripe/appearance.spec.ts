import { stripeAppearance } from "./appearance"

describe("the appearance of Stripe's form", () => {
  it("Stripe's form uses the shop's colors in light and dark mode", () => {
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

  it("Stripe's fields have the size and spacing of the shop's fields", () => {
    const { variables, rules } = stripeAppearance((token) => token, false)
    expect(variables).toMatchObject({ fontSizeBase: "16px", borderRadius: "10px" })
    expect(rules?.[".Input"]).toMatchObject({ border: "1px solid line-strong", padding: "12px 16px" })
  })
})
