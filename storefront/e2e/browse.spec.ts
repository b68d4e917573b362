import { expect, test, type Page } from "@playwright/test"
import { expectAccessible, expectFits } from "./accessibility"
import { buyButton } from "./purchase-steps"
import { asStaff } from "./staff"

const PRICE = /[₹$€]\s?[\d.,]+/
const rows = (page: Page) => page.getByRole("article")
const search = (page: Page) => page.getByRole("searchbox", { name: "Search services" })

/** Opens the home page and returns the title and path of the first service. */
const firstService = async (page: Page) => {
  await page.goto("/")
  const link = rows(page).first().getByRole("heading").getByRole("link")
  return { title: await link.innerText(), href: (await link.getAttribute("href")) ?? "" }
}

test("the home page shows each service with its price, its duration and a Buy now link", async ({ page }) => {
  await page.goto("/")
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  const count = await rows(page).count()
  expect(count).toBeGreaterThan(0)
  for (const row of await rows(page).all()) {
    await expect(row.getByRole("heading", { level: 3 })).toBeVisible()
    await expect(row).toContainText(PRICE)
    await expect(row).toContainText("Done in")
    await expect(row.getByRole("link", { name: /^Buy now/ })).toHaveAttribute("href", /\/purchase\?tier=.+&service=.+/)
  }
  await expectFits(page)
  await expectAccessible(page)
})

test("the first screen of the home page has the search, the categories and, on a wide screen, services", async ({
  page,
  isMobile,
}) => {
  await page.goto("/")
  await expect(search(page)).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole("navigation", { name: "Categories" }).getByRole("link").first()).toBeInViewport()
  if (!isMobile) await expect(rows(page).first().getByRole("heading")).toBeInViewport({ ratio: 1 })
})

test("search finds a service by its name and reports when there is no match", async ({ page }) => {
  const { title } = await firstService(page)
  await search(page).fill(title)
  await search(page).press("Enter")
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(page).toHaveTitle(`Services for “${title}” · Atrium`)
  await expect(rows(page).filter({ hasText: title }).first()).toBeVisible()

  await search(page).fill("zzzz no such thing")
  await search(page).press("Enter")
  await expect(page.getByRole("heading", { name: "No services match" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Show all services" }).click()
  await expect(rows(page).first()).toBeVisible()
})

test("a category lists only its own services and has its own URL", async ({ page }) => {
  await page.goto("/")
  const all = await rows(page).count()
  const category = page.getByRole("navigation", { name: "Categories" }).getByRole("link").nth(1)
  const name = await category.innerText()
  await category.click()
  await expect(page).toHaveURL(/category=/)
  await expect(page.getByRole("navigation", { name: "Categories" }).getByRole("link", { name })).toHaveAttribute(
    "aria-current",
    "true"
  )
  await expect.poll(() => rows(page).count()).toBeLessThan(all)
  for (const row of await rows(page).all()) await expect(row).toContainText(name)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("search, currency and choosing a plan work without JavaScript @once", async ({ page }) => {
    const { title, href } = await firstService(page)
    await search(page).fill(title)
    await page.getByRole("button", { name: "Search", exact: true }).click()
    await expect(rows(page).filter({ hasText: title }).first()).toBeVisible()

    await page.getByRole("button", { name: "Prices in USD" }).filter({ visible: true }).click()
    await expect(rows(page).first()).toContainText(/\$\s?[\d.,]+/)

    await page.goto(href)
    await page.getByRole("radio").last().check()
    const tier = await page.getByRole("radio").last().getAttribute("value")
    await buyButton(page).click()
    await expect(page).toHaveURL(new RegExp(`/purchase\\?tier=${tier}`))
  })
})

test("the service page shows the steps and questions and compares the plans", async ({ page, isMobile }) => {
  const { title, href } = await firstService(page)
  await page.goto(href)
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole("heading", { name: "How it works" })).toBeVisible()
  await expect(page.getByRole("heading", { name: "What we need from you" })).toBeVisible()
  if (isMobile) {
    const tabs = page.getByRole("tab")
    await tabs.first().focus()
    await page.keyboard.press("ArrowRight")
    await expect(tabs.nth(1)).toHaveAttribute("aria-selected", "true")
    await expect(page.getByRole("tabpanel")).toContainText(PRICE)
  } else {
    const table = page.getByRole("table", { name: /^Plans for/ })
    expect(await table.getByRole("columnheader").count()).toBeGreaterThan(1)
    await expect(table).toContainText(PRICE)
  }
  await expectFits(page)
  await expectAccessible(page)
})

test("the purchase page shows the selected plan at its price [P4 R2.2]", async ({ page }) => {
  const { href } = await firstService(page)
  await page.goto(href)
  const tier = page.getByRole("radio").last()
  await tier.check()
  const price = await page.getByRole("complementary", { name: "Buy" }).locator("dd").last().innerText()
  await buyButton(page).click()
  await expect(page).toHaveURL(/\/purchase\?tier=.+&service=.+/)
  await expect(page.getByText(price).filter({ visible: true }).first()).toBeVisible()
})

test("the selected currency applies to every page @once", async ({ page }) => {
  const { href } = await firstService(page)
  await page.getByRole("button", { name: "Prices in EUR" }).filter({ visible: true }).click()
  await expect(rows(page).first()).toContainText("€")
  await page.goto(href)
  await expect(page.getByRole("complementary", { name: "Buy" })).toContainText("€")
})

test("the theme follows the system until the visitor chooses one, and the choice is kept @once", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.emulateMedia({ colorScheme: "light" })
  await page.goto("/track")
  const light = await background()
  await page.emulateMedia({ colorScheme: "dark" })
  const dark = await background()
  expect(dark).not.toBe(light)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Switch between light and dark theme" }).click()
  expect(await background()).toBe(light)
  await page.reload()
  expect(await background()).toBe(light)
})

test("asking for consent covers no button on a phone, and the portals don't ask @once", async ({ page }) => {
  const consent = page.getByRole("region", { name: "Analytics" })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ["/", (await firstService(page)).href, "/track", "/sign-in"]) {
    await page.goto(path)
    await expect(consent).toBeVisible()
    const covered = await consent.evaluate((card) => {
      const box = card.getBoundingClientRect()
      return [...document.querySelectorAll("a, button, input, select")].filter((other) => {
        const { left, right, top, bottom } = other.getBoundingClientRect()
        const isOver = left < box.right && right > box.left && top < box.bottom && bottom > box.top
        return isOver && !card.contains(other) && other.checkVisibility()
      }).length
    })
    expect(covered, path).toBe(0)
  }
  await page.goto("/provider/sign-in")
  await expect(consent).toBeHidden()
})

