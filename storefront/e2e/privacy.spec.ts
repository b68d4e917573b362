import { expect, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import { register } from "./register"

/** The link of the newest email with this subject. */
const emailedLink = async (address: string, subject: RegExp): Promise<string> => {
  let link = ""
  await expect(async () => {
    const email = (await emailsTo(address)).filter((one) => subject.test(one.subject)).at(-1)
    link = /https?:\/\/\S+#token=\S+/.exec(email?.text ?? "")?.[0] ?? ""
    expect(link).not.toBe("")
  }).toPass({ timeout: 30_000 })
  const { pathname, hash } = new URL(link)
  return pathname + hash
}

test("a customer exports their data, downloads the archive, and has everything erased", async ({ page, context }) => {
  const email = `zoe-${crypto.randomUUID()}@example.com`
  await register(page, email)
  await page.getByRole("navigation", { name: "Your account" }).getByRole("link", { name: "Privacy" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Privacy" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Export my data" }).click()
  await expect(page.getByText("Check your inbox")).toBeVisible()

  await page.goto(await emailedLink(email, /Confirm the export/))
  await expectAccessible(page)
  await page.getByRole("button", { name: "Export my data" }).click()
  await expect(page.getByText("We're preparing your data")).toBeVisible()

  await page.goto(await emailedLink(email, /ready to download/))
  await expect(page).toHaveURL("/privacy/archive")
  await expectFits(page)
  await expectAccessible(page)
  const download = page.waitForEvent("download")
  await page.getByRole("button", { name: "Download your data" }).click()
  expect((await download).suggestedFilename()).toBe("my-data.zip")

  await page.goto("/account/privacy")
  const again = page.waitForEvent("download")
  await page.getByRole("link", { name: "Download" }).click()
  expect((await again).suggestedFilename()).toBe("my-data.zip")

  await page.getByRole("button", { name: "Erase my data" }).click()
  await expect(page.getByText("Check your inbox")).toBeVisible()
  await page.goto(await emailedLink(email, /Confirm that we erase/))
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Erase my data for good" }).click()
  await expect(page.getByText("Your data is being erased")).toBeVisible()
  await expect(async () => {
    expect((await emailsTo(email)).map(({ subject }) => subject)).toContain("Your data has been erased")
  }).toPass({ timeout: 30_000 })
  expect((await context.cookies()).some(({ name }) => name === "atrium_session")).toBe(false)
  await page.goto("/account/privacy")
  await expect(page).toHaveURL(/\/sign-in\?next=/)
})

test("a guest asks with an email address, and learns nothing about others", async ({ page }) => {
  await page.goto("/privacy")
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByLabel("Email address")).toHaveAttribute("aria-invalid", "true")
  await page.getByLabel("Email address").fill(`unknown-${crypto.randomUUID()}@example.com`)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("Check your inbox")).toBeVisible()
})
