import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, within } from "@testing-library/react"

import { SuspensionSection } from "./suspension-section"

const ACTIVE = { suspended: false, reason: null, suspended_at: null, history: [] }
const BEGUN = { suspended: true, reason: "Chargebacks", by: "user:usr_1", by_name: "ella@example.com" }
const SUSPENDED = {
  suspended: true,
  reason: "Chargebacks",
  suspended_at: "2026-11-02T09:00:00.000Z",
  history: [
    { ...BEGUN, at: "2026-11-02T09:00:00.000Z" },
    { suspended: false, reason: "A mix-up", by: "user:usr_9", by_name: null, at: "2026-10-02T09:00:00.000Z" },
    { ...BEGUN, reason: "A stolen card", at: "2026-10-01T09:00:00.000Z" },
  ],
}
const PATH = "/admin/customers/cus_1/suspension"
const answering = (suspension: object, more: Record<string, unknown> = {}) => ({
  [`GET ${PATH}`]: { suspension },
  [`POST ${PATH}`]: { suspension: SUSPENDED },
  "GET /admin/staff-access": { access: { permissions: ["customers:read", "customers:write"], hidden_pages: [] } },
  ...more,
})

test("staff suspend a customer with a reason, which is required", async () => {
  const { user, sent } = openPage(<SuspensionSection customerId="cus_1" />, { answers: answering(ACTIVE) })
  await screen.findByText("Active")
  await user.click(await screen.findByRole("button", { name: "Suspend…" }))
  const dialog = within(await screen.findByRole("dialog"))
  await user.click(dialog.getByRole("button", { name: "Suspend customer" }))
  expect(await dialog.findByText("Enter the reason")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])

  await user.type(dialog.getByLabelText("Reason"), "Chargebacks")
  await user.click(dialog.getByRole("button", { name: "Suspend customer" }))
  await screen.findByText("Customer suspended")
  expect(changesIn(sent).map(({ route, body }) => [route, body])).toEqual([
    [`POST ${PATH}`, { suspended: true, reason: "Chargebacks" }],
  ])
})

test("staff see why and since when a customer is suspended, and end it; a refusal keeps what they typed", async () => {
  const { user, sent } = openPage(<SuspensionSection customerId="cus_1" />, {
    answers: answering(SUSPENDED, { [`POST ${PATH}`]: () => refusal(403, "You don't have permission to do this.") }),
  })
  await screen.findByText("Suspended")
  const [now, ended, before] = within(screen.getByRole("list", { name: "History" })).getAllByRole("listitem")
  expect(now?.textContent).toMatch(/^Suspended: Chargebacks.*ella@example\.com$/)
  expect(ended?.textContent).toMatch(/^Suspension ended: A mix-up.*Staff$/)
  expect(before?.textContent).toMatch(/^Suspended: A stolen card/)

  await user.click(await screen.findByRole("button", { name: "End suspension…" }))
  const dialog = within(await screen.findByRole("dialog"))
  await user.type(dialog.getByLabelText("Reason"), "It was not them")
  await user.click(dialog.getByRole("button", { name: "End suspension" }))
  expect(await dialog.findByText(/You don't have permission/)).toBeTruthy()
  expect(changesIn(sent).at(-1)?.body).toEqual({ suspended: false, reason: "It was not them" })
  expect(dialog.getByLabelText("Reason")).toHaveProperty("value", "It was not them")
})

test("who may only read sees the state without a button", async () => {
  openPage(<SuspensionSection customerId="cus_1" />, {
    answers: answering(SUSPENDED, {
      "GET /admin/staff-access": { access: { permissions: ["customers:read"], hidden_pages: [] } },
    }),
  })
  await screen.findByText("Suspended")
  expect(screen.queryByRole("button")).toBeNull()
})
