import { expect, type Page, test } from "@playwright/test"

/** The preview image that a page names, as a crawler reads it. */
const previewOf = async (page: Page, path: string) => {
  const html = await (await page.request.get(path)).text()
  const named = (property: string) =>
    new RegExp(`<meta (?:property|name)="${property}" content="([^"]*)"`).exec(html)?.[1]?.replaceAll("&amp;", "&") ??
    ""
  return {
    title: named("og:title"),
    image: named("og:image"),
    width: named("og:image:width"),
    card: named("twitter:card"),
    alt: named("og:image:alt"),
  }
}

test("each page names a preview image of its own: a PNG of 1200 × 630 that caches keep @once", async ({ page }) => {
  const services = await (await page.request.get("/")).text()
  const service = /href="(\/services\/[^"#?]+)"/.exec(services)?.[1] ?? ""
  const images = new Set<string>()
  for (const path of ["/", service, "/goods", "/track", "/pages/terms", "/sign-in"]) {
    const preview = await previewOf(page, path)
    expect(preview).toMatchObject({ width: "1200", card: "summary_large_image" })
    expect(preview.title).not.toBe("")
    expect(preview.alt).not.toBe("")
    expect(preview.image).toMatch(/^https?:\/\/[^/]+\/social-image/)
    images.add(preview.image)
    const response = await page.request.get(preview.image)
    expect(response.status()).toBe(200)
    expect(response.headers()["content-type"]).toBe("image/png")
    expect(response.headers()["cache-control"]).toMatch(/^public, max-age=\d{4,}/)
    expect(response.headers()["set-cookie"]).toBeUndefined()
    const png = await response.body()
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  }
  // One for the service, one for the shop.
  expect(images.size).toBe(2)
  const title = (await previewOf(page, service)).title
  expect(title).not.toBe((await previewOf(page, "/")).title)
  for (const unknown of ["/social-image/services/no-such-service", "/social-image/goods/%00", "/social-image/other"])
    expect((await page.request.get(unknown)).status()).toBe(404)
})

test("each error page has a title of its own @once", async ({ page }) => {
  for (const [path, title] of [
    ["/no-such-page", "Page not found"],
    ["/services/no-such-service", "Service not found"],
    ["/goods/no-such-product", "Product not found"],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(404)
    await expect(page).toHaveTitle(`${title} · Atrium`)
  }
})
