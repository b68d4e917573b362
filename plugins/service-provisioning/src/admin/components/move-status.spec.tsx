import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { MoveStatus } from "./move-status"

const REQUEST: ServiceRequestDetailOut = {
  id: "sr_1",
  reference_number: "SR-1",
  status: "team_assigned",
  status_label: "Specialist assigned",
  customer_id: null,
  customer_name: "Tara",
  customer_email: "tara@example.com",
  customer_phone: "+919876543210",
  requirements: "",
  service: { id: "prod_1", title: "Trademark", category: null },
  tier: { id: "variant_1", title: "Search" },
  provider: null,
  payment: {
    status: "captured",
    amount: 4999,
    currency_code: "inr",
    provider_id: null,
    transaction_id: null,
    paid_at: "2026-11-01T00:00:00.000Z",
    refunded_amount: 0,
    refunded_at: null,
  },
  affiliate: null,
  order_id: "order_1",
  order_line_item_id: "line_1",
  unit: 1,
  template_version_id: "ver_1",
  due_at: null,
  created_at: "2026-11-01T00:00:00.000Z",
  updated_at: "2026-11-01T00:00:00.000Z",
  allowed_statuses: ["in_progress"],
  tasks: [],
  history: [],
  notes: [],
  intake: { questions: [], answers: {}, missing: [] },
}

test("a status must be chosen, and a conflict with another user's change shows a message and keeps the reason", async () => {
  const { user, sent } = openPage(<MoveStatus request={REQUEST} />, {
    answers: { "POST /admin/service-requests/sr_1": refusal(409, "This was changed since you loaded it.") },
  })
  await user.click(screen.getByRole("button", { name: "Change status" }))
  await user.type(screen.getByLabelText("Reason"), "Agreed on the phone")
  await user.click(screen.getByRole("button", { name: "Change status" }))
  expect(await screen.findByText("Choose a status")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("combobox", { name: "New status" }))
  await user.click(await screen.findByRole("option", { name: "In progress" }))
  await user.click(screen.getByRole("button", { name: "Change status" }))
  expect(await screen.findByText("This was changed since you loaded it.")).toBeTruthy()
  expect(screen.getByLabelText("Reason")).toHaveProperty("value", "Agreed on the phone")
  expect(changesIn(sent).at(0)?.body).toEqual({
    status: "in_progress",
    reason: "Agreed on the phone",
    updated_at: "2026-11-01T00:00:00.000Z",
  })
})

test("a request in a final status can't be moved", () => {
  openPage(<MoveStatus request={{ ...REQUEST, allowed_statuses: [] }} />)
  expect(screen.queryByRole("button")).toBeNull()
})
