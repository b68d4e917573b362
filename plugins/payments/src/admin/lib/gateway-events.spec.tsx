import { changesIn, openPage } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { GatewayEventView } from "../../contracts/gateway-events"
import GatewayEventsPage from "../routes/operations/gateway-events/page"

const EVENT: GatewayEventView = {
  id: "gev_1",
  provider: "stripe",
  event_id: "evt_1",
  type: "payment.captured",
  reference: "pi_1",
  status: "dead",
  outcome: null,
  attempts: 5,
  retries: 0,
  last_error: "The order was locked",
  request_id: null,
  received_at: "2026-11-28T09:00:00.000Z",
  processed_at: null,
}
const listed = (event: GatewayEventView) => ({
  "GET /admin/gateway-events": { gateway_events: [event], count: 1, offset: 0, limit: 20 },
  "POST /admin/gateway-events/gev_1/retry": { gateway_event: event },
})

test("a failed event shows the reason, and a user with permission can process it again", async () => {
  const { user, sent } = openPage(<GatewayEventsPage />, {
    answers: listed(EVENT),
    permissions: ["gateway-events:write"],
  })
  expect(await screen.findByText("The order was locked")).toBeTruthy()
  await user.click(await screen.findByRole("button", { name: "Process again" }))
  await screen.findByText("Event queued to be processed again")
  expect(changesIn(sent).map(({ route }) => route)).toEqual(["POST /admin/gateway-events/gev_1/retry"])
})

test("an event that has just arrived can't be processed again", async () => {
  openPage(<GatewayEventsPage />, {
    answers: listed({ ...EVENT, status: "received", last_error: "-" }),
    permissions: ["gateway-events:write"],
  })
  await screen.findByText("payment.captured")
  expect(screen.queryByRole("button", { name: "Process again" })).toBeNull()
})
