import { expect, type Locator, type Page, type Request, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { register } from "./register"
import { answerAll, CARDS, fillCard, payButton, referenceNumber } from "./purchase-steps"

const ADD = /^Add to cart/
const itemsOf = (page: Page): Locator => page.getByRole("list", { name: "Items" }).getByRole("listitem")
const countOf = (page: Page): Locator => page.locator("[data-cart-link]")
/** The cart at the side of other pages. */
const panelOf = (page: Page): Locator => page.getByRole("dialog", { name: "Your cart" })

/** Waits for what was added: in the panel, which leads to the cart page, or on the cart page without JavaScript. */
const openCart = async (page: Page, scripts: boolean): Promise<void> => {
  if (scripts) {
    await expect(panelOf(page).getByText("Added to your cart.")).toBeVisible()
    await panelOf(page).getByRole("link", { name: "View cart" }).click()
  }
  await expect(page).toHaveURL(/\/cart$/)
}

/** Adds the cheapest plan of a service on the home page, and opens the cart page. */
const addService = async (page: Page, position: number, scripts = true): Promise<void> => {
  await page.goto("/")
  await page.getByRole("article").nth(position).getByRole("button", { name: ADD }).click()
  await openCart(page, scripts)
}

/** Adds a good from its page, and opens the cart page. */
const addGood = async (page: Page, scripts = true): Promise<void> => {
  await page.goto("/goods/record-notebook")
  await page.getByRole("button", { name: "Add to cart: Record notebook, A5" }).click()
  await openCart(page, scripts)
}

const freshEmail = () => `tara-${crypto.randomUUID()}@example.com`

const fillContact = async (page: Page, email = freshEmail()): Promise<void> => {
  await page.getByLabel("Full name").fill("Tara Menon")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Phone").fill("+91 98765 43210")
}

const fillAddress = async (page: Page): Promise<void> => {
  await page.getByLabel("Street and house number").fill("12 Residency Road")
  await page.getByLabel("Postal code").fill("560025")
  await page.getByLabel("City").fill("Bengaluru")
}

/** Keeps React's scripts from loading until the returned function is called. */
const holdScripts = async (page: Page): Promise<() => void> => {
  let send = () => {}
  const held = new Promise<void>((resolve) => {
    send = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held
    await route.continue()
  })
  return send
}

test("a guest pays for two services and a product with a coupon, after a declined card, and claims them [R06]", async ({
  page,
}) => {
  test.setTimeout(180_000)
  const email = freshEmail()
  await addService(page, 0)
  await addService(page, 1)
  await addGood(page)
  const items = itemsOf(page)
  await expect(items).toHaveCount(3)
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "3")
  await expect(page.getByText("Chosen at checkout")).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)

  await page.getByRole("link", { name: "Check out" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible()
  // The total includes the preselected shipping.
  await expect(page.getByText("Chosen at checkout")).toHaveCount(0)
  await page.getByLabel("Full name").fill("Tara Menon")
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await expect(page.getByText(/fields need attention/)).toBeVisible()
  await expect(page.getByLabel("Full name")).toHaveValue("Tara Menon")
  await expectAccessible(page)
  await expectFits(page)

  await fillContact(page, email)
  await fillAddress(page)
  await page.getByLabel("Coupon").fill("NO-SUCH-CODE")
  await page.getByRole("button", { name: "Apply coupon" }).click()
  await expect(page.getByText("This code isn't valid")).toBeVisible()
  await page.getByLabel("Coupon").fill("WELCOME10")
  await page.getByRole("button", { name: "Apply coupon" }).click()
  await expect(page.getByText("Discount")).toBeVisible()
  await answerAll(page.getByRole("form", { name: "Checkout" }))
  await page.getByLabel(/^I agree/).check()
  await page.getByRole("button", { name: "Continue to payment" }).click()

  await expect(page).toHaveURL(/\/purchase\/pur_[^/]+$/)
  await expect(page.getByText("Record notebook, A5")).toBeVisible()
  await expect(page.getByText("Discount")).toBeVisible()
  await fillCard(page, CARDS.declined)
  await payButton(page).click()
  await expect(page.getByText("Your card was declined").first()).toBeVisible()

  // A failed payment loses nothing.
  const purchase = page.url()
  await page.getByRole("link", { name: "Change your cart" }).click()
  await expect(items).toHaveCount(3)
  // On a slow connection, the card is typed before the page's script has loaded.
  const sendScripts = await holdScripts(page)
  await page.goto(purchase, { waitUntil: "commit" })
  await fillCard(page, CARDS.succeeds)
  sendScripts()
  await payButton(page).click({ timeout: 30_000 })
  await referenceNumber(page)
  await expect(page.getByText("Record notebook, A5")).toBeVisible()
  await expect(countOf(page)).not.toHaveAttribute("data-cart-count", /./)
  const references = await page
    .getByRole("list", { name: /^Your reference number/ })
    .getByText(/^SR-/)
    .allInnerTexts()
  expect(references).toHaveLength(2)
  await expect(page.getByRole("link", { name: "Create an account" })).toBeVisible()
  await page.goto("/cart")
  await expect(page.getByText("Your cart is empty")).toBeVisible()

  // Proof of the address is enough: the account has both requests, and the order with the product.
  await register(page, email)
  await expect(async () => {
    await page.goto("/account")
    for (const reference of references)
      await expect(page.getByRole("listitem").filter({ hasText: reference })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await page.goto("/account/orders")
  await page.getByRole("main").getByRole("link", { name: /^OR-/ }).first().click()
  await expect(page.getByText("Record notebook")).toBeVisible()
  await expectFits(page)
})

test("a line is increased, decreased, removed, put back and cleared, up to what is left", async ({ page }) => {
  await page.goto("/goods/record-notebook")
  await page.getByRole("button", { name: "Add to cart: Record notebook, A4" }).click()
  await openCart(page, true)
  const line = itemsOf(page).first()
  const more = line.getByRole("button", { name: /^One more/ })
  await more.click()
  await expect(line).toContainText("Quantity 2")
  await more.click()
  await expect(line).toContainText("These are all we have in stock")
  await expect(more).toBeDisabled()
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "3")
  await line.getByRole("button", { name: /^One less/ }).click()
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "2")
  await line.getByRole("button", { name: /^Remove/ }).click()
  await expect(page.getByText("Your cart is empty")).toBeVisible()
  const undo = page.getByRole("button", { name: "Undo" })
  await expect(undo).toBeFocused()
  await undo.click()
  await expect(line).toContainText("Quantity 2")
  await page.getByRole("button", { name: "Clear cart" }).click()
  await expect(page.getByText("Your cart is empty")).toBeVisible()
  await expect(countOf(page)).not.toHaveAttribute("data-cart-count", /./)
  await undo.click()
  await expect(line).toContainText("Quantity 2")
  await expect(countOf(page)).toHaveAttribute("data-cart-count", "2")
})

test("adding a plan from its service's page puts the selected plan into the cart", async ({ page }) => {
  await page.goto("/")
  await page.getByRole("article").first().getByRole("heading").getByRole("link").click()
  const plan = page.getByRole("radio").last()
  await plan.check()
  const title = (await plan.getAttribute("data-title")) ?? ""
  await page.getByRole("complementary", { name: "Buy" }).getByRole("button", { name: "Add to cart" }).click()
  await openCart(page, true)
  await expect(itemsOf(page)).toContainText([title])
  // The cart follows the currency of the pages.
  await page.goto("/")
  await page.getByRole("button", { name: "Prices in USD" }).filter({ visible: true }).click()
  await expect(page.getByRole("article").first()).toContainText("$")
  await page.goto("/cart")
  await expect(itemsOf(page)).toContainText(["$"])
})

test("a guest's cart is the customer's after signing in, also in another browser @once", async ({ page, browser }) => {
  const account = "ravi@customers.atrium.test"
  const signIn = async (where: Page) => {
    await where.goto("/sign-in?next=/cart")
    await where.getByLabel("Email").fill(account)
    await where.getByLabel("Password").fill("atrium-demo")
    await where.getByRole("button", { name: "Sign in" }).click()
    await expect(where).toHaveURL(/\/cart$/)
  }
  await addService(page, 0)
  const title = (await itemsOf(page).getByRole("link").first().textContent()) ?? ""
  await signIn(page)
  await expect(itemsOf(page).filter({ hasText: title })).toHaveCount(1)
  const other = await browser.newContext()
  const elsewhere = await other.newPage()
  await signIn(elsewhere)
  await expect(itemsOf(elsewhere).filter({ hasText: title })).toHaveCount(1)
  await expect(countOf(elsewhere)).toHaveAttribute("data-cart-count", /^[1-9]/)
  await elsewhere.getByRole("button", { name: "Clear cart" }).click()
  await expect(elsewhere.getByText("Your cart is empty")).toBeVisible()
  await other.close()
})

test("the total follows the country, and keeps what was typed @once", async ({ page }) => {
  await page.goto("/")
  await page.getByRole("button", { name: "Prices in EUR" }).filter({ visible: true }).click()
  await expect(page.getByRole("article").first()).toContainText("€")
  await addGood(page)
  await page.getByRole("link", { name: "Check out" }).click()
  await page.getByLabel("Full name").fill("Tara Menon")
  const totals = page.getByRole("form", { name: "Checkout" }).locator("dl")
  const tax = async () => /Tax included\s*(\S+)/.exec(await totals.innerText())?.[1]
  // The preselected country counts.
  await expect(totals).toContainText("Tax included")
  const country = page.getByLabel("Country")
  const first = await country.inputValue()
  const firstTax = await tax()
  expect(first).not.toBe("ie")
  await country.selectOption("ie")
  await expect.poll(tax).not.toBe(firstTax)
  await expect(country).toHaveValue("ie")
  await expect(page.getByLabel("Full name")).toHaveValue("Tara Menon")
  // What is wrong with other fields stays said.
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await expect(page.getByText(/fields need attention/)).toBeVisible()
  await country.selectOption(first)
  await expect.poll(tax).toBe(firstTax)
  await expect(page.getByText(/fields need attention/)).toBeVisible()

  // A form that is sent meanwhile waits, so that the older address is not saved last.
  const sent = { now: 0, most: 0 }
  const isSubmission = (request: Request) => request.method() === "POST" && request.url().endsWith("/checkout")
  page.on("request", (request) => {
    if (isSubmission(request)) sent.most = Math.max(sent.most, ++sent.now)
  })
  const ended = (request: Request) => {
    if (isSubmission(request)) sent.now -= 1
  }
  page.on("requestfinished", ended)
  page.on("requestfailed", ended)
  let priced = () => {}
  const pressed = new Promise<void>((resolve) => {
    priced = resolve
  })
  await page.route("**/checkout", async (route) => {
    await pressed
    await route.continue()
  })
  const following = page.waitForRequest(isSubmission)
  await country.selectOption("ie")
  await following
  await page.getByRole("button", { name: "Continue to payment" }).click()
  const submitted = page.waitForRequest((request) => isSubmission(request) && request.isNavigationRequest())
  priced()
  await submitted
  await expect(country).toHaveValue("ie")
  await expect.poll(tax).not.toBe(firstTax)
  expect(sent.most).toBe(1)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a cart is filled and checked out up to the payment @once", async ({ page }) => {
    await addService(page, 0, false)
    await addGood(page, false)
    await itemsOf(page)
      .last()
      .getByRole("button", { name: /^One more/ })
      .click()
    await expect(itemsOf(page).last()).toContainText("Quantity 2")
    await page.getByRole("link", { name: "Check out" }).click()
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await expect(page.getByText(/fields need attention/)).toBeVisible()
    await fillContact(page)
    await fillAddress(page)
    await answerAll(page.getByRole("form", { name: "Checkout" }))
    await page.getByLabel(/^I agree/).check()
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await expect(page).toHaveURL(/\/purchase\/pur_[^/]+$/)
    // Chromium hides <noscript> when JavaScript is disabled by Playwright.
    expect(await page.locator("noscript").innerText()).toContain("Payment requires JavaScript")
  })
})
