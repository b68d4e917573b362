import { expect, type Page } from "@playwright/test"

import { mailsTo } from "./mailbox"

export const PASSWORD = "three quiet words"

/** Asks for a link, reads the email, chooses name and password. */
export const register = async (page: Page, email: string, start = "/register", end = "/account"): Promise<void> => {
  await page.goto(start)
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("Check your email")).toBeVisible({ timeout: 20_000 })
  let link = ""
  await expect(async () => {
    const mail = (await mailsTo(email)).find(({ subject }) => subject === "Finish creating your account")
    link = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0] ?? ""
    expect(link).not.toBe("")
  }).toPass({ timeout: 30_000 })
  await page.goto(link)
  await page.getByLabel("Full name").fill("Asha Rao")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Create my account" }).click()
  await expect(page).toHaveURL(end, { timeout: 20_000 })
}
