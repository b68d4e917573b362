import { expect, test, type Page } from "@playwright/test"
import { expectAccessible, expectFits } from "./accessibility"

const PRICE = /[₹$€]\s?[\d.,]+/
const rows = (page: Page) => page.getByRole("article")
const search = (page: Page) => page.getByRole("searchbox", { name: "Search services" })

/** Opens the home page and returns the title and path of the first service. */
const firstService = async (page: Page) => {
  await page.goto("/")
  const link = rows(page).first().getByRole("heading").getByRole("link")
  return { title: await link.innerText(), href: (await link.getAttribute("href")) ?? "" }
}

test("the home page shows each service with its price, its duration and a Buy now link", async ({ page }) => {
  await page.goto("/")
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  const count = await rows(page).count()
  expect(count).toBeGreaterThan(0)
  for (const row of await rows(page).all()) {
    await expect(row.getByRole("heading", { level: 3 })).toBeVisible()
    await expect(row).toContainText(PRICE)
    await expect(row).toContainText("Done in")
    await expect(row.getByRole("link", { name: /^Buy now/ })).toHaveAttribute("href", /\/purchase\?tier=.+&service=.+/)
  }
  await expectFits(page)
  await expectAccessible(page)
})

test("search finds a service by its name and reports when there is no match", async ({ page }) => {
  const { title } = await firstService(page)
  await search(page).fill(title)
  await search(page).press("Enter")
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(rows(page).filter({ hasText: title }).first()).toBeVisible()

  await search(page).fill("zzzz no such thing")
  await search(page).press("Enter")
  await expect(page.getByRole("heading", { name: "No services match" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Show all services" }).click()
  await expect(rows(page).first()).toBeVisible()
})

test("a category lists only its own services and has its own URL", async ({ page }) => {
  await page.goto("/")
  const all = await rows(page).count()
  const category = page.getByRole("navigation", { name: "Categories" }).getByRole("link").nth(1)
  const name = await category.innerText()
  await category.click()
  await expect(page).toHaveURL(/category=/)
  await expect(page.getByRole("navigation", { name: "Categories" }).getByRole("link", { name })).toHaveAttribute(
    "aria-current",
    "true"
  )
  await expect.poll(() => rows(page).count()).toBeLessThan(all)
  for (const row of await rows(page).all()) await expect(row).toContainText(name)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("search, currency and choosing a plan work without JavaScript", async ({ page }) => {
    const { title, href } = await firstService(page)
    await search(page).fill(title)
    await page.getByRole("button", { name: "Search" }).click()
    await expect(rows(page).filter({ hasText: title }).first()).toBeVisible()

    await page.getByRole("button", { name: "Prices in USD" }).filter({ visible: true }).click()
    await expect(rows(page).first()).toContainText(/\$\s?[\d.,]+/)

    await page.goto(href)
    await page.getByRole("radio").last().check()
    const tier = await page.getByRole("radio").last().getAttribute("value")
    await page.getByRole("button", { name: "Purchase now" }).click()
    await expect(page).toHaveURL(new RegExp(`/purchase\\?tier=${tier}`))
  })
})

test("the service page shows the steps and questions and compares the plans", async ({ page, isMobile }) => {
  const { title, href } = await firstService(page)
  await page.goto(href)
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole("heading", { name: "How it works" })).toBeVisible()
  await expect(page.getByRole("heading", { name: "What we need from you" })).toBeVisible()
  if (isMobile) {
    const tabs = page.getByRole("tab")
    await tabs.first().focus()
    await page.keyboard.press("ArrowRight")
    await expect(tabs.nth(1)).toHaveAttribute("aria-selected", "true")
    await expect(page.getByRole("tabpanel")).toContainText(PRICE)
  } else {
    const table = page.getByRole("table", { name: /^Plans for/ })
    expect(await table.getByRole("columnheader").count()).toBeGreaterThan(1)
    await expect(table).toContainText(PRICE)
  }
  await expectFits(page)
  await expectAccessible(page)
})

test("the purchase page shows the selected plan at its price [P4 R2.2]", async ({ page }) => {
  const { href } = await firstService(page)
  await page.goto(href)
  const tier = page.getByRole("radio").last()
  await tier.check()
  const price = await page.getByRole("complementary", { name: "Buy" }).locator("dd").last().innerText()
  await page.getByRole("button", { name: "Purchase now" }).click()
  await expect(page).toHaveURL(/\/purchase\?tier=.+&service=.+/)
  await expect(page.getByText(price).filter({ visible: true }).first()).toBeVisible()
})

test("the selected currency applies to every page", async ({ page }) => {
  const { href } = await firstService(page)
  await page.getByRole("button", { name: "Prices in EUR" }).filter({ visible: true }).click()
  await expect(rows(page).first()).toContainText("€")
  await page.goto(href)
  await expect(page.getByRole("complementary", { name: "Buy" })).toContainText("€")
})

test("the theme follows the system until the visitor chooses one, and the choice is kept", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.emulateMedia({ colorScheme: "light" })
  await page.goto("/track")
  const light = await background()
  await page.emulateMedia({ colorScheme: "dark" })
  const dark = await background()
  expect(dark).not.toBe(light)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Switch between light and dark theme" }).click()
  expect(await background()).toBe(light)
  await page.reload()
  expect(await background()).toBe(light)
})

test("analytics events are sent only after the visitor accepts", async ({ page }) => {
  const sent: string[] = []
  await page.route("**/api/analytics-events", async (route) => {
    sent.push(route.request().postData() ?? "")
    await route.continue()
  })
  const { href } = await firstService(page)
  await page.goto(href)
  await page.getByRole("radio").last().check()
  expect(sent).toEqual([])

  await page.getByRole("button", { name: "Accept" }).click()
  await expect(page.getByRole("region", { name: "Analytics" })).toBeHidden()
  const response = page.waitForResponse("**/api/analytics-events")
  await page.reload()
  expect((await response).status()).toBe(202)
  expect(sent.join()).toContain("service_viewed")
})

test("an affiliate code is kept from any page to the purchase page [P28 R10.1]", async ({ page, context }) => {
  await page.goto("/track?ref=MAYA10&utm_campaign=spring")
  const { href } = await firstService(page)
  await page.goto(href)
  await page.getByRole("button", { name: "Purchase now" }).click()
  await expect(page).toHaveURL(/\/purchase/)
  const cookie = (await context.cookies()).find(({ name }) => name === "atrium_ref")
  expect(decodeURIComponent(cookie?.value ?? "")).toContain('"code":"MAYA10"')
})

test("an unknown page is a 404 with links, and pages have security headers", async ({ page }) => {
  for (const path of ["/no-such-page", "/services/no-such-service"]) {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole("link", { name: "View all services" })).toBeVisible()
  }
  await expectAccessible(page)
  const headers = (await page.goto("/"))?.headers() ?? {}
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/)
  expect(headers["content-security-policy"]).not.toContain("unsafe-eval")
  expect(headers["x-content-type-options"]).toBe("nosniff")
  expect(headers["x-request-id"]).toBeTruthy()
})

test("the first Tab focuses the skip link, which moves the focus to the content", async ({ page }) => {
  await page.goto("/")
  await page.keyboard.press("Tab")
  const skip = page.getByRole("link", { name: "Skip to content" })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press("Enter")
  await expect(page.locator("#content")).toBeFocused()
})
