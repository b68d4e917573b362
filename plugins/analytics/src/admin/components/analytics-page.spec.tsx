import { openPage } from "@atrium/admin-kit/testing"
import { screen, within } from "@testing-library/react"

import type { AnalyticsSummary } from "../../contracts/summary"
import AnalyticsPage from "../routes/analytics/page"

const figures = {
  visits: 1200,
  service_viewed: 900,
  cart_item_added: 300,
  checkout_started: 120,
  purchase_completed: 60,
  payment_failed: 4,
}
const summary = (days: number): { analytics: AnalyticsSummary } => ({
  analytics: {
    days,
    totals: figures,
    per_day: [{ date: "2026-11-30", ...figures, visits: days }],
    forwarding: { service: null, waiting: 0 },
  },
})
const answers = {
  "GET /admin/analytics": summary(30),
}

test("shows visits, each step with its share of them, and the figures of each day", async () => {
  openPage(<AnalyticsPage />, { answers })
  const step = (await screen.findByText("Viewed a service", { selector: "dt" })).parentElement
  expect(step?.textContent).toBe("Viewed a service90075%")
  expect(screen.getByText("Paid orders", { selector: "dt" }).parentElement?.textContent).toBe("Paid orders605%")
  const cells = within(screen.getByRole("table")).getAllByRole("cell")
  expect(cells.map((cell) => cell.textContent)).toEqual([
    expect.stringContaining("2026"),
    "30",
    "900",
    "300",
    "120",
    "60",
    "4",
  ])
})

test("the period in the address is the one that is chosen", async () => {
  openPage(<AnalyticsPage />, { answers, at: "/?days=90" })
  expect((await screen.findByRole("tab", { name: "90 days" })).getAttribute("aria-selected")).toBe("true")
})
