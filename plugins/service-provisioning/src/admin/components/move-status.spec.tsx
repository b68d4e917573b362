import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import { MoveStatus } from "./move-status"
import { REQUEST } from "./request.fixtures"

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
