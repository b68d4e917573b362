import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen, within } from "@testing-library/react"

import type { ApprovalOut } from "../../contracts/approvals"
import ApprovalsPage from "../routes/approvals/page"

const APPROVAL: ApprovalOut = {
  id: "appr_1",
  kind: "refund",
  summary: "Refund ₹250,000 of order OR-7Q2K-9MXB-4TZ",
  subject_id: "order_1",
  amount: 250_000,
  currency_code: "inr",
  status: "pending",
  status_label: "Waiting",
  requested_by: "asha@example.com",
  decided_by: null,
  reason: null,
  error: null,
  decidable: true,
  expires_at: "2026-12-05T09:00:00.000Z",
  decided_at: null,
  created_at: "2026-11-28T09:00:00.000Z",
}
const listed = (...approvals: ApprovalOut[]) => ({
  "GET /admin/approvals": { approvals, count: approvals.length, offset: 0, limit: 20 },
})

test("approvals start with those that wait for a decision, and without any explain what appears there", async () => {
  const { sent } = openPage(<ApprovalsPage />, { answers: listed() })
  expect(
    await screen.findByText("No requests. Actions that need approval from a second person appear here.")
  ).toBeTruthy()
  expect(sent.find(({ route }) => route === "GET /admin/approvals")?.query).toBe("?limit=20&offset=0&status=pending")
})

test("approvals that can't be loaded show the reason, and load when the user tries again", async () => {
  let down = true
  const { user } = openPage(<ApprovalsPage />, {
    answers: {
      "GET /admin/approvals": () =>
        down ? refusal(500, "Something went wrong.") : listed(APPROVAL)["GET /admin/approvals"],
    },
  })
  const alert = await screen.findByRole("alert")
  expect(alert.textContent).toContain("Approvals could not be loaded. Something went wrong.")
  down = false
  await user.click(within(alert).getByRole("button", { name: "Try again" }))
  expect(await screen.findByText(APPROVAL.summary)).toBeTruthy()
})

test("a request is approved only after a confirmation that states what happens", async () => {
  const { user, sent } = openPage(<ApprovalsPage />, {
    answers: { ...listed(APPROVAL), "POST /admin/approvals/appr_1/approve": { approval: APPROVAL } },
  })
  await user.click(await screen.findByRole("button", { name: "Approve" }))
  expect(
    await screen.findByText("Refund ₹250,000 of order OR-7Q2K-9MXB-4TZ. This happens immediately and can't be undone.")
  ).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Approve" }))
  await screen.findByText("Request approved")
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["POST /admin/approvals/appr_1/approve"])
})

test("declining a request requires a reason", async () => {
  const { user, sent } = openPage(<ApprovalsPage />, {
    answers: { ...listed(APPROVAL), "POST /admin/approvals/appr_1/decline": { approval: APPROVAL } },
  })
  await user.click(await screen.findByRole("button", { name: "Decline" }))
  await user.click(await screen.findByRole("button", { name: "Decline request" }))
  expect(await screen.findByText("Enter a reason")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.type(screen.getByLabelText("Reason"), "Wrong order")
  await user.click(screen.getByRole("button", { name: "Decline request" }))
  await screen.findByText("Request declined")
  expect(changesIn(sent).map(({ body }) => body)).toEqual([{ reason: "Wrong order" }])
})

test("a user who can't decide a request sees no buttons for it", async () => {
  openPage(<ApprovalsPage />, { answers: listed({ ...APPROVAL, decidable: false }) })
  await screen.findByText(APPROVAL.summary)
  expect(screen.queryByRole("button", { name: /^(Approve|Decline)$/ })).toBeNull()
})
