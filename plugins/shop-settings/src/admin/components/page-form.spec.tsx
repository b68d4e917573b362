import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, waitFor } from "@testing-library/react"

import type { ShopPageView } from "../../contracts"
import { CreatePage } from "./create-page"
import { EditPage } from "./edit-page"

const terms: ShopPageView = {
  id: "page_1",
  slug: "terms",
  title: "Terms",
  body: "## What you buy",
  published: true,
  position: 1,
  version: 3,
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-02T00:00:00.000Z",
}
const STAFF = ["shop-pages:write"]

const edit = async (page: ShopPageView, answers: object = {}) => {
  const opened = openPage(<EditPage page={page} />, { answers: { ...answers }, permissions: STAFF })
  await screen.findByRole("button", { name: "Delete page" })
  return opened
}

test("publishing a text that customers rely on says what it means, and offers the version it replaces", async () => {
  const page = await edit(terms, {
    "POST /admin/shop-pages/page_1": { shop_page: { ...terms, body: "New", version: 4 } },
  })
  expect(screen.getByText(/^Customers rely on this text\. Publishing replaces version 3/)).toBeTruthy()
  const download = screen.getByRole("link", { name: "Download version 3" })
  expect(download.getAttribute("download")).toBe("terms-version-3.md")
  expect(decodeURIComponent(download.getAttribute("href") ?? "")).toContain("## What you buy")
  await page.user.clear(screen.getByLabelText("Text"))
  await page.user.type(screen.getByLabelText("Text"), "New")
  await page.user.click(screen.getByRole("button", { name: "Publish version 4" }))
  await screen.findByText("Published. The storefront shows it now.")
  expect(changesIn(page.sent).at(-1)?.body).toEqual({
    slug: "terms",
    title: "Terms",
    body: "New",
    published: true,
    position: 1,
    version: 3,
  })
})

test("other pages are published without that notice", async () => {
  await edit({ ...terms, slug: "faq", title: "Questions" })
  expect(screen.queryByText(/Customers rely on this text/)).toBeNull()
})

test("a page is taken down only after a confirmation, and its text is kept", async () => {
  const page = await edit(terms, {
    "POST /admin/shop-pages/page_1": { shop_page: { ...terms, published: false, version: 4 } },
  })
  await page.user.click(screen.getByRole("button", { name: "Unpublish" }))
  expect(changesIn(page.sent)).toEqual([])
  await page.user.click((await screen.findAllByRole("button", { name: "Unpublish" })).at(-1) ?? document.body)
  await screen.findByText("Saved as a draft. The storefront doesn't show it.")
  expect(changesIn(page.sent).at(-1)?.body).toMatchObject({ published: false, body: "## What you buy", version: 3 })
})

test("the preview shows the text as it is now, and its links lead nowhere", async () => {
  const page = await edit(terms, {
    "POST /admin/shop-page-previews": { html: '<h2>Returns</h2><p><a href="/track">Track</a></p>' },
  })
  await page.user.clear(screen.getByLabelText("Text"))
  await page.user.type(screen.getByLabelText("Text"), "# Returns")
  await page.user.click(screen.getByRole("tab", { name: "Preview" }))
  expect(await screen.findByRole("heading", { name: "Returns" })).toBeTruthy()
  expect(changesIn(page.sent).at(-1)?.body).toEqual({ body: "# Returns" })
  await page.user.click(screen.getByRole("link", { name: "Track" }))
  expect(page.address()).toBe("/")
  await page.user.click(screen.getByRole("tab", { name: "Write" }))
  expect(screen.getByLabelText("Text")).toHaveProperty("value", "# Returns")
})

test("every invalid field of a new page shows its message, and nothing is sent", async () => {
  const page = openPage(<CreatePage positions={[1, 7]} />, { permissions: STAFF })
  const publish = await screen.findByRole("button", { name: "Publish" })
  expect(screen.getByLabelText("Position")).toHaveProperty("value", "8")
  await page.user.type(screen.getByLabelText("Address"), "Refund Policy")
  await page.user.click(publish)
  expect(await screen.findByText("Enter a title")).toBeTruthy()
  expect(screen.getByText("Use lowercase letters, numbers and hyphens, for example refund-policy")).toBeTruthy()
  expect(changesIn(page.sent)).toEqual([])
})

test("a new page is a draft until it is published, and its address must be free", async () => {
  const answers = { value: refusal(409, "Another page has this address.", { slug: "Another page has this address" }) }
  const page = openPage(<CreatePage positions={[]} />, {
    permissions: STAFF,
    answers: { "POST /admin/shop-pages": () => answers.value },
    at: "/settings/pages/create",
  })
  const save = await screen.findByRole("button", { name: "Save draft" })
  await page.user.type(screen.getByLabelText("Title"), "Refunds")
  await page.user.type(screen.getByLabelText("Address"), "refunds")
  await page.user.click(save)
  expect(await screen.findByText("Another page has this address")).toBeTruthy()
  expect(changesIn(page.sent).at(-1)?.body).toMatchObject({ slug: "refunds", published: false, position: 1 })
  Object.assign(answers, { value: { shop_page: { ...terms, slug: "refunds", published: true } } })
  await page.user.click(screen.getByRole("button", { name: "Publish" }))
  await waitFor(() => expect(page.address()).toBe("/settings/pages"))
  expect(changesIn(page.sent).at(-1)?.body).toMatchObject({ slug: "refunds", published: true })
})
