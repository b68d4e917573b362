import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

/** Fails when axe finds anything serious or critical on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // Colours that are on their way to another one are not what anybody reads.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze()
  const serious = violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(" ")) }))
  expect(serious).toEqual([])
}

/** Fails when the page can be pushed sideways. */
export const expectFits = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
