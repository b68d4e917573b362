import { expect, type Page } from "@playwright/test"

import { emailsTo } from "./inbox"

export const PASSWORD = "three quiet words"

/** Registers a customer: requests the link, follows it from the email, and sets a name and password. */
export const register = async (page: Page, email: string, start = "/register", end = "/account"): Promise<void> => {
  await page.goto(start)
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("Check your email")).toBeVisible({ timeout: 20_000 })
  let link = ""
  await expect(async () => {
    const message = (await emailsTo(email)).find(({ subject }) => subject === "Finish creating your account")
    link = /https?:\/\/\S+/.exec(message?.text ?? "")?.[0] ?? ""
    expect(link).not.toBe("")
  }).toPass({ timeout: 30_000 })
  await page.goto(link)
  await page.getByLabel("Full name").fill("Asha Rao")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Create my account" }).click()
  await expect(page).toHaveURL(end, { timeout: 20_000 })
}
