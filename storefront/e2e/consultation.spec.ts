import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"

const SERVICE = "/services/company-incorporation"

/** Without the browser's time zone, times are in UTC until the visitor chooses. */
const chooseFirst = async (page: Page, submit: string): Promise<void> => {
  await page.getByRole("radio").first().check()
  await page.getByRole("button", { name: submit }).click()
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
  test.use({ timezoneId: "Asia/Kolkata" })

  test("a visitor books a consultation, moves it by the emailed link, and cancels it", async ({ page }) => {
    const email = `vera-${crypto.randomUUID()}@example.com`
    await page.goto(SERVICE)
    await page.getByRole("link", { name: "Book a consultation" }).click()
    await expect(page).toHaveURL(/consultation\?time_zone=Asia%2FKolkata$/)
    await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Kolkata")
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
    await expect(page.getByText("GMT+5:30").or(page.getByText("IST")).first()).toBeVisible()
    await expectAccessible(page)

    await page.goto(await linkFor(email, /^Consultation booked/))
    const start = page.locator("main time").first()
    const before = await start.getAttribute("datetime")
    await page.getByRole("link", { name: "Choose another time" }).click()
    await expectAccessible(page)
    await page.getByRole("radio").last().check()
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

  test("a time that someone else took is refused with another choice @once", async ({ page, browser }) => {
    const other = await (await browser.newContext()).newPage()
    await page.goto(`${SERVICE}/consultation?time_zone=UTC`)
    await other.goto(`${SERVICE}/consultation?time_zone=UTC`)
    const last = async (one: Page) => one.getByRole("radio").last().check()
    await last(page)
    await last(other)
    // As many visitors as providers get the time.
    for (let visitors = 0; visitors < 10; visitors++) {
      await other.getByRole("button", { name: "Continue" }).click()
      await expect(other).toHaveURL(/\/consultations\/|problem=taken/)
      if (other.url().includes("problem=taken")) break
      await other.goBack()
      await last(other)
    }
    await expect(other.getByText("This time was just taken. Choose another one.")).toBeVisible()
    await page.getByRole("button", { name: "Continue" }).click()
    await expect(page.getByText("This time was just taken. Choose another one.")).toBeVisible()
    await expect(page.getByRole("radio").first()).toBeVisible()
    await other.context().close()
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
