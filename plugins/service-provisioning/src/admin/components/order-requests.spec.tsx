import { openPage } from "@atrium/admin-kit/testing"
import { screen, waitFor } from "@testing-library/react"

import { OrderRequests } from "./order-requests"
import { REQUEST } from "./request.fixtures"

const {
  allowed_statuses: _,
  tasks: _tasks,
  history: _history,
  notes: _notes,
  intake: _intake,
  files: _files,
  dispute: _dispute,
  clock_stopped_at: _stopped,
  ...LISTED
} = REQUEST
const listed = (requests: object[]) => ({
  "GET /admin/service-requests": { service_requests: requests, count: requests.length, offset: 0, limit: 100 },
})

test("an order shows its service requests with status and provider, and each opens its page", async () => {
  const { user, sent, address } = openPage(<OrderRequests orderId="order_1" />, {
    answers: listed([
      { ...LISTED, provider: { id: "prov_1", name: "Asha Rao" } },
      { ...LISTED, id: "sr_2", reference_number: "SR-2" },
    ]),
  })
  expect(await screen.findByText("Trademark · Search · Asha Rao")).toBeTruthy()
  expect(screen.getByText("Trademark · Search · Unassigned")).toBeTruthy()
  expect(screen.getAllByText("Specialist assigned")).toHaveLength(2)
  expect(sent.map(({ query }) => query)).toEqual(["?order_id=order_1&order=reference_number&limit=100"])
  await user.click(screen.getByRole("link", { name: "SR-2" }))
  await waitFor(() => expect(address()).toBe("/service-requests/sr_2"))
})

test("an order of goods shows no section for service requests", async () => {
  const { sent } = openPage(<OrderRequests orderId="order_1" />, { answers: listed([]) })
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(screen.queryByRole("heading")).toBeNull()
})
