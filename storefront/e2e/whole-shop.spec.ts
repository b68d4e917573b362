import { type Browser, expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { giveTo, openRequest, signInToAdmin } from "./admin-steps"
import { mailsTo } from "./mailbox"
import { CARDS, fillPurchase, payButton, referenceNumber } from "./purchase-steps"
import { backendUrl } from "./shop"

/** Everybody has a device and cookies of their own. */
const DEVICES = {
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const

const PROVIDER = "Asha Menon"

const somebodyWith = async (browser: Browser, device: keyof typeof DEVICES): Promise<Page> =>
  (await browser.newContext(DEVICES[device])).newPage()

/** Comes by an affiliate's link, looks at two services, is declined, pays. */
const buysAsGuest = async (page: Page, email: string) => {
  await page.goto("/?ref=MAYA10")
  const services = page.getByRole("article")
  await services.nth(1).getByRole("heading").first().getByRole("link").click()
  await expect(page).toHaveURL(/\/services\//)
  await page.goBack()
  const service = await services.first().getByRole("heading").first().innerText()
  await services.first().getByRole("heading").first().getByRole("link").click()
  await expect(page.getByRole("heading", { level: 1, name: service })).toBeVisible()
  await page.getByRole("button", { name: "Purchase now" }).first().click()
  await expect(page).toHaveURL(/\/purchase\?/)
  await page.waitForLoadState("networkidle")
  await expectFits(page)
  await fillPurchase(page, email, CARDS.declined)
  await payButton(page).click()
  await expect(page.getByRole("alert").filter({ hasText: "The bank declined this card" })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByLabel("Card number").fill(CARDS.pays)
  await payButton(page).click()
  return { service, reference: await referenceNumber(page) }
}

const worksOn = async (page: Page, reference: string) => {
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
  await page.getByRole("textbox", { name: "Add a note" }).fill("Spoke with the customer, all is clear")
  await page.getByRole("button", { name: "Add note" }).click()
  await expect(page.getByText("Spoke with the customer, all is clear")).toBeVisible()
  await page.getByRole("button", { name: "Start work" }).click()
  await page.getByRole("button", { name: "Yes, start" }).click()
  await expect(page.getByText("In progress").first()).toBeVisible()
  await page.getByRole("button", { name: "Mark as completed" }).click()
  await page.getByRole("button", { name: "Yes, complete" }).click()
  await expect(page.getByText("Completed").first()).toBeVisible()
}

/** A third of what the order cost, given back in Medusa's own drawer; the amounts as Admin shows them. */
const refundsAThird = async (page: Page) => {
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

test("a purchase through an affiliate's link, worked on by its provider, credited, and refunded by a third", async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const email = `tara-${crypto.randomUUID()}@example.com`
  const guest = await somebodyWith(browser, "tablet")
  const { reference, service } = await buysAsGuest(guest, email)

  const staff = await somebodyWith(browser, "desktop")
  await signInToAdmin(staff)
  // Whoever the engine chose: the one provider of the demo who can sign in takes it over.
  await expect(async () => {
    await openRequest(staff, reference)
    await expect(staff.getByText("Specialist assigned").first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(staff.getByText("MAYA10")).toBeVisible()
  await giveTo(staff, PROVIDER)

  await worksOn(await somebodyWith(browser, "phone"), reference)
  await guest.goto(`/track/${reference}`)
  await expect(guest.getByText("Completed").first()).toBeVisible()

  // The confirmation, and one mail for each public change: assigned, begun, completed.
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(4)
  for (const label of ["Specialist assigned", "In progress", "Completed"])
    expect((await mailsTo(email)).filter(({ subject, text }) => `${subject} ${text}`.includes(label))).toHaveLength(1)

  await staff.reload()
  const { third } = await refundsAThird(staff)
  // Order, commission, request: each tells of it.
  await expect(async () => {
    await staff.reload()
    await expect(staff.getByText("Partially refunded").first()).toBeVisible({ timeout: 3_000 })
    await expect(staff.getByText(/^\d+(\.\d+)? ?% of .+ refunded$/)).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await openRequest(staff, reference)
  await expect(staff.getByText("Partially refunded")).toBeVisible({ timeout: 30_000 })

  const maya = await somebodyWith(browser, "desktop")
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
  const bookings = maya.getByRole("list", { name: "Transactions" }).getByRole("listitem")
  await expect(bookings.filter({ hasText: "−" }).first()).toBeVisible()
  await expect(bookings.filter({ hasText: "+" }).first()).toBeVisible()
  await expectAccessible(maya)

  await staff.goto(`${backendUrl()}/app/ledger?view=entries`)
  const changed = staff.getByRole("row").filter({ hasText: `Commission changed after a refund: ${service}` })
  await expect(changed.first()).toContainText("Pending · Affiliate MAYA10")
})
