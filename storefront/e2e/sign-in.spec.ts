import { expect, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import { PASSWORD, register } from "./register"
import { expectSignedOut, freshEmail, signIn, signInElsewhere, signInList, signOut } from "./sign-in-steps"

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
  expect([...new Set(scripts)].sort()).toEqual(["/cart.js", "/shop.js"])

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
