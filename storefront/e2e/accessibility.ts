import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

/** Fails if axe finds serious or critical violations on the current page. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // Wait for color transitions to finish, because axe would measure the contrast halfway through them.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze()
  const serious = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(" ")) }))
  expect(serious).toEqual([])
}

/** Fails if the page scrolls horizontally. */
export const expectFits = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
