import { type Browser, expect, test, type Page } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import { buyByCart } from "./purchase-by-cart"
import { PASSWORD, register } from "./register"
import { buyByApi } from "./shop"
import { answerAll, CARDS, openPurchasePage, fillPurchase, payButton, referenceNumber } from "./purchase-steps"

const freshEmail = () => `asha-${crypto.randomUUID()}@example.com`

const signIn = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

/** Fills the password, and shows and hides it. */
const checkPassword = async (page: Page, password: string): Promise<void> => {
  const field = page.getByLabel("Password")
  await field.fill(password)
  await page.getByRole("button", { name: "Show password" }).click()
  await expect(field).toHaveAttribute("type", "text")
  await expect(field).toHaveValue(password)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Hide password" }).click()
  await expect(field).toHaveAttribute("type", "password")
}

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"

/** Signs in on another device and returns its page. */
const signInElsewhere = async (browser: Browser, email: string, userAgent = FIREFOX): Promise<Page> => {
  const context = await browser.newContext({ userAgent, javaScriptEnabled: true })
  const page = await context.newPage()
  await page.goto("/sign-in")
  await signIn(page, email, PASSWORD)
  await expect(page).toHaveURL("/account", { timeout: 20_000 })
  return page
}

const signInList = (page: Page) => page.getByRole("list", { name: "Where you're signed in" }).getByRole("listitem")

const expectSignedOut = async (page: Page): Promise<void> => {
  await page.goto("/account/security")
  await expect(page).toHaveURL(/\/sign-in\?next=/)
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page).toHaveURL("/")
}

