import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import { buyByApi } from "./shop"
import { asStaff, assignRequest, inviteProvider } from "./staff"

// Providers mostly use phones, so these tests run at phone size only (playwright.config.ts).

const PASSWORD = "three quiet words"

const linkFor = async (email: string, subject: RegExp): Promise<string> => {
  let link: string | undefined
  await expect
    .poll(async () => {
      const invitation = (await emailsTo(email)).filter((message) => subject.test(message.subject)).at(-1)
      link = /https?:\/\/\S+/.exec(invitation?.text ?? "")?.[0]
      return link
    })
    .toBeTruthy()
  return link ?? ""
}

const passwordField = (page: Page) => page.getByRole("textbox", { name: "Password" })

const signIn = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel("Email").fill(email)
  await passwordField(page).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

/** Invites a provider and accepts the invitation through the link in the email. */
const signInAsNewProvider = async (page: Page, name: string): Promise<{ id: string; email: string }> => {
  const provider = await inviteProvider(name)
  await page.goto(await linkFor(provider.email, /invited/))
  await passwordField(page).fill(PASSWORD)
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page).toHaveURL("/provider", { timeout: 20_000 })
  return provider
}

const subjectsTo = async (email: string): Promise<string[]> => (await emailsTo(email)).map(({ subject }) => subject)

test("an invited provider sets a password, adds an absence, and loses access after signing out", async ({
  page,
  context,
}) => {
  const invited = await inviteProvider("Nila Sen")
  const link = await linkFor(invited.email, /invited/)
  await page.goto(link)
  // The token is removed from the address bar.
  await expect(page).toHaveURL("/provider/welcome")
  await passwordField(page).fill("short")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("Use at least 8 characters")).toBeVisible()
  await expectAccessible(page)
  await passwordField(page).fill(PASSWORD)
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page).toHaveURL("/provider", { timeout: 20_000 })
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Nila Sen")
  await expect(page.getByRole("heading", { name: "Your requests will appear here" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
  const cookie = (await context.cookies()).find(({ name }) => name === "atrium_provider")
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/provider" })
  expect((await context.cookies()).some(({ name }) => name === "atrium_session")).toBe(false)

  await page.getByRole("link", { name: "Absences" }).click()
  await expect(page.getByRole("heading", { name: "Your absences will appear here" })).toBeVisible()
  // Absences must end in the future.
  const nextYear = new Date().getUTCFullYear() + 1
  await page.getByLabel("First day").fill(`${nextYear}-01-08`)
  await page.getByLabel("Last day").fill(`${nextYear}-01-04`)
  await page.getByRole("button", { name: "Add absence" }).click()
  await expect(page.getByText("The last day must be on or after the first day")).toBeVisible()
  await page.getByLabel("First day").fill(`${nextYear}-01-04`)
  await page.getByLabel("Last day").fill(`${nextYear}-01-08`)
  await page.getByLabel(/Reason/).fill("Pongal")
  await page.getByRole("button", { name: "Add absence" }).click()
  const absence = page.getByRole("listitem").filter({ hasText: `4 January ${nextYear} to 8 January ${nextYear}` })
  await expect(absence).toContainText("Pongal")
  await expectFits(page)
  await expectAccessible(page)
  await absence.getByRole("button", { name: /Remove/ }).click()
  await expect(absence).toHaveCount(0)

  await page.getByRole("link", { name: "Security" }).click()
  const signIns = page.getByRole("list", { name: "Where you're signed in" }).getByRole("listitem")
  await expect(signIns).toHaveCount(1)
  await expect(signIns).toContainText("This device")
  await expectFits(page)
  await expectAccessible(page)

  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page).toHaveURL("/provider/sign-in")
  await page.goto("/provider/absences")
  await expect(page).toHaveURL("/provider/sign-in?next=%2Fprovider%2Fabsences")
  await expectFits(page)
  await expectAccessible(page)
  await signIn(page, invited.email, "not the password")
  await expect(page.getByText("Your email or password is incorrect")).toBeVisible({
    timeout: 20_000,
  })
  await signIn(page, invited.email, PASSWORD)
  await expect(page).toHaveURL("/provider/absences", { timeout: 20_000 })

  // The invitation link works only once.
  await page.getByRole("button", { name: "Sign out" }).click()
  await page.goto(link)
  await passwordField(page).fill("another password")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("This invitation was already used")).toBeVisible({ timeout: 20_000 })
})