test("the price and the button of a service stay in view on a phone @once", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { href } = await firstService(page)
  await page.goto(href)
  const bar = page.getByTestId("buy-bar")
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2))
  await expect(bar).toBeInViewport({ ratio: 1 })
  await expect(bar).toContainText(PRICE)
  const plans = page.getByRole("radio")
  await plans.last().check()
  await expect(bar).toContainText((await plans.last().getAttribute("data-price")) ?? "-")
  await bar.getByRole("button", { name: "Buy now" }).click()
  await expect(page).toHaveURL(/\/purchase\?tier=/)
})

test("the header leads to the search from every page", async ({ page, isMobile }) => {
  const { title } = await firstService(page)
  await page.goto("/track")
  // A phone's header has no room for the field.
  if (isMobile) await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Services" }).click()
  const field = isMobile ? search(page) : page.getByRole("searchbox", { name: "Find a service" })
  await field.fill(title)
  await field.press("Enter")
  await expect(rows(page).filter({ hasText: title }).first()).toBeVisible()
})

test("a slow page is announced within 100 ms of the click @once", async ({ page }) => {
  const { href } = await firstService(page)
  await page.route(`**${href}**`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await route.continue()
  })
  await page.goto("/")
  const link = page.locator(`a[href="${href}"]`).first()
  // In the click itself, because Playwright would wait for the navigation.
  const pending = await link.evaluate((element: HTMLElement) => {
    element.click()
    return document.documentElement.dataset.pending
  })
  expect(pending).toBe("")
  await expect(page).toHaveURL(href)
  await expect(page.locator("html")).not.toHaveAttribute("data-pending")
})