test("a new customer registers, sees empty pages that explain themselves, and loses access after signing out", async ({
  page,
  context,
}) => {
  await register(page, freshEmail())
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Asha Rao")
  await expect(page.getByRole("heading", { name: "Your requests will appear here" })).toBeVisible()
  await expect(page.getByRole("link", { name: "Find a service" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.getByRole("navigation", { name: "Your account" }).getByRole("link", { name: "Orders" }).click()
  await expect(page.getByRole("heading", { name: "Your orders will appear here" })).toBeVisible()
  await expectAccessible(page)

  const session = (await context.cookies()).find(({ name }) => name === "atrium_session")
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" })
  await signOut(page)
  expect((await context.cookies()).some(({ name }) => name === "atrium_session")).toBe(false)
  await page.goto("/account/orders")
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%2Forders$/)
  await expectAccessible(page)
})

test("a customer returns to their page after signing in, buys, and sees the request and the order", async ({
  page,
}) => {
  await page.goto("/account/orders")
  await checkPassword(page, "atrium-demo")
  await signIn(page, "ravi@customers.atrium.test", "atrium-demo")
  await expect(page).toHaveURL("/account/orders", { timeout: 20_000 })

  const { service } = await openPurchasePage(page)
  // The customer's details are prefilled.
  await expect(page.getByLabel("Email")).toHaveValue("ravi@customers.atrium.test")
  await fillPurchase(page, "ravi@customers.atrium.test", CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)

  await page.goto("/account")
  const row = page.getByRole("listitem").filter({ hasText: reference })
  await expect(row).toContainText(service)
  // The request may or may not be assigned to a provider yet.
  await expect(row).toContainText(/Waiting for first contact|Specialist assigned/)
  await expect(row).toContainText(/A specialist will contact you|Your specialist reviews/)
  await expectFits(page)
  await expectAccessible(page)

  await row.getByRole("link", { name: service }).click()
  await expect(page).toHaveURL(/\/account\/requests\//)
  await expect(page.getByText(reference)).toBeVisible()
  await expect(page.getByText("Please register my shop.")).toBeVisible()
  await expect(page.getByRole("list", { name: "History" }).getByRole("listitem")).not.toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)

  await page.goto("/account/orders")
  await page
    .getByRole("link", { name: /^Order #/ })
    .first()
    .click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Order #")
  await expect(page.getByText(service)).toBeVisible()
  await expect(page.getByText(/^1 × /)).toBeVisible()
  await expect(page.getByText("Total")).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
})

test("questions the cart didn't ask, including conditional ones, are asked on the request page", async ({ page }) => {
  const email = freshEmail()
  await register(page, email)
  await buyByCart(email, PASSWORD)
  await expect(async () => {
    await page.goto("/account")
    await page.locator("a[href^='/account/requests/']").first().click({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByRole("heading", { name: "Questions for you" })).toBeVisible()
  await page.waitForLoadState("networkidle")
  // The task for open questions is completed automatically, so it has no button.
  await expect(page.getByRole("button", { name: /^Mark as done/ })).toHaveCount(0)

  const form = page.getByRole("form", { name: "Open questions" })
  await form.getByRole("button", { name: "Send answers" }).click()
  await expect(form.locator("[aria-invalid='true']").first()).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  await answerAll(form)
  await form.getByRole("button", { name: "Send answers" }).click()
  await expect(form).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByText("As agreed").first()).toBeVisible()
})

test("signing in loads no React, reports errors at their fields, and submits a form once", async ({ page }) => {
  const scripts: string[] = []
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname)
  })
  for (const path of ["/sign-in", "/register", "/forgot-password", "/provider/sign-in", "/provider/forgot-password"]) {
    const response = await page.goto(path)
    expect(response?.headers()["cache-control"]).toBe("private, no-store")
    expect(response?.headers()["content-security-policy"]).toContain("script-src 'self';")
    await page.locator("main form button[type=submit]").click()
    await expect(page.getByLabel("Email")).toBeFocused()
    await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true")
    await expectFits(page)
    await expectAccessible(page)
  }
  expect([...new Set(scripts)]).toEqual(["/shop.js"])

  await page.goto("/sign-in")
  let submissions = 0
  page.on("request", (request) => {
    if (request.method() === "POST") submissions++
  })
  await page.getByLabel("Email").fill("ravi@customers.atrium.test")
  await page.getByLabel("Password").fill("not the password")
  await page.getByRole("button", { name: "Sign in" }).dblclick()
  await expect(page.getByRole("alert")).toBeFocused({ timeout: 20_000 })
  expect(submissions).toBe(1)
})

test("another site can't submit the sign-in form @once", async ({ request }) => {
  const page = await (await request.get("/sign-in", { headers: { accept: "text/html" } })).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  const fields = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]))
  const response = await request.post("/sign-in", {
    multipart: { ...fields, email: "ravi@customers.atrium.test", password: "atrium-demo" },
    headers: { origin: "https://evil.test", accept: "text/html" },
    maxRedirects: 0,
  })
  expect(response.status()).not.toBe(303)
  expect(response.headers()["set-cookie"] ?? "").not.toContain("atrium_session")
})

test("a wrong password and an unknown email get the same message @once", async ({ page }) => {
  const messages: string[] = []
  for (const email of ["ravi@customers.atrium.test", freshEmail()]) {
    await page.goto("/sign-in")
    await signIn(page, email, "not the password")
    const alert = page.getByRole("alert").filter({ hasText: "email or password is incorrect" })
    await expect(alert).toBeVisible({ timeout: 20_000 })
    await expect(page.getByLabel("Email")).toHaveValue(email)
    messages.push(await alert.innerText())
  }
  expect(messages[0]).toBe(messages[1])
  await expectAccessible(page)
})

test("signing in never redirects to another site @once", async ({ page }) => {
  await page.goto("/sign-in?next=https://evil.test/")
  await signIn(page, "ravi@customers.atrium.test", "atrium-demo")
  await expect(page).toHaveURL("/account", { timeout: 20_000 })
})

test("a customer resets a forgotten password with the link from the email @once", async ({ page }) => {
  const email = freshEmail()
  await register(page, email)
  await signOut(page)

  await page.goto("/forgot-password")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("we've sent a link")).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)

  const linkIn = async () => /\/reset-password#\S+/.exec((await emailsTo(email)).at(-1)?.text ?? "")?.[0] ?? ""
  await expect.poll(linkIn, { timeout: 20_000 }).not.toBe("")
  const link = await linkIn()

  await page.goto(link)
  await expect(page).toHaveURL("/reset-password")
  await page.getByLabel("New password").fill("short")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("Use at least 8 characters")).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("New password").fill("four very quiet words")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("Your new password is set")).toBeVisible({ timeout: 20_000 })
  await page.getByRole("link", { name: "Sign in" }).click()

  await signIn(page, email, PASSWORD)
  await expect(page.getByText("email or password is incorrect")).toBeVisible({ timeout: 20_000 })
  await signIn(page, email, "four very quiet words")
  await expect(page).toHaveURL("/account", { timeout: 20_000 })
})

