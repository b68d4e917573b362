import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { CARDS, openPurchasePage, fillPurchase, payButton, referenceNumber } from "./purchase-steps"
import { register } from "./register"
import { backendUrl, publishableKey } from "./shop"

const MAYA = "maya@affiliates.atrium.test"

const signInTo = async (page: Page, path: string, email: string): Promise<void> => {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password").fill("atrium-demo")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(path, { timeout: 20_000 })
}

const attribution = async (page: Page): Promise<{ code?: string; click_id?: string; landing?: string }> => {
  const cookie = (await page.context().cookies()).find(({ name }) => name === "atrium_ref")
  return JSON.parse(decodeURIComponent(cookie?.value ?? "{}")) as Awaited<ReturnType<typeof attribution>>
}

/** Returns the affiliate's clicks and conversions from the API. */
const readMetrics = async (): Promise<{ clicks: number; conversions: number }> => {
  const headers = { "content-type": "application/json", "x-publishable-api-key": publishableKey() }
  const body = JSON.stringify({ email: MAYA, password: "atrium-demo" })
  const signedIn = await fetch(`${backendUrl()}/auth/customer/emailpass`, { method: "POST", headers, body })
  const { token } = (await signedIn.json()) as { token: string }
  const response = await fetch(`${backendUrl()}/store/customers/me/affiliate/metrics`, {
    headers: { ...headers, authorization: `Bearer ${token}` },
  })
  return ((await response.json()) as { metrics: { clicks: number; conversions: number } }).metrics
}

test("an affiliate link opens its landing page, records one click, and is stored in the cookie", async ({ page }) => {
  await page.goto("/r/MAYA10?to=%2Ftrack&utm_source=newsletter")
  await expect(page).toHaveURL("/track")
  const first = await attribution(page)
  expect(first).toMatchObject({ code: "MAYA10", landing: "/track" })
  expect(first.click_id).toMatch(/^clk_/)

  // Following the same link again and reloading count as the same visit.
  await page.goto("/?ref=MAYA10")
  await page.reload()
  expect((await attribution(page)).click_id).toBe(first.click_id)
})

test("an affiliate link never redirects to another site, and redirects even when its code is unknown @once", async ({
  page,
}) => {
  for (const to of ["https://evil.test/", "//evil.test", "/\\evil.test", "/r/OTHER", "javascript:alert(1)"]) {
    const response = await page.request.get(`/r/MAYA10?to=${encodeURIComponent(to)}`, { maxRedirects: 0 })
    expect(response.status()).toBe(302)
    expect(response.headers().location).toBe("/")
  }
  await page.context().clearCookies()
  await page.goto("/r/UNKNOWN-CODE?to=%2Ftrack")
  await expect(page).toHaveURL("/track")
  expect((await attribution(page)).click_id).toBeUndefined()
})

test("a purchase after `?ref=` is credited, and the affiliate sees it with the transactions behind each amount", async ({
  page,
}) => {
  const before = await readMetrics()
  const { service } = await openPurchasePage(page, "/?ref=MAYA10")
  await fillPurchase(page, `tara-${crypto.randomUUID()}@example.com`, CARDS.succeeds)
  await payButton(page).click()
  await referenceNumber(page)
  await expect
    .poll(async () => (await readMetrics()).conversions, { timeout: 30_000 })
    .toBeGreaterThan(before.conversions)
  expect((await readMetrics()).clicks).toBeGreaterThan(before.clicks)

  await page.context().clearCookies()
  await signInTo(page, "/affiliate", MAYA)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("MAYA10")
  await expect(page.getByText("/r/MAYA10").first()).toBeVisible()
  await expect(page.getByRole("heading", { level: 3, name: service }).first()).toBeVisible()
  await expect(page.getByText(/^Payable from /).first()).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.getByText("Links to individual services").click()
  await expect(page.getByRole("button", { name: `Copy the link to ${service}` }).first()).toBeVisible()
  await expectFits(page)

  await page
    .getByRole("region", { name: "Earnings in INR" })
    .getByRole("link", { name: /In holding period/ })
    .click()
  await expect(page).toHaveURL(/\/affiliate\/ledger\?purpose=pending&currency_code=inr/)
  await expect(page.getByRole("list", { name: "Transactions" })).toContainText(service)
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("link", { name: "Back to earnings" }).click()
  await expect(page).toHaveURL("/affiliate")
})

test("a guest reads the terms, registers, and joins the affiliate program with their own code", async ({ page }) => {
  await page.goto("/")
  await page.getByRole("contentinfo").getByRole("link", { name: "Become an affiliate" }).click()
  await expect(page.getByRole("heading", { name: "Terms", exact: true })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("link", { name: "Create an account" }).click()
  await expect(page).toHaveURL(/\/register\?/)
  await register(page, `asha-${crypto.randomUUID()}@example.com`, page.url(), "/affiliate")
  await page.waitForLoadState("networkidle")

  await page.getByLabel("Your code").fill("x")
  await page.getByRole("button", { name: "Accept the terms and join" }).click()
  await expect(page.getByText("Use 4 to 20 letters and digits")).toBeVisible()
  await expect(page.getByLabel("Your code")).toHaveValue("x")
  await page.getByLabel("Your code").fill("maya10")
  await page.getByRole("button", { name: "Accept the terms and join" }).click()
  await expect(page.getByText("This code is already taken.")).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)

  const code = `ASHA${Date.now().toString(36).toUpperCase()}`
  await page.getByLabel("Your code").fill(code.toLowerCase())
  await page.getByRole("button", { name: "Accept the terms and join" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText(code, { timeout: 20_000 })
  await expect(page.getByText("Share your link to earn")).toBeVisible()
  await expect(page.getByText("Each sale from your link will appear here")).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
})

test("the affiliate portal requires signing in, and its pages are never cached @once", async ({ page }) => {
  await page.goto("/affiliate/ledger?purpose=pending&currency_code=inr")
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faffiliate%2Fledger/)
  await signInTo(page, "/affiliate", MAYA)
  const response = await page.goto("/affiliate")
  expect(response?.headers()["cache-control"]).toMatch(/no-store/)
  await page.goto("/affiliate/ledger?purpose=nonsense&currency_code=inr")
  await expect(page).toHaveURL("/affiliate")
})
