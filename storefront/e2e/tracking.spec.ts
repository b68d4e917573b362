import { expect, test, type Page } from "@playwright/test"
import { expectAccessible, expectFits } from "./accessibility"
import { buyByApi } from "./shop"

let purchase: { reference: string; service: string }

test.beforeAll(async () => {
  purchase = await buyByApi()
})

const field = (page: Page) => page.getByRole("textbox", { name: "Reference number" })
const lookUp = (page: Page) => page.getByRole("button", { name: "Show status" })

/** Returns the reference number with one symbol changed. */
const mistyped = (reference: string): string => {
  const symbol = reference.charAt(8)
  return `${reference.slice(0, 8)}${symbol === "7" ? "8" : "7"}${reference.slice(9)}`
}

test("a reference number shows the status, the next step and the timeline [P24 R9.2]", async ({ page }) => {
  await page.goto("/track")
  await field(page).fill(purchase.reference)
  await lookUp(page).click()
  await expect(page).toHaveURL(`/track/${purchase.reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(purchase.reference)
  await expect(page.getByText("Status", { exact: true })).toBeVisible()
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
  await expect(page.getByText("What happens next")).toBeVisible()
  await expect(page.getByText(/^Expected/).first()).toBeVisible()
  await expect(page.getByRole("list", { name: "Timeline" }).getByRole("listitem")).not.toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)
})

test("the tracking page shows the status label, not its code [P25 R9.3] @once", async ({ page }) => {
  await page.goto(`/track/${purchase.reference}`)
  await expect(page.getByText(/^(Waiting for first contact|Specialist assigned)$/).first()).toBeVisible()
  await expect(page.getByText(/pending_contact|team_assigned/)).toHaveCount(0)
})

test("a mistyped symbol is corrected in the browser without a request @once", async ({ page }) => {
  await page.goto("/track", { waitUntil: "networkidle" })
  await field(page).focus()
  await page.waitForLoadState("networkidle")
  const requests: string[] = []
  page.on("request", (request) => {
    if (!request.url().includes("/_next/static/")) requests.push(request.url())
  })
  await field(page).fill(mistyped(purchase.reference))
  await expect(page.getByText("Did you mean")).toContainText(purchase.reference)
  await lookUp(page).click()
  await expect(page.getByText("Did you mean")).toContainText(purchase.reference)
  expect(requests).toEqual([])
  await expectAccessible(page)

  await page.getByRole("button", { name: "Use this number" }).click()
  await expect(page).toHaveURL(`/track/${purchase.reference}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(purchase.reference)
})

test("case, spaces and look-alike letters don't matter @once", async ({ page }) => {
  await page.goto("/track")
  await field(page).fill(
    ` ${purchase.reference.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `
  )
  await lookUp(page).click()
  await expect(page).toHaveURL(`/track/${purchase.reference}`)
})

test("an invalid reference number shows an error at the field, and an unknown one a clear message", async ({
  page,
}) => {
  await page.goto("/track")
  await lookUp(page).click()
  await expect(page.getByText("Enter your reference number")).toBeVisible()
  await field(page).fill("hello")
  await lookUp(page).click()
  await expect(field(page)).toHaveAttribute("aria-invalid", "true")
  await expectAccessible(page)

  const response = await page.goto("/track/SR-0000-0000-000")
  expect(response?.status()).toBe(404)
  await expect(page.getByRole("heading", { name: "We can't find that number" })).toBeVisible()
  await expectAccessible(page)
})

test("the reference number can be copied @once", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await page.goto(`/track/${purchase.reference}`)
  await page.getByRole("button", { name: `Copy ${purchase.reference}` }).click()
  await expect(page.getByText("Copied").first()).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(purchase.reference)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the tracking form looks up and corrects numbers without JavaScript @once", async ({ page }) => {
    await page.goto("/track")
    await field(page).fill(purchase.reference)
    await lookUp(page).click()
    await expect(page).toHaveURL(`/track/${purchase.reference}`)
    await page.goto("/track")
    await field(page).fill(mistyped(purchase.reference))
    await lookUp(page).click()
    await expect(page.getByText("Did you mean")).toContainText(purchase.reference)
  })
})
