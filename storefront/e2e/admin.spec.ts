import { expect, type Locator, type Page, test } from "@playwright/test"

import { signInToAdmin } from "./admin-steps"
import { emailsTo } from "./inbox"
import { backendUrl, buyByApi } from "./shop"
import { providerOf } from "./staff"

const changeStatus = async (page: Page, status: string): Promise<void> => {
  await page.getByRole("button", { name: "Change status" }).click()
  await page.getByRole("combobox", { name: "New status" }).click()
  await page.getByRole("option", { name: status }).click()
  await page.getByLabel("Reason").fill("Agreed on the phone")
  await page.getByRole("dialog").getByRole("button", { name: "Change status" }).click()
  await expect(page.getByText(`Moved to ${status}`)).toBeVisible()
}

test("Admin lists a purchase with its customer, service, date, status and provider, and staff change its status [P20 R8.2]", async ({
  page,
}) => {
  const bought = await buyByApi()
  await signInToAdmin(page)
  await page.getByRole("link", { name: "Service requests" }).click()
  const row = page.getByRole("row").filter({ hasText: bought.reference })
  await expect(async () => {
    await page.reload()
    await page.getByPlaceholder("Reference, customer, service").fill(bought.reference)
    await expect(row).toContainText("Specialist assigned", { timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  await expect(row).toContainText("Tara Menon")
  await expect(row).toContainText(bought.email)
  await expect(row).toContainText(bought.service)
  await expect(row).toContainText(await providerOf(bought.reference))
  await expect(row).toContainText(String(new Date().getFullYear()))

  await row.click()
  await expect(page.getByRole("heading", { name: bought.reference })).toBeVisible()
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible()
  await expect(page.getByText("Payment confirmed → Waiting for first contact")).toBeVisible()
  await page.getByLabel("New note").fill("Prefers a call in the morning")
  await page.getByRole("button", { name: "Add note" }).click()
  await expect(page.getByText("Prefers a call in the morning")).toBeVisible()

  await expect(page.getByText("Waiting for first contact → Specialist assigned")).toBeVisible()
  await page.getByRole("button", { name: "Change status" }).click()
  await page.getByLabel("Reason").fill("Not yet")
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Leave form" }).click()
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await changeStatus(page, "In progress")
  await expect(page.getByText("Specialist assigned → In progress")).toBeVisible()

  // Of a service, Medusa's page says neither "Not fulfilled" nor "Awaiting fulfillment".
  await page.getByRole("link", { name: "View order" }).click()
  await expect(page.getByText("Items without a shipment")).toBeVisible()
  await expect(page.getByText("No shipment").first()).toBeVisible()
  await expect(page.getByText(/not fulfilled|unfulfilled|awaiting fulfillment/i)).toHaveCount(0)

  // The confirmation, the receipt, and one email per public change.
  await expect.poll(async () => (await emailsTo(bought.email)).length, { timeout: 30_000 }).toBe(4)
  const all = await emailsTo(bought.email)
  const emails = all.filter(({ subject }) => !subject.startsWith("Receipt"))
  expect(emails).toHaveLength(3)
  expect(emails.filter(({ text }) => text.includes("Specialist assigned"))).toHaveLength(1)
  expect(emails.filter(({ text }) => text.includes("In progress"))).toHaveLength(1)
  for (const email of emails) expect(email.text).toContain(bought.reference)
})

/** The button of the section with this heading; other sections have buttons of the same name. */
const sectionButton = (page: Page, heading: string, name: string): Locator => {
  const button = page.getByRole("button", { name, exact: true })
  const section = page.locator("div").filter({ has: page.getByRole("heading", { name: heading, exact: true }) })
  return section.filter({ has: button }).last().getByRole("button", { name, exact: true })
}

test("a template change published by staff appears on the service page", async ({ page }) => {
  const before = await buyByApi()
  await signInToAdmin(page)
  await page.goto(`${backendUrl()}/app/products/${before.serviceId}`)
  await expect(page.getByRole("heading", { name: "Service", exact: true })).toBeVisible({ timeout: 30_000 })
  await sectionButton(page, "Service", "Edit").click()
  await page.getByRole("tab", { name: "Questions" }).click()
  await page.getByRole("button", { name: "Add a question" }).click()
  await page.getByRole("button", { name: "Publish" }).first().click()
  await expect(page.getByText("Some fields need attention").first()).toBeVisible()
  const question = `When may we call you? (${Date.now()})`
  await page.getByRole("textbox", { name: "Question" }).last().fill(question)
  await page.getByRole("button", { name: "Publish" }).first().click()
  await expect(page.getByText("New version published").first()).toBeVisible()
  // The storefront caches the catalog for several seconds.
  await expect(async () => {
    await page.goto(`/services/${before.handle}`)
    await expect(page.getByText(question)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 40_000 })
})

test("staff open the Operations page", async ({ page }) => {
  await buyByApi()
  await signInToAdmin(page)
  await page.getByRole("link", { name: "Operations" }).click()
  await expect(page.getByRole("heading", { name: "Operations" })).toBeVisible()
})

test("staff see only what their role permits, and whom to ask for the rest", async ({ page, browser }) => {
  // Two staff members sign in, and Admin loads five times.
  test.setTimeout(120_000)
  await signInToAdmin(page, { email: "content@atrium.test", menuItem: "Products" })
  const menu = page.getByRole("complementary")
  await expect(menu.getByRole("link", { name: "Inventory", exact: true })).toBeVisible()
  for (const name of ["Orders", "Customers", "Providers", "Ledger"])
    await expect(menu.getByRole("link", { name, exact: true })).toBeHidden()
  await page.goto(`${backendUrl()}/app/providers`)
  await expect(page.getByText("You don't have permission to do this.").first()).toBeVisible()
  // One of Medusa's own pages.
  await page.goto(`${backendUrl()}/app/orders`)
  await expect(page.getByText("You may not have permission to open it: ask an owner.")).toBeVisible()

  // Support can read providers but not change them.
  const support = await (await browser.newContext()).newPage()
  await signInToAdmin(support, { email: "support@atrium.test" })
  await support.goto(`${backendUrl()}/app/providers`)
  await expect(support.getByText("asha@providers.atrium.test")).toBeVisible()
  await expect(support.getByRole("button", { name: "Create provider" })).toHaveCount(0)
  await support.context().close()
})
