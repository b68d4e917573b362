import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"

const SERVICE = "/services/company-incorporation"

/** Without the browser's time zone, times are in UTC until the visitor chooses. */
const chooseFirst = async (page: Page, submit: string): Promise<void> => {
  await page.getByRole("radio").first().check()
  await page.getByRole("button", { name: submit }).click()
}

/** The last day is closed until it is opened. */
const chooseLast = async (page: Page): Promise<void> => {
  await page
    .locator("summary", { hasText: / times?/ })
    .last()
    .click()
  await page.getByRole("radio").last().check()
}

const fillDetails = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel("Full name").fill("Vera Visitor")
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("What is it about?").fill("We are two founders.")
  await page.getByRole("button", { name: "Book consultation" }).click()
}

const linkFor = async (email: string, subject: RegExp): Promise<string> => {
  let link: string | undefined
  await expect
    .poll(async () => {
      const found = (await emailsTo(email)).filter((message) => subject.test(message.subject)).at(-1)
      link = /https?:\/\/\S+\/consultations\/\S+/.exec(found?.text ?? "")?.[0]
      return link
    })
    .toBeTruthy()
  return link ?? ""
}

test.describe("in the visitor's time zone", () => {
  test.use({ timezoneId: "Europe/Berlin" })

  test("a visitor books a consultation, moves it by the emailed link, and cancels it", async ({ page }) => {
    const email = `vera-${crypto.randomUUID()}@example.com`
    await page.goto(SERVICE)
    await page.getByRole("link", { name: "Book a consultation" }).click()
    await expect(page).toHaveURL(/consultation\?time_zone=Europe%2FBerlin$/)
    await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin")
    await expectAccessible(page)
    await expectFits(page)
    await chooseFirst(page, "Continue")

    await expect(page.getByRole("heading", { level: 1, name: "Your details" })).toBeVisible()
    await expect(page.getByText(/held for you until/)).toBeVisible()
    await page.getByRole("button", { name: "Book consultation" }).click()
    await expect(page.getByText("Enter your name")).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
    await fillDetails(page, email)
    await expect(page.getByRole("heading", { level: 1, name: "Your consultation is booked" })).toBeVisible()
    await expect(page.getByText(/(GMT\+[12]|CES?T)$/).first()).toBeVisible()
    await expectAccessible(page)

    await page.goto(await linkFor(email, /^Consultation booked/))
    const start = page.locator("main time").first()
    const before = await start.getAttribute("datetime")
    await page.getByRole("link", { name: "Choose another time" }).click()
    await expectAccessible(page)
    await chooseLast(page)
    await page.getByRole("button", { name: "Move consultation" }).click()
    await expect(page.getByText(/^Moved/)).toBeVisible()
    expect(await start.getAttribute("datetime")).not.toBe(before)

    await page.goto(await linkFor(email, /^Consultation moved/))
    await page.getByText("Cancel this consultation").click()
    await page.getByRole("button", { name: "Cancel consultation" }).click()
    await expect(page.getByRole("heading", { level: 1, name: "This consultation is canceled" })).toBeVisible()
    await expectAccessible(page)
    await expectFits(page)
  })

  test("a time that someone else took is refused with another choice @once", async ({ page, context }) => {
    // Three providers work on this service: the fourth visitor is too late at the latest.
    const visitors = [page, await context.newPage(), await context.newPage(), await context.newPage()]
    for (const visitor of visitors) {
      await visitor.goto(`${SERVICE}/consultation?time_zone=UTC`)
      await chooseLast(visitor)
    }
    for (const visitor of visitors) {
      await visitor.getByRole("button", { name: "Continue" }).click()
      await expect(visitor).toHaveURL(/\/consultations\/|problem=taken/)
    }
    const last = visitors.at(-1) ?? page
    await expect(page.getByRole("heading", { level: 1, name: "Your details" })).toBeVisible()
    await expect(last.getByText("This time was just taken. Choose another one.")).toBeVisible()
    await expect(last.getByRole("radio").first()).toBeVisible()
    await expectAccessible(last)
  })
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a visitor chooses their time zone and books @once", async ({ page }) => {
    const email = `vera-${crypto.randomUUID()}@example.com`
    await page.goto(`${SERVICE}/consultation`)
    await expect(page.getByLabel("Time zone")).toHaveValue("UTC")
    await page.getByLabel("Time zone").selectOption("Europe/Berlin")
    await page.getByRole("button", { name: "Show times" }).click()
    await expect(page).toHaveURL(/time_zone=Europe%2FBerlin/)
    await chooseFirst(page, "Continue")
    await fillDetails(page, email)
    await expect(page.getByRole("heading", { level: 1, name: "Your consultation is booked" })).toBeVisible()
    await page.goto(await linkFor(email, /^Consultation booked/))
    await page.getByText("Cancel this consultation").click()
    await page.getByRole("button", { name: "Cancel consultation" }).click()
    await expect(page.getByRole("heading", { level: 1, name: "This consultation is canceled" })).toBeVisible()
  })
})

test("an incomplete link shows nothing of a consultation @once", async ({ page }) => {
  for (const path of [
    "/consultations/cons_none",
    "/consultations/cons_none?token=x",
    "/consultations/cons_none/move",
  ]) {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
  }
})
