import { expect, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import {
  agree,
  CARDS,
  openPurchasePage,
  fillCard,
  fillPurchase,
  fillWork,
  fillCustomer,
  mistyped,
  payButton,
  pressPay,
  referenceNumber,
} from "./purchase-steps"

const freshEmail = () => `tara-${crypto.randomUUID()}@example.com`

test("a guest keeps their details after a decline, pays with another card, and tracks a mistyped number", async ({
  page,
}) => {
  const email = freshEmail()
  const { service } = await openPurchasePage(page)
  await expectFits(page)
  await expectAccessible(page)
  await fillPurchase(page, email, CARDS.declined)
  await payButton(page).click()

  const problem = page.getByRole("alert").filter({ hasText: "Your card was declined" })
  await expect(problem).toContainText("Try another card, or contact your bank", { timeout: 30_000 })
  await expect(problem).toBeFocused()
  await expect(page.getByLabel("Full name")).toHaveValue("Tara Menon")
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await expect(page.getByLabel("What do you need?")).not.toHaveValue("")
  await expect(page.getByLabel("Card number")).toHaveValue(CARDS.declined)
  await expect(page.getByLabel(/^I agree/)).toBeChecked()
  await expectAccessible(page)

  await page.getByLabel("Card number").fill(CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Your payment went through")
  await expect(page.getByText(email)).toBeVisible()
  // A shared computer keeps nothing of what was entered.
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("atrium.purchase.")))
  ).toEqual([])
  await expect(page.getByText(service).first()).toBeVisible()
  await expect(page.getByRole("heading", { name: "What happens next" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.reload()
  expect(await referenceNumber(page)).toBe(reference)

  await page.goto("/track")
  await page.getByRole("textbox", { name: "Reference number" }).fill(mistyped(reference))
  await page.getByRole("button", { name: "Show status" }).click()
  await expect(page.getByText("Did you mean")).toContainText(reference)
  await page.getByRole("button", { name: "Use this number" }).click()
  await expect(page).toHaveURL(`/track/${reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(reference)
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
})

test("the pay button is announced as enabled only while every field is valid [P8 R3.5] @once", async ({ page }) => {
  await openPurchasePage(page)
  await expect(payButton(page)).toHaveAttribute("aria-disabled", "true")
  await page.getByLabel("Full name").focus()
  await expect(payButton(page)).toHaveAccessibleDescription(/fields need attention\./)
  await fillCustomer(page, freshEmail())
  await fillWork(page)
  await fillCard(page, CARDS.succeeds)
  await expect(payButton(page)).toHaveAccessibleDescription("One field needs attention.")
  await agree(page)
  await expect(payButton(page)).not.toHaveAttribute("aria-disabled")
  for (const [field, invalid, valid] of [
    ["Email", "tara@", "tara@example.com"],
    ["Phone", "98765", "+919876543210"],
    ["Card number", "4242 4242 4242 4241", CARDS.succeeds],
    ["What do you need?", "   ", "Register my shop"],
  ] as const) {
    await page.getByLabel(field, { exact: true }).fill(invalid)
    await expect(payButton(page)).toHaveAttribute("aria-disabled", "true")
    await page.getByLabel(field, { exact: true }).fill(valid)
    await expect(payButton(page)).not.toHaveAttribute("aria-disabled")
  }
})

test("pressing the pay button leads to the first field that needs attention and starts nothing [P8 R3.5]", async ({
  page,
}) => {
  await openPurchasePage(page)
  const sent: string[] = []
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url())
  })
  await pressPay(page)
  await expect(page.getByLabel("Full name")).toBeFocused()
  await expect(page.getByLabel("Full name")).toHaveAccessibleDescription(/Enter your full name/)
  await fillCustomer(page, freshEmail())
  await fillWork(page)
  await pressPay(page)
  await expect(page.getByLabel("Card number")).toBeFocused()
  await fillCard(page, CARDS.succeeds)
  await pressPay(page)
  await expect(page.getByLabel(/^I agree/)).toBeFocused()
  await expect(page.getByLabel(/^I agree/)).toBeInViewport()
  // Enter in a field does the same.
  await page.getByLabel("Email").fill("tara@")
  await page.getByLabel("Security code").press("Enter")
  await expect(page.getByLabel("Email")).toBeFocused()
  expect(sent).toEqual([])
})

test("the error summary lists every missing field with a link to it [P7 R3.3]", async ({ page }) => {
  await openPurchasePage(page)
  await page.getByLabel("Phone").focus()
  await page.getByRole("button", { name: "Show me" }).click()
  await expect(page.getByLabel("Full name")).toBeFocused()
  const summary = page.getByRole("group", { name: /needs? attention$/ })
  for (const name of ["Full name", "Email", "Phone", "What you need", "Card number", "Expiry date", "Security code"])
    await expect(summary.getByRole("button", { name: new RegExp(`^${name}:`) })).toBeVisible()
  await expectAccessible(page)
  await summary.getByRole("button", { name: /^Email:/ }).click()
  await expect(page.getByLabel("Email")).toBeFocused()
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Enter/)
})

test("a field shows its error when it loses the focus and clears it once it is valid", async ({ page }) => {
  await openPurchasePage(page)
  await page.getByLabel("Email").fill("tara.example.com")
  await page.getByLabel("Phone").fill("98765 43210")
  await page.getByLabel("Full name").focus()
  await expect(page.getByText("Enter a valid email address, for example name@example.com")).toBeVisible()
  await expect(page.getByText("Enter a phone number with its country code, for example +91")).toBeVisible()
  await page.getByLabel("Email").fill("tara@example.com")
  await expect(page.getByText("Enter a valid email address")).toHaveCount(0)
})

test("a click isn't lost when the error of the previous field moves the page", async ({ page }) => {
  await openPurchasePage(page)
  const work = page.locator("#step-work")
  const choice = work.getByRole("radio").or(work.getByRole("checkbox")).first()
  await page.getByLabel("Phone").fill("98765")
  await choice.click()
  await expect(choice).toBeChecked()
  await expect(page.getByText("Enter a phone number with its country code")).toBeVisible()
  // Also when an error disappears.
  await page.getByLabel("Phone").fill("+91 98765 43210")
  await page.getByLabel(/^I agree/).click()
  await expect(page.getByLabel(/^I agree/)).toBeChecked()
})

test("the fields have the right types and autofill attributes [P38 R12.2] @once", async ({ page }) => {
  await openPurchasePage(page)
  const attributes = { "Full name": ["text", "name"], Email: ["email", "email"], Phone: ["tel", "tel"] } as const
  for (const [label, [type, autocomplete]] of Object.entries(attributes)) {
    await expect(page.getByLabel(label)).toHaveAttribute("type", type)
    await expect(page.getByLabel(label)).toHaveAttribute("autocomplete", autocomplete)
  }
  await expect(page.getByLabel("Card number")).toHaveAttribute("autocomplete", "cc-number")
  await expect(page.getByLabel("Card number")).toHaveAttribute("inputmode", "numeric")
})

test("a reload keeps the form without the card, and the card is never stored @once", async ({ page }) => {
  await openPurchasePage(page)
  const email = freshEmail()
  await fillPurchase(page, email, CARDS.succeeds)
  await expect(payButton(page)).toBeEnabled()
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])
  )
  expect(stored.replace(/\D/g, "")).not.toContain("42424242")
  await page.reload()
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await expect(page.getByLabel("What do you need?")).not.toHaveValue("")
  await expect(page.getByLabel("Card number")).toHaveValue("")
  await expect(payButton(page)).toHaveAttribute("aria-disabled", "true")
  await fillCard(page, CARDS.succeeds)
  await expect(payButton(page)).toBeEnabled()
})

test("a reload shows the details before the page's script has run, and a second tab has them too @once", async ({
  page,
  context,
}) => {
  await openPurchasePage(page)
  const email = freshEmail()
  await fillPurchase(page, email, CARDS.succeeds)
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(second.getByLabel("Email")).toHaveValue(email)
  await expect(second.getByLabel(/^I agree/)).toBeChecked()
  await expect(second.getByLabel("Card number")).toHaveValue("")
  // Nothing is left once the last tab is closed.
  expect(await page.evaluate(() => localStorage.length)).toBe(0)

  await page.route("**/_next/static/**/*.js", (route) => route.abort())
  await page.reload()
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await expect(page.getByLabel("What do you need?")).not.toHaveValue("")
})

test("going back to the form after paying shows what was bought and offers to buy another", async ({ page }) => {
  await openPurchasePage(page)
  const form = page.url()
  await fillPurchase(page, freshEmail(), CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)
  await page.goBack()
  await expect(page).toHaveURL(form)
  const bought = page.getByRole("status").filter({ hasText: "You already bought this" })
  await expect(bought.getByRole("link", { name: reference })).toHaveAttribute("href", `/track/${reference}`)
  await expect(payButton(page)).toHaveCount(0)
  await expectAccessible(page)
  await page.reload()
  await expect(bought).toContainText(reference)
  await bought.getByRole("link", { name: "View your confirmation" }).click()
  expect(await referenceNumber(page)).toBe(reference)
  await page.goto(form)
  await bought.getByRole("button", { name: "Buy another" }).click()
  await expect(page.getByLabel("Full name")).toHaveValue("")
})

test("no page is wider than a phone's screen, however long a word is @once", async ({ page }) => {
  const word = "w".repeat(150)
  await page.setViewportSize({ width: 390, height: 844 })
  await openPurchasePage(page)
  await fillPurchase(page, freshEmail(), CARDS.succeeds)
  await page.getByLabel("Full name").fill(word)
  await page.getByLabel("What do you need?").fill(word)
  for (const field of await page.locator("#step-work input[type=text]").all()) await field.fill(word)
  await expectFits(page)
  await payButton(page).click()
  await referenceNumber(page)
  await expectFits(page)
  await page.goto(`/?q=${word.slice(0, 100)}`)
  await expectFits(page)
})

test("the card is sent only to the payment provider @once", async ({ page }) => {
  const receivers = new Set<string>()
  page.on("request", (request) => {
    if (request.postData()?.replace(/\D/g, "").includes("4242424242424242"))
      receivers.add(new URL(request.url()).pathname)
  })
  await openPurchasePage(page)
  await fillPurchase(page, freshEmail(), CARDS.succeeds)
  await payButton(page).click()
  await referenceNumber(page)
  expect([...receivers]).toHaveLength(1)
  expect([...receivers][0]).toMatch(/^\/sandbox-gateway\/payment-intents\/[^/]+\/confirm$/)
})

test("a double click buys once @once", async ({ page }) => {
  let confirmations = 0
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/confirm")) confirmations++
  })
  await openPurchasePage(page)
  await fillPurchase(page, freshEmail(), CARDS.succeeds)
  await payButton(page).dblclick()
  await referenceNumber(page)
  expect(confirmations).toBe(1)
})

test("canceling the bank's confirmation declines the payment, and confirming it pays @once", async ({ page }) => {
  await openPurchasePage(page)
  await fillPurchase(page, freshEmail(), CARDS.requiresConfirmation)
  await payButton(page).click()
  const dialog = page.getByRole("dialog", { name: "Confirm this payment" })
  await expect(dialog).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Cancel payment" }).click()
  await expect(page.getByText("Your bank couldn't confirm it's you")).toBeVisible({ timeout: 30_000 })
  await payButton(page).click()
  await dialog.getByRole("button", { name: "Confirm payment" }).click({ timeout: 30_000 })
  await referenceNumber(page)
})

test("a purchase with a failed payment has a page with the reason and can be paid from there", async ({ page }) => {
  await openPurchasePage(page)
  await fillPurchase(page, freshEmail(), CARDS.insufficientFunds)
  const confirmation = page.waitForResponse((response) => response.url().endsWith("/confirm"))
  await payButton(page).click()
  await confirmation
  await expect(page.getByText("This card has insufficient funds")).toBeVisible({ timeout: 30_000 })
  const link = page.getByRole("link", { name: "Pay later" })
  const purchaseId = /\/purchase\/([^/]+)$/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? ""
  expect(purchaseId).not.toBe("")

  await page.goto(`/purchase/${purchaseId}/failed`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("This card has insufficient funds")
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("link", { name: "Try again" }).click()
  await expect(page).toHaveURL(`/purchase/${purchaseId}`)
  await expect(payButton(page)).toHaveAttribute("aria-disabled", "true")
  await pressPay(page)
  await expect(page.getByLabel("Card number")).toBeFocused()
  await expectAccessible(page)
  await fillCard(page, CARDS.succeeds)
  await payButton(page).click()
  await referenceNumber(page)
  expect(page.url()).toContain(purchaseId)
})

test("an unknown purchase and an unavailable plan show a clear message", async ({ page }) => {
  const response = await page.goto("/purchase/pur_0000000000000000000000/confirmation")
  expect(response?.status()).toBe(404)
  await page.goto("/purchase?service=no-such-service&tier=variant_none")
  await expect(page.getByRole("heading", { name: "This is no longer for sale" })).toBeVisible()
  await expectAccessible(page)
})

test("the affiliate code of the first page is kept up to the purchase [P28 R10.1] @once", async ({ page, context }) => {
  await openPurchasePage(page, "/?ref=MAYA10")
  await page.goto("/track")
  await page.goBack()
  const cookie = (await context.cookies()).find(({ name }) => name === "atrium_ref")
  expect(decodeURIComponent(cookie?.value ?? "")).toContain("MAYA10")
  expect(cookie?.httpOnly).toBe(true)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the purchase page explains that paying requires JavaScript @once", async ({ page }) => {
    await openPurchasePage(page)
    // Chromium hides <noscript> when JavaScript is disabled by Playwright.
    expect(await page.locator("noscript").innerText()).toContain("Payment requires JavaScript")
    await expect(payButton(page)).toBeDisabled()
  })
})
