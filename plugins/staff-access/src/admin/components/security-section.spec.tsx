import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import { SecuritySection } from "./security-section"

const SETTINGS = {
  settings: {
    require_two_step: false,
    refund_limits: { eur: null },
    default_refund_limits: { inr: 100_000, eur: 1000 },
  },
}
const answers = { "GET /admin/staff-settings": SETTINGS, "POST /admin/staff-settings": SETTINGS }

test("a blank refund limit is saved as no limit, and an invalid one is not saved", async () => {
  const { user, sent } = openPage(<SecuritySection />, { answers, permissions: ["staff-settings:write"] })
  const inr = await screen.findByLabelText("INR")
  expect(screen.getByLabelText("EUR")).toHaveProperty("value", "")
  await user.clear(inr)
  await user.type(inr, "a lot")
  await user.click(await screen.findByRole("button", { name: "Save limits" }))
  expect(await screen.findByText("Enter an amount")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.clear(inr)
  await user.type(screen.getByLabelText("Currency code"), "GBP")
  await user.click(screen.getByRole("button", { name: "Add currency" }))
  await user.click(screen.getByRole("button", { name: "Save limits" }))
  await screen.findByText("Limits saved")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([{ refund_limits: { inr: null, eur: null, gbp: 0 } }])
})

test("a user without permission to change the settings sees them read-only", async () => {
  openPage(<SecuritySection />, { answers, permissions: ["staff-settings:read"] })
  expect(await screen.findByLabelText("INR")).toHaveProperty("disabled", true)
  expect(screen.queryByRole("button", { name: "Save limits" })).toBeNull()
})
