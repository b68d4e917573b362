import { type Browser, expect, type Page } from "@playwright/test"

import { expectAccessible } from "./accessibility"
import { PASSWORD } from "./register"

export const freshEmail = () => `asha-${crypto.randomUUID()}@example.com`

export const signIn = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

/** Fills the password, and shows and hides it. */
export const checkPassword = async (page: Page, password: string): Promise<void> => {
  const field = page.getByLabel("Password")
  await field.fill(password)
  await page.getByRole("button", { name: "Show password" }).click()
  await expect(field).toHaveAttribute("type", "text")
  await expect(field).toHaveValue(password)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Hide password" }).click()
  await expect(field).toHaveAttribute("type", "password")
}

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"

/** Signs in on another device and returns its page. */
export const signInElsewhere = async (browser: Browser, email: string, userAgent = FIREFOX): Promise<Page> => {
  const context = await browser.newContext({ userAgent, javaScriptEnabled: true })
  const page = await context.newPage()
  await page.goto("/sign-in")
  await signIn(page, email, PASSWORD)
  await expect(page).toHaveURL("/account", { timeout: 20_000 })
  return page
}

export const signInList = (page: Page) =>
  page.getByRole("list", { name: "Where you're signed in" }).getByRole("listitem")

export const expectSignedOut = async (page: Page): Promise<void> => {
  await page.goto("/account/security")
  await expect(page).toHaveURL(/\/sign-in\?next=/)
}

export const signOut = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page).toHaveURL("/")
}
