import { expect, test } from "@playwright/test"
import { expectAccessible, expectFits } from "./accessibility"

test("the products page is linked in the footer and lists goods with price and stock", async ({ page }) => {
  await page.goto("/")
  await page.getByRole("contentinfo").getByRole("link", { name: "All products" }).click()
  await expect(page).toHaveTitle("Products · Atrium")
  const notebook = page.getByRole("article").filter({ hasText: "Record notebook" })
  await expect(notebook).toContainText(/from [₹$€]/)
  await expect(notebook).toContainText("In stock")
  await expect(page.getByRole("article").filter({ hasText: "Company seal" })).toContainText("Out of stock")
  await expectFits(page)
  await expectAccessible(page)
})

test("products are searched, and a search without a match offers all of them", async ({ page }) => {
  await page.goto("/goods")
  const search = page.getByRole("searchbox", { name: "Search products" })
  await search.fill("notebook")
  await search.press("Enter")
  await expect(page).toHaveURL(/\/goods\?.*q=notebook/)
  await expect(page.getByRole("article")).toHaveCount(1)
  await search.fill("zzzz no such thing")
  await search.press("Enter")
  await expect(page.getByRole("heading", { name: "No products match" })).toBeVisible()
  await page.getByRole("link", { name: "Show all products" }).click()
  await expect(page.getByRole("article").first()).toBeVisible()
})

test("a product's page has the price and the stock of each variant, and structured data", async ({ page }) => {
  await page.goto("/goods")
  await page.getByRole("link", { name: "Record notebook" }).click()
  await expect(page).toHaveTitle("Record notebook · Atrium")
  const variants = page.getByRole("list", { name: "Variants" }).getByRole("listitem")
  await expect(variants).toHaveCount(3)
  await expect(variants.filter({ hasText: "A4" })).toContainText("3 left")
  await expect(variants.filter({ hasText: "Pocket" })).toContainText("Out of stock")
  const data = await page.locator('script[type="application/ld+json"]').textContent()
  expect(JSON.parse(data ?? "")).toMatchObject({ "@type": "Product", name: "Record notebook" })
  await expectFits(page)
  await expectAccessible(page)
})

test("the home page's search finds products below the services", async ({ page }) => {
  await page.goto("/?q=notebook")
  const products = page.getByRole("region", { name: "Products" })
  await expect(products.getByRole("link", { name: "Record notebook" })).toBeVisible()
  await expect(page.getByText("No service matches “notebook”, but these products do.")).toBeVisible()
  await page.goto("/?q=trademark")
  await expect(page.getByRole("heading", { name: "Products" })).toHaveCount(0)
})

test("an unknown product is not found @once", async ({ page }) => {
  expect((await page.goto("/goods/nobody-sells-this"))?.status()).toBe(404)
})
