import { expect, type Locator, type Page } from "@playwright/test"

export const CARDS = {
  succeeds: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  insufficientFunds: "4000 0000 0000 9995",
  requiresConfirmation: "4000 0025 0000 3155",
  succeedsLate: "4000 0000 0000 0119",
} as const

export const payButton = (page: Page): Locator => page.getByRole("button", { name: /^Pay / })

/** The button of the plans. The bar at the bottom of a phone's screen has another one. */
export const buyButton = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Buy" }).getByRole("button", { name: "Buy now" })

/**
 * Presses the pay button while fields need attention, as soon as the page's script has enabled it. Playwright doesn't click
 * what is announced as disabled.
 */
export const pressPay = async (page: Page): Promise<void> => {
  await expect(payButton(page)).not.toHaveAttribute("disabled")
  await payButton(page).press("Enter")
}

/** Opens the purchase page of the first service on the home page and returns the service's title. */
export const openPurchasePage = async (page: Page, landing = "/"): Promise<{ service: string }> => {
  await page.goto(landing)
  const row = page.getByRole("article").first()
  const service = await row.getByRole("heading").first().innerText()
  await row
    .getByRole("link", { name: /^Buy now/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/purchase\?/)
  await expect(page.getByRole("heading", { level: 1, name: service })).toBeVisible()
  // Wait for hydration. Entering text before it is covered by a separate test.
  await page.waitForLoadState("networkidle")
  return { service }
}

export const fillCustomer = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel("Full name").fill("Tara Menon")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Phone").fill("+91 98765 43210")
}

/** Fills in the requirements and answers the service's questions. */
export const fillWork = async (page: Page): Promise<void> => {
  const work = page.locator("#step-work")
  await work.getByLabel("What do you need?").fill("Please register my shop. We open on the first of the month.")
  await answerAll(work)
}

/** Answers every visible question: the first option of each choice, some text elsewhere. */
export const answerAll = async (part: Locator): Promise<void> => {
  // Choices first, because they can show further questions.
  for (const group of await part.getByRole("group").all()) {
    const first = group.getByRole("radio").or(group.getByRole("checkbox")).first()
    if (await first.count()) await first.check()
  }
  for (const list of await part.getByRole("combobox").all())
    if ((await list.inputValue()) === "") await list.selectOption({ index: 1 })
  for (const field of await part
    .locator("input:not([type=radio], [type=checkbox], [type=file], [type=hidden]), textarea")
    .all()) {
    if ((await field.inputValue()) !== "" || !(await field.isVisible())) continue
    const type = await field.getAttribute("type")
    await field.fill(type === "date" ? "2027-01-15" : type === "number" ? "3" : "As agreed")
  }
}

export const fillCard = async (page: Page, number: string): Promise<void> => {
  await page.getByLabel("Card number").fill(number)
  await page.getByLabel("Expiry date").fill("08 / 29")
  await page.getByLabel("Security code").fill("123")
}

export const agree = (page: Page): Promise<void> => page.getByLabel(/^I agree/).check()

/** Fills in the whole purchase form on the current page. */
export const fillPurchase = async (page: Page, email: string, card: string): Promise<void> => {
  await fillCustomer(page, email)
  await fillWork(page)
  await fillCard(page, card)
  await agree(page)
}

/** Waits for the confirmation page and returns its first reference number. */
export const referenceNumber = async (page: Page): Promise<string> => {
  await expect(page).toHaveURL(/\/purchase\/[^/]+\/confirmation$/, { timeout: 30_000 })
  const number = page
    .getByRole("list", { name: /^Your reference number/ })
    .getByText(/^SR-/)
    .first()
  await expect(number).toBeVisible({ timeout: 30_000 })
  return number.innerText()
}

/** Returns the reference number with one symbol changed. */
export const mistyped = (reference: string): string => {
  const symbol = reference.charAt(4)
  return `${reference.slice(0, 4)}${symbol === "7" ? "8" : "7"}${reference.slice(5)}`
}
