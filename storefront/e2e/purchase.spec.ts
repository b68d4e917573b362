import { expect, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import {
  agree,
  CARDS,
  chooseATier,
  fillCard,
  fillPurchase,
  fillWork,
  fillYou,
  mistyped,
  payButton,
  referenceNumber,
} from "./purchase-steps"

const freshEmail = () => `tara-${crypto.randomUUID()}@example.com`

test("a guest is declined, loses nothing, pays with another card, and tracks a mistyped number", async ({ page }) => {
  const email = freshEmail()
  const { service } = await chooseATier(page)
  await expectFits(page)
  await expectAccessible(page)
  await fillPurchase(page, email, CARDS.declined)
  await payButton(page).click()

  const problem = page.getByRole("alert").filter({ hasText: "The bank declined this card" })
  await expect(problem).toContainText("Try another card or call your bank", { timeout: 30_000 })
  await expect(problem).toBeFocused()
  await expect(page.getByLabel("Full name")).toHaveValue("Tara Menon")
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await expect(page.getByLabel("What do you need?")).not.toHaveValue("")
  await expect(page.getByLabel("Card number")).toHaveValue(CARDS.declined)
  await expect(page.getByLabel(/^I agree/)).toBeChecked()
  await expectAccessible(page)

  await page.getByLabel("Card number").fill(CARDS.pays)
  await payButton(page).click()
  const reference = await referenceNumber(page)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Your payment went through")
  await expect(page.getByText(email)).toBeVisible()
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
  await page.getByRole("button", { name: "Yes, show it" }).click()
  await expect(page).toHaveURL(`/track/${reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(reference)
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
})

test("[P8 R3.5] the pay button opens with the last valid field and closes with the first wrong one", async ({
  page,
}) => {
  await chooseATier(page)
  await expect(payButton(page)).toBeDisabled()
  await fillYou(page, freshEmail())
  await fillWork(page)
  await fillCard(page, CARDS.pays)
  await expect(payButton(page)).toBeDisabled()
  await agree(page)
  await expect(payButton(page)).toBeEnabled()
  for (const [field, wrong, right] of [
    ["Email", "tara@", "tara@example.com"],
    ["Phone", "98765", "+919876543210"],
    ["Card number", "4242 4242 4242 4241", CARDS.pays],
    ["What do you need?", "   ", "Register my shop"],
  ] as const) {
    await page.getByLabel(field, { exact: true }).fill(wrong)
    await expect(payButton(page)).toBeDisabled()
    await page.getByLabel(field, { exact: true }).fill(right)
    await expect(payButton(page)).toBeEnabled()
  }
})

test("[P7 R3.3] asked what is missing, the page names every field, and each line leads to its own", async ({
  page,
}) => {
  await chooseATier(page)
  await page.getByLabel("Full name").focus()
  await page.getByRole("button", { name: "Show me" }).click()
  const summary = page.getByRole("group", { name: /needs? attention$/ })
  await expect(summary).toBeFocused()
  for (const name of ["Full name", "Email", "Phone", "What you need", "Card number", "Expiry date", "Security code"])
    await expect(summary.getByRole("button", { name: new RegExp(`^${name}:`) })).toBeVisible()
  await expectAccessible(page)
  await summary.getByRole("button", { name: /^Email:/ }).click()
  await expect(page.getByLabel("Email")).toBeFocused()
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Enter/)
})

test("a field says what is wrong when it is left, in words that help, and falls silent once it is right", async ({
  page,
}) => {
  await chooseATier(page)
  await page.getByLabel("Email").fill("tara.example.com")
  await page.getByLabel("Phone").fill("98765 43210")
  await page.getByLabel("Full name").focus()
  await expect(page.getByText("Enter a valid email address, for example name@example.com")).toBeVisible()
  await expect(page.getByText("Enter a phone number with its country code, for example +91")).toBeVisible()
  await page.getByLabel("Email").fill("tara@example.com")
  await expect(page.getByText("Enter a valid email address")).toHaveCount(0)
})

test("a press that leaves a wrong field is not lost when the field's error moves the page", async ({ page }) => {
  await chooseATier(page)
  const work = page.locator("#step-work")
  const choice = work.getByRole("radio").or(work.getByRole("checkbox")).first()
  await page.getByLabel("Phone").fill("98765")
  await choice.click()
  await expect(choice).toBeChecked()
  await expect(page.getByText("Enter a phone number with its country code")).toBeVisible()
  // And the other way round: an error that goes away under the pointer.
  await page.getByLabel("Phone").fill("+91 98765 43210")
  await page.getByLabel(/^I agree/).click()
  await expect(page.getByLabel(/^I agree/)).toBeChecked()
})

test("[P38 R12.2] the fields bring up the keyboard and the filling-in that fit them", async ({ page }) => {
  await chooseATier(page)
  const attributes = { "Full name": ["text", "name"], Email: ["email", "email"], Phone: ["tel", "tel"] } as const
  for (const [label, [type, autocomplete]] of Object.entries(attributes)) {
    await expect(page.getByLabel(label)).toHaveAttribute("type", type)
    await expect(page.getByLabel(label)).toHaveAttribute("autocomplete", autocomplete)
  }
  await expect(page.getByLabel("Card number")).toHaveAttribute("autocomplete", "cc-number")
  await expect(page.getByLabel("Card number")).toHaveAttribute("inputmode", "numeric")
})

test("a reload keeps what was typed, but no card, and nothing of a card was stored", async ({ page }) => {
  await chooseATier(page)
  const email = freshEmail()
  await fillPurchase(page, email, CARDS.pays)
  await expect(payButton(page)).toBeEnabled()
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])
  )
  expect(stored.replace(/\D/g, "")).not.toContain("42424242")
  await page.reload()
  await expect(page.getByLabel("Email")).toHaveValue(email)
  await expect(page.getByLabel("What do you need?")).not.toHaveValue("")
  await expect(page.getByLabel("Card number")).toHaveValue("")
  await expect(payButton(page)).toBeDisabled()
  await fillCard(page, CARDS.pays)
  await expect(payButton(page)).toBeEnabled()
})

test("the card goes to the payment provider alone", async ({ page }) => {
  const receivers = new Set<string>()
  page.on("request", (request) => {
    if (request.postData()?.replace(/\D/g, "").includes("4242424242424242"))
      receivers.add(new URL(request.url()).pathname)
  })
  await chooseATier(page)
  await fillPurchase(page, freshEmail(), CARDS.pays)
  await payButton(page).click()
  await referenceNumber(page)
  expect([...receivers]).toHaveLength(1)
  expect([...receivers][0]).toMatch(/^\/sandbox-gateway\/payment-intents\/[^/]+\/confirm$/)
})

test("a double click buys once", async ({ page }) => {
  let confirmations = 0
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/confirm")) confirmations++
  })
  await chooseATier(page)
  await fillPurchase(page, freshEmail(), CARDS.pays)
  await payButton(page).dblclick()
  await referenceNumber(page)
  expect(confirmations).toBe(1)
})

test("the bank's question: refusing it declines, confirming it pays", async ({ page }) => {
  await chooseATier(page)
  await fillPurchase(page, freshEmail(), CARDS.asksBank)
  await payButton(page).click()
  const dialog = page.getByRole("dialog", { name: "Your bank asks you to confirm" })
  await expect(dialog).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "No, stop this payment" }).click()
  await expect(page.getByText("Your bank couldn't confirm it's you")).toBeVisible({ timeout: 30_000 })
  await payButton(page).click()
  await dialog.getByRole("button", { name: "Yes, it's me" }).click({ timeout: 30_000 })
  await referenceNumber(page)
})

test("a purchase whose payment failed has a page with the reason, from which it can be paid", async ({ page }) => {
  await chooseATier(page)
  await fillPurchase(page, freshEmail(), CARDS.poor)
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
  await expect(payButton(page)).toBeDisabled()
  await expectAccessible(page)
  await fillCard(page, CARDS.pays)
  await payButton(page).click()
  await referenceNumber(page)
  expect(page.url()).toContain(purchaseId)
})

test("an unknown purchase and a tier that is not sold are told in plain words", async ({ page }) => {
  const answer = await page.goto("/purchase/pur_0000000000000000000000/confirmation")
  expect(answer?.status()).toBe(404)
  await page.goto("/purchase?service=no-such-service&tier=variant_none")
  await expect(page.getByRole("heading", { name: "This is no longer for sale" })).toBeVisible()
  await expectAccessible(page)
})

test("[P28 R10.1] the affiliate's code comes along from the first page to the purchase", async ({ page, context }) => {
  await chooseATier(page, "/?ref=MAYA10")
  await page.goto("/track")
  await page.goBack()
  const cookie = (await context.cookies()).find(({ name }) => name === "atrium_ref")
  expect(decodeURIComponent(cookie?.value ?? "")).toContain("MAYA10")
  expect(cookie?.httpOnly).toBe(true)
})

test.describe("before any script has arrived", () => {
  test.use({ javaScriptEnabled: false })

  test("the purchase page shows what is bought and says what paying needs", async ({ page }) => {
    await chooseATier(page)
    // Chromium keeps <noscript> hidden when scripts are only switched off for a test.
    expect(await page.locator("noscript").innerText()).toContain("Payment requires JavaScript")
    await expect(payButton(page)).toBeDisabled()
  })
})
