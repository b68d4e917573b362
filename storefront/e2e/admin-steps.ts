import { expect, type Page } from "@playwright/test"

import { backendUrl } from "./shop"

/** Signs a staff member in to Medusa Admin. `menuItem` is an item their role sees in the menu. */
export const signInToAdmin = async (
  page: Page,
  { email = "admin@atrium.test", menuItem = "Service requests" } = {}
): Promise<void> => {
  await page.goto(`${backendUrl()}/app/login`)
  await page.getByPlaceholder("Email").fill(email)
  await page.getByPlaceholder("Password").fill("atrium-demo")
  await page.getByRole("button", { name: /continue with email/i }).click()
  await expect(page).toHaveURL(/\/app\/(orders|.*)$/)
  await expect(page.getByRole("link", { name: menuItem })).toBeVisible({ timeout: 30_000 })
}

/** Opens a service request in Admin by its reference number. */
export const openRequest = async (page: Page, reference: string): Promise<void> => {
  await page.goto(`${backendUrl()}/app/service-requests`)
  await page.getByPlaceholder("Reference, customer, service").fill(reference)
  await page.getByRole("row").filter({ hasText: reference }).click()
  await expect(page.getByRole("heading", { name: reference })).toBeVisible()
}

/** Assigns the open request to a provider. Does nothing when it is already theirs. */
export const assignProvider = async (page: Page, provider: string): Promise<void> => {
  if (await page.getByText(provider, { exact: true }).count()) return
  await page.getByRole("button", { name: /^(Change|Assign) provider$/ }).click()
  await page.getByRole("combobox", { name: "Provider" }).click()
  await page.getByRole("option", { name: provider }).click()
  await page.getByLabel("Reason").fill("Requested by the customer")
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Change|Assign) provider$/ })
    .click()
  await expect(page.getByText(`Assigned to ${provider}`).first()).toBeVisible()
}
