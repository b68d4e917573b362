import { expect, test, type Page } from "@playwright/test"
import { expectAccessible, expectFits } from "./accessibility"
import { buyByApi } from "./shop"

let bought: { reference: string; service: string }

test.beforeAll(async () => {
  bought = await buyByApi()
})

const field = (page: Page) => page.getByRole("textbox", { name: "Reference number" })
const lookUp = (page: Page) => page.getByRole("button", { name: "Show status" })

/** The reference with one symbol changed into another one of its alphabet. */
const mistyped = (reference: string): string => {
  const symbol = reference.charAt(8)
  return `${reference.slice(0, 8)}${symbol === "7" ? "8" : "7"}${reference.slice(9)}`
}

test("[P24 R9.2] a reference number shows where the work stands, what comes next and what happened", async ({
  page,
}) => {
  await page.goto("/track")
  await field(page).fill(bought.reference)
  await lookUp(page).click()
  await expect(page).toHaveURL(`/track/${bought.reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(bought.reference)
  await expect(page.getByText("Status", { exact: true })).toBeVisible()
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
  await expect(page.getByText("What happens next")).toBeVisible()
  await expect(page.getByText(/^Expected/).first()).toBeVisible()
  await expect(page.getByRole("list", { name: "Timeline" }).getByRole("listitem")).not.toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)
})

test("[P25 R9.3] a state is written in words", async ({ page }) => {
  await page.goto(`/track/${bought.reference}`)
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
  await expect(page.getByText(/pending_contact|team_assigned/)).toHaveCount(0)
})

test("a mistyped symbol is corrected in the browser, before anything is asked of the shop", async ({ page }) => {
  await page.goto("/track", { waitUntil: "networkidle" })
  await field(page).focus()
  await page.waitForLoadState("networkidle")
  const asked: string[] = []
  page.on("request", (request) => {
    if (!request.url().includes("/_next/static/")) asked.push(request.url())
  })
  await field(page).fill(mistyped(bought.reference))
  await expect(page.getByText("Did you mean")).toContainText(bought.reference)
  await lookUp(page).click()
  await expect(page.getByText("Did you mean")).toContainText(bought.reference)
  expect(asked).toEqual([])
  await expectAccessible(page)

  await page.getByRole("button", { name: "Yes, show it" }).click()
  await expect(page).toHaveURL(`/track/${bought.reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(bought.reference)
})

test("case, blanks and look-alike letters are forgiven", async ({ page }) => {
  await page.goto("/track")
  await field(page).fill(
    ` ${bought.reference.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `
  )
  await lookUp(page).click()
  await expect(page).toHaveURL(`/track/${bought.reference}`)
})

test("what cannot be a number is told beside the field, an unknown one in plain words", async ({ page }) => {
  await page.goto("/track")
  await lookUp(page).click()
  await expect(page.getByText("Enter your reference number")).toBeVisible()
  await field(page).fill("hello")
  await lookUp(page).click()
  await expect(field(page)).toHaveAttribute("aria-invalid", "true")
  await expectAccessible(page)

  const answer = await page.goto("/track/SR-0000-0000-000")
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole("heading", { name: "We can't find that number" })).toBeVisible()
  await expectAccessible(page)
})

test("the number can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await page.goto(`/track/${bought.reference}`)
  await page.getByRole("button", { name: `Copy ${bought.reference}` }).click()
  await expect(page.getByText("Copied").first()).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(bought.reference)
})

test.describe("before any script has arrived", () => {
  test.use({ javaScriptEnabled: false })

  test("the form looks up, and corrects, all the same", async ({ page }) => {
    await page.goto("/track")
    await field(page).fill(bought.reference)
    await lookUp(page).click()
    await expect(page).toHaveURL(`/track/${bought.reference}`)
    await page.goto("/track")
    await field(page).fill(mistyped(bought.reference))
    await lookUp(page).click()
    await expect(page.getByText("Did you mean")).toContainText(bought.reference)
  })
})
