import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { freshEmail, signIn } from "./sign-in-steps"
import { register } from "./register"

const navigation = (page: Page, name: string) => page.getByRole("navigation", { name })

/** Whether the navigation is one line, and its current page is on the screen. */
const lineOf = (page: Page, name: string) =>
  navigation(page, name).evaluate((nav) => {
    const links = [...nav.querySelectorAll("a")].map((link) => link.getBoundingClientRect())
    const current = nav.querySelector("[aria-current=page]")?.getBoundingClientRect()
    const box = nav.getBoundingClientRect()
    return {
      lines: new Set(links.map(({ top }) => Math.round(top))).size,
      inSight: current !== undefined && current.left >= box.left - 1 && current.right <= box.right + 1,
    }
  })

const expectOneLine = async (page: Page, name: string): Promise<void> => {
  await expect.poll(() => lineOf(page, name)).toEqual({ lines: 1, inSight: true })
  await expectFits(page)
}

test("the account's navigation is one line with the current page in sight, on the smallest phone too", async ({
  page,
}) => {
  await register(page, freshEmail())
  for (const width of [page.viewportSize()?.width ?? 390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of ["/account", "/account/addresses", "/account/privacy", "/affiliate"]) {
      await page.goto(path)
      await expectOneLine(page, "Your account")
    }
    await expectAccessible(page)
  }
  // Every page can be reached by keyboard, and what has the focus is in sight.
  const links = navigation(page, "Your account").getByRole("link")
  await links.first().focus()
  for (let at = 1; at < (await links.count()); at++) await page.keyboard.press("Tab")
  await expect(links.last()).toBeFocused()
  await expect(links.last()).toBeInViewport({ ratio: 1 })
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL("/affiliate")
})

test("the provider's navigation is one line with the current page in sight", async ({ page }) => {
  await page.goto("/provider/sign-in")
  await signIn(page, "asha@providers.atrium.test", "atrium-demo")
  await expect(page).toHaveURL("/provider", { timeout: 20_000 })
  for (const width of [page.viewportSize()?.width ?? 390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of ["/provider", "/provider/consultations", "/provider/security"]) {
      await page.goto(path)
      await expectOneLine(page, "Provider portal")
    }
    await expectAccessible(page)
  }
})
