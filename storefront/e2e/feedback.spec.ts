import { expect, type Page, test } from "@playwright/test"

import { register } from "./register"
import { freshEmail } from "./sign-in-steps"

/** Holds the page's requests for data and actions until `release`, as a network does that is slow. */
const slowNetwork = async (page: Page): Promise<{ release: () => Promise<void> }> => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const isHeld = (url: URL) => !url.pathname.startsWith("/_next/")
  await page.route(isHeld, async (route) => {
    await released
    await route.continue()
  })
  return {
    release: async () => {
      release()
      await page.unrouteAll({ behavior: "wait" })
    },
  }
}

test("buttons show at once that their action runs, and can't be pressed twice", async ({ page }) => {
  await register(page, freshEmail())
  await page.goto("/account/emails")
  await page.waitForLoadState("networkidle")
  const network = await slowNetwork(page)
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.locator("main button[aria-busy=true]")).toBeDisabled()
  await network.release()
  await expect(page.getByText("Your choice is saved")).toBeVisible({ timeout: 20_000 })

  await page.waitForLoadState("networkidle")
  const slow = await slowNetwork(page)
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page.getByRole("button", { name: "Signing out…" })).toBeDisabled()
  await slow.release()
  await expect(page).toHaveURL("/")
})
