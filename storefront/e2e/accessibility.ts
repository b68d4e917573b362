import { createRequire } from "node:module"
import { readFileSync } from "node:fs"
import type { AxeResults, RunOptions } from "axe-core"
import { expect, type Page } from "@playwright/test"

const source = readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8")
const WCAG: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
  // Describing every element that passes takes longer than the checks.
  resultTypes: ["violations"],
}

/**
 * Fails if axe finds serious or critical violations on the current page. Runs axe in the page itself:
 * @axe-core/playwright opens another page for each check, which takes three times as long.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  // Wait for color transitions to finish, because axe would measure the contrast halfway through them.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source)
  const violations = await page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
    return (await axe.run(options)).violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes.map(({ target }) => target.join(" ")),
    }))
  }, WCAG)
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([])
}

/** Fails if the page scrolls horizontally. */
export const expectFits = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
