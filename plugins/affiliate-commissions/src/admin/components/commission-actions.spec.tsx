import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { CommissionDetailOut } from "../../contracts/commissions"
import { CommissionActions } from "./commission-actions"

const COMMISSION: CommissionDetailOut = {
  id: "com_1",
  affiliate_id: "aff_1",
  affiliate: { id: "aff_1", code: "MAYA10" },
  order_id: "order_1",
  order_reference: "OR-7Q2K-9MXB-4TZ",
  order_line_item_id: "line_1",
  service: { id: "prod_1", title: "Trademark" },
  amount: 100,
  currency_code: "inr",
  status: "pending",
  status_label: "Pending",
  rate_bp: 1000,
  rate_text: "10%",
  rule: { id: "rule_1", version: 1 },
  paid_amount: 1180,
  base_amount: 1000,
  refunded_amount: 0,
  hold: null,
  explanation: [],
  allowed_actions: ["void", "hold"],
  paid_at: "2026-11-01T00:00:00.000Z",
  matures_at: "2026-12-01T00:00:00.000Z",
  created_at: "2026-11-01T00:00:00.000Z",
  updated_at: "2026-11-01T00:00:00.000Z",
  history: [],
  entries: [],
}

test("voiding a commission explains the effect and requires a reason, and actions that its status doesn't allow are hidden", async () => {
  const { user, sent } = openPage(<CommissionActions commission={COMMISSION} />, {
    answers: { "POST /admin/commissions/com_1/void": { commission: COMMISSION } },
  })
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull()
  await user.click(screen.getByRole("button", { name: "Void" }))
  expect(await screen.findByText(/This can't be undone/)).toBeTruthy()
  await user.click(screen.getByRole("button", { name: "Void commission" }))
  expect(await screen.findByText("Enter a reason")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.type(screen.getByLabelText("Reason"), "Own purchase")
  await user.click(screen.getByRole("button", { name: "Void commission" }))
  await screen.findByText("Commission voided")
  expect(changesIn(sent).map(({ route, body }) => [route, body])).toEqual([
    ["POST /admin/commissions/com_1/void", { reason: "Own purchase" }],
  ])
})
