import { ShopOut, ShopSettingsView } from "../contracts"
import { EMPTY_SETTINGS, toShop, toShopSettingsView } from "./present-shop"

const facts = { storeName: "Northwind", seller: null, pages: [] }

describe("presenting the shop", () => {
  it("shows the store's name and neutral words before anything is filled in", () => {
    const shop = ShopOut.parse(toShop(null, facts))
    expect(shop).toMatchObject({ name: "Northwind", hero_title: "What can we do for you?", support_email: "" })
    expect(toShop(null, { ...facts, storeName: null }).name).toBe("Shop")
  })

  it("prefers what staff wrote, and uses the tagline as headline when there is none", () => {
    const row = { ...EMPTY_SETTINGS, name: "Acme", tagline: "Tax, done" }
    expect(toShop(row, facts)).toMatchObject({ name: "Acme", hero_title: "Tax, done" })
    expect(toShop({ ...row, hero_title: "Hello" }, facts).hero_title).toBe("Hello")
  })

  it("names no seller while the seller profile has no name", () => {
    expect(toShop(null, { ...facts, seller: { name: "", address: "Street" } }).seller).toBeNull()
    expect(toShop(null, { ...facts, seller: { name: "Acme Ltd", address: "Street" } }).seller?.name).toBe("Acme Ltd")
  })

  it("starts at version 0, and returns no other column than those of the contract", () => {
    expect(toShopSettingsView(null)).toMatchObject({ version: 0, updated_at: null })
    const row = { ...EMPTY_SETTINGS, id: "shop", version: 3, updated_at: new Date(0) }
    expect(ShopSettingsView.strict().safeParse(toShopSettingsView(row)).success).toBe(true)
  })
})
