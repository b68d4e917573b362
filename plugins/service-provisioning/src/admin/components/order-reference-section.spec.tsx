import { openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import OrderProgressPage from "../routes/order-progress/page"
import { OrderReferenceSection } from "./order-reference-section"

const ORDER = {
  id: "order_1",
  reference: "OR-1111-2222-333",
  customer: { id: "cus_1", name: "Ravi Kumar", email: "ravi@example.com" },
  progress: "processing",
  progress_label: "In progress",
  since: "2026-11-30T10:00:00.000Z",
  placed_at: "2026-11-29T10:00:00.000Z",
  payment: { status: "partially_refunded", total: 4999, refunded: 1000, currency_code: "inr" },
}
const answers = (orders: object[]) => ({
  "GET /admin/order-progress": { orders, count: orders.length, offset: 0, limit: 20 },
})

test("the order page shows what customers call the order and how far it is", async () => {
  const { sent } = openPage(<OrderReferenceSection orderId="order_1" reference={ORDER.reference} />, {
    answers: answers([ORDER]),
  })
  expect(screen.getByText("OR-1111-2222-333")).toBeTruthy()
  expect(await screen.findByText("In progress")).toBeTruthy()
  expect(sent.map(({ query }) => query)).toEqual(["?order_id=order_1&limit=1"])
})

test("an order whose progress is not known yet shows its reference", async () => {
  openPage(<OrderReferenceSection orderId="order_1" reference={ORDER.reference} />, { answers: answers([]) })
  expect(await screen.findByText("OR-1111-2222-333")).toBeTruthy()
})

test("the list shows progress, buyer and payment, keeps its filters in the address, and a row opens the order", async () => {
  const { sent, user, address } = openPage(<OrderProgressPage />, {
    answers: answers([ORDER]),
    at: '/order-progress?progress=["processing"]',
  })
  expect(await screen.findByText("OR-1111-2222-333")).toBeTruthy()
  expect(screen.getByText("ravi@example.com")).toBeTruthy()
  expect(screen.getByText("₹4,999")).toBeTruthy()
  expect(screen.getByText("Partially refunded")).toBeTruthy()
  expect(sent[0]?.query).toContain("progress=processing")
  await user.click(screen.getByText("OR-1111-2222-333"))
  expect(address()).toBe("/orders/order_1")
})
