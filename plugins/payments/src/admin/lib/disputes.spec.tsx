import { formatMoment } from "@atrium/admin-kit"
import { openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { GatewayDisputeView } from "../../contracts/gateway-disputes"
import DisputesPage from "../routes/operations/disputes/page"

const OPEN: GatewayDisputeView = {
  id: "gwdi_1",
  provider: "stripe",
  reference: "dp_1",
  payment_reference: "pi_1",
  amount: 4999,
  currency_code: "inr",
  status: "open",
  payment_id: "pay_1",
  order_id: "order_1",
  respond_by: "2026-12-05T12:00:00.000Z",
  opened_at: "2026-11-28T09:00:00.000Z",
  closed_at: null,
}
const open = (dispute: GatewayDisputeView) =>
  openPage(<DisputesPage />, {
    answers: { "GET /admin/gateway-disputes": { gateway_disputes: [dispute], count: 1, offset: 0, limit: 20 } },
  })

test("an open dispute shows its amount, its deadline and a link to its order", async () => {
  open(OPEN)
  expect(await screen.findByText("dp_1")).toBeTruthy()
  expect(screen.getByText("₹4,999")).toBeTruthy()
  expect(screen.getByText(formatMoment(OPEN.respond_by))).toBeTruthy()
  expect(screen.getByRole("link", { name: "View order" }).getAttribute("href")).toBe("/orders/order_1")
})

test("a dispute that is over shows no deadline", async () => {
  open({ ...OPEN, status: "won", order_id: null, closed_at: "2026-12-01T09:00:00.000Z" })
  expect(await screen.findByText("Won")).toBeTruthy()
  expect(screen.queryByText(formatMoment(OPEN.respond_by))).toBeNull()
  expect(screen.queryByRole("link", { name: "View order" })).toBeNull()
})
