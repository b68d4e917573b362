import { cacheKey, type Variant } from "./lib/page-cache/variant"
import { publicPageUrl } from "./public-page-url"

const at = (path: string) => publicPageUrl(new URL(path, "http://shop.test"))

describe("the URL of a public page", () => {
  it("contains only what affects the page", () => {
    expect(at("/")).toBe("/")
    expect(at("/?ref=MAYA10&utm_source=x&fbclid=1")).toBe("/")
    expect(at("/?page=2&q=%20visa%20&q=tax&category=legal")).toBe("/?q=visa&category=legal&page=2")
    expect(at("/?category=%3Cscript%3E&sort=none&page=-1")).toBe("/")
    expect(at("/services/gst-registration?ref=MAYA10")).toBe("/services/gst-registration")
    expect(at("/pages/terms?utm_source=x")).toBe("/pages/terms")
    expect(at("/goods?sort=price-desc&category=other&utm_source=x")).toBe("/goods?category=other&sort=price-desc")
    expect(at("/goods/document-folder?ref=MAYA10")).toBe("/goods/document-folder")
  })

  it("is undefined for personal pages and for URLs that cannot name a service", () => {
    for (const path of ["/account", "/purchase?tier=a", "/provider", "/track", "/track/SR-1", "/sign-in", "/r/MAYA10"])
      expect(at(path)).toBeUndefined()
    for (const path of [
      "/services",
      "/services/A",
      "/services/a/b",
      "/pages",
      "/pages/A",
      "/pages/a/b",
      "/services/%A0",
      "/api/x",
    ])
      expect(at(path)).toBeUndefined()
  })

  it("and everything else that affects the page form the cache key", () => {
    const base: Variant = { regionId: "reg_1", locale: "en", theme: undefined, asksConsent: true }
    const others: Partial<Variant>[] = [
      {},
      { regionId: "reg_2" },
      { locale: "de" },
      { theme: "dark" },
      { asksConsent: false },
    ]
    const keys = others.map((part) => cacheKey("/", { ...base, ...part }))
    expect(new Set([...keys, cacheKey("/services/a", base)]).size).toBe(others.length + 1)
  })
})
