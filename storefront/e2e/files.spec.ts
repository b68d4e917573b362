import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { fillPurchase, CARDS, payButton, referenceNumber } from "./purchase-steps"

const PDF = { mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n") }
const TEXT = { mimeType: "text/plain", buffer: Buffer.from("not a document") }
const QUESTION = "Proof of the business address"

const field = (page: Page) => page.getByLabel(QUESTION)
const remove = (page: Page, name: string) => page.getByRole("button", { name: `Remove ${name}` })

const addService = async (page: Page): Promise<void> => {
  await page.goto("/services/gst-registration")
  await page
    .getByRole("button", { name: /^Add to cart/ })
    .first()
    .click()
  // With scripts the cart opens at the side, without them as a page.
  const added = page.getByText("Added to your cart.")
  await expect(added.or(page.getByRole("heading", { level: 1, name: "Your cart" })).first()).toBeVisible()
  await page.goto("/checkout")
}

test("files are sent at once while a plan is bought, refused with what to do, and kept over a reload", async ({
  page,
}) => {
  await page.goto("/purchase?service=gst-registration")
  await field(page).setInputFiles({ ...TEXT, name: "address.pdf" })
  await expect(page.getByText(/^address\.pdf: This isn't a PDF/)).toBeVisible()
  await expectAccessible(page)
  await field(page).setInputFiles([
    { ...PDF, name: "rent.pdf" },
    { ...PDF, name: "a very long name of a file that has to be broken somewhere.pdf" },
  ])
  await expect(remove(page, "rent.pdf")).toBeVisible()
  await expect(remove(page, "a very long name of a file that has to be broken somewhere.pdf")).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await remove(page, "a very long name of a file that has to be broken somewhere.pdf").click()
  await expect(page.getByText("somewhere.pdf")).toHaveCount(0)
  // Enter in a field tries to pay, and removes nothing.
  await page.getByLabel("Full name").press("Enter")
  await expect(page.getByLabel("Full name")).toHaveAccessibleDescription(/Enter your full name/)
  await expect(remove(page, "rent.pdf")).toBeVisible()
  await page.reload()
  await expect(remove(page, "rent.pdf")).toBeVisible()
  await expect(page.getByText("somewhere.pdf")).toHaveCount(0)
  await fillPurchase(page, `files-${crypto.randomUUID()}@example.com`, CARDS.succeeds)
  await payButton(page).click()
  await referenceNumber(page)
})

for (const late of ["/_next/static/chunks/", "/upload.js"])
  test(`a file that is chosen before ${late} has loaded is sent once it has @once`, async ({ page }) => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(
      ({ pathname }) => pathname.startsWith(late),
      async (route) => {
        await held
        await route.continue()
      }
    )
    await page.goto("/purchase?service=gst-registration", { waitUntil: "commit" })
    await field(page).setInputFiles({ ...PDF, name: "rent.pdf" })
    release()
    await expect(remove(page, "rent.pdf")).toBeVisible()
    await expect(payButton(page)).not.toHaveAttribute("disabled")
    await expect(page.getByRole("progressbar", { name: "Sending" })).toHaveCount(0)
    await remove(page, "rent.pdf").click()
    await expect(remove(page, "rent.pdf")).toHaveCount(0)
  })

test("a file is canceled while it is being sent, and leaves nothing", async ({ page }) => {
  const isUpload = ({ pathname }: URL) => pathname === "/purchase/files"
  await page.goto("/purchase?service=gst-registration")
  await page.route(isUpload, () => {}) // Never reaches the server, nor is it answered.
  const failed = page.waitForEvent("requestfailed", (request) => isUpload(new URL(request.url())))
  await field(page).setInputFiles({ ...PDF, name: "rent.pdf" })
  await expect(page.getByRole("progressbar", { name: "Sending" })).toBeVisible()
  await expectAccessible(page)
  await remove(page, "rent.pdf").click()
  expect((await failed).method()).toBe("POST")
  await expect(page.getByText("rent.pdf")).toHaveCount(0)
  await expect(field(page)).toBeFocused()
  await page.unroute(isUpload)

  // A larger file, canceled at any moment of its way: in the browser, at the server, or after it was stored.
  const large = Buffer.concat([PDF.buffer, Buffer.alloc(4 * 1024 * 1024, 32)])
  await field(page).setInputFiles({ ...PDF, buffer: large, name: "large.pdf" })
  await remove(page, "large.pdf").click()
  await expect(page.getByText("large.pdf")).toHaveCount(0)
  await field(page).setInputFiles({ ...PDF, name: "lease.pdf" })
  await expect(page.getByRole("progressbar", { name: "Sending" })).toHaveCount(0)
  await expect(remove(page, "lease.pdf")).toBeVisible()
  // The server removes what was canceled once it has noticed.
  await expect(async () => {
    await page.reload()
    await expect(remove(page, "lease.pdf")).toBeVisible()
    await expect(page.getByText(/rent\.pdf|large\.pdf/)).toHaveCount(0, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
})

test("files are sent at once at the checkout of a cart, and kept over a reload", async ({ page }) => {
  await addService(page)
  await field(page).setInputFiles({ ...PDF, name: "rent.pdf" })
  await expect(remove(page, "rent.pdf")).toBeVisible()
  await page.reload()
  await expect(remove(page, "rent.pdf")).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await remove(page, "rent.pdf").click()
  await page.reload()
  await expect(field(page)).toBeVisible()
  await expect(remove(page, "rent.pdf")).toHaveCount(0)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })
  test("files are sent with the form, refused in place, and removed", async ({ page }) => {
    await addService(page)
    await field(page).setInputFiles({ ...TEXT, name: "address.pdf" })
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await expect(page.getByText(/address\.pdf: This isn't a PDF/)).toBeVisible()
    await field(page).setInputFiles({ ...PDF, name: "rent.pdf" })
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await expect(remove(page, "rent.pdf")).toBeVisible()
    await remove(page, "rent.pdf").click()
    await expect(field(page)).toBeVisible()
    await expect(remove(page, "rent.pdf")).toHaveCount(0)
  })
})