test("a provider completes a request on a phone, and the customer gets one email per public change", async ({
  page,
}) => {
  test.setTimeout(120_000)
  const provider = await signInAsNewProvider(page, "Arun Bose")
  const purchase = await buyByApi()
  const id = await assignRequest(purchase.reference, provider.id)

  await page.goto("/provider")
  const row = page.getByRole("listitem").filter({ hasText: purchase.reference })
  await expect(row).toContainText(purchase.service)
  await expectFits(page)
  await expectAccessible(page)
  await row.getByRole("link", { name: "Tara Menon" }).click()
  await expect(page).toHaveURL(`/provider/requests/${id}`)
  await expect(page.getByRole("link", { name: "Call +919876543210" })).toHaveAttribute("href", "tel:+919876543210")
  await expect(page.getByRole("link", { name: `Email ${purchase.email}` })).toHaveAttribute(
    "href",
    `mailto:${purchase.email}`
  )
  await expect(page.getByText("Please call in the morning.")).toBeVisible()
  await expect(page.getByText(/Confirmed on/).first()).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)

  await page.getByRole("button", { name: "Start work" }).click()
  await expect(page.getByText("We'll email the customer that work has started.")).toBeVisible()
  await page.getByRole("button", { name: "Cancel" }).click()
  await page.getByRole("button", { name: "Start work" }).click()
  await page.getByRole("group").getByRole("button", { name: "Start work" }).click()
  await expect(page.getByRole("button", { name: "Mark as completed" })).toBeVisible()

  await page
    .getByRole("button", { name: /^Start task:/ })
    .first()
    .click()
  await page
    .getByRole("button", { name: /^Mark as waiting:/ })
    .first()
    .click()
  await page.getByRole("button", { name: "Mark as waiting", exact: true }).click()
  await expect(page.getByText("Enter what it's waiting for")).toBeVisible()
  await page.getByLabel("What is it waiting for?").fill("The PAN card")
  await page.getByRole("button", { name: "Mark as waiting", exact: true }).click()
  await expect(page.getByText("Waiting: The PAN card")).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole("button", { name: /^Resume task:/ })
    .first()
    .click()
  await expect(page.getByText("Waiting: The PAN card")).toHaveCount(0)
  const done = page.getByRole("listitem").filter({ hasText: "done on" })
  await page
    .getByRole("button", { name: /^Mark as done:/ })
    .first()
    .click()
  await expect(done).toHaveCount(1)

  await page.getByRole("textbox", { name: "Add a note" }).fill("Called, sends the papers on Monday.")
  await page.getByRole("button", { name: "Add note" }).click()
  await expect(page.getByRole("listitem").filter({ hasText: "Called, sends the papers on Monday." })).toContainText(
    "You"
  )

  await page.getByRole("button", { name: "Mark as completed" }).click()
  await expect(page.getByText(/tasks are still open/)).toBeVisible()
  await page.getByRole("group").getByRole("button", { name: "Mark as completed" }).click()
  await expect(page.getByText("Completed", { exact: true }).first()).toBeVisible()
  await expect(page.getByRole("button", { name: "Mark as completed" })).toHaveCount(0)
  await page.goto("/provider")
  await expect(page.getByRole("heading", { name: "Your requests will appear here" })).toBeVisible()
  await page.goto(`/provider/requests?q=${purchase.reference}`)
  await expect(page.getByRole("listitem").filter({ hasText: purchase.reference })).toContainText("Completed")
  await expectFits(page)

  const changes = [
    `${purchase.reference}: Specialist assigned`,
    `${purchase.reference}: In progress`,
    `${purchase.reference}: Completed`,
  ]
  await expect
    .poll(async () => (await subjectsTo(purchase.email)).filter((subject) => changes.includes(subject)).sort(), {
      timeout: 20_000,
    })
    .toEqual([...changes].sort())
})

test("a provider can't open another provider's request, and loses access when suspended", async ({ page }) => {
  const provider = await signInAsNewProvider(page, "Meera Pai")
  const other = await inviteProvider("Other One")
  const purchase = await buyByApi()
  const list = await asStaff<{ service_requests: { id: string }[] }>(`/admin/service-requests?q=${purchase.reference}`)
  const id = list.service_requests[0]?.id ?? ""
  expect(id).not.toBe("")
  await page.goto(`/provider/requests/${id}`)
  await expect(page.getByText("Tara Menon")).toHaveCount(0)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  expect(other.id).not.toBe(provider.id)

  await asStaff(`/admin/providers/${provider.id}`, { status: "suspended" })
  await page.goto("/provider")
  await expect(page).toHaveURL(/\/provider\/sign-in\?suspended=1$/)
  await expect(page.getByText("Your access is suspended")).toBeVisible()
  await expectAccessible(page)
  await signIn(page, provider.email, PASSWORD)
  await expect(page.getByText("Contact the shop to find out why and when you can work again.").first()).toBeVisible()
  await expect(page).toHaveURL(/\/provider\/sign-in/)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a provider can sign in before the page's script has loaded", async ({ page }) => {
    await page.goto("/provider/sign-in")
    await signIn(page, "asha@providers.atrium.test", "atrium-demo")
    await expect(page).toHaveURL("/provider", { timeout: 20_000 })
  })
})

test("a provider changes their weekly hours, and is told what is wrong with one", async ({ page }) => {
  await signInAsNewProvider(page, "Hana Weeks")
  await page.getByRole("link", { name: "Weekly hours" }).click()
  await page.getByLabel("Time zone").selectOption("Europe/Berlin")
  await page.getByLabel("Monday").fill("17:00-09:00")
  await page.getByRole("button", { name: "Save hours" }).click()
  await expect(page.getByText("The end must be after the start")).toBeVisible()
  await expect(page.getByLabel("Monday")).toHaveValue("17:00-09:00")
  await expectFits(page)
  await expectAccessible(page)
  await page.getByLabel("Monday").fill("09:00-12:30, 13:30-17:00")
  await page.getByRole("button", { name: "Save hours" }).click()
  await expect(page.getByText("Your hours are saved")).toBeVisible()
  await page.reload()
  await expect(page.getByLabel("Monday")).toHaveValue("09:00–12:30, 13:30–17:00")
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin")

  await page.getByRole("link", { name: "Consultations" }).click()
  await expect(page.getByRole("heading", { name: "Your consultations will appear here" })).toBeVisible()
  await expectFits(page)
  await expectAccessible(page)
})
