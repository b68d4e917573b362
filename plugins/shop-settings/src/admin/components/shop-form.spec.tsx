import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { fireEvent, screen, waitFor } from "@testing-library/react"

import type { ShopSettingsView } from "../../contracts"
import { ShopForm } from "./shop-form"

const settings: ShopSettingsView = {
  name: "Northwind",
  tagline: "Paperwork, done",
  description: "",
  logo_url: null,
  accent_color: "#1f5f45",
  hero_title: "",
  hero_text: "",
  support_email: "",
  support_phone: "",
  social_links: [],
  version: 4,
  updated_at: null,
}

const STAFF = ["shop-settings:write", "products:write"]

const open = async (answers: object, permissions: readonly string[] = STAFF) => {
  const page = openPage(<ShopForm settings={settings} />, { answers: { ...answers }, permissions })
  if (permissions.includes("shop-settings:write")) await screen.findByRole("button", { name: "Save shop settings" })
  return page
}
const save = (page: ReturnType<typeof openPage>) =>
  page.user.click(screen.getByRole("button", { name: "Save shop settings" }))

test("a save names the version it is based on, and the next one the version that was saved", async () => {
  let stored = settings.version
  const page = await open({
    "POST /admin/shop-settings": () => ({ shop_settings: { ...settings, version: ++stored } }),
  })
  await page.user.type(screen.getByLabelText("Support email"), "help@northwind.test")
  await save(page)
  await screen.findByText("Saved. The storefront shows it now.")
  await save(page)
  await waitFor(() => expect(changesIn(page.sent)).toHaveLength(2))
  expect(changesIn(page.sent).map(({ body }) => body)).toMatchObject([
    { version: 4, support_email: "help@northwind.test", name: "Northwind" },
    { version: 5 },
  ])
})

test("all invalid settings show their messages at once, and nothing is sent", async () => {
  const page = await open({})
  await page.user.type(screen.getByLabelText("Support email"), "help")
  await page.user.type(screen.getByLabelText("Support phone"), "12")
  await page.user.clear(screen.getByLabelText("Accent color"))
  await page.user.type(screen.getByLabelText("Accent color"), "green")
  await page.user.click(screen.getByRole("button", { name: "Add a link" }))
  await page.user.type(screen.getByLabelText("Address of link 1"), "javascript:alert(1)")
  await save(page)
  for (const [label, sentence] of [
    ["Support email", "Enter a valid email address, for example name@example.com"],
    ["Support phone", "Enter a phone number with its country code, for example +91 98765 43210"],
    ["Accent color", "Use a color such as #1f5f45"],
    ["Name of link 1", "Enter a name such as LinkedIn"],
    ["Address of link 1", "Enter an address that starts with https://"],
  ] as const) {
    const note = screen.getByLabelText(label).getAttribute("aria-describedby")
    await waitFor(() => expect(document.getElementById(note ?? "")?.textContent).toBe(sentence))
  }
  expect(changesIn(page.sent)).toEqual([])
})

test("the contrast of the accent color is checked as it is chosen", async () => {
  const page = await open({})
  expect(screen.getByText("Contrast with white 7.5:1")).toBeTruthy()
  fireEvent.change(screen.getByLabelText("Choose an accent color"), { target: { value: "#ffcc00" } })
  expect(
    await screen.findByText(/^Contrast with white 1\.5:1\. Use a darker color, with at least 5\.5:1$/)
  ).toBeTruthy()
  expect(screen.getByLabelText("Accent color")).toHaveProperty("value", "#ffcc00")
  await page.user.click(screen.getByRole("button", { name: "Remove color" }))
  expect(screen.queryByText(/Contrast with white/)).toBeNull()
})

test("an uploaded logo is shown, and its address is saved", async () => {
  const url = "http://shop.test/static/logo.png"
  const page = await open({
    "POST /admin/uploads": { files: [{ id: "f1", url }] },
    "POST /admin/shop-settings": { shop_settings: { ...settings, logo_url: url, version: 5 } },
  })
  await page.user.upload(screen.getByLabelText("Logo"), new File(["x"], "logo.png", { type: "image/png" }))
  expect(await screen.findByAltText("Logo")).toHaveProperty("src", url)
  await save(page)
  await waitFor(() => expect(changesIn(page.sent).at(-1)?.body).toMatchObject({ logo_url: url }))
})

test("an image that the API refuses leaves the logo as it is and says why", async () => {
  const page = await open({ "POST /admin/uploads": refusal(400, "Upload a PNG, JPEG or WebP image.") })
  await page.user.upload(screen.getByLabelText("Logo"), new File(["x"], "logo.png", { type: "image/png" }))
  expect(await screen.findByText("Upload a PNG, JPEG or WebP image.")).toBeTruthy()
  expect(screen.queryByAltText("Logo")).toBeNull()
})

test("settings that someone else has changed are not overwritten, and the input is kept", async () => {
  const page = await open({ "POST /admin/shop-settings": refusal(409, "This was changed since you loaded it.") })
  await page.user.type(screen.getByLabelText("Headline"), "Done by Friday")
  await save(page)
  expect(await screen.findByText("This was changed since you loaded it.")).toBeTruthy()
  expect(screen.getByLabelText("Headline")).toHaveProperty("value", "Done by Friday")
})

test("staff who may only read the settings can't change them", async () => {
  await open({}, ["shop-settings:read"])
  expect(screen.getByLabelText("Headline").closest("fieldset:disabled")).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Save shop settings" })).toBeNull()
})
