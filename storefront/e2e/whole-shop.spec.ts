import { type Browser, expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { assignProvider, openRequest, signInToAdmin } from "./admin-steps"
import { emailsTo } from "./inbox"
import { buyButton, CARDS, fillPurchase, payButton, referenceNumber } from "./purchase-steps"
import { backendUrl } from "./shop"

/** Each person in the test has their own device and cookies. */
const DEVICES = {
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const

const PROVIDER = "Asha Menon"

const newPage = async (browser: Browser, device: keyof typeof DEVICES): Promise<Page> =>
  (await browser.newContext(DEVICES[device])).newPage()

/** Follows an affiliate link, views two services, is declined, and pays. */
const buyAsGuest = async (page: Page, email: string) => {
  await page.goto("/?ref=MAYA10")
  const services = page.getByRole("article")
  await services.nth(1).getByRole("heading").first().getByRole("link").click()
  await expect(page).toHaveURL(/\/services\//)
  await page.goBack()
  const service = await services.first().getByRole("heading").first().innerText()
  await services.first().getByRole("heading").first().getByRole("link").click()
  await expect(page.getByRole("heading", { level: 1, name: service })).toBeVisible()
  await buyButton(page).click()
  await expect(page).toHaveURL(/\/purchase\?/)
  await page.waitForLoadState("networkidle")
  await expectFits(page)
  await fillPurchase(page, email, CARDS.declined)
  await payButton(page).click()
  await expect(page.getByRole("alert").filter({ hasText: "Your card was declined" })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByLabel("Card number").fill(CARDS.succeeds)
  await payButton(page).click()
  return { service, reference: await referenceNumber(page) }
}

const completeRequest = async (page: Page, reference: string) => {
  await page.goto("/provider")
  await page.getByLabel("Email").fill("asha@providers.atrium.test")
  await page.getByLabel("Password").fill("atrium-demo")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText(PROVIDER)
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("listitem").filter({ hasText: reference }).getByRole("link").click()
  await expect(page.getByText(reference).first()).toBeVisible()
  await expect(page.getByRole("link", { name: /^Call/ })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("textbox", { name: "Add a note" }).fill("Called the customer, no open questions")
  await page.getByRole("button", { name: "Add note" }).click()
  await expect(page.getByText("Called the customer, no open questions")).toBeVisible()
  await page.getByRole("button", { name: "Start work" }).click()
  await page.getByRole("group").getByRole("button", { name: "Start work" }).click()
  await expect(page.getByText("In progress").first()).toBeVisible()
  await page.getByRole("button", { name: "Mark as completed" }).click()
  await page.getByRole("group").getByRole("button", { name: "Mark as completed" }).click()
  await expect(page.getByText("Completed").first()).toBeVisible()
}

/** Refunds a third of the order in Medusa Admin and returns the amounts. */
const refundThird = async (page: Page) => {
  await page.getByRole("link", { name: "View order" }).click()
  await expect(page).toHaveURL(/\/orders\/order_/)
  const payments = page
    .getByRole("heading", { name: "Payments" })
    .locator("xpath=ancestor::div[contains(@class,'rounded')][1]")
  await payments.getByRole("button").last().click()
  await page.getByRole("menuitem", { name: "Refund" }).click()
  const amount = page.getByRole("dialog").getByRole("textbox").first()
  const paid = Number((await amount.inputValue()).replace(/[^\d.]/g, ""))
  const third = Math.floor((paid / 3) * 100) / 100
  await amount.fill(String(third))
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click()
  await expect(page.getByRole("dialog")).toHaveCount(0)
  return { paid, third }
}

test("a purchase through an affiliate link is completed by its provider, credited, and partially refunded", async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const email = `tara-${crypto.randomUUID()}@example.com`
  const guest = await newPage(browser, "tablet")
  const { reference, service } = await buyAsGuest(guest, email)

  const staff = await newPage(browser, "desktop")
  await signInToAdmin(staff)
  // Reassign to the demo provider with a sign-in, whichever provider was chosen automatically.
  await expect(async () => {
    await openRequest(staff, reference)
    await expect(staff.getByText("Specialist assigned").first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(staff.getByText("MAYA10")).toBeVisible()
  await assignProvider(staff, PROVIDER)

  await completeRequest(await newPage(browser, "phone"), reference)
  await guest.goto(`/track/${reference}`)
  await expect(guest.getByText("Completed").first()).toBeVisible()

  // The confirmation, the receipt, and one email for each public change: assigned, in progress, completed.
  await expect.poll(async () => (await emailsTo(email)).length, { timeout: 30_000 }).toBe(5)
  for (const label of ["Specialist assigned", "In progress", "Completed"])
    expect((await emailsTo(email)).filter(({ subject, text }) => `${subject} ${text}`.includes(label))).toHaveLength(1)

  await staff.reload()
  const { third } = await refundThird(staff)
  // The order, the commission and the request all show the refund.
  await expect(async () => {
    await staff.reload()
    await expect(staff.getByText("Partially refunded").first()).toBeVisible({ timeout: 3_000 })
    await expect(staff.getByText(/^\d+(\.\d+)? ?% of .+ refunded$/)).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await openRequest(staff, reference)
  await expect(staff.getByText("Partially refunded")).toBeVisible({ timeout: 30_000 })

  const maya = await newPage(browser, "desktop")
  await maya.goto("/sign-in?next=%2Faffiliate")
  await maya.getByLabel("Email").fill("maya@affiliates.atrium.test")
  await maya.getByLabel("Password").fill("atrium-demo")
  await maya.getByRole("button", { name: "Sign in" }).click()
  await expect(maya.getByRole("heading", { level: 1, name: "Your code is MAYA10" })).toBeVisible()
  await expectAccessible(maya)
  const refunded = maya.getByText(/was refunded/).first()
  await expect(refunded).toBeVisible()
  await expect(refunded).toContainText(third.toLocaleString("en-IN", { minimumFractionDigits: 2 }))
  await maya
    .getByRole("region", { name: "Earnings in INR" })
    .getByRole("link", { name: /In holding period/ })
    .click()
  const transactions = maya.getByRole("list", { name: "Transactions" }).getByRole("listitem")
  await expect(transactions.filter({ hasText: "−" }).first()).toBeVisible()
  await expect(transactions.filter({ hasText: "+" }).first()).toBeVisible()
  await expectAccessible(maya)

  await staff.goto(`${backendUrl()}/app/ledger?view=entries`)
  const changed = staff.getByRole("row").filter({ hasText: `Commission changed after a refund or dispute: ${service}` })
  await expect(changed.first()).toContainText("Pending · Affiliate MAYA10")
})