test("a password reset for an unknown email shows the same page and sends no email @once", async ({ page }) => {
  const email = freshEmail()
  await page.goto("/forgot-password")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("we've sent a link")).toBeVisible({ timeout: 20_000 })
  expect(await emailsTo(email)).toEqual([])
})

test("forms show an error at each invalid field and keep the entered text @once", async ({ page }) => {
  await page.goto("/register")
  await page.getByLabel("Email").fill("asha@")
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("Enter a valid email address")).toBeVisible()
  await expect(page.getByLabel("Email")).toHaveValue("asha@")
  await expectAccessible(page)

  await page.goto("/register/complete#token=x&email=asha%40example.com")
  await page.getByRole("button", { name: "Create my account" }).click()
  await expect(page.getByText("Enter your full name")).toBeVisible()
  await expect(page.getByText("Choose a password", { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test("registering with an existing account's email shows the same page @once", async ({ page }) => {
  const email = freshEmail()
  await register(page, email)
  await signOut(page)
  await page.goto("/register")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Email me a link" }).click()
  await expect(page.getByText("Check your email")).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
})

test("a customer sees where they are signed in, signs out one device, then all others, and stays signed in", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const email = freshEmail()
  await register(page, email)
  const others = [await signInElsewhere(browser, email), await signInElsewhere(browser, email)]
  await page.goto("/account/security")
  await expect(signInList(page)).toHaveCount(3)
  const here = signInList(page).filter({ hasText: "This device" })
  await expect(here).toHaveCount(1)
  await expect(here).toContainText(/Chrome.* on /)
  await expect(here).toContainText(/Last used just now · .* UTC/)
  await expect(here.getByRole("button")).toHaveCount(0)
  await expectFits(page)
  await expectAccessible(page)

  const firefox = signInList(page).filter({ hasText: "Firefox on Linux" })
  await firefox.first().getByRole("button", { name: "Sign out: Firefox on Linux" }).click()
  await expect(page.getByText("That device is signed out")).toBeVisible({ timeout: 20_000 })
  await expect(signInList(page)).toHaveCount(2)

  const confirm = page.getByRole("button", { name: "Sign them all out" })
  await expect(confirm).toBeHidden()
  await page.getByText("Sign out all other devices", { exact: true }).click()
  await expectAccessible(page)
  await confirm.click()
  await expect(page.getByText("All other devices are signed out")).toBeVisible({ timeout: 20_000 })
  await expect(signInList(page)).toHaveCount(1)
  await expect(here).toHaveCount(1)
  for (const other of others) await expectSignedOut(other)
  await page.goto("/account")
  await expect(page).toHaveURL("/account")
})

test("a guest is invited to register after buying, then finds the purchase in the account, and adds a later one", async ({
  page,
}) => {
  test.setTimeout(180_000)
  const email = freshEmail()
  await openPurchasePage(page)
  await fillPurchase(page, email, CARDS.succeeds)
  await payButton(page).click()
  const reference = await referenceNumber(page)
  await expect(page.getByRole("heading", { name: "Keep everything in one place" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveAttribute("href", "/register")

  await register(page, email)
  await expect(async () => {
    await page.goto("/account")
    await expect(page.getByRole("listitem").filter({ hasText: reference })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole("link", { name: "Add it to your account" }).click()
  await expect(page.getByRole("heading", { name: "Add a purchase" })).toBeVisible()
  await page.getByLabel("Reference number").fill("SR-0000")
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("We can't find that number")).toBeVisible({ timeout: 20_000 })
  await expectFits(page)
  await expectAccessible(page)

  // Bought with another address: the link in the email to that address adds it.
  const other = await buyByApi()
  await page.getByLabel("Reference number").fill(other.reference)
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("Check the inbox of the purchase")).toBeVisible({ timeout: 20_000 })
  const linkIn = async () => {
    const message = (await emailsTo(other.email)).find(({ subject }) => subject.startsWith("Add purchase"))
    return /\/account\/claim\/confirm#\S+/.exec(message?.text ?? "")?.[0] ?? ""
  }
  await expect.poll(linkIn, { timeout: 20_000 }).not.toBe("")
  await page.goto(await linkIn())
  await expect(page).toHaveURL("/account/claim/confirm")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Add purchase" }).click()
  await expect(page.getByText("The purchase is in your account")).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole("listitem").filter({ hasText: other.reference })).toBeVisible()
})

test("a customer chooses which emails they get, and the link of an email asks before it unsubscribes", async ({
  page,
}) => {
  test.setTimeout(120_000)
  const email = freshEmail()
  await register(page, email)
  await page.getByRole("navigation", { name: "Your account" }).getByRole("link", { name: "Emails" }).click()
  const updates = page.getByLabel("Progress of your requests")
  await expect(updates).toBeChecked()
  await expectFits(page)
  await expectAccessible(page)
  await updates.uncheck()
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Your choice is saved")).toBeVisible({ timeout: 20_000 })
  await expect(updates).not.toBeChecked()
  await page.reload()
  await expect(updates).not.toBeChecked()

  const linkIn = async () => {
    const welcome = (await emailsTo(email)).find(({ text }) => text.includes("/unsubscribe?token="))
    return /\/unsubscribe\?token=[\w-]+/.exec(welcome?.text ?? "")?.[0] ?? ""
  }
  await expect.poll(linkIn, { timeout: 30_000 }).not.toBe("")
  // What the unsubscribe button of a mail program does; opened by a person, the same address asks first.
  const oneClick = (await linkIn()).replace("/unsubscribe?", "/unsubscribe/one-click?")
  await page.goto(oneClick)
  await expect(page).toHaveURL(/\/unsubscribe\?token=/)
  await expectFits(page)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Unsubscribe" }).click()
  await expect(page.getByText("You're unsubscribed")).toBeVisible({ timeout: 20_000 })
  const posted = await page.request.post(oneClick, { form: { "List-Unsubscribe": "One-Click" } })
  expect(posted.status()).toBe(200)
  const wrong = await page.request.post("/unsubscribe/one-click?token=none", {
    form: { "List-Unsubscribe": "One-Click" },
  })
  expect(wrong.status()).toBe(422)
})

test("the reset page without a token offers to request a new link", async ({ page }) => {
  await page.goto("/reset-password")
  await expect(page.getByRole("link", { name: "Request a new link" })).toBeVisible()
  await expectAccessible(page)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("signing in and out works without JavaScript @once", async ({ page }) => {
    await page.goto("/sign-in")
    await signIn(page, "ravi@customers.atrium.test", "atrium-demo")
    await expect(page).toHaveURL("/account", { timeout: 20_000 })
    await page.getByRole("button", { name: "Sign out" }).click()
    await expect(page).toHaveURL("/")
  })

  test("all other devices are signed out without JavaScript, after a confirmation @once", async ({ page, browser }) => {
    test.setTimeout(120_000)
    const email = freshEmail()
    const context = await browser.newContext({ javaScriptEnabled: true })
    const other = await context.newPage()
    await register(other, email)
    await page.goto("/sign-in?next=/account/security")
    await signIn(page, email, PASSWORD)
    await expect(page).toHaveURL("/account/security", { timeout: 20_000 })
    await expect(signInList(page)).toHaveCount(2)
    await page.getByText("Sign out all other devices", { exact: true }).click()
    await page.getByRole("button", { name: "Sign them all out" }).click()
    await expect(page.getByText("All other devices are signed out")).toBeVisible({ timeout: 20_000 })
    await expect(signInList(page)).toHaveCount(1)
    await expectSignedOut(other)
  })
})
