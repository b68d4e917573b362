import { mailBrandOf } from "./mail-brand"

test("emails have the shop's name, logo and color, with a shade for dark backgrounds", () => {
  const brand = mailBrandOf({ name: "Northwind", logo_url: "https://x.example/logo.png", accent_color: "#1F5F45" })
  expect(brand).toMatchObject({ name: "Northwind", logoUrl: "https://x.example/logo.png" })
  expect(brand.accent?.light).toBe("#1f5f45")
  expect(brand.accent?.dark).not.toBe("#1f5f45")
  expect(brand.onAccent?.light).toBe("#ffffff")
})

test("a shop without a color has the emails' own", () => {
  const brand = mailBrandOf({ name: "Northwind", logo_url: null, accent_color: null })
  expect(brand).toEqual({ name: "Northwind", logoUrl: null, accent: null, onAccent: null })
})
