import { expect, type Page, test } from "@playwright/test"

/** Largest cumulative layout shift of a page while it loads. */
const MAX_SHIFT = 0.05
/** Bytes of all fonts that the pages below load together. */
const MAX_FONT_BYTES = 90_000

const PAGES = ["/", "/services/gst-registration", "/goods", "/goods/record-notebook", "/cart", "/checkout"]

/** Adds up how much the page moves. Recorded from the start of each document. */
const observeShifts = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { shift: 0, shifted: [] })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!("value" in entry) || !("hadRecentInput" in entry) || entry.hadRecentInput) continue
        Object.assign(window, { shift: Reflect.get(window, "shift") + Number(entry.value) })
      }
    }).observe({ type: "layout-shift", buffered: true })
  })

test("no page moves while it loads, and the fonts of all are small", async ({ page }) => {
  const fonts = new Map<string, number>()
  page.on("response", (response) => {
    if (response.request().resourceType() === "font")
      fonts.set(response.url(), Number(response.headers()["content-length"] ?? Number.NaN))
  })
  await page.goto("/goods/record-notebook")
  await page.getByRole("button", { name: "Add to cart: Record notebook, A5" }).click()
  await expect(page.getByRole("list", { name: "Items" }).getByRole("listitem")).toHaveCount(1)
  await observeShifts(page)
  const shifts: Record<string, number> = {}
  for (const path of PAGES) {
    await page.goto(path, { waitUntil: "networkidle" })
    await page.evaluate(() => document.fonts.ready)
    shifts[path] = await page.evaluate(() => Number(Reflect.get(window, "shift")))
  }
  for (const [path, shift] of Object.entries(shifts)) expect(shift, path).toBeLessThanOrEqual(MAX_SHIFT)
  const bytes = [...fonts.values()].reduce((sum, size) => sum + size, 0)
  expect(fonts.size).toBeGreaterThan(0)
  expect(bytes, [...fonts.keys()].join(" ")).toBeLessThanOrEqual(MAX_FONT_BYTES)
})