test("every error page has its own title @once", async ({ page }) => {
  for (const path of [
    "/no-such-page",
    "/services/no-such-service",
    "/purchase/pur_0000000000000000000000",
    "/track/SR-0",
  ]) {
    await page.goto(path)
    await expect(page, path).toHaveTitle(/not found|can't find/i)
  }
})

test("analytics events are sent only after the visitor accepts @once", async ({ page }) => {
  const sent: string[] = []
  await page.route("**/api/analytics-events", async (route) => {
    sent.push(route.request().postData() ?? "")
    await route.continue()
  })
  const { href } = await firstService(page)
  await page.goto(href)
  await page.getByRole("radio").last().check()
  expect(sent).toEqual([])

  await page.getByRole("button", { name: "Allow" }).click()
  await expect(page.getByRole("region", { name: "Analytics" })).toBeHidden()
  const response = page.waitForResponse("**/api/analytics-events")
  await page.reload()
  expect((await response).status()).toBe(202)
  expect(sent.join()).toContain("service_viewed")
})

test("an affiliate code is kept from any page to the purchase page [P28 R10.1] @once", async ({ page, context }) => {
  await page.goto("/track?ref=MAYA10&utm_campaign=spring")
  const { href } = await firstService(page)
  await page.goto(href)
  await buyButton(page).click()
  await expect(page).toHaveURL(/\/purchase/)
  const cookie = (await context.cookies()).find(({ name }) => name === "atrium_ref")
  expect(decodeURIComponent(cookie?.value ?? "")).toContain('"code":"MAYA10"')
})

test("an unknown page is a 404 with links, and pages have security headers @once", async ({ page }) => {
  for (const [path, title] of [
    ["/no-such-page", "Page not found"],
    ["/services/no-such-service", "Service not found"],
  ] as const) {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(page).toHaveTitle(`${title} · Atrium`)
    await expect(page.getByRole("link", { name: "View all services" })).toBeVisible()
  }
  await expectAccessible(page)
  for (const [path, scripts] of [
    ["/", /script-src 'self';/],
    ["/track", /script-src 'self' 'nonce-[^']+' 'strict-dynamic';/],
  ] as const) {
    const headers = (await page.goto(path))?.headers() ?? {}
    expect(headers["content-security-policy"]).toMatch(scripts)
    expect(headers["content-security-policy"]).not.toContain("unsafe-eval")
    expect(headers["x-content-type-options"]).toBe("nosniff")
    expect(headers["x-request-id"]).toBeTruthy()
  }
})

const violationsOn = (page: Page): string[] => {
  const violations: string[] = []
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  return violations
}

test("no page violates its content security policy @once", async ({ page }) => {
  const violations = violationsOn(page)
  const { href } = await firstService(page)
  const purchase = `/purchase?service=${href.split("/").at(-1)}`
  const forms = ["/sign-in", "/register", "/forgot-password", "/provider/sign-in", "/affiliate", "/track"]
  for (const path of ["/", "/?q=tax", href, "/no-such-page", purchase, ...forms]) {
    await page.goto(path)
    await page.waitForLoadState("networkidle")
  }
  expect(violations).toEqual([])
})

test("an injected script doesn't run @once", async ({ page }) => {
  const violations = violationsOn(page)
  const { href } = await firstService(page)
  const injected =
    "<script>document.title = 'injected'</script><img src='/none' onerror='document.title = \"injected\"'>"
  await page.route(
    (url) => ["/", "/sign-in", href].includes(url.pathname),
    async (route) => {
      if (route.request().resourceType() !== "document") return route.continue()
      const response = await route.fetch()
      const body = (await response.text()).replace(/<body[^>]*>/, (tag) => tag + injected)
      // The length of the response has changed.
      const { "content-length": _length, "content-encoding": _encoding, ...headers } = response.headers()
      await route.fulfill({ status: response.status(), headers, body })
    }
  )
  for (const path of ["/", href, "/sign-in"]) {
    violations.length = 0
    await page.goto(path)
    await expect.poll(() => violations.length).toBeGreaterThanOrEqual(2)
    await expect(page).not.toHaveTitle("injected")
  }
})

test("public pages may be cached and are the same for all visitors, except when a visit is recorded @once", async ({
  request,
}) => {
  const first = await request.get("/")
  expect(first.headers()["cache-control"]).toBe("public, max-age=0, s-maxage=1")
  expect(first.headers()["vary"]).toBe("Accept-Encoding, Accept-Language, Cookie")
  expect(first.headers()["set-cookie"]).toBeUndefined()
  const signedIn = await request.get("/", { headers: { cookie: "atrium_session=someone; atrium_purchase=one" } })
  const html = await first.text()
  expect(await signedIn.text()).toBe(html)
  // The figures of storefront/budgets.json count these scripts only.
  expect(html.match(/<script\b(?!\stype="application\/ld\+json")[^>]*>/g)).toEqual([
    expect.stringMatching(/^<script src="\/shop\.js\?v=[0-9a-f]{12}" defer="">$/),
    expect.stringMatching(/^<script src="\/cart\.js\?v=[0-9a-f]{12}" defer="">$/),
  ])
  expect((await request.get("/", { headers: { "if-none-match": first.headers()["etag"] ?? "" } })).status()).toBe(304)

  const visit = await request.get("/?ref=MAYA10")
  expect(visit.headers()["cache-control"]).toBe("private, no-store")
  expect(visit.headers()["set-cookie"]).toContain("atrium_ref")
  expect((await request.get("/track")).headers()["cache-control"]).toBe("private, no-store")
})

test("a change in Admin is on the public page within five seconds @once", async ({ page, request }) => {
  await page.goto("/")
  const link = rows(page).nth(1).getByRole("heading").getByRole("link")
  const href = (await link.getAttribute("href")) ?? ""
  const { products } = await asStaff<{ products: { id: string; description: string }[] }>(
    `/admin/products?handle=${href.split("/").at(-1)}&fields=id,description`
  )
  const { id, description } = products[0] ?? { id: "", description: "" }
  const changed = `${description} Changed at ${Date.now()}.`
  await request.get(href)
  await asStaff(`/admin/products/${id}`, { description: changed })
  try {
    const changedAt = Date.now()
    await expect
      .poll(async () => (await request.get(href)).text(), { intervals: [250], timeout: 5_000 })
      .toContain(changed.slice(-30))
    expect(Date.now() - changedAt).toBeLessThan(5_000)
  } finally {
    await asStaff(`/admin/products/${id}`, { description })
  }
})

test("the first Tab focuses the skip link, which moves the focus to the content @once", async ({ page }) => {
  await page.goto("/")
  await page.keyboard.press("Tab")
  const skip = page.getByRole("link", { name: "Skip to content" })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press("Enter")
  await expect(page.locator("#content")).toBeFocused()
})
