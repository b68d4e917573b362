import { expect, type Locator, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { answerAll } from "./purchase-steps"

const panelOf = (page: Page): Locator => page.getByRole("dialog", { name: "Your cart" })
const itemsOf = (page: Page): Locator => page.getByRole("list", { name: "Items" }).getByRole("listitem")
const countOf = (page: Page): Locator => page.locator("[data-cart-link]")
const adding = (page: Page): Locator => page.getByRole("button", { name: "Add to cart: Record notebook, A4" })

const addNotebook = async (page: Page): Promise<void> => {
  await page.goto("/goods/record-notebook")
  await adding(page).click()
  await expect(itemsOf(page)).toHaveCount(1)
}

test("adding opens the cart at the side, changed there without leaving the page", async ({ page }) => {
  await addNotebook(page)
  const panel = panelOf(page)
  await expect(panel.getByText("Added to your cart.")).toBeVisible()
  await expect(panel.getByRole("heading", { name: "Your cart" })).toBeFocused()
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "1")
  await expectAccessible(page)
  await expectFits(page)
  const line = itemsOf(page).first()
  const more = line.getByRole("button", { name: /^One more/ })
  const less = line.getByRole("button", { name: /^One less/ })
  // Changes faster than the server answers.
  await more.click()
  await more.click()
  await expect(line).toContainText("Quantity 3")
  // Its own maximum takes the focus to the next button.
  await expect(more).toBeDisabled()
  await expect(less).toBeFocused()
  await expect(line).toContainText("These are all we have in stock")
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "3")
  await less.click()
  await expect(panel.locator("[data-cart]")).not.toHaveAttribute("aria-busy")
  await expect(less).toBeFocused()
  await expect(line).toContainText("Quantity 2")

  await page.keyboard.press("Escape")
  await expect(panel).toBeHidden()
  await expect(adding(page)).toBeFocused()
  expect(new URL(page.url()).pathname).toBe("/goods/record-notebook")
  await countOf(page).click()
  await expect(line).toContainText("Quantity 2")
  await panel.getByRole("link", { name: "Check out" }).click()
  await expect(page).toHaveURL(/\/checkout$/)
})

test("the maximum is said while adding, and the cart stays as it was", async ({ page }) => {
  await addNotebook(page)
  for (let unit = 2; unit <= 4; unit += 1) {
    await page.keyboard.press("Escape")
    await adding(page).click()
    await expect(panelOf(page).locator("[data-cart]")).not.toHaveAttribute("aria-busy")
  }
  await expect(panelOf(page).getByText("Your cart has all that we have of Record notebook: 3.")).toBeVisible()
  await expect(panelOf(page).getByText("Added to your cart.")).toBeHidden()
  await expect(itemsOf(page).first()).toContainText("Quantity 3")
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "3")
})

test("a change that can't be sent is taken back with the reason @once", async ({ page }) => {
  await addNotebook(page)
  const line = itemsOf(page).first()
  await page.route("**/cart/items/**", (route) => route.abort())
  await line.getByRole("button", { name: /^One more/ }).click()
  await expect(panelOf(page).getByRole("alert")).toContainText("Check your connection and try again.")
  await expect(line).toContainText("Quantity 1")
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "1")
  await line.getByRole("button", { name: /^Remove/ }).click()
  await expect(panelOf(page).getByRole("alert")).toBeVisible()
  await expect(line).toBeVisible()
  await page.unroute("**/cart/items/**")
  await line.getByRole("button", { name: /^One more/ }).click()
  await expect(panelOf(page).getByRole("alert")).toBeHidden()
  await expect(line).toContainText("Quantity 2")
})

test("cleared lines are put back with the answers given for them, and only once", async ({ page }) => {
  await page.goto("/")
  await page
    .getByRole("article")
    .first()
    .getByRole("button", { name: /^Add to cart/ })
    .click()
  await panelOf(page).getByRole("link", { name: "Check out" }).click()
  await page.getByLabel("Full name").fill("Tara Menon")
  const form = page.getByRole("form", { name: "Checkout" })
  await answerAll(form)
  const answered = form.locator(
    '[name^="intake."]:checked, textarea[name^="intake."], input[type=text][name^="intake."]'
  )
  const answers = async () =>
    answered.evaluateAll((fields) =>
      fields.map((field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : ""
      )
    )
  const given = await answers()
  expect(given.length).toBeGreaterThan(0)
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await page.goto("/goods/record-notebook")
  await adding(page).click()
  await expect(itemsOf(page)).toHaveCount(2)

  await panelOf(page).getByRole("button", { name: "Clear cart" }).click()
  await expect(panelOf(page).getByText("2 items removed from your cart.")).toBeVisible()
  const undo = panelOf(page).getByRole("button", { name: "Undo" })
  await expect(undo).toBeFocused()
  const lines = await panelOf(page)
    .locator("input[name=line]")
    .evaluateAll((fields) => fields.map((field) => (field instanceof HTMLInputElement ? field.value : "")))
  await undo.click()
  await expect(itemsOf(page)).toHaveCount(2)
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "2")
  await page.goto("/checkout")
  await expect.poll(answers).toEqual(given)

  // The same again, another shopper, and what isn't a removed line.
  const restore = (form: Record<string, string>, origin = new URL(page.url()).origin) =>
    page.request.post("/cart/restore", { form, headers: { origin }, maxRedirects: 0 })
  expect((await restore({ line: lines[0] ?? "" })).headers().location).toBe("/cart")
  expect((await restore({ line: lines[0] ?? "" }, "https://elsewhere.test")).status()).toBe(403)
  expect((await restore({ line: "cali_1.variant_1.0" })).headers().location).toBe("/cart?problem=unavailable")
  expect((await restore({ line: lines[0] ?? "", cart_id: "cart_1" })).headers().location).toContain("problem")
  await page.goto("/cart")
  await expect(itemsOf(page)).toHaveCount(2)
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "2")
  await page.context().clearCookies()
  expect((await restore({ line: lines[0] ?? "" })).headers().location).toBe("/cart?problem=unavailable")
})

test("other tabs follow @once", async ({ page, context }) => {
  const other = await context.newPage()
  await other.goto("/")
  await addNotebook(page)
  await expect(countOf(other)).toHaveAttribute("data-cart-count", "1")
  await other.goto("/cart")
  await itemsOf(page)
    .getByRole("button", { name: /^One more/ })
    .click()
  await expect(itemsOf(other).first()).toContainText("Quantity 2")
  await other.getByRole("button", { name: "Clear cart" }).click()
  await expect(panelOf(page).getByText("Your cart is empty")).toBeVisible()
  await expect(countOf(page)).not.toHaveAttribute("data-cart-count", /./)
})
