import { expect, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import { buyByCart } from "./purchase-by-cart"
import { answerAll, CARDS, fillPurchase, openPurchasePage, payButton, referenceNumber } from "./purchase-steps"
import { PASSWORD, register } from "./register"
import { buyByApi } from "./shop"
import { checkPassword, freshEmail, signIn, signOut } from "./sign-in-steps"

test("a new customer registers, sees empty pages that explain themselves, and loses access after signing out", async ({
  page,
  context,
}) => {
  await register(page, freshEmail())
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Asha Rao")
  await expect(page.getByRole("heading", { name: "Your requests will appear here" })).toBeVisible()
  await expect(page.getByRole("link", { name: "Find a service" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.getByRole("navigation", { name: "Your account" }).getByRole("link", { name: "Orders" }).click()
  await expect(page.getByRole("heading", { name: "Your orders will appear here" })).toBeVisible()
  await expectAccessible(page)

  const session = (await context.cookies()).find(({ name }) => name === "atrium_session")
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" })
  await signOut(page)
  expect((await context.cookies()).some(({ name }) => name === "atrium_session")).toBe(false)
  await page.goto("/account/orders")
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%2Forders$/)
  await expectAccessible(page)
})

test("a customer returns to their page after signing in, buys, and sees the request and the order", async ({
  page,
}) => {
  await page.goto("/account/orders")
  await checkPassword(page, "atrium-demo")
  await signIn(page, "ravi@customers.atrium.test", "atrium-demo")
  await expect(page).toHaveURL("/account/orders", { timeout: 20_000 })

  const { service } = await openPurchasePage(page)
  // The customer's details are prefilled.
  await expect(page.getByLabel("Email")).toHaveValue("ravi@customers.atrium.test")
  await fillPurchase(page, "ravi@customers.atrium.test", CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)

  await page.goto("/account")
  const row = page.getByRole("listitem").filter({ hasText: reference })
  await expect(row).toContainText(service)
  // The request may or may not be assigned to a provider yet.
  await expect(row).toContainText(/Waiting for first contact|Specialist assigned/)
  await expect(row).toContainText(/A specialist will contact you|Your specialist reviews/)
  await expectFits(page)
  await expectAccessible(page)

  await row.getByRole("link", { name: service }).click()
  await expect(page).toHaveURL(/\/account\/requests\//)
  await expect(page.getByText(reference)).toBeVisible()
  await expect(page.getByText("Please register my shop.")).toBeVisible()
  await expect(page.getByRole("list", { name: "History" }).getByRole("listitem")).not.toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)

  await page.goto("/account/orders")
  await page.getByRole("link", { name: /^OR-/ }).first().click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Order OR-")
  await expect(page.getByText(service)).toBeVisible()
  await expect(page.getByText(/^1 × /)).toBeVisible()
  await expect(page.getByText("Total")).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
})

test("questions the cart didn't ask, including conditional ones, are asked on the request page", async ({ page }) => {
  const email = freshEmail()
  await register(page, email)
  await buyByCart(email, PASSWORD)
  await expect(async () => {
    await page.goto("/account")
    await page.locator("a[href^='/account/requests/']").first().click({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByRole("heading", { name: "Questions for you" })).toBeVisible()
  await page.waitForLoadState("networkidle")
  // The task for open questions is completed automatically, so it has no button.
  await expect(page.getByRole("button", { name: /^Mark as done/ })).toHaveCount(0)

  const form = page.getByRole("form", { name: "Open questions" })
  await form.getByRole("button", { name: "Send answers" }).click()
  await expect(form.locator("[aria-invalid='true']").first()).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  await answerAll(form)
  await form.getByRole("button", { name: "Send answers" }).click()
  await expect(form).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByText("As agreed").first()).toBeVisible()
})

test("a guest is invited to register after buying, then finds the purchase in the account, and adds a later one", async ({
  page,
}) => {
  test.setTimeout(180_000)
  const email = freshEmail()
  await openPurchasePage(page)
  await fillPurchase(page, email, CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)
  await expect(page.getByRole("heading", { name: "Keep everything in one place" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveAttribute("href", "/register")

  await register(page, email)
  await expect(async () => {
    await page.goto("/account")
    await expect(page.getByRole("listitem").filter({ hasText: reference })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole("link", { name: "Add it to your account" }).click()
  await expect(page.getByRole("heading", { name: "Add a purchase" })).toBeVisible()
  await page.getByLabel("Reference number").fill("SR-0000")
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("We can't find that number")).toBeVisible({ timeout: 20_000 })
  await expectFits(page)
  await expectAccessible(page)

  // Bought with another address: the link in the email to that address adds it.
  const other = await buyByApi()
  await page.getByLabel("Reference number").fill(other.reference)
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("Check the inbox of the purchase")).toBeVisible({ timeout: 20_000 })
  const linkIn = async () => {
    const message = (await emailsTo(other.email)).find(({ subject }) => subject.startsWith("Add purchase"))
    return /\/account\/claim\/confirm#\S+/.exec(message?.text ?? "")?.[0] ?? ""
  }
  await expect.poll(linkIn, { timeout: 20_000 }).not.toBe("")
  await page.goto(await linkIn())
  await expect(page).toHaveURL("/account/claim/confirm")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("The purchase is in your account")).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole("listitem").filter({ hasText: other.reference })).toBeVisible()
})

test("a customer chooses which emails they get, and the link of an email asks before it unsubscribes", async ({
  page,
}) => {
  test.setTimeout(120_000)
  const email = freshEmail()
  await register(page, email)
  await page.getByRole("navigation", { name: "Your account" }).getByRole("link", { name: "Emails" }).click()
  const updates = page.getByLabel("Progress of your requests")
  await expect(updates).toBeChecked()
  await expectFits(page)
  await expectAccessible(page)
  await updates.uncheck()
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Your choice is saved")).toBeVisible({ timeout: 20_000 })
  await expect(updates).not.toBeChecked()
  await page.reload()
  await expect(updates).not.toBeChecked()

  const linkIn = async () => {
    const welcome = (await emailsTo(email)).find(({ text }) => text.includes("/unsubscribe?token="))
    return /\/unsubscribe\?token=[\w-]+/.exec(welcome?.text ?? "")?.[0] ?? ""
  }
  await expect.poll(linkIn, { timeout: 30_000 }).not.toBe("")
  // What the unsubscribe button of a mail program does; opened by a person, the same address asks first.
  const oneClick = (await linkIn()).replace("/unsubscribe?", "/unsubscribe/one-click?")
  await page.goto(oneClick)
  await expect(page).toHaveURL(/\/unsubscribe\?token=/)
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Unsubscribe" }).click()
  await expect(page.getByText("You're unsubscribed")).toBeVisible({ timeout: 20_000 })
  const posted = await page.request.post(oneClick, { form: { "List-Unsubscribe": "One-Click" } })
  expect(posted.status()).toBe(200)
  const wrong = await page.request.post("/unsubscribe/one-click?token=none", {
    form: { "List-Unsubscribe": "One-Click" },
  })
  expect(wrong.status()).toBe(422)
})
