import { expect, type Page, test } from "@playwright/test"

import { expectAccessible, expectFits } from "./accessibility"
import { emailsTo } from "./inbox"
import {
  agree,
  answerAll,
  CARDS,
  fillCard,
  fillCustomer,
  openPurchasePage,
  payButton,
  referenceNumber,
} from "./purchase-steps"

const freshEmail = () => `tara-${crypto.randomUUID()}@example.com`
const WISH = "Please call me before you start."

/** The emailed link to continue, as its reader opens it. */
const linkTo = async (email: string): Promise<string> => {
  let link: string | undefined
  await expect
    .poll(
      async () => {
        const mail = (await emailsTo(email)).find(({ subject }) => subject === "Continue your checkout")
        link = /https?:\/\/\S+\/resume#token=[\w.-]+/.exec(mail?.text ?? "")?.[0]
        return link
      },
      { timeout: 30_000 }
    )
    .toBeDefined()
  return link ?? ""
}

const askForLink = async (page: Page, email: string): Promise<void> => {
  await page.getByRole("button", { name: "Email me a link to continue" }).click()
  await expect(page.getByText(`We've sent a link to ${email}`)).toBeVisible()
}

const continueCheckout = async (page: Page, link: string): Promise<void> => {
  await page.goto(link)
  await page.getByRole("button", { name: "Continue checkout" }).click()
}

test("a customer fills in the cart's checkout, continues on a second device by an emailed link, and pays there", async ({
  page,
  browser,
}) => {
  test.slow()
  const email = freshEmail()
  await page.goto("/")
  await page
    .getByRole("article")
    .first()
    .getByRole("button", { name: /^Add to cart/ })
    .click()
  await page.getByRole("link", { name: "Check out" }).click()
  await fillCustomer(page, email)
  await page.getByLabel("What do you need?").fill(WISH)
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  // What is typed is there after a reload, without sending the form.
  await page.reload()
  await expect(page.getByLabel("What do you need?")).toHaveValue(WISH)
  // The last change is saved when the page is left.
  await page.getByLabel("Full name").fill("Tara M. Menon")
  await page.goto("/cart")
  // The browser sends it in the background, so the next page can be there first.
  await expect(async () => {
    await page.goto("/checkout")
    await expect(page.getByLabel("Full name")).toHaveValue("Tara M. Menon", { timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await askForLink(page, email)
  await expectAccessible(page)
  await expectFits(page)
  const link = await linkTo(email)

  const phone = await (await browser.newContext()).newPage()
  await continueCheckout(phone, link)
  await expect(phone).toHaveURL(/\/checkout$/)
  await expect(phone.getByLabel("Email")).toHaveValue(email)
  await expect(phone.getByLabel("What do you need?")).toHaveValue(WISH)
  await answerAll(phone.getByRole("form", { name: "Checkout" }))
  await agree(phone)
  await phone.getByRole("button", { name: "Continue to payment" }).click()
  await expect(phone).toHaveURL(/\/purchase\/pur_[^/]+$/)
  await fillCard(phone, CARDS.succeeds)
  await payButton(phone).click()
  await referenceNumber(phone)

  // The link has ended with the payment.
  const late = await (await browser.newContext()).newPage()
  await continueCheckout(late, link)
  await expect(late.getByText("This link has expired, or what it is for is already paid.")).toBeVisible()
  await expectAccessible(late)
})

test("what is typed at the checkout before the page's script has loaded is saved once it has @once", async ({
  page,
}) => {
  await page.goto("/")
  await page
    .getByRole("article")
    .first()
    .getByRole("button", { name: /^Add to cart/ })
    .click()
  await expect(page.getByRole("link", { name: "Check out" })).toBeVisible()
  let load = (): void => undefined
  const late = new Promise<void>((resolve) => (load = resolve))
  await page.route(/\/shop\.js/, async (route) => {
    await late
    await route.continue()
  })
  await page.goto("/checkout", { waitUntil: "commit" })
  await page.getByLabel("What do you need?").fill(WISH)
  await expect(page.getByText("Saved", { exact: true })).toBeHidden()
  load()
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await page.unroute(/\/shop\.js/)
  await page.reload()
  await expect(page.getByLabel("What do you need?")).toHaveValue(WISH)
})

test("the purchase form continues on a second device, without the card @once", async ({ page, browser }) => {
  const email = freshEmail()
  const { service } = await openPurchasePage(page)
  await fillCustomer(page, email)
  await page.getByLabel("What do you need?").fill(WISH)
  await fillCard(page, CARDS.succeeds)
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await page.getByLabel("Send me one reminder").check()
  await askForLink(page, email)
  await expectAccessible(page)

  const phone = await (await browser.newContext()).newPage()
  await continueCheckout(phone, await linkTo(email))
  await expect(phone.getByRole("heading", { level: 1, name: service })).toBeVisible()
  await expect(phone.getByLabel("Email")).toHaveValue(email)
  await expect(phone.getByLabel("What do you need?")).toHaveValue(WISH)
  await expect(phone.getByLabel("Send me one reminder")).toBeChecked()
  await expect(phone.getByLabel("Card number")).toHaveValue("")
  await expect(phone.getByLabel(/^I agree/)).not.toBeChecked()
})

test("without JavaScript, a form that was sent is there again on the next visit @once", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto("/")
  await page
    .getByRole("article")
    .first()
    .getByRole("button", { name: /^Add to cart/ })
    .click()
  await page.goto("/checkout")
  await page.getByLabel("Full name").fill("Tara Menon")
  await page.getByLabel("What do you need?").fill(WISH)
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await expect(page.getByText(/fields need attention/)).toBeVisible()
  await page.goto("/checkout")
  await expect(page.getByLabel("Full name")).toHaveValue("Tara Menon")
  await expect(page.getByLabel("What do you need?")).toHaveValue(WISH)
})
